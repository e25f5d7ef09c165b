struct GermanLoginNotificationTexts: LoginNotificationTexts {
    let newPasswordLink = NotificationText(
        subject: "Neues Passwort für {panel}",
        body: """
            Guten Tag {person},

            jemand, wahrscheinlich Sie selbst, hat für den Anmeldenamen {login} bei {panel} ein neues Passwort angefordert.

            Wählen Sie das neue Passwort hier:

            {link}

            Der Link gilt einmal, bis {until}. Haben Sie ihn nicht angefordert, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.
            """)

    let passwordChanged = NotificationText(
        subject: "Ihr Passwort für {panel} wurde geändert",
        body: """
            Guten Tag {person},

            das Passwort des Anmeldenamens {login} bei {panel} wurde geändert: {at}. Wer damit angemeldet war, ist jetzt abgemeldet.

            Waren Sie das nicht, fordern Sie sofort unter {panel}/lost-password ein neues Passwort an und sagen Sie es Ihrem Anbieter.
            """)

    let emailConfirmation = NotificationText(
        subject: "Bestätigen Sie Ihre E-Mail-Adresse für {panel}",
        body: """
            Guten Tag {person},

            diese Adresse soll künftig zum Anmeldenamen {login} bei {panel} gehören.

            Bestätigen Sie sie hier:

            {link}

            Der Link gilt einmal, bis {until}. Wissen Sie nichts davon, brauchen Sie nichts zu tun: Dann wird diese Adresse nicht verwendet.
            """)

    let emailChanged = NotificationText(
        subject: "Ihre E-Mail-Adresse für {panel} wurde geändert",
        body: """
            Guten Tag {person},

            die E-Mail-Adresse des Anmeldenamens {login} bei {panel} wurde geändert: {at}. Sie lautet jetzt {new_email}; hierher kommt keine Post mehr.

            Waren Sie das nicht, sagen Sie es sofort Ihrem Anbieter: Vielleicht kennt jemand anders Ihr Passwort.
            """)

    let secondFactorAdded = NotificationText(
        subject: "Ein zweiter Faktor für {panel} kam hinzu",
        body: """
            Guten Tag {person},

            zum Anmeldenamen {login} bei {panel} kam ein zweiter Faktor hinzu ({at}): {factor}.

            Waren Sie das nicht, ändern Sie sofort Ihr Passwort und sagen Sie es Ihrem Anbieter.
            """)

    let secondFactorRemoved = NotificationText(
        subject: "Ein zweiter Faktor für {panel} wurde entfernt",
        body: """
            Guten Tag {person},

            beim Anmeldenamen {login} bei {panel} wurde ein zweiter Faktor entfernt ({at}): {factor}.

            Waren Sie das nicht, ändern Sie sofort Ihr Passwort und sagen Sie es Ihrem Anbieter.
            """)
}
