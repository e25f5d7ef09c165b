import Core
import Foundation
import TestSupport
import Testing

@testable import Presentation

/// What readers of the three languages see: numbers, forms, dates, faults.
@Suite struct TextsTests {
    private let english = Texts(.english)
    private let german = Texts(.german, timeZone: TimeZone(identifier: "Europe/Berlin") ?? .gmt)
    private let russian = Texts(.russian, timeZone: TimeZone(identifier: "Europe/Moscow") ?? .gmt)
    /// 2026-11-22T09:41:07Z.
    private let moment = Timestamp(milliseconds: 1_795_340_467_000)

    /// Unicode CLDR, "Language Plural Rules", ru: the samples of each category.
    @Test(arguments: [
        (PluralForm.one, [1, 21, 31, 41, 51, 61, 71, 81, 101, 1001, -1]),
        (.few, [2, 3, 4, 22, 23, 24, 32, 33, 34, 42, 102, 1002, -3]),
        (.many, [0, 5, 6, 11, 12, 13, 14, 15, 19, 20, 25, 100, 111, 112, 1000, 10_000, 1_000_000]),
    ])
    func `Russian nouns follow the rules of CLDR`(form: PluralForm, counts: [Int]) {
        for count in counts { #expect(Language.russian.form(count) == form, "\(count)") }
    }

    @Test func `a count carries its noun in the right form`() {
        #expect(english.plural(1, one: "domain", other: "domains") == "1 domain")
        #expect(english.plural(2907, one: "domain", other: "domains") == "2,907 domains")
        #expect(german.plural(0, one: "Tag", other: "Tage") == "0 Tage")
        #expect(german.plural(2907, one: "Domain", other: "Domains") == "2.907 Domains")
        func domains(_ count: Int) -> String { russian.plural(count, one: "домен", few: "домена", many: "доменов") }
        #expect(
            [1, 2, 5, 11, 21, 2907].map(domains) == ["1 домен", "2 домена", "5 доменов", "11 доменов", "21 домен", "2\u{A0}907 доменов"])
        #expect(russian.plural(1.5, one: "домен", few: "домена", many: "доменов") == "1,5 домена")
        #expect(german.plural(1.5, one: "Tag", other: "Tage") == "1,5 Tage")
    }

    @Test func `numbers are grouped and have the decimal sign of the language`() {
        #expect([english, german, russian].map { $0.number(1_234_567) } == ["1,234,567", "1.234.567", "1\u{A0}234\u{A0}567"])
        #expect([english, german, russian].map { $0.number(-999) } == ["\u{2212}999", "\u{2212}999", "\u{2212}999"])
        #expect([english, german, russian].map { $0.decimal(1234.5, digits: 2) } == ["1,234.50", "1.234,50", "1\u{A0}234,50"])
        #expect(german.decimal(-0.001, digits: 2) == "0,00")
        #expect(german.decimal(-0.5, digits: 1) == "\u{2212}0,5")
        #expect(russian.percent(0.474) == "47\u{A0}%")
        #expect([english, german, russian].map { $0.bytes(6_240_000_000) } == ["6.2\u{A0}GB", "6,2\u{A0}GB", "6,2\u{A0}ГБ"])
        #expect([english, german, russian].map { $0.bytes(12) } == ["12 bytes", "12 Byte", "12 байт"])
        #expect(german.bytes(6_200_000_000, of: 10_000_000_000) == "6,2 von 10\u{A0}GB")
        #expect(russian.bytes(310_000_000, of: 10_000_000_000) == "310\u{A0}МБ из 10\u{A0}ГБ")
        #expect(english.bytes(9_960_000) == "10\u{A0}MB")
    }

