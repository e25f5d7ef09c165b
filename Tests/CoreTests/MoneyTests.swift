import Core
import Testing

@Suite struct MoneyTests {
    @Test(
        arguments: [
            ("4.90", "EUR", 490, "4.90 EUR"), ("4,9", "eur", 490, "4.90 EUR"), (" 4 ", "EUR", 400, "4.00 EUR"),
            ("0.05", "USD", 5, "0.05 USD"),
            ("0", "EUR", 0, "0.00 EUR"), ("490", "JPY", 490, "490 JPY"), ("1.234", "KWD", 1234, "1.234 KWD"),
            ("0.0001", "CLF", 1, "0.0001 CLF"), ("100000000", "EUR", 10_000_000_000, "100000000.00 EUR"),
        ] as [(String, String, Int64, String)])
    func `an amount is read in the smallest units of its currency`(typed: String, code: String, units: Int64, shown: String) throws {
        let money = try Money(typed, in: Currency(code))
        #expect(money.minorUnits == units)
        #expect(money.description == shown)
    }

    @Test(arguments: [
        ("", "money.form"), ("x", "money.form"), ("-1", "money.form"), ("+1", "money.form"), ("1.2.3", "money.form"), (".5", "money.form"),
        ("5.", "money.form"), ("1 000", "money.form"), ("1e3", "money.form"), ("٤", "money.form"), ("1.005", "money.digits"),
        ("100000001", "money.large"), ("99999999999999999999999", "money.large"),
    ])
    func `what is no amount of euros is refused`(typed: String, key: String) throws {
        let euro = try Currency("EUR")
        let problem = #expect(throws: InputProblem.self) { try Money(typed, in: euro) }
        #expect(problem?.key == key)
    }

    @Test func `a yen has no decimals`() throws {
        let yen = try Currency("JPY")
        let problem = #expect(throws: InputProblem.self) { try Money("1.0", in: yen) }
        #expect(problem?.key == "money.digits")
    }

    @Test(arguments: ["", "EU", "EURO", "XXX", "ABC", "€"])
    func `only letters of ISO 4217 are a currency`(code: String) {
        let problem = #expect(throws: InputProblem.self) { try Currency(code) }
        #expect(problem?.key == "currency.unknown")
    }

    @Test func `a debt keeps its sign`() throws {
        #expect(Money(minorUnits: -5, try Currency("EUR")).description == "-0.05 EUR")
        #expect(Money(minorUnits: -1200, try Currency("EUR")).amount == "-12.00")
    }
}
