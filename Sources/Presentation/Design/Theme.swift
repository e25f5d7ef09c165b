/// How the panel looks to a reader. It is drawn into the page itself, so no script has to run first and nothing flashes.
package enum Theme: String, Sendable, CaseIterable {
    /// Light, dark or of high contrast, as the reader's system asks for.
    case system
    case light
    case dark
    /// Lines and letters as strong as they can be; light or dark as the system asks for.
    case contrast

    /// For `data-theme` of the document; nil leaves the choice to the system.
    var attribute: String? { self == .system ? nil : rawValue }

    /// For the `color-scheme` of the document, which browsers read before the style sheet is there (HTML Living Standard §4.2.5.4).
    var colorScheme: String {
        switch self {
        case .system, .contrast: "light dark"
        case .light: "light"
        case .dark: "dark"
        }
    }
}

extension Theme {
    /// For a select or radio field of that name.
    package static func choices(_ texts: any PanelTexts) -> [Choice] { allCases.map { Choice($0.rawValue, texts.theme($0)) } }
}
