/// What the tables know about a number.
public struct NumberFacts: Sendable, Hashable {
    /// Whether numbers of that length exist.
    public enum Length: Sendable, Hashable {
        /// The national number is complete.
        case possible
        /// It is complete within an area: the area code is missing.
        case local
        /// It has fewer digits than any national number.
        case tooShort
        /// It has more digits than any national number.
        case tooLong
        /// It has neither, and still there are no numbers of that length.
        case wrong
    }

    /// The country the number belongs to.
    ///
    /// Where several countries share the calling code, digits decide, and `nil` is for numbers that
    /// none of them has.
    public let country: CountryCode?

    /// What the number is for.
    public let kind: NumberKind

    /// Whether there are numbers of that length.
    public let length: Length

    /// Whether the number may exist by its length, within an area at least.
    public var isPossible: Bool { length == .possible || length == .local }

    /// Whether the number is in a range that is in use.
    public var isValid: Bool { kind != .unknown }

    static let nothing = NumberFacts(country: nil, kind: .unknown, length: .wrong)
}

/// The table of automata.
private enum States {
    static let leaf: UInt64 = 0x8000

    /// Where a walk over the digits of a national number ends.
    ///
    /// Returns the region times 256, plus the kind; `Scripts/lib/numbertables/automaton.py`
    /// describes the words.
    ///
    /// - Parameter digits: The first sixteen, the first one topmost. They lead to a leaf: the
    ///   seventeenth never matters.
    @inline(__always)
    static func end(of digits: UInt64, count: Int, from root: UInt64) -> UInt64 {
        guard count <= PhoneNumber.nationalDigitLimit else { return 0 }
        var bits = digits
        var state = root
        var left = count
        while state & leaf == 0 {
            guard left > 0 else { return field(10, of: state) }
            state = field(Int(truncatingIfNeeded: bits &>> 60), of: state)
            bits &<<= 4
            left &-= 1
        }
        let word = GeneratedNumberTables.states[Int(truncatingIfNeeded: state & 0x7FFF)]
        let kind = word &>> UInt64(truncatingIfNeeded: 4 &* (max(4, count) &- 4)) & 15
        let known = count < 4 ? 15 : kind
        return kind == 0 ? 0 : (word >> 48) & 0xFF00 | known
    }

    /// A field of a node: for 0 to 9 the state behind that digit.
    @inline(__always)
    static func field(_ index: Int, of state: UInt64) -> UInt64 {
        let word = GeneratedNumberTables.states[Int(truncatingIfNeeded: state) &+ index &>> 2]
        return word &>> UInt64(truncatingIfNeeded: index &<< 4) & 0xFFFF
    }

    /// Whether no prefix but the empty one begins with that digit.
    @inline(__always)
    static func hasNoPrefix(_ digit: Int, from root: UInt64) -> Bool {
        root == 0 || field(digit, of: root) == 0 && field(11, of: root) == 0
    }

    /// The prefix that matches the beginning of the digits: how many it takes, and its payload.
    ///
    /// No prefix looks at more than sixteen digits.
    static func prefix(of digits: Digits, from root: UInt64) -> (digitCount: Int, payload: UInt64)?
    {
        var bits = digits.high
        var state = root
        var position = 0
        var found: (digitCount: Int, payload: UInt64)?
        while state != 0 {
            let payload = field(11, of: state)
            if payload != 0 { found = (position, payload) }
            if position == digits.count {
                let end = field(10, of: state)
                let payload = end == 0 ? 0 : field(11, of: end)
                return payload == 0 ? found : (position, payload)
            }
            state = field(Int(truncatingIfNeeded: bits &>> 60), of: state)
            bits &<<= 4
            position &+= 1
        }
        return found
    }
}

/// A region of the tables: a country, or a calling code of no country.
struct Region {
    private let first: UInt64
    private let second: UInt64

    init(_ index: UInt8) {
        first = GeneratedNumberTables.regions[2 * Int(index)]
        second = GeneratedNumberTables.regions[2 * Int(index) + 1]
    }

    var letters: (UInt8, UInt8) {
        (UInt8(truncatingIfNeeded: first), UInt8(truncatingIfNeeded: first >> 8))
    }

    var callingCode: Int { Int(first >> 16 & 0x3FF) }

