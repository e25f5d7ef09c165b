/// What this program is.
package enum Product {
    package static let name = "Hostwright"
    /// Nothing was released yet; the first release drops `-dev`.
    package static let version = "0.1.0-dev"
}
