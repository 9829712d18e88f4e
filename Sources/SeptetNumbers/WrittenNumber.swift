/// A number as it stands in a cell: its digits, and what else decides what they mean.
struct WrittenNumber: Sendable, Hashable {
    /// The digits, those of other scripts too.
    private(set) var digits = Digits()

    /// Whether a plus stands in front of the digits.
    private(set) var hasPlus = false

    /// Which digit is a zero in brackets of its own behind another digit: `+44 (0)7900 …`.
    private(set) var bracketedZero: Int?

    /// Where the digits are perhaps those of two numbers: between the digits, and in the text.
    private var divider: Divider?

    private struct Divider: Sendable, Hashable {
        let digitCount: Int
        let scalarOffset: Int
    }

    /// Digits without a plus.
    init(_ digits: Digits, bracketedZero: Int?) {
        self.digits = digits
        self.bracketedZero = bracketedZero
    }

    /// Two numbers, when digits that are too many are perhaps those of two.
    var faultOfTwoNumbers: NumberFault? {
        guard let divider, digits.count - divider.digitCount >= 7 else { return nil }
        return NumberFault(.twoNumbers, scalarOffset: divider.scalarOffset)
    }
}

/// What a scalar is within a number.
private enum ScalarClass {
    case digit(UInt8)
    case plus
    /// Hyphens, dots and what else people put between digits.
    case separator
    /// Spaces, and invisible marks.
    case blank
    case slash
    case lineEnd
    case openingBracket
    /// Quotes, which spreadsheets put around numbers to keep them as text.
    case quote
    case equals
    /// What may end a cell, but not stand between digits.
    case stop
    case other

    @inline(__always)
    init(_ scalar: UInt32) {
        let digit = scalar &- 0x30
        self = digit < 10 ? .digit(UInt8(truncatingIfNeeded: digit)) : Self.ofOther(scalar)
    }

    private static func ofOther(_ scalar: UInt32) -> ScalarClass {
        switch scalar {
        case 0x20, 0x09, 0xA0: .blank
        case 0x2B, 0xFF0B: .plus
        case 0x2D, 0x2E, 0xFF0E: .separator
        case 0x28, 0x5B, 0xFF08, 0xFF3B: .openingBracket
        case 0x29, 0x5D, 0xFF09, 0xFF3D: .separator
        case 0x2F, 0xFF0F: .slash
        case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: .lineEnd
        case 0x22, 0x27, 0x60, 0xB4, 0x2018...0x201F, 0x2032, 0x2033, 0xFF02, 0xFF07: .quote
        case 0x3D: .equals
        case 0x2C, 0x3B, 0x3A, 0x7C, 0xFF0C, 0xFF1B, 0xFF5C, 0x3001, 0x060C: .stop
        // Hyphens and dashes, the minus sign, the Japanese long vowel mark, swung dashes, dots.
        case 0x2010...0x2015, 0x2212, 0x30FC, 0xFE58, 0xFE63, 0xFF0D, 0x2043: .separator
        case 0x7E, 0x2053, 0x223C, 0xFF5E, 0xB7, 0x2022, 0x2024, 0x2027, 0x30FB: .separator
        case 0x2044, 0x2215: .slash
        // Spaces of other widths; the soft hyphen, joiners, direction marks, byte order marks.
        case 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .blank
        case 0xAD, 0x034F, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E: .blank
        case 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0: .blank
        case 0x80...: Self.ofDigit(scalar)
        default: .other
        }
    }

    /// Decimal digits of other scripts.
    private static func ofDigit(_ scalar: UInt32) -> ScalarClass {
        guard let properties = Unicode.Scalar(scalar)?.properties,
            properties.numericType == .decimal, let value = properties.numericValue
        else { return .other }
        return .digit(UInt8(value))
    }
}

/// Decodes UTF-8 scalar by scalar.
private struct ScalarReader {
    var position = 0
    /// How many scalars have been read.
    var scalarCount = 0

    /// Goes past some scalars of ASCII.
    mutating func skip(_ count: Int) {
        position += count
        scalarCount += count
    }

    /// The next scalar; there must be one.
    @inline(__always)
    mutating func next(_ octets: Span<UInt8>) throws(NumberFault) -> UInt32 {
        let first = UInt32(octets[position])
        scalarCount &+= 1
        guard first >= 0x80 else {
            position &+= 1
            return first
        }
        return try decode(octets, first)
    }

