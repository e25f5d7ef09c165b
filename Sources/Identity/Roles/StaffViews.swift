import Core
import Presentation

private func tabs(_ visit: Visit, _ current: Link) -> [Tab] {
    let texts = visit.texts.staff
    return [Tab(texts.title, "/staff", isCurrent: current == "/staff"), Tab(texts.roles, "/roles", isCurrent: current == "/roles")]
}

func staffBadge(_ visit: Visit, _ login: Login) -> HTML {
    statusBadge(login.isLocked ? .warn : .live, login.isLocked ? visit.texts.staff.locked : visit.texts.staff.active)
}

func staffListPage(_ visit: Visit, _ members: [StaffMember]) -> Page {
    let texts = visit.texts.staff
    return Page(
        texts.title, summary: texts.summary(members.count),
        actions: [linkButton(texts.new, "/staff/new", kind: .primary, icon: .personPlus)], tabs: tabs(visit, "/staff")
    ) {
        card(isFlush: true) {
            dataTable(
                visit,
                columns: [
                    Column<StaffMember>(texts.person, .name) { member in
                        html {
                            a(.href("/staff/\(member.login.id)"), text: member.login.person)
                            " "
                            span(.class("muted"), text: member.login.name)
                        }
                    },
                    Column(texts.roles) { .text($0.roles.map(\.name).joined(separator: ", ")) },
                    Column(texts.email) { .text($0.login.email) },
                    Column(texts.state, .state) { staffBadge(visit, $0.login) },
                    Column(texts.since) { moment(visit, $0.login.createdAt, text: visit.texts.date($0.login.createdAt)) },
                ], rows: members, rowName: { $0.login.person })
        }
    }
}

/// The roles to tick. What the actor does not have himself he cannot give.
private func roleTicks(_ visit: Visit, _ form: Form, _ roles: [StaffRole], has: [StaffRole]) -> HTML {
    let texts = visit.texts.staff
    return tickList(
        form, "role", field: "roles", label: texts.roles, hint: texts.rolesHint,
        groups: [
            TickGroup(
                nil,
                roles.map { role in
                    Choice(
                        role.id.text, role.name,
                        hint: role.isFull ? texts.everything : permissionWords(visit, role.permissions),
                        isDisabled: !role.permissions.isSubset(of: visit.actor.permissions) && !has.contains(role))
                })
        ])
}

private func permissionWords(_ visit: Visit, _ permissions: Set<Permission>) -> String {
    permissions.sorted().map { visit.texts.permissions.title($0) }.joined(separator: ", ")
}

func newStaffPage(_ visit: Visit, _ form: Form, _ roles: [StaffRole], _ policy: PasswordPolicy) -> Page {
    let texts = visit.texts.staff
    return Page(texts.new, crumbs: [.init(texts.title, "/staff"), .init(texts.new)]) {
        card {
            postForm(visit, form) {
                textField(form, "name", label: texts.name, hint: texts.nameHint, kind: .domain, isFocused: true, maxlength: 60)
                textField(form, "person", label: texts.person, hint: texts.personHint, isRequired: false, maxlength: 100)
                textField(form, "email", label: texts.email, kind: .email, isRequired: false)
                passwordField(
                    form, "password", label: texts.password, hint: visit.texts.identity.passwordRule(policy) + " " + texts.passwordHint,
                    isNew: true, isRequired: false)
                roleTicks(visit, form, roles, has: [])
                formActions {
                    submitButton(texts.create)
                    linkButton(visit.texts.panel.cancel, "/staff")
                }
            }
        }
    }
}

func staffPage(_ visit: Visit, _ member: StaffMember, history: HTML) -> Page {
    let texts = visit.texts.staff
    let login = member.login
    let isSelf = login.id == visit.actor.login
    let lock =
        login.isLocked
        ? actionButton(visit, texts.unlock, to: "/staff/\(login.id)/release", kind: .primary, icon: .play)
        : linkButton(texts.lock, "/staff/\(login.id)/lock", icon: .lock)
    return Page(
        login.person, state: staffBadge(visit, login), crumbs: [.init(texts.title, "/staff"), .init(login.name)],
        actions: [linkButton(texts.changeRoles, "/staff/\(login.id)/roles", icon: .key)] + (isSelf ? [] : [lock])
    ) {
        grid {
            card(texts.mayDo) {
                if member.roles.contains(where: \.isFull) {
                    p(text: texts.everything)
                } else {
                    for group in PermissionGroup.allCases {
                        let own = group.permissions.filter { member.permissions.contains($0) }
                        if !own.isEmpty {
                            h3(text: visit.texts.permissions.group(group))
                            ul(.class("plain-list")) { for each in own { li(text: visit.texts.permissions.title(each)) } }
                        }
                    }
                }
            }
        } side: {
            card(texts.facts) {
                facts([
                    Fact(texts.name) { mono(login.name) }, Fact(texts.email, login.email),
                    Fact(texts.roles) {
                        for role in member.roles { div { a(.href("/roles/\(role.id)"), text: role.name) } }
                    },
                    Fact(texts.since, visit.texts.date(login.createdAt)),
                ])
            }
            history
        }
    }
}

