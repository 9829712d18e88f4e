internal import SeptetBilling
internal import SeptetNumbers

/// A price as people write it in a cell: `0.04`, `€0,04`, `0,04 EUR`, `1,234.50`, `4.5p`, `n/a`.
struct PriceText {
    /// What a cell holds.
    enum Content: Sendable, Hashable {
        /// Nothing, or words that say there is no price.
        case absent
        /// A price in decimals with a point.
        case decimal(String)
        /// Something that isn't a price.
        case unreadable
        /// `1,234` may be more than a thousand or a little more than one, and nothing in the list
        /// shows which.
        case ambiguous
    }

    /// How a list writes decimals.
    enum DecimalSign: Sendable { case point, comma }

    /// The currency that stands beside the price.
    private(set) var currency: String?

    /// Whether the currency is only a dollar sign, which many countries have.
    private(set) var isDollar = false

    /// Whether the price is in hundredths of the currency.
    private(set) var isMinor = false

    /// Digits and their signs, without spaces.
    private var number: [UInt8] = []

    private var isUnreadable = false

    /// Whether nothing but blanks and dashes is there, or a word for it.
    private var isAbsent = false

    /// Takes a cell apart.
    ///
    /// Complexity: linear; allocates.
    init(_ text: String) {
        guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
            let words = Array(FoldedWords(text).words.joined(separator: [0x20]))
            isAbsent = words.isEmpty || Self.absences.contains(words)
            return
        }
        read(Array(text.unicodeScalars))
    }

    private mutating func read(_ scalars: [Unicode.Scalar]) {
        var word: [Unicode.Scalar] = []
        for (index, scalar) in scalars.enumerated() {
            let isLetter = scalar.properties.isAlphabetic || scalar == "/" || scalar == "¢"
            if isLetter && !(word.isEmpty && isExponent(at: index, scalars)) {
                word.append(scalar)
                continue
            }
            take(&word)
            switch scalar {
            case "0"..."9", ".", ",": number.append(UInt8(truncatingIfNeeded: scalar.value))
            case "-", "\u{2212}": number.append(0x2D)
            case "+": number.append(0x2B)
            case "e", "E": number.append(0x65)
            case "'", "\u{2019}", "_": continue
            default:
                if let sign = Currency.bySign[scalar] {
                    name(sign)
                    isDollar = isDollar || scalar == "$"
                } else if !scalar.properties.isWhitespace && !scalar.isInvisible {
                    isUnreadable = true
                }
            }
        }
        take(&word)
    }

    /// Whether a letter stands between the digits of a number and its power of ten.
    private func isExponent(at index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        guard scalars[index] == "e" || scalars[index] == "E",
            number.last.map({ (0x30...0x39).contains($0) }) == true
        else { return false }
        let rest = scalars[(index + 1)...].drop { $0 == "-" || $0 == "+" }
        return rest.count + 2 > scalars.count - index - 1
            && rest.first.map { ("0"..."9").contains($0) } == true
    }

    private mutating func name(_ code: String) {
        if let currency, !currency.utf8.elementsEqual(code.utf8) { isUnreadable = true }
        currency = code
    }

    /// Takes a word beside the number.
    private mutating func take(_ word: inout [Unicode.Scalar]) {
        guard !word.isEmpty else { return }
        let text = String(String.UnicodeScalarView(word))
        word.removeAll()
        for piece in FoldedWords(text).words {
            if Self.units.contains(piece) { continue }
            if let minor = Currency.minor[piece] {
                isMinor = true
                if let code = minor { name(code) }
            } else if let code = Currency.code(String(decoding: piece, as: UTF8.self)) {
                name(code)
            } else {
                isUnreadable = true
            }
        }
        if text.utf8.elementsEqual("¢".utf8) { isMinor = true }
    }

    /// What shows how the list writes decimals; `nil` where this price doesn't.
    var decimalSign: DecimalSign? {
        guard let last = number.lastIndex(where: { $0 == 0x2C || $0 == 0x2E }) else { return nil }
        let isComma = number[last] == 0x2C
        let other: UInt8 = isComma ? 0x2E : 0x2C
        if number.contains(other) { return isComma ? .comma : .point }
        guard number.count(where: { $0 == number[last] }) == 1, !isAmbiguous(at: last) else {
            return nil
        }
        return isComma ? .comma : .point
    }

    /// Whether this is a price with decimals, whatever the list is.
    var isDecimal: Bool {
        guard decimalSign != nil, case .decimal = content(nil) else { return false }
        return true
    }

    /// Whether the only sign may divide thousands: three digits follow, and one to three precede.
    private func isAmbiguous(at sign: Int) -> Bool {
        let whole = number[..<sign].filter { (0x30...0x39).contains($0) }
        return number.count - sign == 4 && (1...3).contains(whole.count) && whole[0] != 0x30
    }

    /// The price, once it is known how the list writes decimals.
    func content(_ sign: DecimalSign?) -> Content {
        if isAbsent { return .absent }
        guard !isUnreadable, !number.isEmpty else { return .unreadable }
        guard let last = number.lastIndex(where: { $0 == 0x2C || $0 == 0x2E }) else {
            return decimal(number)
        }
        let isComma = number[last] == 0x2C
        let other: UInt8 = isComma ? 0x2E : 0x2C
        var isDecimal: Bool
        if number.contains(other) {
            isDecimal = true
            guard number.count(where: { $0 == number[last] }) == 1 else { return .unreadable }
        } else if number.count(where: { $0 == number[last] }) > 1 {
            isDecimal = false
        } else if isAmbiguous(at: last) {
            switch (sign, isComma) {
            case (nil, true): return .ambiguous
            case (nil, false), (.point, false), (.comma, true): isDecimal = true
            case (.point, true), (.comma, false): isDecimal = false
            }
        } else {
            isDecimal = true
        }
        guard areThousandsRight(before: isDecimal ? last : number.count) else { return .unreadable }
        var digits: [UInt8] = []
        for (index, octet) in number.enumerated() {
            if octet == 0x2C || octet == 0x2E {
                if index == last && isDecimal { digits.append(0x2E) }
            } else {
                digits.append(octet)
            }
        }
        return decimal(digits)
    }

    /// Whether three digits stand between the signs that divide thousands.
    private func areThousandsRight(before end: Int) -> Bool {
        let signs = number[..<end].indices.filter { number[$0] == 0x2C || number[$0] == 0x2E }
        return zip(signs, signs.dropFirst() + [end]).allSatisfy { $1 - $0 == 4 }
    }

    private func decimal(_ octets: [UInt8]) -> Content {
        var digits = octets[...]
        if digits.first == 0x2B { digits.removeFirst() }
        let isNegative = digits.first == 0x2D
        if isNegative { digits.removeFirst() }
        if digits.first == 0x2E { digits = [0x30] + digits }
        if digits.last == 0x2E { digits.removeLast() }
        return .decimal((isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self))
    }

    /// Words for "there is no price".
    private static let absences = Set(
        [
            "na", "n a", "nan", "null", "nil", "none", "no", "not available", "unavailable",
            "not supported", "unsupported", "no price", "on request", "contact us", "contact sales",
            "tbd", "tba", "x", "nicht verfugbar", "auf anfrage", "k a", "keine angabe",
            "indisponible",
            "sur demande", "nd", "n d", "no disponible", "a consultar", "brak", "non disponibile",
            "blocked", "closed", "suspended",
        ].map { Array($0.utf8) }
    )

    /// Words behind a price that say what it is for.
    private static let units = Set(
        [
            "per", "msg", "sms", "message", "messages", "segment", "part", "each", "pro", "par",
            "por", "za", "nachricht", "text", "unit",
        ].map { Array($0.utf8) }
    )
}