    private mutating func decode(
        _ octets: Span<UInt8>,
        _ first: UInt32
    ) throws(NumberFault) -> UInt32 {
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard (0xC2...0xF4).contains(first), position + length <= octets.count else {
            throw NumberFault(.notUTF8, scalarOffset: scalarCount - 1)
        }
        var scalar = first & (0x7F >> UInt32(length))
        for index in 1..<length {
            let octet = UInt32(octets[position + index])
            guard octet & 0xC0 == 0x80 else {
                throw NumberFault(.notUTF8, scalarOffset: scalarCount - 1)
            }
            scalar = scalar << 6 | octet & 0x3F
        }
        guard Unicode.Scalar(scalar) != nil,
            length < 3 || scalar >= (length == 3 ? 0x800 : 0x1_0000)
        else { throw NumberFault(.notUTF8, scalarOffset: scalarCount - 1) }
        position += length
        return scalar
    }
}

extension WrittenNumber {
    /// Reads UTF-8.
    ///
    /// Complexity: linear; allocates nothing.
    init(_ octets: Span<UInt8>) throws(NumberFault) {
        var reader = ScalarReader()
        let end = Self.startOfFraction(octets) ?? octets.count
        var gathered: UInt128 = 0
        var count = 0
        var slash: Divider?
        var stopAt: Int?
        while reader.position < end {
            let start = reader.position
            let offset = reader.scalarCount
            let scalar = try reader.next(octets)
            switch ScalarClass(scalar) {
            case .digit(let digit):
                if let stopAt { throw NumberFault(in: octets, at: stopAt) }
                guard count < Digits.limit else {
                    throw divider.map { NumberFault(.twoNumbers, scalarOffset: $0.scalarOffset) }
                        ?? NumberFault(.tooLong, scalarOffset: offset)
                }
                gathered = gathered &<< 4 | UInt128(digit)
                count &+= 1
            case .blank:
                if count >= 7 && divider == nil {
                    divider = Divider(digitCount: count, scalarOffset: offset)
                }
            case .slash, .lineEnd:
                if count >= 7 && slash == nil {
                    slash = Divider(digitCount: count, scalarOffset: offset)
                }
            case .separator: break
            case .openingBracket:
                if count > 0 && Self.isZeroInBracket(octets, reader.position) {
                    bracketedZero = count
                }
            case .plus:
                guard count == 0 && stopAt == nil else {
                    throw NumberFault(in: octets, at: stopAt ?? offset)
                }
                hasPlus = true
            case .quote:
                if count > 0 && stopAt == nil { stopAt = offset }
            case .stop:
                if stopAt == nil { stopAt = offset }
            case .equals:
                guard count == 0 && !hasPlus else { throw NumberFault(in: octets, at: offset) }
            case .other:
                guard count == 0, !hasPlus, Self.isScheme(octets, start) else {
                    throw NumberFault(in: octets, at: offset)
                }
                reader.skip(3)
            }
        }
        digits = Digits(count > 0 ? gathered &<< UInt128(128 - 4 * count) : 0, count: count)
        guard digits.count > 0 else { throw NumberFault(in: octets, at: 0) }
        if let slash {
            let behind = digits.count - slash.digitCount
            if behind >= 7 { divider = slash }
            // `… 900123/4` stands for two numbers that differ in their last digits.
            if behind >= 7 && digits.count > 15 || slash.digitCount >= 9 && (1...2).contains(behind)
            {
                throw NumberFault(.twoNumbers, scalarOffset: slash.scalarOffset)
            }
        }
    }

    /// Where the first slash stands, counted in scalars.
    static func offsetOfSlash(_ text: String) -> Int? {
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if case .slash = ScalarClass(scalar.value) { return offset }
        }
        return nil
    }

    /// Whether a zero and a closing bracket follow, and nothing else but spaces.
    private static func isZeroInBracket(_ octets: Span<UInt8>, _ start: Int) -> Bool {
        var position = start
        while position < octets.count && octets[position] == 0x20 { position += 1 }
        guard position < octets.count && octets[position] == 0x30 else { return false }
        position += 1
        while position < octets.count && octets[position] == 0x20 { position += 1 }
        return position < octets.count
            && (octets[position] == UInt8(ascii: ")") || octets[position] == UInt8(ascii: "]"))
    }

    /// Whether `tel:` or `sms:` is there.
    private static func isScheme(_ octets: Span<UInt8>, _ start: Int) -> Bool {
        guard start + 4 <= octets.count, octets[start + 3] == UInt8(ascii: ":") else {
            return false
        }
        switch (octets[start] | 0x20, octets[start + 1] | 0x20, octets[start + 2] | 0x20) {
        case (0x74, 0x65, 0x6C), (0x73, 0x6D, 0x73): return true
        default: return false
        }
    }

    /// Where the fraction of a spreadsheet's float begins, which is zero: `447900900123.0`.
    ///
    /// At least seven digits stand in front of the point or comma, and nothing else between them.
    private static func startOfFraction(_ octets: Span<UInt8>) -> Int? {
        var position = octets.count
        while position > 0, octets[position - 1] == 0x20 || octets[position - 1] == 0x22 {
            position -= 1
        }
        let end = position
        while position > 0 && octets[position - 1] == 0x30 { position -= 1 }
        guard (1...2).contains(end - position), position > 0 else { return nil }
        position -= 1
        guard octets[position] == UInt8(ascii: ".") || octets[position] == UInt8(ascii: ",") else {
            return nil
        }
        var first = position
        while first > 0 && (0x30...0x39).contains(octets[first - 1]) { first -= 1 }
        guard position - first >= 7 else { return nil }
        switch first == 0 ? 0x20 : octets[first - 1] {
        case 0x20, 0x22, 0x27, 0x2B, 0x3D: break
        default: return nil
        }
        for index in 0..<first where (0x30...0x39).contains(octets[index]) { return nil }
        return position
    }
}

