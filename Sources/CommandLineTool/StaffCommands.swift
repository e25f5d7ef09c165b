import APIResources
import ArgumentParser

/// `hostwright staff …`
package struct StaffCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "The people who work for the provider.",
        subcommands: [List.self, Show.self, Create.self, Change.self, Lock.self, Unlock.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List the staff.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("staff")
            try output.show(answer) {
                var table = Table([.text("NAME"), .text("PERSON"), .text("ROLES"), .text("STATE")])
                for each in try answer.decode(ListResource<StaffResource>.self).items {
                    table.add([each.name, each.person, each.roles.joined(separator: ", "), each.isLocked ? "locked" : "active"])
                }
                return table.text(width: Console.current.width)
            }
        }
    }

    struct Show: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show a member of staff.")

        @Argument(help: "Sign-in name or id.") var name: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("staff", name)
            try output.show(answer) {
                let staff = try answer.decode(StaffResource.self)
                var details = Details()
                details.add("Name", staff.name)
                details.add("Person", staff.person)
                details.add("E-mail", staff.email)
                details.add("Roles", staff.roles.joined(separator: ", "))
                details.add("May", staff.permissions.joined(separator: ", "))
                details.add("State", staff.isLocked ? "locked" : "active")
                details.add("Since", staff.createdAt.asMoment)
                return details.text
            }
        }
    }

    struct Create: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a staff login, or give a customer's login roles.",
            discussion: "Without --password-file a password is made and told once; a login that exists keeps its own.")
        static let optionNames = ["name": "NAME", "roles": "--role", "password": "--password-file"]

        @Argument(help: "The sign-in name.") var name: String
        @Option(name: .customLong("role"), help: "Name or id of a role; repeat it for several.") var roles: [String] = []
        @Option(help: "What people call this person.") var person: String?
        @Option(help: "E-mail address.") var email: String?
        @OptionGroup var password: PasswordFile
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let new = NewStaffResource(name: name, person: person, email: email, password: try password.read(), roles: roles)
            let answer = try await panel.post("staff", body: .payload(new))
            try output.show(answer) {
                let staff = try answer.decode(StaffResource.self)
                let password = staff.initialPassword.map { "\nThe password, shown only now: \($0)" } ?? ""
                return "\(staff.name) can sign in now." + password
            }
        }
    }

    struct Change: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Give a member of staff other roles; the sessions of this person end.")
        static let optionNames = ["roles": "--role"]

        @Argument(help: "Sign-in name or id.") var name: String
        @Option(name: .customLong("role"), help: "Name or id of a role; repeat it for several. They replace those of now.")
        var roles: [String] = []
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.put("staff", name, "roles", body: .payload(RoleNamesResource(roles: roles)))
            output.show(answer) { "The roles of \(name) are changed." }
        }
    }

    struct Lock: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Lock a member of staff out; sessions and tokens stop at once.")

        @Argument(help: "Sign-in name or id.") var name: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var confirmation: ConfirmationOptions

        func perform(with panel: Panel) async throws {
            let isMeant = try await confirmation.confirm {
                "\(name) cannot sign in any more, and all sessions and tokens of this login stop."
            }
            guard isMeant else { return }
            let answer = try await panel.put("staff", name, "lock", body: .none)
            output.show(answer) { "\(name) is locked." }
        }
    }

    struct Unlock: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Let a member of staff in again.")

        @Argument(help: "Sign-in name or id.") var name: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.delete("staff", name, "lock")
            output.show(answer) { "\(name) can sign in again." }
        }
    }
}

/// `hostwright role …`
package struct RoleCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Roles of staff: named sets of permissions.",
        subcommands: [List.self, Show.self, Create.self, Change.self, Delete.self, Permissions.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List roles.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("roles")
            try output.show(answer) {
                var table = Table([.text("NAME"), .number("PEOPLE"), .text("PERMISSIONS"), .text("ID")])
                for role in try answer.decode(ListResource<RoleResource>.self).items {
                    table.add([role.name, String(role.members), role.allows, role.id])
                }
                return table.text(width: Console.current.width)
            }
        }
    }

    struct Show: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show a role.")

        @Argument(help: "Name or id.") var role: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("roles", role)
            try output.show(answer) {
                let role = try answer.decode(RoleResource.self)
                var details = Details()
                details.add("Name", role.name)
                details.add("Permissions", role.allows)
                details.add("People", role.members)
                details.add("Id", role.id)
                return details.text
            }
        }
    }

    struct Create: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Create a role.")
        static let optionNames = ["name": "NAME", "permissions": "--permission"]

        @Argument(help: "The role's name.") var name: String
        @Option(name: .customLong("permission"), help: "A permission it allows; repeat it for several. `role permissions` lists them.")
        var permissions: [String] = []
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.post("roles", body: .payload(NewRoleResource(name: name, permissions: permissions)))
            output.show(answer) { "The role “\(name)” is created." }
        }
    }

    struct Change: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a role's name or permissions.", discussion: "What is not named stays. Sessions of whoever has the role end.")
        static let optionNames = ["name": "--name", "permissions": "--permission"]

        @Argument(help: "Name or id.") var role: String
        @Option(help: "The new name.") var name: String?
        @Option(name: .customLong("permission"), help: "A permission it allows; repeat it for several. They replace those of now.")
        var permissions: [String] = []
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let before = try await panel.get("roles", role).decode(RoleResource.self)
            let new = NewRoleResource(
                name: name ?? before.name, permissions: permissions.isEmpty ? before.permissions : permissions)
            let answer = try await panel.put("roles", role, body: .payload(new))
            output.show(answer) { "The role “\(new.name)” is changed." }
        }
    }

    struct Delete: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a role that nobody has.")

        @Argument(help: "Name or id.") var role: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var confirmation: ConfirmationOptions

        func perform(with panel: Panel) async throws {
            let isMeant = try await confirmation.confirm { "The role \(role) will be gone." }
            guard isMeant else { return }
            let answer = try await panel.delete("roles", role)
            output.show(answer) { "The role “\(role)” is deleted." }
        }
    }

    struct Permissions: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List what roles can allow.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("permissions")
            try output.show(answer) {
                var table = Table([.text("NAME"), .text("ALLOWS")])
                for each in try answer.decode(ListResource<PermissionResource>.self).items {
                    table.add([each.name, each.text + (each.hasEffect ? "" : " (no effect yet)")])
                }
                return table.text(width: Console.current.width)
            }
        }
    }
}

extension RoleResource {
    fileprivate var allows: String { isFull ? "everything" : permissions.joined(separator: ", ") }
}