    /// Whether there are national numbers of that many digits.
    @inline(__always)
    func length(_ digitCount: Int) -> NumberFacts.Length {
        let possible = first >> 26 & 0x3FFFF
        let local = first >> 44 & 0x3FFFF
        guard digitCount < 18 else { return .tooLong }
        if local >> UInt64(digitCount) & 1 == 1 { return .local }
        if possible >> UInt64(digitCount) & 1 == 1 { return .possible }
        if digitCount < possible.trailingZeroBitCount { return .tooShort }
        return digitCount >= 64 - possible.leadingZeroBitCount ? .tooLong : .wrong
    }

    /// Whether the digits are a national number by the general pattern of the region.
    private func hasNumber(_ digits: Digits) -> Bool {
        States.end(of: digits.high, count: digits.count, from: second & 0xFFFF) & 0xFF == 1
    }

    /// How many digits an international prefix of the region takes at the beginning, such as `00`.
    ///
    /// 0 without one. What follows it does not begin with a zero, as no calling code does.
    @inline(__always)
    func internationalPrefixCount(of digits: Digits) -> Int {
        let root = second >> 32 & 0xFFFF
        if States.hasNoPrefix(digits[0], from: root) { return 0 }
        guard let prefix = States.prefix(of: digits, from: root),
            prefix.digitCount == digits.count || digits[prefix.digitCount] != 0
        else { return 0 }
        return prefix.digitCount
    }

    /// Whether no national prefix begins with a digit.
    @inline(__always)
    func hasNoNationalPrefix(_ first: Int) -> Bool {
        States.hasNoPrefix(first, from: second >> 16 & 0xFFFF)
    }

    /// The digits without a national prefix and a carrier's code.
    ///
    /// They stay where they are a number with it and none without it.
    @inline(__always)
    func withoutNationalPrefix(_ digits: Digits) -> Digits {
        let root = second >> 16 & 0xFFFF
        return States.hasNoPrefix(digits[0], from: root)
            ? digits : withoutNationalPrefix(digits, root)
    }

    private func withoutNationalPrefix(_ digits: Digits, _ root: UInt64) -> Digits {
        guard digits.count > 0, let prefix = States.prefix(of: digits, from: root) else {
            return digits
        }
        var rest = digits
        rest.drop(prefix.digitCount)
        if prefix.payload > 1 {
            let rule = GeneratedNumberTables.rules[Int(prefix.payload) - 2]
            var literal = Digits()
            for index in 0..<Int(rule >> 16 & 0xFF) {
                _ = literal.append(UInt8(rule >> UInt64(24 + 8 * index) & 0xFF))
            }
            var kept = digits.prefix(prefix.digitCount - Int(rule >> 8 & 0xFF))
            kept.drop(Int(rule & 0xFF))
            rest = literal.followed(by: kept).followed(by: rest)
        }
        return hasNumber(digits) && !hasNumber(rest) ? digits : rest
    }

    /// The digits behind the calling code of the region when it stands in front without a plus.
    ///
    /// Returns `nil` when the digits are rather a national number that begins like it.
    func withoutCallingCode(_ digits: Digits) -> Digits? {
        guard let plan = CallingCode(beginning: digits), plan.callingCodeIs(callingCode) else {
            return nil
        }
        var rest = digits
        rest.drop(plan.digitCount)
        rest = withoutNationalPrefix(rest)
        let isBetter = !hasNumber(digits) && hasNumber(rest)
        return isBetter || length(digits.count) == .tooLong ? rest : nil
    }
}

/// A calling code that is assigned.
struct CallingCode {
    /// Its digits, four bits each, the last one lowest.
    let decimalDigits: UInt16

    private let word: UInt32

    /// Returns `nil` when it is unassigned.
    init?(_ value: Int) {
        guard (1..<1_000).contains(value) else { return nil }
        word = GeneratedNumberTables.callingCodes[value]
        guard word != 0 else { return nil }
        decimalDigits = UInt16((value / 100) << 8 | (value / 10 % 10) << 4 | value % 10)
    }

    /// The calling code at the beginning of an international number; no code begins another one.
    @inline(__always)
    init?(beginning digits: Digits) {
        self.init(beginning: digits.high, count: digits.count)
    }

    /// As above.
    ///
    /// - Parameter digits: The first sixteen, the first one topmost.
    @inline(__always)
    init?(beginning digits: UInt64, count: Int) {
        let first = Int(truncatingIfNeeded: digits >> 60)
        let second = Int(truncatingIfNeeded: digits >> 56 & 15)
        let third = Int(truncatingIfNeeded: digits >> 52 & 15)
        guard first != 0 else { return nil }
        var decimal = first
        var value = first
        var word = GeneratedNumberTables.callingCodes[value]
        if word == 0 && count > 1 {
            value = value &* 10 &+ second
            decimal = decimal &<< 4 | second
            word = GeneratedNumberTables.callingCodes[value]
            if word == 0 && count > 2 {
                value = value &* 10 &+ third
                decimal = decimal &<< 4 | third
                word = GeneratedNumberTables.callingCodes[value]
            }
        }
        guard word != 0 else { return nil }
        self.word = word
        decimalDigits = UInt16(truncatingIfNeeded: decimal)
    }