    @Test func `amounts of money stand as the reader writes them`() throws {
        let (euros, yen, francs) = (try Currency("EUR"), try Currency("JPY"), try Currency("CHF"))
        #expect(
            [english, german, russian].map { $0.money(Money(minorUnits: 123_405, euros)) } == [
                "€1,234.05", "1.234,05\u{A0}€", "1\u{A0}234,05\u{A0}€",
            ])
        #expect([english, german].map { $0.money(Money(minorUnits: -490, francs)) } == ["\u{2212}CHF\u{A0}4.90", "\u{2212}4,90\u{A0}CHF"])
        #expect(russian.money(Money(minorUnits: 490, yen)) == "490\u{A0}JPY")
    }

    @Test func `dates and times are the reader's, in the reader's zone`() {
        #expect(english.moment(moment) == "22 November 2026, 09:41 UTC")
        #expect(german.moment(moment) == "22.\u{A0}November 2026, 10:41 Uhr MEZ")
        #expect(russian.moment(moment) == "22\u{A0}ноября 2026\u{A0}г., 12:41 МСК")
        #expect(german.date(moment) == "22.\u{A0}November 2026")
        #expect(russian.date(moment) == "22\u{A0}ноября 2026\u{A0}г.")
        #expect([english, german, russian].map { $0.time(moment) } == ["09:41:07", "10:41:07", "12:41:07"])
        // 23:30 UTC on the last day of June is July in Berlin, and summer time.
        let summer = Timestamp(milliseconds: 1_782_862_200_000)
        #expect(german.moment(summer) == "1.\u{A0}Juli 2026, 01:30 Uhr MESZ")
    }

    @Test(arguments: [
        ("Europe/London", "GMT"), ("Europe/Berlin", "CET"), ("Europe/Kyiv", "EET"), ("Europe/Moscow", "MSK"), ("Europe/Istanbul", "UTC+3"),
        ("Asia/Kolkata", "UTC+5:30"), ("America/New_York", "UTC\u{2212}5"), ("UTC", "UTC"),
    ])
    func `a zone has the name that readers know or its distance from UTC`(identifier: String, name: String) throws {
        let zone = try #require(TimeZone(identifier: identifier))
        #expect(Texts(.english, timeZone: zone).zone(at: moment) == name)
    }

    @Test func `durations stand in the case that goes before them`() {
        #expect([english, german, russian].map { $0.duration(.seconds(12)) } == ["12\u{A0}s", "12\u{A0}s", "12\u{A0}с"])
        #expect([english, german, russian].map { $0.duration(.days(12)) } == ["12 days", "12 Tagen", "12 дней"])
        #expect(german.duration(.days(12), isAlone: true) == "12 Tage")
        #expect([2, 5, 21].map { russian.duration(.days($0)) } == ["2 дня", "5 дней", "21 день"])
        #expect(
            [english, german, russian].map { $0.ago(moment, now: moment + .minutes(5)) } == [
                "5\u{A0}min ago", "vor 5\u{A0}min", "5\u{A0}мин назад",
            ])
        #expect([english, german, russian].map { $0.ago(moment, now: moment) } == ["just now", "gerade eben", "только что"])
    }

    @Test func `a template is filled with its arguments`() {
        func filled(_ template: String, _ arguments: [String: String], _ texts: Texts) -> String? {
            FaultTemplate(template).filled(arguments, texts)
        }
        #expect(filled("{name} fehlt.", ["name": "a {b}"], german) == "a {b} fehlt.")
        #expect(filled("{n:Domain|Domains}", ["n": "1000"], german) == "1.000 Domains")
        #expect(filled("{n:домен|домена|доменов}", ["n": "22"], russian) == "22 домена")
        #expect(filled("Konto {s=active:aktiv|gone:weg}", ["s": "gone"], german) == "Konto weg")
        #expect(filled("Konto {s=active:aktiv}", ["s": "neu"], german) == "Konto neu")
        #expect(filled("Gesperrt.[ Grund: {why}.]", ["why": "Rechnung"], german) == "Gesperrt. Grund: Rechnung.")
        #expect(filled("Gesperrt.[ Grund: {why}.]", ["why": ""], german) == "Gesperrt.")
        #expect(filled("Gesperrt.[ Grund: {why}.]", [:], german) == "Gesperrt.")
        #expect(filled("{name} fehlt.", [:], german) == nil)
    }

    @Test func `a fault speaks the reader's language by its key`() {
        let fault = Fault.conflict(key: "domain.in_trash", arguments: ["name": "müller.example"], "müller.example is in the trash.")
        #expect(english.sentence(fault) == "müller.example is in the trash.")
        #expect(german.sentence(fault).hasPrefix("müller.example liegt im Papierkorb."))
        #expect(russian.sentence(fault).hasPrefix("Домен müller.example находится в корзине."))
        #expect(russian.sentence(Fault.conflict(key: "nobody.knows", "Nobody knows.")) == "Nobody knows.")
        let field = Fault.Field("password", key: "password.short", arguments: ["minimum": "12"], "At least 12 characters, please.")
        #expect(russian.sentence(field) == "Выберите пароль не короче 12 символов.")
        #expect(russian.sentence(Fault.invalid([field, field])) == "Исправьте 2 поля.")
        #expect(russian.sentence(Fault.invalid(field)) == russian.sentence(field))
    }

    @Test func `what a browser asks for decides by its weights`() {
        #expect(Language(accepting: "de-AT,en;q=0.5") == .german)
        #expect(Language(accepting: "fr, ru;q=0.3, en;q=0.9") == .english)
        #expect(Language(accepting: "fr, de;q=0") == nil)
    }
}
