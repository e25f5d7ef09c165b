import Core
import Presentation

/// The step of the wizard that lists the domains of the new customer (C.USR-11): a row for each, an empty one for the next.
extension UserWizard {
    /// What the buttons of the rows do, besides going on: they send the form and lead back to it.
    enum RowAction: String { case add, remove }

    static let actionField = "_do"
    static let domainFields = (0..<mostDomains).flatMap { ["domains.\($0).name", "domains.\($0).zone", "domains.\($0).registration"] }

    /// The rows with a name, with their places in the form.
    func domains(_ values: FormValues) -> [(place: Int, domain: NewUserDomain)] {
        (0..<Self.mostDomains).compactMap { place in
            let name = values.text("domains.\(place).name")
            if name.isEmpty { return nil }
            let domain = NewUserDomain(
                name: name, hasZone: values.isOn("domains.\(place).zone"), isToBeRegistered: values.isOn("domains.\(place).registration"))
            return (place, domain)
        }
    }

    /// The rows moved together, without those that are to go.
    func arranged(_ values: FormValues, without action: RowAction?) -> FormValues {
        var kept = domains(values)
        if action == .remove { kept.removeAll { values.isOn("domains.\($0.place).gone") } }
        var values = values
        for place in 0..<Self.mostDomains {
            let domain = place < kept.count ? kept[place].domain : nil
            values = values.setting("domains.\(place).name", domain?.name).setting(
                "domains.\(place).zone", domain?.hasZone == true ? "on" : nil
            ).setting("domains.\(place).registration", domain?.isToBeRegistered == true ? "on" : nil).setting("domains.\(place).gone", nil)
        }
        return values
    }

    @HTMLBuilder func domainsStep(_ form: Form) -> [HTML] {
        let texts = visit.texts.users
        let typed = domains(form.values)
        let next = (typed.last?.place ?? -1) + 1
        p(.class("hint"), text: texts.domainsHint)
        for (place, _) in typed { domainRow(form, place, isNew: false) }
        if next < Self.mostDomains {
            // A zone of one's own is the usual thing.
            let fresh = form.starting([:]).withTick("domains.\(next).zone")
            domainRow(fresh, next, isNew: true)
            div(.class("row")) {
                submitButton(texts.addDomain, kind: .plain, icon: .plus, name: Self.actionField, value: RowAction.add.rawValue)
                if !typed.isEmpty {
                    submitButton(texts.removeTicked, kind: .plain, icon: .trash, name: Self.actionField, value: RowAction.remove.rawValue)
                }
            }
        }
        addressPart(form)
    }

    /// What the customer's websites are reached at (C.USR-12); where there is nothing to choose, nothing is asked.
    @HTMLBuilder private func addressPart(_ form: Form) -> [HTML] {
        if !addresses.isEmpty {
            h2(text: visit.texts.addresses.title)
            p(.class("hint"), text: visit.texts.addresses.summary)
        }
        addressFields(visit, form, addresses)
    }

    private func domainRow(_ form: Form, _ place: Int, isNew: Bool) -> HTML {
        let texts = visit.texts.users
        let field = "domains.\(place)"
        return fieldRow {
            textField(
                form, "\(field).name", label: isNew ? texts.newDomain : texts.domain(place + 1), kind: .domain, isRequired: false,
                isFocused: isNew, maxlength: 260)
            div(.class("ticks")) {
                checkbox(form, "\(field).zone", label: texts.hasZone)
                checkbox(form, "\(field).registration", label: texts.isToBeRegistered)
                if !isNew { checkbox(form, "\(field).gone", label: texts.isGone) }
            }
        }
    }
}

extension Form {
    /// With this box ticked.
    fileprivate func withTick(_ name: String) -> Form {
        var form = self
        form.values = values.setting(name, "on")
        return form
    }
}
