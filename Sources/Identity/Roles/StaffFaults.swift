import Presentation

extension FaultTexts {
    /// Staff, tokens, sessions, customers' panels, the audit log.
    static let staff = FaultTexts([
        "access.impersonated": .init(
            "Das gehört {name} allein und bleibt verborgen, wenn jemand als Gast in diesem Panel ist.",
            "Это принадлежит только {name} и скрыто от гостя в этой панели."),
        "impersonation.staff": .init(
            "{name} arbeitet für den Anbieter. Niemand handelt im Namen eines Kollegen.",
            "{name} работает у провайдера. Никто не действует от имени коллеги."),
        "impersonation.locked": .init("Der Zugang von {name} ist gesperrt.", "Учётная запись {name} заблокирована."),
        "staff.exists": .init(
            "{name} ist schon Mitarbeiter. Ändern Sie die Rollen dort.", "{name} уже сотрудник. Измените роли там."),
        "staff.outranks": .init(
            "{name} darf mehr als Sie, deshalb können Sie diesen Zugang weder sperren noch entsperren.",
            "{name} имеет больше прав, чем вы, поэтому вы не можете ни заблокировать, ни разблокировать эту учётную запись."),
        "staff.lock_self": .init(
            "Sie können sich nicht selbst aussperren. Bitten Sie einen Kollegen.",
            "Нельзя заблокировать самого себя. Попросите коллегу."),
        "staff.roles.empty": .init(
            "Kreuzen Sie mindestens eine Rolle an. Ganz ohne ist dies der Zugang eines Kunden.",
            "Отметьте хотя бы одну роль. Без ролей это учётная запись клиента."),
        "role.unknown": .init("Es gibt keine Rolle {role}.", "Роли {role} нет."),
        "permission.unknown": .init("Es gibt keine Berechtigung {permission}.", "Права {permission} нет."),
        "token.permissions.outrank": .init(
            "Ein Token darf nicht mehr als sein Besitzer, dem dies fehlt: {permissions}.",
            "Токену нельзя больше, чем владельцу, у которого нет прав: {permissions}."),
        "token.permissions.empty": .init(
            "Kreuzen Sie an, was das Token darf, oder lassen Sie es alles dürfen, was Sie dürfen.",
            "Отметьте, что можно токену, или разрешите ему всё, что можно вам."),
        "token.addresses.many": .init(
            "Ein Token hat höchstens {limit:Adresse oder Netz|Adressen und Netze}. Nehmen Sie ein größeres Netz.",
            "У токена не больше {limit:адреса или сети|адресов и сетей|адресов и сетей}. Возьмите сеть побольше."),
        "token.address": .init(
            "Dieses Token gilt nicht für die Adresse, von der es benutzt wird. Sein Besitzer kann eines anlegen, das gilt.",
            "Этот токен не действует с адреса, откуда его используют. Его владелец может создать подходящий."),
        "token.role": .init(
            "Ein Token ist für einen Administrator oder für einen Kunden.", "Токен бывает для администратора или для клиента."),
        "time.form": .init(
            "Schreiben Sie eine Zeit als 2026-11-22T05:13:38Z (RFC 3339).", "Напишите время как 2026-11-22T05:13:38Z (RFC 3339)."),
        "address.range.host_bits": .init(
            "{range} nennt ein Netz und zugleich eine Adresse darin. Schreiben Sie die erste Adresse des Netzes oder keine Länge.",
            "{range} называет сеть и сразу адрес в ней. Напишите первый адрес сети или уберите длину."),
        "address.range.form": .init(
            "Das ist weder eine Adresse noch ein Netz. Beispiele: 203.0.113.24, 203.0.113.0/24 oder 2001:db8::/32.",
            "Это не адрес и не сеть. Примеры: 203.0.113.24, 203.0.113.0/24 или 2001:db8::/32."),
        "audit.format": .init("Eine Ausgabe ist csv oder json.", "Выгрузка бывает csv или json."),
        "audit.query": .init(
            "Schreiben Sie Tage als 2026-11-22, `person` als Id eines Zugangs und `result` als done oder refused.",
            "Пишите дни как 2026-11-22, `person` как id учётной записи, а `result` как done или refused."),
        "row.not_found": .init("Diese Zeile gibt es nicht, oder sie betrifft Sie nicht.", "Такой строки нет, или она не о вас."),
        "session.not_found": .init(
            "Diese Sitzung gibt es nicht, oder es ist nicht Ihre.", "Такого сеанса нет, или он не ваш."),
        "database.not_found": .init("Unter {place} ist keine Datenbank.", "По адресу {place} базы данных нет."),
    ])
}
