struct EnglishLoginNotificationTexts: LoginNotificationTexts {
    let newPasswordLink = NotificationText(
        subject: "A new password for {panel}",
        body: """
            Hello {person},

            somebody, probably you, has asked for a new password for the sign-in name {login} at {panel}.

            Choose the new password here:

            {link}

            The link works once, until {until}. If you did not ask for it, do nothing: your password stays as it is.
            """)

    let passwordChanged = NotificationText(
        subject: "Your password for {panel} was changed",
        body: """
            Hello {person},

            the password of the sign-in name {login} at {panel} was changed on {at}. Whoever was signed in with it has been signed out.

            If this was not you, ask for a new password at {panel}/lost-password at once, and tell your provider.
            """)

    let emailConfirmation = NotificationText(
        subject: "Confirm your e-mail address for {panel}",
        body: """
            Hello {person},

            this address is to be the one of the sign-in name {login} at {panel}.

            Confirm it here:

            {link}

            The link works once, until {until}. If you know nothing of this, do nothing: then this address is not used.
            """)

    let emailChanged = NotificationText(
        subject: "Your e-mail address for {panel} was changed",
        body: """
            Hello {person},

            the e-mail address of the sign-in name {login} at {panel} was changed on {at}. It is now {new_email}, and mail no longer comes here.

            If this was not you, tell your provider at once: somebody else may have your password.
            """)

    let secondFactorAdded = NotificationText(
        subject: "A second factor was added for {panel}",
        body: """
            Hello {person},

            a second factor was added to the sign-in name {login} at {panel} on {at}: {factor}.

            If this was not you, change your password at once and tell your provider.
            """)

    let secondFactorRemoved = NotificationText(
        subject: "A second factor was removed for {panel}",
        body: """
            Hello {person},

            a second factor of the sign-in name {login} at {panel} was removed on {at}: {factor}.

            If this was not you, change your password at once and tell your provider.
            """)
}
