import Core
import Persistence
import Presentation

/// Pages of the people who work for the provider, and of their roles.
struct StaffPages: Sendable {
    let staff: Staff

    func routes() -> Routes {
        var routes = Routes()
        let rights = Policy.staff(.staffManager).provenAnew
        routes.page("/staff", .staff(.staffManager), list)
        routes.form("/staff/new", rights, show: new, submit: create)
        routes.page("/staff/{login}", .staff(.staffManager), show)
        routes.form("/staff/{login}/roles", rights, show: askRoles, submit: giveRoles)
        routes.form("/staff/{login}/lock", rights, show: askLock, submit: lock)
        routes.action("/staff/{login}/release", rights, unlock)
        routes.page("/roles", .staff(.staffManager), roles)
        routes.form("/roles/new", rights, show: newRole, submit: createRole)
        routes.form("/roles/{role}", rights, show: showRole, submit: changeRole)
        routes.form("/roles/{role}/deletion", rights, show: askDeletion, submit: deleteRole)
        return routes
    }

    // MARK: People

    private func list(_ visit: Visit) async throws -> any Answer {
        let members = try await visit.database.read { db in try Staff.all(by: visit.actor, in: db) }
        return staffListPage(visit, members)
    }

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        newStaffPage(
            visit, form, try await visit.database.read { db in try StaffRoles.all(by: visit.actor, in: db) },
            try await visit.passwordPolicy())
    }

    private func create(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let typed = StaffForm(
            name: form.values.text("name"), person: form.values.text("person"), email: form.values.text("email"),
            password: form.values.verbatim("password"), roles: form.values.ticked("role").map { StaffRoleID(stored: $0) })
        let created = try await staff.create(typed, by: visit.actor, in: visit.database, at: visit.now)
        let login = created.member.login
        if let password = created.initialPassword {
            return madePasswordPage(
                visit, of: login.name, password, said: visit.texts.staff.wasCreated(login.person),
                next: (login.person, "/staff/\(login.id)"), crumbs: [.init(visit.texts.staff.title, "/staff")])
        }
        return Redirect("/staff/\(login.id)", saying: .done(visit.texts.staff.wasCreated(login.person)))
    }

    private func show(_ visit: Visit, _ id: LoginID) async throws -> any Answer {
        try await visit.database.read { db in
            let member = try Staff.required(id, by: visit.actor, in: db)
            return staffPage(visit, member, history: try historyCard(visit, of: .login, id.text, in: db))
        }
    }

    private func askRoles(_ visit: Visit, _ form: Form, _ id: LoginID) async throws -> any Answer {
        try await visit.database.read { db in
            let member = try Staff.required(id, by: visit.actor, in: db)
            return staffRolesPage(
                visit, form.editing(ticks("role", member.roles.map(\.id.text))), member, try StaffRoles.all(by: visit.actor, in: db))
        }
    }

    private func giveRoles(_ visit: Visit, _ form: Form, _ id: LoginID) async throws -> any Answer {
        let roles = form.values.ticked("role").map { StaffRoleID(stored: $0) }
        let person = try await visit.database.write { db in
            let member = try Staff.required(id, by: visit.actor, in: db)
            try StaffRoles.give(roles, to: id, by: visit.actor, in: db, at: visit.now) {
                try form.requireUnchanged(ticks("role", StaffRoles.of(id, in: db).map(\.id.text)))
            }
            return member.login.person
        }
        return Redirect(roles.isEmpty ? "/staff" : "/staff/\(id)", saying: .done(visit.texts.staff.rolesGiven(person)))
    }

    private func askLock(_ visit: Visit, _ form: Form, _ id: LoginID) async throws -> any Answer {
        let member = try await visit.database.read { db in try Staff.required(id, by: visit.actor, in: db) }
        let texts = visit.texts.staff
        return Page(texts.lock, crumbs: [.init(texts.title, "/staff"), .init(member.login.person, "/staff/\(id)"), .init(texts.lock)]) {
            confirmation(
                visit, form, question: texts.lockQuestion(member.login.person), losses: texts.lockLosses, keeps: texts.lockQuestionHint,
                button: texts.lock, cancel: "/staff/\(id)")
        }
    }

    private func lock(_ visit: Visit, _ form: Form, _ id: LoginID) async throws -> any Answer {
        let member = try await visit.database.write { db in try Staff.setLocked(id, true, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/staff/\(id)", saying: .done(visit.texts.staff.wasLocked(member.login.person)))
    }

    private func unlock(_ visit: Visit, _ id: LoginID) async throws -> any Answer {
        let member = try await visit.database.write { db in try Staff.setLocked(id, false, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/staff/\(id)", saying: .done(visit.texts.staff.wasUnlocked(member.login.person)))
    }

    // MARK: Roles

    private func roles(_ visit: Visit) async throws -> any Answer {
        let rows = try await visit.database.read { db in
            try StaffRoles.all(by: visit.actor, in: db).map { (role: $0, members: try StaffRoles.members(of: $0.id, in: db)) }
        }
        return roleListPage(visit, rows)
    }

    private func newRole(_ visit: Visit, _ form: Form) async throws -> any Answer { rolePage(visit, form, nil, history: nil) }

    private func createRole(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let role = try await visit.database.write { db in
            try StaffRoles.create(
                name: form.values.text("name"), permissions: permissions(form), by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/roles", saying: .done(visit.texts.staff.roleSaved(role.name)))
    }

    private func showRole(_ visit: Visit, _ form: Form, _ id: StaffRoleID) async throws -> any Answer {
        try await visit.database.read { db in
            let role = try StaffRoles.required(id, by: visit.actor, in: db)
            return rolePage(visit, form.editing(values(role)), role, history: try historyCard(visit, of: .staffRole, id.text, in: db))
        }
    }

    private func changeRole(_ visit: Visit, _ form: Form, _ id: StaffRoleID) async throws -> any Answer {
        let role = try await visit.database.write { db in
            try StaffRoles.change(
                id, name: form.values.text("name"), permissions: permissions(form), by: visit.actor, in: db, at: visit.now
            ) { try form.requireUnchanged(values($0)) }
        }
        return Redirect("/roles", saying: .done(visit.texts.staff.roleSaved(role.name)))
    }

    private func askDeletion(_ visit: Visit, _ form: Form, _ id: StaffRoleID) async throws -> any Answer {
        let role = try await visit.database.read { db in try StaffRoles.required(id, by: visit.actor, in: db) }
        let texts = visit.texts.staff
        return Page(texts.deleteRole, crumbs: [.init(texts.roles, "/roles"), .init(role.name, "/roles/\(id)"), .init(texts.deleteRole)]) {
            confirmation(
                visit, form, question: texts.deleteQuestion(role.name),
                losses: role.permissions.sorted().map { visit.texts.permissions.title($0) }, button: texts.deleteRole,
                cancel: "/roles/\(id)")
        }
    }

    private func deleteRole(_ visit: Visit, _ form: Form, _ id: StaffRoleID) async throws -> any Answer {
        let name = try await visit.database.write { db in
            let role = try StaffRoles.required(id, by: visit.actor, in: db)
            try StaffRoles.delete(id, by: visit.actor, in: db, at: visit.now)
            return role.name
        }
        return Redirect("/roles", saying: .done(visit.texts.staff.roleDeleted(name)))
    }

    /// The fields of the page's form.
    private func values(_ role: StaffRole) -> [String: String] {
        ticks("may", role.permissions.map(\.rawValue)).merging(["name": role.name]) { a, _ in a }
    }

    private func permissions(_ form: Form) -> Set<Permission> { Set(form.values.ticked("may").compactMap(Permission.init(rawValue:))) }
}
