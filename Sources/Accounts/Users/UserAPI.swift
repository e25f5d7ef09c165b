import APIResources
import Core
import Identity
import Persistence
import Presentation

/// Creating customers with all that belongs to them, and what is changed of them afterwards.
struct UserAPI: Sendable {
    let users: Users

    func routes() -> Routes {
        let policy = Policy.staff(.accountManager)
        var routes = Routes()
        routes.api(
            .post, "/api/v1/accounts", policy, "Create an account, and its owner when he is new", taking: NewAccountResource.self, create)
        routes.api(.get, "/api/v1/accounts/{account}/person", policy, "Show what is known about the customer of an account", person)
        routes.api(
            .patch, "/api/v1/accounts/{account}/person", policy, "Change what is known about the customer of an account",
            taking: PersonalDataResource.self, changePerson)
        routes.api(
            .post, "/api/v1/accounts/{account}/template-applications", policy, "Give an account the limits of a template",
            taking: TemplateApplicationResource.self, applyTemplate)
        routes.api(
            .post, "/api/v1/accounts/{account}/registration-mails", policy, "Send the registration mail of an account",
            taking: RegistrationLetterResource.self, sendMail)
        routes.api(.get, "/api/v1/user-fields", policy, "Show the provider's own fields in the data of customers", fields)
        routes.api(
            .put, "/api/v1/user-fields", policy, "Name the provider's own fields in the data of customers", taking: UserFieldsResource.self,
            nameFields)
        return routes
    }

    private func create(_ visit: Visit, _ new: NewAccountResource) async throws -> Created<AccountResource> {
        var owner = OwnerForm(login: new.login, email: new.email ?? "", password: new.password ?? "", language: new.language ?? "")
        owner.person = new.person ?? new.data?.person ?? ""
        var user = NewUser(
            account: AccountForm(title: new.title, plan: new.plan, login: new.login, period: new.period ?? "", addresses: AddressWish(new)),
            owner: owner)
        user.template = new.template ?? ""
        user.limits = [LimitResource].typed(new.limits ?? [])
        new.data?.fill(&user.data)
        user.domains = (new.domains ?? []).map {
            NewUserDomain(name: $0.name, hasZone: $0.hasZone ?? true, isToBeRegistered: $0.isToBeRegistered ?? false)
        }
        let created = try await users.create(user, by: visit.actor, in: visit.database, at: visit.now)
        if new.sendsMail == true {
            try await visit.database.write { db in
                let letter = try RegistrationLetter(to: created, visit, in: db)
                try RegistrationLetter.send(letter.typed, about: created.account, by: visit.actor, in: db, at: visit.now)
            }
        }
        var resource = AccountResource(created.account, domains: created.domains.count)
        resource.initialPassword = created.passwordWasMade ? created.password : nil
        return Created(resource, at: "/api/v1/accounts/\(created.account.number)")
    }

    // MARK: Personal data

    private func person(_ visit: Visit, _ number: Int) async throws -> Resource<PersonalDataResource> {
        try await visit.database.read { db in
            let account = try users.accounts.required(number, by: visit.actor, in: db)
            return Resource(try person(of: account, in: db))
        }
    }

    private func changePerson(
        _ visit: Visit, _ number: Int, _ change: PersonalDataResource
    ) async throws -> Resource<PersonalDataResource> {
        try await visit.database.write { db in
            let account = try users.accounts.required(number, by: visit.actor, in: db)
            let after = try PersonalDataOfAccounts.change(
                account, person: change.person, by: visit.actor, in: db, at: visit.now,
                checking: { try visit.requireMatch(PersonalDataResource($0, of: $1)) }
            ) { change.fill(&$0) }
            guard let login = try Logins.find(account.login, in: db) else { throw Fault.notFound("login") }
            return Resource(PersonalDataResource(after, of: login))
        }
    }

    private func person(of account: Account, in db: any Connection) throws -> PersonalDataResource {
        guard let login = try Logins.find(account.login, in: db) else { throw Fault.notFound("login") }
        return PersonalDataResource(try PersonalDataOfAccounts.of(account.id, in: db), of: login)
    }

    // MARK: Template and mail

    private func applyTemplate(
        _ visit: Visit, _ number: Int, _ asked: TemplateApplicationResource
    ) async throws -> Resource<ListResource<EntitlementResource>> {
        try await visit.database.write { db in
            let account = try users.accounts.required(number, by: visit.actor, in: db)
            _ = try users.apply(asked.template, to: account, by: visit.actor, in: db, at: visit.now)
            let found = try users.accounts.entitlements(of: account, in: db).filter { $0.most.isAvailable || $0.isOwn || $0.used > 0 }
            return Resource(ListResource(items: found.compactMap(EntitlementResource.init), total: found.count))
        }
    }

    private func sendMail(_ visit: Visit, _ number: Int, _ asked: RegistrationLetterResource) async throws -> NoContent {
        try await visit.database.write { db in
            let account = try users.accounts.required(number, by: visit.actor, in: db)
            var complaints = Complaints()
            let template = try Users.template(named: asked.template ?? "", &complaints, in: db)
            try complaints.check()
            var letter = try RegistrationLetter(to: account, password: asked.password, template: template?.id, users, visit, in: db).typed
            letter.to = asked.to ?? letter.to
            letter.subject = asked.subject ?? letter.subject
            letter.text = asked.text ?? letter.text
            try RegistrationLetter.send(letter, about: account, by: visit.actor, in: db, at: visit.now)
        }
        return NoContent()
    }

    // MARK: Own fields

    private func fields(_ visit: Visit) async throws -> Resource<UserFieldsResource> {
        try await visit.database.read { db in Resource(UserFieldsResource(try UserFields.names(in: db))) }
    }

    private func nameFields(_ visit: Visit, _ new: UserFieldsResource) async throws -> Resource<UserFieldsResource> {
        try await visit.database.write { db in
            let names = try UserFields.name(
                [new.field1 ?? "", new.field2 ?? "", new.field3 ?? ""], by: visit.actor, in: db, at: visit.now,
                checking: { try visit.requireMatch(UserFieldsResource($0)) })
            return Resource(UserFieldsResource(names))
        }
    }
}

extension UserFieldsResource {
    init(_ names: [String]) {
        let shown = names.map { $0.isEmpty ? nil : $0 }
        self.init(field1: shown[0], field2: shown[1], field3: shown[2])
    }
}

extension PersonalDataResource {
    init(_ data: PersonalData, of login: Login) {
        self.init(
            person: login.person, company: data.company, street: data.street, postalCode: data.postalCode, city: data.city,
            country: data.country,
            phone: data.phone, field1: data.own[0], field2: data.own[1], field3: data.own[2], isShown: data.isShown)
    }

    /// What is absent stays.
    func fill(_ data: inout PersonalData) {
        data.company = company ?? data.company
        data.street = street ?? data.street
        data.postalCode = postalCode ?? data.postalCode
        data.city = city ?? data.city
        data.country = country ?? data.country
        data.phone = phone ?? data.phone
        data.own = [field1 ?? data.own[0], field2 ?? data.own[1], field3 ?? data.own[2]]
        data.isShown = isShown ?? data.isShown
    }
}
