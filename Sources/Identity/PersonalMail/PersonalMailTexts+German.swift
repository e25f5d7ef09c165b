struct GermanPersonalMail: PersonalMailTexts {
    func newPasswordSubject(_ panel: String) -> String { "Neues Passwort für \(panel)" }

    func newPasswordText(person: String, name: String, link: String, panel: String, until: String) -> String {
        """
        Guten Tag \(person),

        jemand, wahrscheinlich Sie selbst, hat für den Anmeldenamen \(name) bei \(panel) ein neues Passwort angefordert.

        Wählen Sie das neue Passwort hier:

        \(link)

        Der Link gilt einmal, bis \(until). Haben Sie ihn nicht angefordert, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.
        """
    }

    func passwordChangedSubject(_ panel: String) -> String { "Ihr Passwort für \(panel) wurde geändert" }

    func passwordChangedText(person: String, name: String, panel: String, at: String) -> String {
        """
        Guten Tag \(person),

        das Passwort des Anmeldenamens \(name) bei \(panel) wurde geändert: \(at). Wer damit angemeldet war, ist jetzt abgemeldet.

        Waren Sie das nicht, fordern Sie sofort unter \(panel)/lost-password ein neues Passwort an und sagen Sie es Ihrem Anbieter.
        """
    }

    func confirmEmailSubject(_ panel: String) -> String { "Bestätigen Sie Ihre E-Mail-Adresse für \(panel)" }

    func confirmEmailText(person: String, name: String, link: String, panel: String, until: String) -> String {
        """
        Guten Tag \(person),

        diese Adresse soll künftig zum Anmeldenamen \(name) bei \(panel) gehören.

        Bestätigen Sie sie hier:

        \(link)

        Der Link gilt einmal, bis \(until). Wissen Sie nichts davon, brauchen Sie nichts zu tun: Dann wird diese Adresse nicht verwendet.
        """
    }

    func emailChangedSubject(_ panel: String) -> String { "Ihre E-Mail-Adresse für \(panel) wurde geändert" }

    func emailChangedText(person: String, name: String, new: String, panel: String, at: String) -> String {
        """
        Guten Tag \(person),

        die E-Mail-Adresse des Anmeldenamens \(name) bei \(panel) wurde geändert: \(at). Sie lautet jetzt \(new); hierher kommt keine Post mehr.

        Waren Sie das nicht, sagen Sie es sofort Ihrem Anbieter: Vielleicht kennt jemand anders Ihr Passwort.
        """
    }

    func factorAddedSubject(_ panel: String) -> String { "Ein zweiter Faktor für \(panel) kam hinzu" }

    func factorAddedText(person: String, name: String, factor: String, panel: String, at: String) -> String {
        """
        Guten Tag \(person),

        zum Anmeldenamen \(name) bei \(panel) kam ein zweiter Faktor hinzu (\(at)): \(factor).

        Waren Sie das nicht, ändern Sie sofort Ihr Passwort und sagen Sie es Ihrem Anbieter.
        """
    }

    func factorRemovedSubject(_ panel: String) -> String { "Ein zweiter Faktor für \(panel) wurde entfernt" }

    func factorRemovedText(person: String, name: String, factor: String, panel: String, at: String) -> String {
        """
        Guten Tag \(person),

        beim Anmeldenamen \(name) bei \(panel) wurde ein zweiter Faktor entfernt (\(at)): \(factor).

        Waren Sie das nicht, ändern Sie sofort Ihr Passwort und sagen Sie es Ihrem Anbieter.
        """
    }
}
