import Core
import Crypto

/// Which state of something a form was filled with: a hash of what stood in each field. It travels in a hidden field, so that whoever sends
/// the form back can be told what somebody else has changed meanwhile.
struct FormVersion: Sendable, Equatable {
    static let field = "_version"
    /// What the second is told.
    static let changed = Fault.conflict(
        key: "form.changed", "Somebody else has changed this since you opened it, so nothing was saved yet. Both versions are shown.")

    /// By field; fields that were empty are left out.
    private var hashes: [String: String] = [:]

    init(of stored: [String: String]) {
        for (name, value) in stored where !Self.plain(value).isEmpty { hashes[name] = Self.hash(name, value) }
    }

    /// Nil for what is no version: an empty field, or a text of somebody else.
    init?(text: String) {
        guard let values = FormValues(encoded: text), text.hasPrefix("v=1") else { return nil }
        for pair in values.pairs.dropFirst() { hashes[pair.name] = pair.value }
    }

    /// For the hidden field.
    var text: String { FormValues([("v", "1")] + hashes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }).encoded }

    var names: Set<String> { Set(hashes.keys) }

    /// Whether the field had this value then.
    func had(_ value: String, in name: String) -> Bool {
        Self.plain(value).isEmpty ? hashes[name] == nil : hashes[name] == Self.hash(name, value)
    }

    /// As it is compared: browsers send other line breaks than are stored, and spaces at the ends are not kept.
    static func plain(_ value: String) -> String { value.replacing("\r\n", with: "\n").trimmed }

    private static func hash(_ name: String, _ value: String) -> String {
        String(base64URL(Array(SHA256.hash(data: Array("\(name):\(plain(value))".utf8)))).prefix(10))
    }
}

/// What became of a field while a form was open.
struct ChangedMeanwhile: Sendable, Equatable {
    /// The other version: what somebody else has stored, or, where the field shows that already, what was in the form.
    var value: String
    /// The field was not touched here, so it shows what is stored now.
    var isTakenOver: Bool
}

extension Form {
    /// A form that changes something which exists: its fields begin with what is stored. Whoever sends it back after somebody else has saved
    /// is shown both versions:
    ///
    /// ```swift
    /// show:   planPage(visit, form.editing(PlanForm(plan).values))
    /// submit: try Plans.change(id, typed, ...) { try form.requireUnchanged(PlanForm($0).values) }   // in the transaction, the row locked
    /// ```
    ///
    /// - Parameter stored: what the fields would show, by their names; an unticked box is absent or empty.
    package func editing(_ stored: [String: String]) -> Form {
        var form = starting(stored)
        let now = FormVersion(of: stored)
        guard isSubmitted else {
            form.version = now.text
            return form
        }
        let sent = values.verbatim(FormVersion.field)
        form.version = sent
        guard fault?.key == FormVersion.changed.key, let known = FormVersion(text: sent) else { return form }
        form.version = now.text
        for (name, isUntouched) in differences(from: stored, since: known) {
            let (typed, current) = (values.verbatim(name), stored[name] ?? "")
            if isUntouched { form.values = form.values.setting(name, current.isEmpty ? nil : current) }
            form.meanwhile[name] = ChangedMeanwhile(value: isUntouched ? typed : current, isTakenOver: isUntouched)
        }
        return form
    }

    /// Refuses to store what was typed when somebody else has changed a field since the form was shown, unless to the same value. Called in
    /// the transaction of the change, once the row is locked.
    ///
    /// - Parameter stored: as for `editing`, as it is now.
    ///
    /// Throws `form.changed` (conflict).
    package func requireUnchanged(_ stored: [String: String]) throws {
        // Without the field it is no form of `editing`: nothing is known of what its sender has seen.
        guard let known = FormVersion(text: values.verbatim(FormVersion.field)) else { return }
        if !differences(from: stored, since: known).isEmpty { throw FormVersion.changed }
    }

    /// Fields that somebody else has changed to something else than stands in the form, and whether they were left alone here.
    private func differences(from stored: [String: String], since known: FormVersion) -> [(name: String, isUntouched: Bool)] {
        known.names.union(stored.keys).sorted().compactMap { name in
            let (typed, current) = (values.verbatim(name), stored[name] ?? "")
            if known.had(current, in: name) || FormVersion.plain(typed) == FormVersion.plain(current) { return nil }
            return (name, known.had(typed, in: name))
        }
    }
}