extension NumberFault {
    /// What is wrong with a text, of which the scalar at an offset cannot be in a number.
    fileprivate init(in octets: Span<UInt8>, at offset: Int) {
        var survey = Survey(offset: offset)
        do {
            try survey.read(octets)
            self.init(survey.reason(octets), scalarOffset: survey.hasPlace(octets) ? offset : 0)
        } catch {
            self = error
        }
    }
}

/// What there is in a text that is not a number.
private struct Survey {
    let offset: Int
    private var octetPosition = 0
    private var scalar: UInt32 = 0
    private var digitsBefore = 0
    private var digitsAfter = 0
    private var letterCount = 0
    private var hasAt = false
    private var hasAnything = false

    init(offset: Int) {
        self.offset = offset
    }

    mutating func read(_ octets: Span<UInt8>) throws(NumberFault) {
        var reader = ScalarReader()
        while reader.position < octets.count {
            let (index, position) = (reader.scalarCount, reader.position)
            let scalar = try reader.next(octets)
            if index == offset {
                self.scalar = scalar
                octetPosition = position
            }
            switch ScalarClass(scalar) {
            case .digit:
                hasAnything = true
                if index < offset { digitsBefore += 1 } else { digitsAfter += 1 }
            case .blank, .lineEnd, .quote, .equals: break
            default:
                hasAnything = true
                if scalar == UInt8(ascii: "@") { hasAt = true }
                if Self.isAlphabetic(scalar) { letterCount += 1 }
            }
        }
    }

    private static func isAlphabetic(_ scalar: UInt32) -> Bool {
        Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    }

    func reason(_ octets: Span<UInt8>) -> NumberFault.Reason {
        if hasAt && letterCount > 0 { return .emailAddress }
        if digitsBefore + digitsAfter == 0 { return hasAnything ? .noDigits : .empty }
        if isRounded(octets) { return .roundedBySpreadsheet }
        if digitsBefore >= 6 && (1...7).contains(digitsAfter) && isExtension(octets) {
            return .phoneExtension
        }
        if digitsBefore >= 7 && digitsAfter >= 7 && isBetweenNumbers { return .twoNumbers }
        return Self.isAlphabetic(scalar) ? .letters : .unexpectedCharacter
    }

    /// Whether the scalar is one that people write between numbers, or begins a word such as `or`.
    private var isBetweenNumbers: Bool {
        switch ScalarClass(scalar) {
        case .stop, .plus, .lineEnd: true
        default: scalar == 0x26 || Self.isAlphabetic(scalar) && letterCount <= 5
        }
    }

    func hasPlace(_ octets: Span<UInt8>) -> Bool { reason(octets).hasPlace }

    /// `4.479E+11`: digits, perhaps a fraction, and an exponent.
    private func isRounded(_ octets: Span<UInt8>) -> Bool {
        guard letterCount == 1 else { return false }
        for index in 1..<max(1, octets.count) where octets[index] | 0x20 == UInt8(ascii: "e") {
            let before = octets[index - 1]
            guard (0x30...0x39).contains(before) || before == 0x2E || before == 0x2C else {
                return false
            }
            var position = index + 1
            if position < octets.count, octets[position] == 0x2B || octets[position] == 0x2D {
                position += 1
            }
            return position < octets.count && (0x30...0x39).contains(octets[position])
        }
        return false
    }

    /// Whether `x`, `ext`, `#` and the like begin where the number cannot go on.
    private func isExtension(_ octets: Span<UInt8>) -> Bool {
        switch scalar {
        // # x X, comma and semicolon, Cyrillic д as in доб.
        case 0x23, 0x78, 0x58, 0x2C, 0x3B, 0x0434: true
        // e, before x.
        case 0x65, 0x45:
            octetPosition + 1 < octets.count && octets[octetPosition + 1] | 0x20 == 0x78
        default: false
        }
    }
}
