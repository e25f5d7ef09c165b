import Core
import Presentation

func overviewPage(_ visit: Visit, _ has: SecondFactors.Overview, hasShown: Bool) -> Page {
    let (texts, place) = (visit.texts.secondFactor, SecondFactorPages.place)
    return Page(
        texts.title, state: has.isOn ? statusBadge(.live, texts.isOn) : statusBadge(has.isRequired ? .warn : .idle, texts.isOff),
        summary: texts.summary, crumbs: [.init(visit.texts.profile.title, "/profile"), .init(texts.title)]
    ) {
        if has.isRequired, !hasShown { callout(.warn, texts.requiredNow, title: texts.required) }
        grid {
            card(texts.app) {
                p(text: texts.appText)
                if let since = has.authenticator {
                    p { statusBadge(.live, texts.since(visit.texts.date(since))) }
                    div(.class("row")) {
                        linkButton(texts.replaceApp, "\(place)/authenticator")
                        linkButton(texts.removeApp, "\(place)/authenticator/removal", kind: .quiet, icon: .trash)
                    }
                } else {
                    linkButton(texts.addApp, "\(place)/authenticator", kind: has.isOn ? .plain : .primary, icon: .plus)
                }
            }
            card(texts.passkeys) {
                p(text: texts.passkeysText)
                if has.passkeys.isEmpty { p(.class("hint"), text: texts.noPasskey) }
                for passkey in has.passkeys {
                    div(.class("row")) {
                        strong(text: passkey.name)
                        span(
                            .class("muted"),
                            text: passkey.usedAt.map { texts.lastUsed(visit.texts.date($0)) } ?? texts.neverUsed)
                        linkButton(texts.remove, "\(place)/passkeys/\(passkey.id.text)/removal", kind: .quiet, icon: .trash)
                    }
                }
                linkButton(texts.addPasskey, "\(place)/passkeys/new", icon: .key)
            }
        } side: {
            card(texts.recovery) {
                p(text: texts.recoveryText)
                if has.isOn {
                    p { statusBadge(has.recoveryCodesLeft > 2 ? .live : .warn, texts.recoveryLeft(has.recoveryCodesLeft)) }
                    linkButton(texts.recoveryNew, "\(place)/recovery-codes")
                }
            }
        }
    }
}

func appPage(_ visit: Visit, _ form: Form, _ setup: SecondFactors.Setup) -> Page {
    let texts = visit.texts.secondFactor
    return Page(texts.appTitle, summary: texts.appScan, crumbs: crumbs(visit, texts.appTitle)) {
        card {
            qrCode(setup.address, label: texts.appQR)
            codeLine(visit, setup.secret, label: texts.appSecret)
            postForm(visit, form) {
                codeField(form, label: texts.code, hint: texts.codeHint)
                formActions {
                    submitButton(texts.confirm)
                    linkButton(visit.texts.panel.cancel, SecondFactorPages.place)
                }
            }
        }
    }
}

/// A code of an app; phones offer the one that came, and browsers keep none.
func codeField(_ form: Form, label: String, hint: String) -> HTML {
    textField(form, "code", label: label, hint: hint, kind: .domain, autocomplete: "one-time-code", isFocused: true, maxlength: 40)
}

func passkeyPage(_ visit: Visit, _ state: Form) -> Page {
    let (texts, place) = (visit.texts.secondFactor, SecondFactorPages.place)
    let form = state.starting(["name": texts.passkeyFirstName])
    return Page(texts.passkeyTitle, summary: texts.passkeysText, crumbs: crumbs(visit, texts.passkeyTitle)) {
        card {
            withoutPasskeys(texts.passkeyNeedsScript)
            if let fault = form.fault { callout(.fail, visit.texts.sentence(fault), isAlert: true) }
            passkeyForm(
                visit, to: "\(place)/passkeys/new", options: "\(place)/passkeys/options", creates: true, failed: texts.passkeyFailed
            ) {
                textField(form, "name", label: texts.passkeyName, hint: texts.passkeyNameHint, isFocused: true, maxlength: 60)
                formActions {
                    submitButton(texts.addPasskey, icon: .key)
                    linkButton(visit.texts.panel.cancel, place)
                }
            }
        }
    }
}

/// The codes, this once.
func codesPage(_ visit: Visit, _ codes: [String], _ sentence: String? = nil) -> Page {
    let (texts, place) = (visit.texts.secondFactor, SecondFactorPages.place)
    return Page(texts.recoveryTitle, crumbs: crumbs(visit, texts.recoveryTitle)) {
        if let sentence { callout(.live, sentence) }
        card {
            p(text: texts.recoveryOnce)
            ul(.class("recovery-codes")) { for each in codes { li { code(text: each) } } }
            div(.class("row")) {
                button(
                    .class("button plain"), .type("button"), .data(.copy, codes.joined(separator: "\n")),
                    .data(.confirm, visit.texts.panel.copied)
                ) {
                    icon(.copy)
                    span(text: visit.texts.panel.copy)
                }
                actionForm(visit, to: "\(place)/recovery-codes/file") {
                    for each in codes { hiddenField("recoveryCode", each) }
                    submitButton(texts.recoveryFile, kind: .plain, icon: .file)
                }
                linkButton(texts.done, place, kind: .primary)
            }
        }
    }
}

func confirmationPage(_ visit: Visit, _ form: Form, _ question: String, _ button: String) -> Page {
    Page(question, crumbs: crumbs(visit, button)) {
        card {
            postForm(visit, form) {
                formActions {
                    submitButton(button, kind: .danger)
                    linkButton(visit.texts.panel.cancel, SecondFactorPages.place)
                }
            }
        }
    }
}

private func crumbs(_ visit: Visit, _ here: String) -> [Page.Crumb] {
    [.init(visit.texts.profile.title, "/profile"), .init(visit.texts.secondFactor.title, SecondFactorPages.place), .init(here)]
}
