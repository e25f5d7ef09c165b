import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/templates` and `/api/v1/registration-mails`.
struct UserTemplateAPI: Sendable {
    let services: HostingServices

    func routes() -> Routes {
        let policy = Policy.staff(.accountManager)
        var routes = Routes()
        routes.api(
            .get, "/api/v1/templates", policy, "List templates for new customers",
            query: QueryParameter.list(sorts: UserTemplateFilter.Order.allCases.map(\.rawValue)), list)
        routes.api(.post, "/api/v1/templates", policy, "Create a template", taking: NewUserTemplateResource.self, create)
        routes.api(.get, "/api/v1/templates/{template}", policy, "Show a template", show)
        routes.api(
            .patch, "/api/v1/templates/{template}", policy, "Change a template; accounts made from it keep what they have",
            taking: UserTemplateChangeResource.self, change)
        routes.api(
            .delete, "/api/v1/templates/{template}", policy, "Delete a template; accounts made from it keep what they have", delete)
        routes.api(
            .post, "/api/v1/templates/{template}/copies", policy, "Copy a template with its mails", taking: UserTemplateCopyResource.self,
            copy)
        routes.api(.get, "/api/v1/templates/{template}/mails", policy, "List the registration mails of a template", mails)
        routes.api(.get, "/api/v1/templates/{template}/mails/{language}", policy, "Show a registration mail of a template", mail)
        routes.api(
            .put, "/api/v1/templates/{template}/mails/{language}", policy, "Write the registration mail of a template",
            taking: RegistrationTextResource.self, setMail)
        routes.api(
            .delete, "/api/v1/templates/{template}/mails/{language}", policy, "Have the default stand in for a template's mail again",
            restoreMail)
        routes.api(.get, "/api/v1/registration-mails", policy, "List the default registration mails", defaults)
        routes.api(.get, "/api/v1/registration-mails/{language}", policy, "Show a default registration mail", defaultMail)
        routes.api(
            .put, "/api/v1/registration-mails/{language}", policy, "Write a default registration mail",
            taking: RegistrationTextResource.self, setDefault)
        routes.api(
            .delete, "/api/v1/registration-mails/{language}", policy, "Go back to the registration mail that comes with the product",
            restoreDefault)
        return routes
    }

    // MARK: Templates

    private func list(_ visit: Visit) async throws -> Resource<ListResource<UserTemplateResource>> {
        let query = try ResourceListQuery(
            visit.query, orders: UserTemplateFilter.Order.allCases.map(\.rawValue), otherwise: UserTemplateFilter.Order.name.rawValue)
        let filter = UserTemplateFilter(
            search: query.search, order: .init(rawValue: query.order) ?? .name, isDescending: query.isDescending, offset: query.offset,
            limit: query.limit)
        return try await visit.database.read { db in
            var (rows, next): ([UserTemplate], ListCursor?) = ([], nil)
            var total: Int?
            if query.isPaged || query.wantsTotal { (rows, total) = try UserTemplates.list(filter, by: visit.actor, in: db) }
            if !query.isPaged { (rows, next) = try UserTemplates.following(filter, after: query.cursor, by: visit.actor, in: db) }
            return Resource(
                ListResource(
                    items: rows.map(UserTemplateResource.init), total: total ?? query.counted(rows.count, next?.text), next: next?.text))
        }
    }

    private func create(_ visit: Visit, _ new: NewUserTemplateResource) async throws -> Created<UserTemplateResource> {
        let form = UserTemplateForm(name: new.name, limits: [LimitResource].typed(new.limits ?? []))
        let services = services
        return try await visit.database.write { db in
            let made = try UserTemplates.create(form, services: services, by: visit.actor, in: db, at: visit.now)
            return Created(UserTemplateResource(made), at: "/api/v1/templates/\(made.id)")
        }
    }

    private func show(_ visit: Visit, _ typed: String) async throws -> Resource<UserTemplateResource> {
        try await visit.database.read { db in
            Resource(UserTemplateResource(try UserTemplates.required(named: typed, by: visit.actor, in: db)))
        }
    }

    private func change(
        _ visit: Visit, _ typed: String, _ change: UserTemplateChangeResource
    ) async throws -> Resource<UserTemplateResource> {
        let services = services
        return try await visit.database.write { db in
            let changed = try UserTemplates.change(
                typed, services: services, by: visit.actor, in: db, at: visit.now,
                checking: { try visit.requireMatch(UserTemplateResource($0)) }
            ) { form in
                form.name = change.name ?? form.name
                form.limits.merge([LimitResource].typed(change.limits ?? [])) { $1 }
            }
            return Resource(UserTemplateResource(changed))
        }
    }

    private func delete(_ visit: Visit, _ typed: String) async throws -> NoContent {
        try await visit.database.write { db in
            let template = try UserTemplates.locked(named: typed, by: visit.actor, in: db)
            try visit.requireMatch(UserTemplateResource(template))
            try UserTemplates.delete(template, by: visit.actor, in: db, at: visit.now)
        }
        return NoContent()
    }

    private func copy(_ visit: Visit, _ typed: String, _ new: UserTemplateCopyResource) async throws -> Created<UserTemplateResource> {
        try await visit.database.write { db in
            let template = try UserTemplates.locked(named: typed, by: visit.actor, in: db)
            let copy = try UserTemplates.copy(template, named: new.name, by: visit.actor, in: db, at: visit.now)
            return Created(UserTemplateResource(copy), at: "/api/v1/templates/\(copy.id)")
        }
    }

    // MARK: Mails

    private func mails(_ visit: Visit, _ typed: String) async throws -> Resource<ListResource<RegistrationMailResource>> {
        try await list(visit) { db in try UserTemplates.required(named: typed, by: visit.actor, in: db) }
    }

    private func defaults(_ visit: Visit) async throws -> Resource<ListResource<RegistrationMailResource>> {
        try await list(visit) { _ in nil }
    }

    private func mail(_ visit: Visit, _ typed: String, _ code: String) async throws -> Resource<RegistrationMailResource> {
        let language = try Language(required: code)
        return try await visit.database.read { db in
            let template = try UserTemplates.required(named: typed, by: visit.actor, in: db)
            return Resource(RegistrationMailResource(language, try RegistrationMails.current(template.id, language, in: db)))
        }
    }

    private func defaultMail(_ visit: Visit, _ code: String) async throws -> Resource<RegistrationMailResource> {
        let language = try Language(required: code)
        return try await visit.database.read { db in
            Resource(RegistrationMailResource(language, try RegistrationMails.current(nil, language, in: db)))
        }
    }

    private func setMail(
        _ visit: Visit, _ typed: String, _ code: String, _ new: RegistrationTextResource
    ) async throws -> Resource<RegistrationMailResource> {
        try await change(visit, typed, code) { template, language, db in
            try RegistrationMails.set(
                RegistrationText(subject: new.subject, text: new.text), for: template, language, by: visit.actor, in: db, at: visit.now)
        }
    }

    private func setDefault(
        _ visit: Visit, _ code: String, _ new: RegistrationTextResource
    ) async throws -> Resource<RegistrationMailResource> {
        try await change(visit, nil, code) { template, language, db in
            try RegistrationMails.set(
                RegistrationText(subject: new.subject, text: new.text), for: template, language, by: visit.actor, in: db, at: visit.now)
        }
    }

    private func restoreMail(_ visit: Visit, _ typed: String, _ code: String) async throws -> Resource<RegistrationMailResource> {
        try await change(visit, typed, code) { template, language, db in
            try RegistrationMails.restore(template, language, by: visit.actor, in: db, at: visit.now)
        }
    }

    private func restoreDefault(_ visit: Visit, _ code: String) async throws -> Resource<RegistrationMailResource> {
        try await change(visit, nil, code) { template, language, db in
            try RegistrationMails.restore(template, language, by: visit.actor, in: db, at: visit.now)
        }
    }

    private func list(
        _ visit: Visit, _ template: @escaping @Sendable (any Connection) throws -> UserTemplate?
    ) async throws -> Resource<ListResource<RegistrationMailResource>> {
        try await visit.database.read { db in
            let id = try template(db)?.id
            let items = try Language.allCases.map { RegistrationMailResource($0, try RegistrationMails.current(id, $0, in: db)) }
            return Resource(ListResource(items: items, total: items.count))
        }
    }

    private func change(
        _ visit: Visit, _ typed: String?, _ code: String,
        _ work: @escaping @Sendable (UserTemplate?, Language, any Connection) throws -> RegistrationMails.Found
    ) async throws -> Resource<RegistrationMailResource> {
        let language = try Language(required: code)
        return try await visit.database.write { db in
            let template = try typed.map { try UserTemplates.locked(named: $0, by: visit.actor, in: db) }
            try visit.requireMatch(RegistrationMailResource(language, try RegistrationMails.current(template?.id, language, in: db)))
            return Resource(RegistrationMailResource(language, try work(template, language, db)))
        }
    }
}

extension Language {
    /// Throws `Fault(.notFound)` for one that the panel does not speak.
    init(required code: String) throws {
        guard let language = Language(rawValue: code) else { throw Fault.notFound("language") }
        self = language
    }
}

extension [LimitResource] {
    /// As somebody would type them; of a resource that is named twice the last counts.
    static func typed(_ limits: [LimitResource]) -> [ResourceKey: AccountLimits.Typed] {
        var typed: [ResourceKey: AccountLimits.Typed] = [:]
        for limit in limits {
            typed[ResourceKey(rawValue: limit.resource)] = .init(most: limit.most.map { String($0) } ?? "", isHard: limit.isHard ?? true)
        }
        return typed
    }
}

extension UserTemplateResource {
    init(_ template: UserTemplate) {
        self.init(
            id: template.id.text, name: template.name,
            limits: ResourceCatalogue.all.compactMap { resource in
                template.limits[resource.key].map {
                    LimitResource(resource: resource.key.rawValue, most: Int($0.most.stored), isHard: $0.isHard)
                }
            }, createdAt: template.createdAt.description)
    }
}

extension RegistrationMailResource {
    init(_ language: Language, _ found: RegistrationMails.Found) {
        self.init(language: language.rawValue, subject: found.text.subject, text: found.text.text, isOwn: found.isOwn)
    }
}
