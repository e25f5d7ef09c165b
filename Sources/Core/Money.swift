/// A currency of ISO 4217, by its letters.
package struct Currency: Hashable, Sendable, CustomStringConvertible {
    /// Three capital letters: `EUR`.
    package let code: String

    /// In any case, with spaces around it. Throws `currency.unknown`.
    package init(_ typed: String) throws(InputProblem) {
        let code = typed.trimmingWhitespace.uppercased()
        guard Self.minorDigits(code) != nil else {
            throw InputProblem(
                "currency.unknown", arguments: ["code": String(code.prefix(20))], "Give a currency by its three letters, for example EUR.")
        }
        self.code = code
    }

    /// For text that comes from our own database.
    package init(stored code: String) { self.code = code }

    package var description: String { code }

    /// How many decimal digits its amounts have: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217, column "minor unit").
    package var minorDigits: Int { Self.minorDigits(code) ?? 2 }

    private static func minorDigits(_ code: String) -> Int? {
        if withoutMinorUnits.contains(code) { return 0 }
        if withThreeDigits.contains(code) { return 3 }
        if withFourDigits.contains(code) { return 4 }
        return withTwoDigits.contains(code) ? 2 : nil
    }

    // ISO 4217 list one, without funds, metals and codes for testing.
    private static let withoutMinorUnits: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    ]
    private static let withThreeDigits: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
    private static let withFourDigits: Set<String> = ["CLF", "UYW"]
    private static let withTwoDigits = Set(
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP \
        DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD \
        LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD \
        SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW \
        ZWG
        """.split(separator: " ").map(String.init))
}

/// An amount of money: a whole number of the currency's smallest units, so that sums are exact.
package struct Money: Hashable, Sendable, CustomStringConvertible {
    /// 490 of EUR are 4.90 euros; 490 of JPY are 490 yen.
    package let minorUnits: Int64
    package let currency: Currency

    package init(minorUnits: Int64, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// The largest amount that people may type, in whole units: a price beyond it is a slip of the finger.
    package static let largestTyped: Int64 = 100_000_000

    /// An amount as people type it: `4.90`, `4,90` or `4`; never negative. Throws `money.form`, `money.digits` (more decimals than the currency has)
    /// and `money.large`.
    package init(_ typed: String, in currency: Currency) throws(InputProblem) {
        let parts = typed.trimmingWhitespace.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard isNumber, parts.count == 1 || parts.count == 2, let first = parts.first else {
            throw InputProblem("money.form", "Type an amount in digits, for example 4.90.")
        }
        let decimals = parts.count == 2 ? parts[1] : ""
        let digits = currency.minorDigits
        guard decimals.count <= digits else {
            throw InputProblem(
                "money.digits", arguments: ["currency": currency.code, "digits": String(digits)],
                digits == 0 ? "\(currency) has no decimals." : "\(currency) has \(digits) decimals at most.")
        }
        guard let whole = Int64(first), whole <= Self.largestTyped,
            let units = Int64(first + decimals + String(repeating: "0", count: digits - decimals.count))
        else { throw InputProblem("money.large", "This amount is too large.") }
        self.init(minorUnits: units, currency)
    }

    /// The amount alone, as programs read it: `4.90`, `-0.05`, `490`.
    package var amount: String {
        let digits = currency.minorDigits
        let text = String(minorUnits.magnitude)
        let sign = minorUnits < 0 ? "-" : ""
        guard digits > 0 else { return sign + text }
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
    }

    /// `4.90 EUR`.
    package var description: String { "\(amount) \(currency)" }
}
