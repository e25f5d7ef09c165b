import Foundation
import Identity
import Presentation

private func settingsFrame(_ visit: Visit, tab: String, @HTMLBuilder content: () -> [HTML]) -> Page {
    let texts = visit.texts.settings
    return Page(
        texts.title, summary: texts.summary,
        tabs: [
            Tab(texts.company, "/settings", isCurrent: tab == "company"),
            Tab(texts.people, "/settings/people", isCurrent: tab == "people"),
            Tab(texts.operation, "/settings/operation", isCurrent: tab == "operation"), Tab(texts.mail, "/settings/mail"),
        ], content: content)
}

func companyPage(_ visit: Visit, _ form: Form, _ address: PanelAddress.Shown) -> Page {
    let texts = visit.texts.settings
    let zones = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }.sorted()
    return settingsFrame(visit, tab: "company") {
        grid {
            card(texts.company) {
                postForm(visit, form) {
                    textField(form, "company", label: texts.companyName, hint: texts.companyNameHint, maxlength: 100)
                    textArea(form, "address", label: texts.address, rows: 4)
                    fieldRow {
                        textField(form, "email", label: texts.email, hint: texts.emailHint, kind: .email, isRequired: false)
                        textField(form, "phone", label: texts.phone, isRequired: false, maxlength: 40)
                    }
                    textField(form, "support", label: texts.support, hint: texts.supportHint, kind: .url, isRequired: false)
                    fieldRow {
                        selectField(
                            form, "language", label: texts.language, hint: texts.languageHint,
                            choices: Language.allCases.map { Choice($0.rawValue, $0.ownName) })
                        selectField(form, "timeZone", label: texts.timeZone, choices: [Choice("UTC", "UTC")] + zones.map { Choice($0, $0) })
                        textField(form, "currency", label: texts.currency, hint: texts.currencyHint, maxlength: 3)
                    }
                    formActions { submitButton(texts.save) }
                }
            }
        } side: {
            card(texts.panelAddress) {
                p(.class("hint"), text: texts.panelAddressHint)
                codeLine(visit, address.name.ascii)
                if let certificate = address.certificate {
                    p(.class("hint"), text: texts.selfSigned)
                    codeLine(visit, certificate.fingerprint, label: "SHA-256")
                    facts([Fact(texts.certificateEnd) { moment(visit, certificate.end) }])
                } else {
                    p(.class("hint"), text: texts.noTLS)
                }
            }
        }
    }
}

func peopleSettingsPage(_ visit: Visit, _ form: Form) -> Page {
    let (texts, rules) = (visit.texts.settings, visit.texts.identity)
    return settingsFrame(visit, tab: "people") {
        card(texts.people) {
            postForm(visit, form) {
                radioField(
                    form, "theme", label: visit.texts.panel.appearance, hint: texts.themeHint, choices: Theme.choices(visit.texts.panel))
                checkbox(form, "letsPeopleChoose", label: texts.letsPeopleChoose, hint: texts.letsPeopleChooseHint)
                checkbox(form, "letsPeopleChooseTheme", label: texts.letsPeopleChooseTheme, hint: texts.letsPeopleChooseThemeHint)
                checkbox(form, "showsPersonalData", label: texts.showsPersonalData, hint: texts.showsPersonalDataHint)
                radioField(
                    form, "passwordProfile", label: texts.passwords, hint: texts.passwordsHint,
                    choices: [
                        Choice("standard", texts.passwordsStandard, hint: rules.passwordHint(.standard)),
                        Choice("classic", texts.passwordsClassic, hint: rules.passwordHint(.classic)),
                        Choice("own", texts.passwordsOwn, hint: texts.passwordsOwnHint),
                    ])
                fieldRow {
                    textField(
                        form, "passwordMinimum", label: texts.passwordMinimum, hint: texts.range(6, 64), kind: .number,
                        unit: texts.characters)
                    textField(
                        form, "passwordMaximum", label: texts.passwordMaximum, hint: texts.range(12, PasswordPolicy.longest), kind: .number,
                        unit: texts.characters)
                    textField(
                        form, "passwordClasses", label: texts.passwordClasses, hint: texts.passwordClassesHint, kind: .number)
                }
                fieldRow {
                    textField(
                        form, "sessionIdleMinutes", label: texts.sessionIdle, hint: texts.sessionIdleHint, kind: .number,
                        unit: texts.minutes)
                    textField(
                        form, "sessionLifetimeHours", label: texts.sessionLifetime, hint: texts.sessionLifetimeHint, kind: .number,
                        unit: texts.hours)
                }
                checkbox(form, "staffNeedSecondFactor", label: texts.secondFactor, hint: texts.secondFactorHint)
                formActions { submitButton(texts.save) }
            }
        }
    }
}

func operationPage(_ visit: Visit, _ form: Form) -> Page {
    let texts = visit.texts.settings
    return settingsFrame(visit, tab: "operation") {
        card(texts.operation) {
            postForm(visit, form) {
                checkbox(form, "isInMaintenance", label: texts.maintenance, hint: texts.maintenanceHint)
                textArea(form, "maintenanceText", label: texts.maintenanceText, hint: texts.maintenanceTextHint, rows: 3)
                h3(text: texts.alerts)
                p(.class("hint"), text: texts.alertsHint)
                fieldRow {
                    textField(form, "diskAlert", label: texts.diskAlert, kind: .number, unit: "%")
                    textField(form, "silenceAlertSeconds", label: texts.silenceAlert, kind: .number, unit: texts.seconds)
                    textField(form, "clockAlertSeconds", label: texts.clockAlert, kind: .number, unit: texts.seconds)
                    textField(form, "certificateAlertDays", label: texts.certificateAlert, kind: .number, unit: texts.days)
                }
                formActions { submitButton(texts.save) }
            }
        }
    }
}
