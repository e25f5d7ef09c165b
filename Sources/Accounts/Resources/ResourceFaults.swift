import Presentation

/// What is said of resources and limits in German and Russian.
enum ResourceFaults {
    static var texts: FaultTexts {
        FaultTexts([
            "allowance.form": .init(
                "Geben Sie eine ganze Zahl von 0 bis {largest} oder „unbegrenzt“ ein. 0 bedeutet: nicht verfügbar.",
                "Введите целое число от 0 до {largest} или «без ограничений». 0 означает: недоступно."),
            "allowance.switch": .init("Hier gibt es nur ein oder aus.", "Здесь возможно только «вкл.» или «выкл.»."),
            "allowance.choice": .init("Wählen Sie unter: {choices}.", "Выберите из: {choices}."),
            "resource.unknown": .init("Eine Ressource {resource} gibt es nicht.", "Ресурса {resource} нет."),
            "resource.not_found": .init("Diese Ressource gibt es nicht.", "Такого ресурса нет."),
            "resource.not_provided": .init(
                "Kein Server dieser Installation bietet „\(german("resource"))“. Nehmen Sie zuerst einen hinzu, oder lassen Sie es weg.",
                "Ни один сервер этой установки не предоставляет «\(russian("resource"))». Сначала добавьте такой сервер или не включайте этот ресурс."
            ),
            "resource.not_offered": .init(
                "„\(german("resource"))“ wird nicht angeboten: Kein Server bietet es, oder es wird nicht mehr verkauft. Lassen Sie es weg.",
                "«\(russian("resource"))» не предлагается: нет сервера с этой службой, или ресурс больше не продаётся. Не включайте его."),
            "resource.requires": .init(
                "„\(german("resource"))“ braucht „\(german("other"))“. Schalten Sie auch das ein.",
                "Для «\(russian("resource"))» нужно «\(russian("other"))». Включите и его."),
            "resource.conflicts": .init(
                "„\(german("resource"))“ verträgt sich nicht mit „\(german("other"))“. Schalten Sie eines davon aus.",
                "«\(russian("resource"))» несовместимо с «\(russian("other"))». Выключите одно из двух."),
            "limit.not_available": .init(
                "Der Tarif {plan} enthält „\(german("resource"))“ nicht. Ein größerer Tarif vielleicht schon; fragen Sie Ihren Anbieter.",
                "В тариф «{plan}» не входит «\(russian("resource"))». Возможно, входит в более крупный; спросите своего провайдера."),
            "limit.used_up": .init(
                "„\(german("resource"))“: {used} von {most} sind belegt, so viel erlaubt der Tarif {plan}. Löschen Sie etwas, oder fragen Sie Ihren Anbieter nach mehr.",
                "«\(russian("resource"))»: занято {used} из {most} — столько позволяет тариф «{plan}». Удалите лишнее или попросите провайдера увеличить лимит."
            ),
            "plan.free_beyond_most": .init(
                "Es ist mehr frei, als ein Konto haben darf. Erhöhen Sie das Maximum, oder verringern Sie diesen Wert.",
                "Бесплатно больше, чем может быть у аккаунта. Увеличьте максимум или уменьшите это значение."),
            "plan_group.not_found": .init("Diese Tarifgruppe gibt es nicht.", "Такой группы тарифов нет."),
            "plan_group.name.taken": .init(
                "Eine Gruppe {name} gibt es schon. Wählen Sie einen anderen Namen.",
                "Группа «{name}» уже есть. Выберите другое название."),
            "plan_group.platforms": .init(
                "{plan} ist für Server der Plattform „{platform}“, {other} für „{others}“: Konten können nicht zwischen ihnen wechseln.",
                "«{plan}» — для серверов платформы «{platform}», «{other}» — для «{others}»: аккаунты не могут переходить между ними."),
            "plan_group.categories": .init(
                "{plan} und {other} sind nicht für dieselbe Art von Konto.", "«{plan}» и «{other}» — не для одного вида аккаунтов."),
            "plan_group.platform_of_plan": .init(
                "In der Gruppe {group} ist dieser Tarif zusammen mit {plan}, der für „{platform}“ ist. Nehmen Sie ihn zuerst aus der Gruppe.",
                "В группе «{group}» этот тариф стоит вместе с «{plan}», который для «{platform}». Сначала уберите его из группы."),
            "account.plan.category": .init(
                "Der Tarif {plan} ist nicht für Konten von Kunden. Wählen Sie einen anderen.",
                "Тариф «{plan}» не для аккаунтов клиентов. Выберите другой."),
            "plan.category.unknown": .init(
                "Ein Tarif ist für Kunden („customer“) oder Reseller („reseller“); was Mitarbeiter dürfen, steht in ihren Rollen.",
                "Тариф — для клиентов («customer») или реселлеров («reseller»); что можно сотрудникам, сказано в их ролях."),
            "plan_change.same": .init("Das Konto hat den Tarif {plan} schon.", "У аккаунта уже тариф «{plan}»."),
            "plan_change.losses": .init(
                "Der Tarif {plan} enthält nicht alles, was das Konto hat; das wird mit ihm ausgeschaltet. Stimmen Sie dem zuerst zu.",
                "Тариф «{plan}» включает не всё, что есть у аккаунта; это будет выключено. Сначала согласитесь с этим."),
            "plan_change.not_active": .init(
                "Das Konto {number} ist gesperrt oder im Papierkorb; sein Tarif bleibt, bis es zurück ist.",
                "Аккаунт {number} заблокирован или в корзине; его тариф остаётся, пока он не вернётся."),
            "plan.days": .init(
                "Geben Sie eine ganze Zahl von Tagen von 0 bis 3660 ein, oder lassen Sie das Feld leer.",
                "Введите целое число дней от 0 до 3660 или оставьте поле пустым."),
            "plan.one_currency": .init(
                "Alle Preise eines Tarifs stehen in einer Währung, hier {currency}.",
                "Все цены тарифа указываются в одной валюте, здесь {currency}."),
            "plan.in_use": .init(
                "Konten mit dem Tarif {plan}: {accounts}. Geben Sie ihnen zuerst einen anderen Tarif, oder bieten Sie diesen nicht mehr an.",
                "Аккаунтов с тарифом «{plan}»: {accounts}. Сначала переведите их на другой тариф или перестаньте предлагать этот."),
            "plan.was_used": .init(
                "Gelöschte Konten hatten den Tarif {plan}, und ihre Unterlagen nennen ihn. Bieten Sie ihn stattdessen nicht mehr an.",
                "Удалённые аккаунты имели тариф «{plan}», и их записи на него ссылаются. Вместо удаления перестаньте его предлагать."),
        ])
    }

    /// The resource's name, chosen by the argument.
    private static func german(_ argument: String) -> String { chosen(argument) { $0.words.german } }
    private static func russian(_ argument: String) -> String { chosen(argument) { $0.words.russian } }

    private static func chosen(_ argument: String, _ name: (HostingResource) -> String) -> String {
        "{\(argument)=" + ResourceCatalogue.all.map { "\($0.key.rawValue):\(name($0))" }.joined(separator: "|") + "}"
    }
}
