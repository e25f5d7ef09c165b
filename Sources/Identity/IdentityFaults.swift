import Presentation

extension IdentityFeature {
    /// What the faults about people say in German and Russian; those about signing in are among the frame's own.
    package static var faults: FaultTexts {
        FaultTexts([
            "password.weak": .init(
                "Dieses Passwort ist lang, aber leicht zu erraten. Drei oder vier Wörter ohne Zusammenhang ergeben ein gutes.",
                "Пароль длинный, но его легко угадать. Хороший пароль — три-четыре слова, не связанных между собой."),
            "password.classes": .init(
                "Bitte mindestens {classes} der vier Arten: Kleinbuchstaben, Großbuchstaben, Ziffern, andere Zeichen.",
                "Не менее {classes} из четырёх видов, пожалуйста: строчные буквы, заглавные буквы, цифры, другие символы."),
            "password.wrong": .init("Das ist nicht Ihr bisheriges Passwort.", "Это не ваш нынешний пароль."),
            "password.same": .init(
                "Das ist Ihr bisheriges Passwort. Wählen Sie ein anderes.", "Это ваш нынешний пароль. Выберите другой."),
            "password.own": .init(
                "Das ist Ihr eigener Anmeldename. Ändern Sie Ihr Passwort in Ihrem Profil.",
                "Это ваш собственный логин. Смените пароль в своём профиле."),
            "impersonation.protected": .init(
                "Das gehört allein der Person: Wer ihr Panel betreten hat, sieht und ändert es nicht.",
                "Это касается только самого человека: тот, кто вошёл в его панель, этого не видит и не меняет."),
            "language.unknown": .init(
                "Diese Sprache spricht das Panel nicht. Wählen Sie eine aus der Liste.",
                "Панель не говорит на этом языке. Выберите язык из списка."),
            "theme.unknown": .init(
                "Diese Darstellung gibt es nicht. Wählen Sie eine aus der Liste.", "Такого оформления нет. Выберите из списка."),
            "profile.fixed": .init("Das hat Ihr Anbieter für alle festgelegt.", "Это ваш провайдер задал для всех."),
            "time_zone.unknown": .init(
                "Diese Zeitzone gibt es nicht. Wählen Sie eine aus der Liste: Europe/Berlin.",
                "Такого часового пояса нет. Выберите из списка: Europe/Berlin."),
            "email.same": .init("Das ist bereits die Adresse.", "Это и есть нынешний адрес."),
            "login.outranks": .init(
                "{login} darf mehr als Sie, deshalb können Sie das nicht tun.", "{login} имеет больше прав, чем вы, поэтому вам это нельзя."
            ),
            "lost_password.empty": .init(
                "Geben Sie Ihren Anmeldenamen oder Ihre E-Mail-Adresse ein.", "Введите логин или адрес электронной почты."),
            "personal_link.closed": .init(
                "Dieser Link wurde benutzt, ist abgelaufen oder durch einen neueren ersetzt. Fordern Sie einen neuen an.",
                "Ссылка уже использована, её срок истёк или её заменила более новая. Запросите новую."),
            "token.not_proven": .init(
                "Dieses Token darf nichts, was Geld, Schlüssel oder Rechte betrifft. Erzeugen Sie eines mit diesem Recht oder nehmen Sie das Panel.",
                "Этому токену нельзя то, что касается денег, ключей и прав. Создайте токен с этим правом или сделайте это в панели."),
            "session.not_found": .init(
                "Das geht nur in einer Sitzung im Browser.", "Это возможно только в сеансе браузера."),
            "session.incomplete": .init("Melden Sie sich erst vollständig an.", "Сначала завершите вход."),
            "sign_in.step_ended": .init(
                "Seit dem Passwort ist zu viel Zeit vergangen. Melden Sie sich noch einmal an.",
                "После ввода пароля прошло слишком много времени. Войдите ещё раз."),
            "second_factor.wrong": .init(
                "Dieser Code stimmt nicht oder wurde schon benutzt. Geben Sie den ein, den die App jetzt zeigt.",
                "Код неверен или уже использован. Введите тот, который приложение показывает сейчас."),
            "second_factor.no_setup": .init(
                "Es wartet nichts auf einen Code. Laden Sie die Seite neu und scannen Sie den neuen QR-Code.",
                "Код сейчас не ожидается. Обновите страницу и отсканируйте новый QR-код."),
            "second_factor.none": .init(
                "Wiederherstellungscodes ersetzen einen zweiten Faktor. Fügen Sie erst einen hinzu.",
                "Коды восстановления заменяют второй фактор. Сначала добавьте его."),
            "second_factor.required": .init(
                "Ihr Anbieter verlangt einen zweiten Faktor von allen, die hier arbeiten. Fügen Sie erst einen anderen hinzu.",
                "Ваш провайдер требует второй фактор от всех, кто здесь работает. Сначала добавьте другой."),
            "second_factor.own": .init(
                "Das ist Ihr eigener Anmeldename. Entfernen Sie Ihre zweiten Faktoren in Ihrem Profil.",
                "Это ваш собственный логин. Удалите второй фактор в своём профиле."),
            "second factor.not_found": .init("Hier gibt es keinen zweiten Faktor.", "Второго фактора здесь нет."),
            "authenticator.not_found": .init("Es gibt keine Authenticator-App.", "Приложения-аутентификатора нет."),
            "recovery code.not_found": .init("Diese Codes gelten nicht mehr.", "Эти коды больше не действуют."),
            "passkey.not_found": .init(
                "Diesen Passkey gibt es nicht, oder er gehört Ihnen nicht.", "Такого ключа доступа нет, или он вам не принадлежит."),
            "passkey.wrong": .init(
                "Dieser Passkey wurde nicht angenommen. Versuchen Sie es noch einmal; bleibt es so, melden Sie sich anders an und fügen Sie ihn neu hinzu.",
                "Ключ доступа не принят. Попробуйте ещё раз; если не поможет, войдите другим способом и добавьте его заново."),
            "passkey.copied": .init(
                "Dieser Passkey wurde anscheinend kopiert: Er wurde inzwischen anderswo benutzt. Melden Sie sich anders an und entfernen Sie ihn.",
                "Похоже, ключ доступа скопирован: с тех пор им пользовались в другом месте. Войдите другим способом и удалите его."),
            "passkey.known": .init("Dieser Passkey wurde schon hinzugefügt.", "Этот ключ доступа уже добавлен."),
            "passkey.most": .init(
                "Mehr als {most:Passkey|Passkeys} braucht niemand. Entfernen Sie einen, den Sie nicht mehr benutzen.",
                "Больше {most:ключа|ключей|ключей} никому не нужно. Удалите тот, которым больше не пользуетесь."),
        ]).adding(.staff)
    }
}