extension Unicode.Scalar {
    /// Whether a character takes no room, as byte order marks and zero-width spaces.
    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        case .format, .control: true
        default: false
        }
    }
}

/// Currencies by the ways in which lists name them.
enum Currency {
    /// Signs of currencies that are of one currency only, and the dollar's.
    static let bySign: [Unicode.Scalar: String] = [
        "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH",
        "₦": "NGN", "₱": "PHP", "₩": "KRW", "₪": "ILS", "₫": "VND", "₸": "KZT", "₡": "CRC",
        "₲": "PYG", "₵": "GHS", "฿": "THB", "¥": "JPY",
    ]

    /// Hundredths by the words for them; without a currency where several have them.
    static let minor: [[UInt8]: String?] = {
        var words: [[UInt8]: String?] = [:]
        for word in ["p", "pence", "penny"] { words[Array(word.utf8)] = .some("GBP") }
        for word in ["c", "ct", "cts", "cent", "cents", "centimes", "centavos"] {
            words[Array(word.utf8)] = .some(nil)
        }
        for word in ["grosz", "grosze", "groszy", "gr"] { words[Array(word.utf8)] = .some("PLN") }
        return words
    }()

    /// Currencies whose sign is the dollar's.
    static let dollars = Set(
        [
            "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "BRL", "ARS", "CLP", "COP",
            "JMD", "TTD", "BBD", "BSD", "BZD", "FJD", "NAD", "LRD", "XCD", "KYD", "BMD", "GYD",
            "SRD", "SBD", "DOP", "UYU",
        ].map { Array($0.utf8) }
    )

