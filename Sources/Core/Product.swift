/// What this program is.
package enum Product {
    package static let name = "Hostwright"
    /// As the packages will carry it. Raised with each release.
    package static let version = "0.5.0"
}