    /// Whether the digits begin with a calling code, or a calling code begins with them.
    static func isBeginning(_ digits: Digits) -> Bool {
        if CallingCode(beginning: digits) != nil { return true }
        return (1...999).contains { value in
            guard let code = CallingCode(value) else { return false }
            return digits.count < code.digitCount
                && String(value).utf8.starts(with: digits.text.utf8)
        }
    }

    func callingCodeIs(_ value: Int) -> Bool {
        GeneratedNumberTables.callingCodes[value] == word
    }

    var digitCount: Int { decimalDigits < 0x10 ? 1 : decimalDigits < 0x100 ? 2 : 3 }

    var mainRegion: UInt8 { UInt8(truncatingIfNeeded: word >> 16) }

    private var isOfOneRegion: Bool { word >> 24 != 0 }

    /// Country, kind and length of a national number.
    @inline(__always)
    func facts(of national: Digits) -> NumberFacts {
        facts(of: national.high, count: national.count, Region(mainRegion))
    }

    @inline(__always)
    func facts(of national: UInt64, count: Int, _ main: Region) -> NumberFacts {
        let end = States.end(of: national, count: count, from: UInt64(word & 0xFFFF))
        var region = UInt8(truncatingIfNeeded: end >> 8)
        if isOfOneRegion { region = min(mainRegion, GeneratedNumberTables.world) }
        return NumberFacts(
            country: region == 0 ? nil : CountryCode(region: region),
            kind: NumberKind(rawValue: UInt8(truncatingIfNeeded: end)) ?? .unknown,
            length: main.length(count)
        )
    }
}

/// What a number is for, as far as its digits show.
@nonexhaustive
public enum NumberKind: UInt8, Sendable, Hashable, CaseIterable {
    /// An unassigned range, or one that the tables do not know: the number is not valid.
    case unknown
    /// A mobile phone.
    case mobile
    /// A fixed line.
    case fixed
    /// A mobile phone or a fixed line: the plan of the country does not separate them, as in the US.
    case fixedOrMobile
    /// Calls are free for the caller.
    case tollFree
    /// Calls cost more than others.
    case premium
    /// The caller and the owner share the cost.
    case sharedCost
    /// A line of an Internet telephony service.
    case voip
    /// A number that follows a person from line to line.
    case personal
    /// A pager.
    case pager
    /// A company's number for the whole country (universal access number).
    case uan
    /// Access to a voicemail box.
    case voicemail

    /// Whether a text message can reach such numbers; `unknown` can, for all anybody knows.
    ///
    /// Providers bill texts to fixed lines and toll-free numbers, where no one reads them.
    public var canReceiveTexts: Bool {
        switch self {
        case .unknown, .mobile, .fixedOrMobile, .voip, .personal, .pager: true
        case .fixed, .tollFree, .premium, .sharedCost, .uan, .voicemail: false
        }
    }
}

extension NumberKind: CustomStringConvertible {
    /// The name in JSON, such as `fixedOrMobile`.
    public var description: String {
        switch self {
        case .unknown: "unknown"
        case .mobile: "mobile"
        case .fixed: "fixed"
        case .fixedOrMobile: "fixedOrMobile"
        case .tollFree: "tollFree"
        case .premium: "premium"
        case .sharedCost: "sharedCost"
        case .voip: "voip"
        case .personal: "personal"
        case .pager: "pager"
        case .uan: "uan"
        case .voicemail: "voicemail"
        }
    }

    /// The kind in a sentence, for several numbers: `fixed lines`.
    public var plural: String {
        switch self {
        case .unknown: "numbers of an unknown range"
        case .mobile: "mobiles"
        case .fixed: "fixed lines"
        case .fixedOrMobile: "mobiles or fixed lines"
        case .tollFree: "toll-free numbers"
        case .premium: "premium-rate numbers"
        case .sharedCost: "shared-cost numbers"
        case .voip: "Internet telephony numbers"
        case .personal: "personal numbers"
        case .pager: "pagers"
        case .uan: "company access numbers"
        case .voicemail: "voicemail access numbers"
        }
    }
}