    private static let names: [[UInt8]: String] = {
        var names: [[UInt8]: String] = [:]
        for (name, code) in [
            ("euro", "EUR"), ("euros", "EUR"), ("dollar", "USD"), ("dollars", "USD"), ("zl", "PLN"),
            ("zloty", "PLN"), ("zlotych", "PLN"), ("kc", "CZK"), ("ft", "HUF"), ("lei", "RON"),
            ("us", "USD"), ("rs", "INR"), ("rub", "RUB"), ("pounds", "GBP"), ("pound", "GBP"),
        ] {
            names[Array(name.utf8)] = code
        }
        return names
    }()

    /// ISO 4217.
    private static let codes = Set(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
        BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP \
        GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR \
        KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK \
        MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR \
        SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH \
        UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
        """.utf8.split(separator: 0x20).map { Array($0) }
    )

    /// The code of a currency by its code in any letter case, its sign or its name; `nil` for others.
    static func code(_ text: String) -> String? {
        let scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace && !$0.isInvisible }
        if scalars.count == 1, let only = scalars.first, let code = bySign[only] { return code }
        let words = FoldedWords(text).words
        guard words.count == 1 else { return nil }
        if let code = names[words[0]] { return code }
        let capitals = words[0].map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }
        return codes.contains(capitals) ? String(decoding: capitals, as: UTF8.self) : nil
    }

    /// The currency that a heading names: a code in capitals, a sign, or a well-known code.
    static func code(inHeading heading: String) -> String? {
        for scalar in heading.unicodeScalars {
            if let code = bySign[scalar] { return code }
        }
        for word in heading.utf8.split(whereSeparator: { !isLetter($0) }) where word.count == 3 {
            let octets = Array(word)
            if codes.contains(octets) { return String(decoding: octets, as: UTF8.self) }
            let capitals = octets.map { $0 & 0xDF }
            if common.contains(capitals) { return String(decoding: capitals, as: UTF8.self) }
        }
        return nil
    }

    private static let common = Set(
        "EUR USD GBP CHF PLN CZK HUF SEK NOK DKK CAD AUD NZD INR BRL MXN ZAR JPY CNY RUB UAH RON"
            .utf8.split(separator: 0x20).map { Array($0) }
    )

    private static func isLetter(_ octet: UInt8) -> Bool {
        (0x61...0x7A).contains(octet | 0x20)
    }
}
