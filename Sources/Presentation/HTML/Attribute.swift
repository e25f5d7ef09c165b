/// An attribute of an element. There is a constructor for each attribute the panel uses and none for arbitrary names, so inline
/// scripts (`onclick`), inline styles and addresses with unsafe schemes cannot be written at all.
package struct Attribute: Sendable {
    enum Value: Sendable {
        case text(String)
        case flag
        case absent
        /// Attributes that only make sense together.
        case several([Attribute])
    }

    let name: StaticString
    let value: Value

    init(_ name: StaticString, _ value: String?) {
        self.name = name
        self.value = value.map(Value.text) ?? .absent
    }

    init(_ name: StaticString, flag: Bool) {
        self.name = name
        self.value = flag ? .flag : .absent
    }

    /// Whether it names the target of a part that changes by itself.
    var isLiveTarget: Bool {
        guard case .text = value else { return false }
        return name.description == "data-live"
    }

    private init(_ together: [Attribute]) {
        name = ""
        value = .several(together)
    }

    // MARK: Global

    package static func id(_ value: String?) -> Attribute { Attribute("id", value) }
    package static func `class`(_ value: String?) -> Attribute { Attribute("class", value) }
    package static func title(_ value: String?) -> Attribute { Attribute("title", value) }
    package static func lang(_ value: String?) -> Attribute { Attribute("lang", value) }
    /// What stands in it is somebody's words in a language of its own, which programs leave as they are.
    package static func untranslated() -> Attribute { Attribute("translate", "no") }
    package static func dir(_ value: String) -> Attribute { Attribute("dir", value) }
    package static func hidden(_ flag: Bool = true) -> Attribute { Attribute("hidden", flag: flag) }
    package static func tabindex(_ value: Int) -> Attribute { Attribute("tabindex", String(value)) }
    package static func role(_ value: String?) -> Attribute { Attribute("role", value) }

    /// `data-kind="..."`: what the panel's own modules read. The name is without `data-`.
    package static func data(_ name: DataName, _ value: String?) -> Attribute { Attribute(name.attribute, value) }

    /// The data attributes the panel's modules know.
    package enum DataName: Sendable {
        case live, again, liveVersion, copy, keys, at, confirm, menu, rows, theme, strength, passkey, withoutPasskey, options, preview,
            insert

        var attribute: StaticString {
            switch self {
            case .live: "data-live"
            case .again: "data-again"
            case .liveVersion: "data-live-version"
            case .copy: "data-copy"
            case .keys: "data-keys"
            case .at: "data-at"
            case .confirm: "data-confirm"
            case .menu: "data-menu"
            case .rows: "data-rows"
            case .theme: "data-theme"
            case .strength: "data-strength"
            case .passkey: "data-passkey"
            case .withoutPasskey: "data-without-passkey"
            case .options: "data-options"
            case .preview: "data-preview"
            case .insert: "data-insert"
            }
        }
    }

    // MARK: ARIA

    package static func ariaLabel(_ value: String?) -> Attribute { Attribute("aria-label", value) }
    package static func ariaLabelledBy(_ id: String?) -> Attribute { Attribute("aria-labelledby", id) }
    package static func ariaDescribedBy(_ id: String?) -> Attribute { Attribute("aria-describedby", id) }
    /// `page`, `step`, `true`; nil leaves it out.
    package static func ariaCurrent(_ value: String?) -> Attribute { Attribute("aria-current", value) }
    package static func ariaHidden(_ flag: Bool = true) -> Attribute { Attribute("aria-hidden", flag ? "true" : nil) }
    package static func ariaInvalid(_ flag: Bool) -> Attribute { Attribute("aria-invalid", flag ? "true" : nil) }
    package static func ariaLive(_ value: String?) -> Attribute { Attribute("aria-live", value) }
    package static func ariaExpanded(_ flag: Bool) -> Attribute { Attribute("aria-expanded", flag ? "true" : "false") }
    package static func ariaControls(_ id: String?) -> Attribute { Attribute("aria-controls", id) }
    /// `ascending` or `descending` on the header of the sorted column.
    package static func ariaSort(_ value: String?) -> Attribute { Attribute("aria-sort", value) }
    package static func ariaBusy(_ flag: Bool) -> Attribute { Attribute("aria-busy", flag ? "true" : nil) }
    package static func ariaValue(now: String, min: String, max: String) -> Attribute {
        Attribute([Attribute("aria-valuenow", now), Attribute("aria-valuemin", min), Attribute("aria-valuemax", max)])
    }
    package static func ariaValueText(_ value: String) -> Attribute { Attribute("aria-valuetext", value) }

    // MARK: Links and resources

    package static func href(_ link: Link?) -> Attribute { Attribute("href", link?.text) }
    package static func src(_ link: Link) -> Attribute { Attribute("src", link.text) }
    package static func action(_ link: Link) -> Attribute { Attribute("action", link.text) }
    package static func rel(_ value: String) -> Attribute { Attribute("rel", value) }
    /// What a link holds up until it is there (HTML Living Standard, 4.2.4): `render`.
    package static func blocking(_ value: String) -> Attribute { Attribute("blocking", value) }
    /// Opens elsewhere; the new page gets no handle on this one.
    package static func newTab() -> Attribute {
        Attribute([Attribute("target", "_blank"), Attribute("rel", "noopener noreferrer")])
    }
    package static func download(_ name: String) -> Attribute { Attribute("download", name) }
    package static func alt(_ value: String) -> Attribute { Attribute("alt", value) }

    // MARK: Forms

    package static func method(_ value: String) -> Attribute { Attribute("method", value) }
    package static func enctype(_ value: String) -> Attribute { Attribute("enctype", value) }
    package static func name(_ value: String?) -> Attribute { Attribute("name", value) }
    package static func type(_ value: String) -> Attribute { Attribute("type", value) }
    package static func value(_ value: String?) -> Attribute { Attribute("value", value) }
    package static func placeholder(_ value: String?) -> Attribute { Attribute("placeholder", value) }
    package static func autocomplete(_ value: String?) -> Attribute { Attribute("autocomplete", value) }
    package static func inputmode(_ value: String?) -> Attribute { Attribute("inputmode", value) }
    package static func autocapitalize(_ value: String?) -> Attribute { Attribute("autocapitalize", value) }
    package static func spellcheck(_ flag: Bool?) -> Attribute { Attribute("spellcheck", flag.map { $0 ? "true" : "false" }) }
    package static func required(_ flag: Bool = true) -> Attribute { Attribute("required", flag: flag) }
    package static func autofocus(_ flag: Bool = true) -> Attribute { Attribute("autofocus", flag: flag) }
    package static func disabled(_ flag: Bool = true) -> Attribute { Attribute("disabled", flag: flag) }
    package static func readonly(_ flag: Bool = true) -> Attribute { Attribute("readonly", flag: flag) }
    package static func checked(_ flag: Bool = true) -> Attribute { Attribute("checked", flag: flag) }
    package static func selected(_ flag: Bool = true) -> Attribute { Attribute("selected", flag: flag) }
    package static func novalidate(_ flag: Bool = true) -> Attribute { Attribute("novalidate", flag: flag) }
    package static func minlength(_ value: Int?) -> Attribute { Attribute("minlength", value.map { String($0) }) }
    package static func maxlength(_ value: Int?) -> Attribute { Attribute("maxlength", value.map { String($0) }) }
    package static func min(_ value: String?) -> Attribute { Attribute("min", value) }
    package static func max(_ value: String?) -> Attribute { Attribute("max", value) }
    /// Where a `meter` is low, where it is high, and where it is best.
    package static func meterBounds(low: String, high: String, optimum: String) -> Attribute {
        Attribute([Attribute("low", low), Attribute("high", high), Attribute("optimum", optimum)])
    }
    package static func step(_ value: String?) -> Attribute { Attribute("step", value) }
    package static func rows(_ value: Int) -> Attribute { Attribute("rows", String(value)) }
    package static func `for`(_ id: String?) -> Attribute { Attribute("for", id) }
    package static func form(_ id: String?) -> Attribute { Attribute("form", id) }

    // MARK: Tables, disclosure, time, documents

    package static func scope(_ value: String) -> Attribute { Attribute("scope", value) }
    package static func colspan(_ value: Int) -> Attribute { Attribute("colspan", String(value)) }
    package static func open(_ flag: Bool = true) -> Attribute { Attribute("open", flag: flag) }
    package static func datetime(_ value: String) -> Attribute { Attribute("datetime", value) }
    package static func charset(_ value: String) -> Attribute { Attribute("charset", value) }
    package static func content(_ value: String) -> Attribute { Attribute("content", value) }

    // MARK: SVG

    /// An attribute of SVG: geometry and presentation, none of which can load or run anything.
    package static func svg(_ name: SVGName, _ value: String) -> Attribute { Attribute(name.attribute, value) }

    package enum SVGName: Sendable {
        case viewBox, width, height, x, y, x1, y1, x2, y2, rx, cx, cy, r, d, points, fill, stroke, strokeWidth, preserveAspectRatio,
            textAnchor

        var attribute: StaticString {
            switch self {
            case .viewBox: "viewBox"
            case .width: "width"
            case .height: "height"
            case .x: "x"
            case .y: "y"
            case .x1: "x1"
            case .y1: "y1"
            case .x2: "x2"
            case .y2: "y2"
            case .rx: "rx"
            case .cx: "cx"
            case .cy: "cy"
            case .r: "r"
            case .d: "d"
            case .points: "points"
            case .fill: "fill"
            case .stroke: "stroke"
            case .strokeWidth: "stroke-width"
            case .preserveAspectRatio: "preserveAspectRatio"
            case .textAnchor: "text-anchor"
            }
        }
    }
}
