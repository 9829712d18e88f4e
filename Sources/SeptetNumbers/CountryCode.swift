/// A country with telephone numbers of its own, by its code of two letters (ISO 3166-1 alpha-2).
///
/// Besides the codes of the standard there are `AC` (Ascension), `TA` (Tristan da Cunha) and `XK`
/// (Kosovo), which telephony needs, and ``world``. One octet.
public struct CountryCode: Sendable, Hashable {
    /// The index of the region in the tables, from 1.
    let region: UInt8

    init(region: UInt8) {
        self.region = region
    }

    /// A number from 1 to 255 for each country, in the order of the codes; ``world`` is the last.
    package var ordinal: Int { Int(region) }

    /// The calling codes that belong to no country, such as +800 and +882.
    public static let world = CountryCode(region: GeneratedNumberTables.world)

    /// The country with this code, in capital or small letters; `UK` is the United Kingdom too.
    ///
    /// Returns `nil` when there is no such country or it has no telephone numbers of its own, as
    /// Antarctica. Complexity: logarithmic in the number of countries; allocates nothing.
    public init?(_ code: some StringProtocol) {
        var octets: InlineArray<2, UInt8> = [0, 0]
        var count = 0
        for octet in code.utf8 {
            guard count < 2 else { return nil }
            octets[count] = (0x61...0x7A).contains(octet) ? octet - 0x20 : octet
            count += 1
        }
        guard count == 2 else { return nil }
        let isUK = octets[0] == UInt8(ascii: "U") && octets[1] == UInt8(ascii: "K")
        self.init(letters: isUK ? (UInt8(ascii: "G"), UInt8(ascii: "B")) : (octets[0], octets[1]))
    }

