import Presentation

/// What is said of billing periods in German and Russian.
enum PeriodFaults {
    static var texts: FaultTexts {
        FaultTexts([
            "percent.form": .init(
                "Geben Sie einen Prozentsatz von 0 bis 100 ein, etwa 10 oder 12,5.", "Введите процент от 0 до 100, например 10 или 12,5."),
            "billing_period.form": .init(
                "Geben Sie die Länge als `1 month`, `3 months`, `2 weeks` oder `1 year` an; höchstens zehn Jahre.",
                "Укажите длину как `1 month`, `3 months`, `2 weeks` или `1 year`; не больше десяти лет."),
            "billing_period.unit": .init("Wählen Sie Tage, Wochen, Monate oder Jahre.", "Выберите дни, недели, месяцы или годы."),
            "billing_period.length": .init(
                "Geben Sie eine ganze Zahl von 1 bis {most} ein.", "Введите целое число от 1 до {most}."),
            "billing_period.unknown": .init("Diesen Abrechnungszeitraum hat der Tarif nicht.", "У тарифа нет такого расчётного периода."),
            "billing_period.twice": .init("Dieser Abrechnungszeitraum steht zweimal da.", "Этот расчётный период указан дважды."),
            "billing_period.taken": .init(
                "Einen Zeitraum dieser Länge hat der Tarif schon ({length}).", "Период такой длины у тарифа уже есть ({length})."),
            "billing_period.none_on_offer": .init(
                "Mindestens ein Abrechnungszeitraum bleibt im Angebot. Soll der Tarif nicht mehr verkauft werden, bieten Sie den Tarif nicht mehr an.",
                "Хотя бы один расчётный период должен предлагаться. Чтобы больше не продавать тариф, снимите с продажи сам тариф."),
            "billing_period.too_many": .init(
                "Ein Tarif hat höchstens {most:Abrechnungszeitraum|Abrechnungszeiträume}.",
                "У тарифа не больше {most:расчётного периода|расчётных периодов|расчётных периодов}."),
            "plan.currency.in_use": .init(
                "Konten haben diesen Tarif mit Preisen in {currency}, die bleiben. Kopieren Sie den Tarif und geben Sie der Kopie eine andere Währung.",
                "Есть аккаунты с этим тарифом и ценами в {currency}, которые сохраняются. Скопируйте тариф и укажите другую валюту в копии."
            ),
            "account.period.unknown": .init(
                "Der Tarif {plan} hat keinen Abrechnungszeitraum „{period}“. Wählen Sie einen von: {periods}.",
                "У тарифа «{plan}» нет расчётного периода «{period}». Выберите один из: {periods}."),
            "demo.no_server": .init(
                "Dieses Konto dient der Vorführung: Nichts davon liegt auf einem Server, also gibt es dort nichts zu tun.",
                "Это демонстрационный аккаунт: на серверах ничего нет, поэтому делать там нечего."),
            "plan.demo.change": .init(
                "Einer von {plan} und {other} ist ein Tarif zur Vorführung, der andere nicht. Legen Sie ein neues Konto mit {other} an.",
                "Один из тарифов «{plan}» и «{other}» демонстрационный, другой нет. Создайте новый аккаунт с тарифом «{other}»."),
            "plan.demo.in_use": .init(
                "Konten haben den Tarif {plan}. Ob er zur Vorführung dient, bleibt, wie es ist; kopieren Sie den Tarif für einen anderen.",
                "Есть аккаунты с тарифом «{plan}». Демонстрационный он или нет, не меняется; скопируйте тариф, чтобы создать другой."),
            "plan.audience": .init(
                "Wählen Sie „everybody“, „listed“ oder „staff“.", "Выберите «everybody», «listed» или «staff»."),
            "plan.audience.member": .init(
                "„{member}“ ist kein Tarif, keine Nummer eines Kontos und keine E-Mail-Adresse.",
                "«{member}» — не тариф, не номер аккаунта и не адрес эл. почты."),
            "plan.audience.many": .init(
                "Höchstens {most} Einträge. Nennen Sie für mehr den Tarif, den sie haben.",
                "Не больше {most}. Если нужно больше, укажите тариф, который у них есть."),
            "plan.audience.nobody": .init(
                "Nennen Sie jemanden, oder wählen Sie, dass nur Mitarbeiter den Tarif vergeben.",
                "Укажите кого-нибудь или выберите, что тариф дают только сотрудники."),
            "account.trial.day": .init(
                "Geben Sie einen Tag ab heute an, etwa {today}, höchstens zehn Jahre voraus. Heute: Die Probezeit ist vorbei.",
                "Укажите день не раньше сегодняшнего, например {today}, и не дальше десяти лет. Сегодня — пробный период окончен."),
        ])
    }
}
