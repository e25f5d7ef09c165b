import Core
import Identity
import Persistence
import Presentation

/// Operations on templates, for who creates customers.
package enum UserTemplates {
    /// By name.
    package static func all(by actor: Actor, in db: any Connection) throws -> [UserTemplate] {
        try actor.require(.accountManager)
        return try UserTemplateQueries.all(in: db)
    }

    package static func list(
        _ filter: UserTemplateFilter, by actor: Actor, in db: any Connection
    ) throws -> (templates: [UserTemplate], total: Int) {
        try actor.require(.accountManager)
        return try UserTemplateQueries.list(filter, in: db)
    }

    /// The rows after `cursor`, and where the next ones are; nil at the end. What `filter` says of pages is not looked at.
    package static func following(
        _ filter: UserTemplateFilter, after cursor: ListCursor?, by actor: Actor, in db: any Connection
    ) throws -> (templates: [UserTemplate], next: ListCursor?) {
        try actor.require(.accountManager)
        return try UserTemplateQueries.following(filter, after: cursor, in: db)
    }

    /// The template that a person or a program names: by its name in any case, or by its id. nil when there is none, or none any more.
    package static func find(named typed: String, in db: any Connection) throws -> UserTemplate? {
        if let id = UserTemplateID(typed), let template = try UserTemplateQueries.find(id, in: db) { return template }
        return try UserTemplateQueries.named(typed.trimmingWhitespace, in: db)
    }

    /// Throws `Fault(.notFound)`.
    package static func required(named typed: String, by actor: Actor, in db: any Connection) throws -> UserTemplate {
        try actor.require(.accountManager)
        guard let template = try find(named: typed, in: db) else { throw Fault.notFound("template") }
        return template
    }

    /// As it stays until the transaction ends. Throws `Fault(.notFound)`.
    package static func locked(named typed: String, by actor: Actor, in db: any Connection) throws -> UserTemplate {
        guard let locked = try UserTemplateQueries.locked(required(named: typed, by: actor, in: db).id, in: db) else {
            throw Fault.notFound("template")
        }
        return locked
    }

    /// Throws `Fault(.invalid)` beside `name` and `limits.<resource>`.
    package static func create(
        _ form: UserTemplateForm, services: HostingServices, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> UserTemplate {
        try actor.require(.accountManager)
        let template = try form.checked(as: UserTemplateID(at: now), offered: Self.offered(services, in: db), at: now)
        try insert(template, in: db)
        try Audit.record("template.created", on: template.audited, changes: changes(from: nil, to: template), by: actor, in: db, at: now)
        return template
    }

    /// Accounts that were made from it keep what they have (C.TPL-04).
    ///
    /// - Parameters:
    ///   - checking: Called with the template as it is, which nobody else can change any more.
    ///   - edit: Changes the form that holds what is stored.
    package static func change(
        _ typed: String, services: HostingServices, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (UserTemplate) throws -> Void = { _ in }, _ edit: (inout UserTemplateForm) throws -> Void
    ) throws -> UserTemplate {
        let before = try locked(named: typed, by: actor, in: db)
        try checking(before)
        var form = UserTemplateForm(before)
        try edit(&form)
        var template = try form.checked(
            as: before.id, offered: Self.offered(services, in: db), had: Set(before.limits.keys), at: before.createdAt)
        template.createdAt = before.createdAt
        if template == before { return before }
        if let other = try UserTemplateQueries.named(template.name, in: db), other.id != before.id { throw taken(template.name) }
        do {
            try UserTemplateQueries.update(template, in: db)
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(template.name)
        }
        try Audit.record("template.changed", on: template.audited, changes: changes(from: before, to: template), by: actor, in: db, at: now)
        return template
    }

    /// A template with the same limits and mails under another name.
    package static func copy(
        _ template: UserTemplate, named typed: String, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> UserTemplate {
        try actor.require(.accountManager)
        var complaints = Complaints()
        let name = try complaints.take("name") { try typed.asName(limit: 60) }
        try complaints.check()
        let copy = UserTemplate(id: UserTemplateID(at: now), name: name ?? "", limits: template.limits, createdAt: now)
        try insert(copy, in: db)
        for (language, text) in try RegistrationMailQueries.stored(for: template.id, in: db) {
            try RegistrationMailQueries.set(text, for: copy.id, language, in: db)
        }
        try Audit.record("template.created", on: copy.audited, changes: [.init("copyOf", nil, template.name)], by: actor, in: db, at: now)
        return copy
    }

    /// Accounts that were made from it keep what they have (C.TPL-05).
    package static func delete(_ template: UserTemplate, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        try actor.require(.accountManager)
        try RegistrationMailQueries.removeAll(for: template.id, in: db)
        try UserTemplateQueries.delete(template.id, in: db)
        try Audit.record("template.deleted", on: template.audited, by: actor, in: db, at: now)
    }

    /// What templates may set now: what servers provide and nobody has withdrawn.
    static func offered(_ services: HostingServices, in db: any Connection) throws -> Set<ResourceKey> {
        Set(try Plans.offered(services, in: db).map(\.key))
    }

    private static func insert(_ template: UserTemplate, in db: any Connection) throws {
        if try UserTemplateQueries.named(template.name, in: db) != nil { throw taken(template.name) }
        do {
            try UserTemplateQueries.insert(template, in: db)
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(template.name)
        }
    }

    private static func taken(_ name: String) -> Fault {
        .invalid(
            .init(
                "name", key: "template.name.taken", arguments: ["name": name],
                "There is already a template \(name). Choose another name."))
    }

    private static func changes(from before: UserTemplate?, to after: UserTemplate) -> [AuditEntry.Change] {
        var changes: [AuditEntry.Change] = before.map { [.init("name", $0.name, after.name)] } ?? []
        for resource in ResourceCatalogue.all {
            let (old, new) = (before?.limits[resource.key], after.limits[resource.key])
            changes.append(
                .init("limit.\(resource.key.rawValue)", old.map { resource.text($0.most) }, new.map { resource.text($0.most) }))
        }
        return changes.filter { $0.before != $0.after }
    }
}