    private init?(letters: (UInt8, UInt8)) {
        var low = 1
        var high = Int(GeneratedNumberTables.world)
        while low < high {
            let middle = (low + high) / 2
            let here = Region(UInt8(middle)).letters
            if here == letters {
                region = UInt8(middle)
                return
            }
            if here < letters { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// All countries, in the order of their codes, without ``world``.
    public static var all: [CountryCode] {
        (1..<GeneratedNumberTables.world).map { CountryCode(region: $0) }
    }

    /// The calling code, 1 to 999: 44 for `GB`, and also for `GG`, `IM` and `JE`.
    public var callingCode: Int { Region(region).callingCode }

    /// Whether this is the country that a calling code is said to be of: `US` of 1, `GB` of 44.
    public var isMainOfCallingCode: Bool {
        CallingCode(callingCode)?.mainRegion == region
    }

    /// The main country of a calling code: `US` of 1; ``world`` of 800 and its like.
    ///
    /// Returns `nil` for unassigned codes.
    public static func main(ofCallingCode code: Int) -> CountryCode? {
        guard let plan = CallingCode(code) else { return nil }
        return plan.mainRegion >= world.region ? .world : CountryCode(region: plan.mainRegion)
    }
}

extension CountryCode: CustomStringConvertible {
    /// The two letters; `001` for ``world``, as in UN M.49.
    public var description: String {
        guard region < Self.world.region else { return "001" }
        let letters = Region(region).letters
        return String(Unicode.Scalar(letters.0)) + String(Unicode.Scalar(letters.1))
    }
}

extension CountryCode: Comparable {
    /// In the order of the codes.
    public static func < (left: CountryCode, right: CountryCode) -> Bool {
        left.region < right.region
    }
}

extension CountryCode: Codable {
    /// Reads a code of ISO 3166.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value("a code of ISO 3166") { Self($0) }
    }

    /// Writes a code of ISO 3166.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Decoder {
    /// The value of a text; throws a `DecodingError` where the text is not what it should be.
    ///
    /// - Parameters:
    ///   - kind: What the text should be, as in "a code of ISO 3166".
    ///   - read: Reads the text; `nil` when it isn't that.
    package func value<Value>(_ kind: String, _ read: (String) -> Value?) throws -> Value {
        let container = try singleValueContainer()
        guard let value = read(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not \(kind)")
        }
        return value
    }
}

extension CountryName {
    /// The code of the country with some English name or one of its variants, or with this code of two
    /// or three letters; `nil` when none has it.
    ///
    /// Letter case, accents, punctuation, the order of words, and "the", "of" and "and" make no
    /// difference: `Korea, Republic of` is `Republic of Korea`. What stands in brackets counts only
    /// where the rest isn't a name. Complexity: linear in the name.
    package static func code(of name: String) -> String? {
        let whole = FoldedWords(name)
        if let code = code(of: whole) { return code }
        guard let bracket = name.utf8.firstIndex(of: UInt8(ascii: "(")) else { return nil }
        let outside = FoldedWords(String(name[..<bracket]))
        let inside = FoldedWords(String(name[bracket...]))
        return code(of: outside) ?? (outside.words.isEmpty ? code(of: inside) : nil)
    }

    private static func code(of name: FoldedWords) -> String? {
        if name.words.count == 1, let code = codesByCode[name.words[0]] { return code }
        let key = key(name.words)
        if let code = codesByName[key] { return code }
        // "Republic of Poland" is Poland; where it matters, as in Congo, the table has the full name.
        let plain = key.filter { !forms.contains($0) }
        return plain.count < key.count ? codesByName[plain] : nil
    }

    private static let codesByCode: [[UInt8]: String] = {
        var found: [[UInt8]: String] = [:]
        for code in codes {
            found[FoldedWords(code.alpha2).words[0]] = code.alpha2
            found[FoldedWords(code.alpha3).words[0]] = code.alpha2
        }
        return found
    }()

    private static let codesByName: [[[UInt8]]: String] = {
        var found: [[[UInt8]]: String] = [:]
        for (code, name) in otherNames { found[key(FoldedWords(name).words)] = code }
        for code in codes {
            if let name = of(code.alpha2) { found[key(FoldedWords(name).words)] = code.alpha2 }
        }
        return found
    }()

    /// Words that say what kind of state a country is.
    private static let forms = Set(
        [
            "republic", "kingdom", "state", "democratic", "people", "islamic", "federal",
            "federative", "commonwealth", "principality", "grand", "duchy", "sultanate",
            "socialist",
        ].map { Array($0.utf8) }
    )

    private static let fillers = Set(["the", "of", "and"].map { Array($0.utf8) })

    /// Words that are written in several ways.
    private static let spellings = Dictionary(
        uniqueKeysWithValues: [
            ("st", "saint"), ("islands", "island"), ("isl", "island"), ("is", "island"),
            ("peoples", "people"), ("territories", "territory"), ("rep", "republic"),
            ("dem", "democratic"),
        ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
    )

    /// The words that make a name, each once, in an order of their own.
    private static func key(_ words: [[UInt8]]) -> [[UInt8]] {
        var key: [[UInt8]] = []
        for word in words.map({ spellings[$0] ?? $0 })
        where !fillers.contains(word) && !key.contains(word) {
            key.append(word)
        }
        return key.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

/// The words of a name or a heading, in small letters without accents.
///
/// Everything but letters and digits divides words, except full stops and apostrophes, which are
/// left out: `U.S.A.` is one word. Words are octets of UTF-8, so that no two that differ are equal.
package struct FoldedWords {
    /// The words, none of them empty.
    package private(set) var words: [[UInt8]] = []

    private var word: [UInt8] = []

    /// Divides a text; with `dividesCamelCase` also before a capital behind a small letter, as in
    /// `countryName`.
    ///
    /// Complexity: linear; allocates the words.
    package init(_ text: String, dividesCamelCase: Bool = false) {
        var wasSmall = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case ".", "'", "\u{2019}", "\u{300}"..."\u{36F}": continue
            default: break
            }
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                end()
                wasSmall = false
                continue
            }
            if dividesCamelCase && wasSmall && scalar.properties.isUppercase { end() }
            wasSmall = scalar.properties.isLowercase
            append(scalar)
        }
        end()
    }

    private mutating func end() {
        if !word.isEmpty { words.append(word) }
        word = []
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            let octet = UInt8(truncatingIfNeeded: scalar.value)
            word.append((0x41...0x5A).contains(octet) ? octet | 0x20 : octet)
            return
        }
        for small in scalar.properties.lowercaseMapping.unicodeScalars {
            if let plain = Self.plain(small) {
                word += plain.utf8
            } else if !(0x300...0x36F).contains(small.value) {
                word += String(small).utf8
            }
        }
    }

    /// The plain letters of a Latin one with an accent; `nil` for all others.
    private static func plain(_ letter: Unicode.Scalar) -> String? {
        switch letter {
        case "à"..."å", "ā", "ă", "ą": "a"
        case "æ": "ae"
        case "ç", "ć", "č": "c"
        case "ď", "đ": "d"
        case "è"..."ë", "ē", "ė", "ę", "ě": "e"
        case "ğ", "ģ": "g"
        case "ì"..."ï", "ī", "ı", "į": "i"
        case "ķ": "k"
        case "ł", "ļ": "l"
        case "ñ", "ń", "ň", "ņ": "n"
        case "ò"..."ö", "ø", "ō", "ő": "o"
        case "œ": "oe"
        case "ř": "r"
        case "ś", "ş", "š", "ș": "s"
        case "ß": "ss"
        case "ţ", "ť", "ț": "t"
        case "ù"..."ü", "ū", "ů", "ű", "ų": "u"
        case "ý", "ÿ": "y"
        case "ź", "ż", "ž": "z"
        default: nil
        }
    }
}

extension CountryCode {
    /// The country's mobile country codes (E.212), ascending; none where they are not known.
    public var mobileCountryCodes: [Int] { MobileCountryCodes.of(description) }

    /// The country's English name, short: `United Kingdom`.
    public var englishName: String { CountryName.of(description) ?? description }
}

/// The beginning of telephone numbers, as price lists have them: `48`, `+48`, `0048`, `1-242`.
public struct NumberPrefix: Sendable, Hashable {
    /// The digits, the calling code first.
    public let digits: String

    /// Reads a beginning.
    ///
    /// A plus, `00` or `011` may stand in front, and separators between the digits. Throws where
    /// no number can begin so: `nationalNumber` behind a zero, `unknownCallingCode`, `tooLong` for
    /// more than fifteen digits, `twoNumbers` at a slash, and the faults of numbers that are written
    /// wrongly.
    public init(_ text: String) throws(NumberFault) {
        let written = try WrittenNumber(text.utf8.span)
        if let offset = WrittenNumber.offsetOfSlash(text) {
            throw NumberFault(.twoNumbers, scalarOffset: offset)
        }
        var digits = written.digits
        if !written.hasPlus {
            if digits.begins(with: [0, 0]) {
                digits.drop(2)
            } else if digits.begins(with: [0, 1, 1]) {
                digits.drop(3)
            }
        }
        guard digits.count > 0 else { throw NumberFault(.tooShort) }
        guard digits[0] != 0 else { throw NumberFault(.nationalNumber) }
        guard digits.count <= 15 else { throw NumberFault(.tooLong) }
        guard CallingCode.isBeginning(digits) else { throw NumberFault(.unknownCallingCode) }
        self.digits = digits.text
    }
}