func staffRolesPage(_ visit: Visit, _ form: Form, _ member: StaffMember, _ roles: [StaffRole]) -> Page {
    let texts = visit.texts.staff
    let path: Link = "/staff/\(member.login.id)"
    return Page(
        texts.changeRoles, summary: member.login.person,
        crumbs: [.init(texts.title, "/staff"), .init(member.login.person, path), .init(texts.changeRoles)]
    ) {
        card {
            postForm(visit, form) {
                roleTicks(visit, form, roles, has: member.roles)
                formActions {
                    submitButton(texts.save)
                    linkButton(visit.texts.panel.cancel, path)
                }
            }
        }
    }
}

func roleListPage(_ visit: Visit, _ rows: [(role: StaffRole, members: Int)]) -> Page {
    let texts = visit.texts.staff
    return Page(
        texts.roles, summary: texts.rolesSummary, actions: [linkButton(texts.newRole, "/roles/new", kind: .primary, icon: .plus)],
        tabs: tabs(visit, "/roles")
    ) {
        card(isFlush: true) {
            dataTable(
                visit,
                columns: [
                    Column<(role: StaffRole, members: Int)>(texts.roleName, .name) { row in
                        html {
                            a(.href("/roles/\(row.role.id)"), text: row.role.name)
                            if row.role.isFull { span(.class("muted"), text: " " + texts.builtIn) }
                        }
                    },
                    Column(texts.permissions) { row in
                        .text(row.role.isFull ? texts.everything : permissionWords(visit, row.role.permissions))
                    },
                    Column(texts.members, .number) { .text(visit.texts.number($0.members)) },
                ], rows: rows, rowName: { $0.role.name })
        }
    }
}

/// The ticked list of the closed set of permissions, divided and described. Those that `actor` does not have cannot be ticked anew.
func permissionTicks(_ visit: Visit, _ form: Form, _ prefix: String, hint: String, has: Set<Permission>, onlyOwn: Bool = false) -> HTML {
    let texts = visit.texts.permissions
    let groups = PermissionGroup.allCases.map { group in
        TickGroup(
            texts.group(group),
            group.permissions.filter { !onlyOwn || visit.actor.may($0) }.map { permission in
                let text = texts.explanation(permission)
                return Choice(
                    permission.rawValue, texts.title(permission), hint: permission.hasEffect ? text : "\(text) \(texts.noEffectYet)",
                    isDisabled: !visit.actor.may(permission) && !has.contains(permission))
            })
    }
    return tickList(
        form, prefix, field: "permissions", label: visit.texts.staff.permissions, hint: hint, groups: groups.filter { !$0.choices.isEmpty })
}

func rolePage(_ visit: Visit, _ form: Form, _ role: StaffRole?, history: HTML?) -> Page {
    let texts = visit.texts.staff
    let title = role?.name ?? texts.newRole
    let delete = role.map { linkButton(texts.deleteRole, "/roles/\($0.id)/deletion", kind: .quiet, icon: .trash) }
    return Page(
        title, crumbs: [.init(texts.roles, "/roles"), .init(title)], actions: role?.isFull == false ? [delete].compactMap { $0 } : []
    ) {
        if role?.isFull == true {
            callout(.idle, texts.builtInText, title: texts.everything)
        } else {
            card {
                postForm(visit, form) {
                    textField(form, "name", label: texts.roleName, hint: texts.roleNameHint, isFocused: role == nil, maxlength: 100)
                    permissionTicks(visit, form, "may", hint: texts.permissionsHint, has: role?.permissions ?? [])
                    formActions {
                        submitButton(role == nil ? texts.createRole : texts.save)
                        linkButton(visit.texts.panel.cancel, "/roles")
                    }
                }
            }
        }
        if let history { history }
    }
}
