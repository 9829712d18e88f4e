internal import Septet

/// An address of the mobile network: a number, or a name of letters.
///
/// Source: 3GPP TS 23.040 §9.1.2.5. A number has no spaces; the `+` of an international one is its
/// type, not a digit.
public struct Address: Sendable, Hashable {
    /// What kind of number it is (bits 6 to 4 of the type of address).
    public enum TypeOfNumber: UInt8, Sendable, Hashable, CaseIterable {
        case unknown = 0
        case international = 1
        case national = 2
        case networkSpecific = 3
        case subscriber = 4
        /// A name in the GSM 7 bit default alphabet.
        case alphanumeric = 5
        case abbreviated = 6
        case reserved = 7
    }

    /// The numbering plan (bits 3 to 0 of the type of address); 1 is the telephone plan, E.164.
    public struct NumberingPlan: RawRepresentable, Sendable, Hashable {
        /// The value of the four bits, 0...15.
        public let rawValue: UInt8

        /// Takes the low four bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue & 0x0F
        }

        /// No plan, as names of letters have.
        public static let unknown = Self(rawValue: 0)
        /// The telephone numbering plan, ITU-T E.164.
        public static let telephone = Self(rawValue: 1)
    }

    /// The kind of number.
    public let typeOfNumber: TypeOfNumber

    /// The plan of the number.
    public let numberingPlan: NumberingPlan

    /// The digits, without `+`, or the letters of a name.
    ///
    /// Digits are `0` to `9`, `*`, `#`, `a`, `b` and `c`.
    public let value: String

    /// Makes an address of digits, of any type except `alphanumeric`.
    ///
    /// Throws `notADigit` for anything that a semi-octet cannot hold, and `addressTooLong` beyond 20
    /// digits. Complexity: linear; allocates nothing.
    public init(
        digits: String,
        typeOfNumber: TypeOfNumber = .international,
        numberingPlan: NumberingPlan = .telephone
    ) throws(AddressError) {
        var count = 0
        for octet in digits.utf8 {
            guard SemiOctets.value(ofDigit: octet) != nil else {
                throw .notADigit(utf8Offset: count)
            }
            count += 1
        }
        guard count <= Self.largestDigitCount else {
            throw .addressTooLong(semiOctetCount: count, limit: Self.largestDigitCount)
        }
        self.init(typeOfNumber, numberingPlan, digits)
    }

    /// Makes an address of a name of up to 11 septets in the GSM 7 bit default alphabet.
    ///
    /// Complexity: linear; allocates nothing.
    public init(name: String) throws(AddressError) {
        var septetCount = 0
        var offset = 0
        for scalar in name.unicodeScalars {
            guard let septets = ShiftTables.default.septets(of: scalar) else {
                throw .notInTheAlphabet(scalar, utf8Offset: offset)
            }
            septetCount += septets.septetCount
            offset += scalar.utf8.count
        }
        let semiOctetCount = SemiOctets.count(ofSeptets: septetCount)
        guard semiOctetCount <= Self.largestDigitCount else {
            throw .addressTooLong(semiOctetCount: semiOctetCount, limit: Self.largestDigitCount)
        }
        self.init(.alphanumeric, .unknown, name)
    }

    /// Reads an address as people write it: `+447900900123`, `12345`, or a name.
    ///
    /// With `+` it is an international number, with digits only one of unknown type, as short codes
    /// are; anything else is a name. Complexity: linear; allocates the digits.
    public init(_ text: String) throws(AddressError) {
        let octets = text.utf8
        if octets.first == 0x2B {
            let digits = String(text.unicodeScalars.dropFirst())
            guard !digits.isEmpty else { throw .empty }
            try self.init(digits: digits)
        } else if octets.isEmpty {
            throw .empty
        } else if octets.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2A || $0 == 0x23 }) {
            try self.init(digits: text, typeOfNumber: .unknown)
        } else {
            try self.init(name: text)
        }
    }

    init(_ typeOfNumber: TypeOfNumber, _ numberingPlan: NumberingPlan, _ value: String) {
        self.typeOfNumber = typeOfNumber
        self.numberingPlan = numberingPlan
        self.value = value
    }

    /// The most digits an address can have: 12 octets less its length and type.
    public static let largestDigitCount = 20
}

extension Address: CustomStringConvertible {
    /// The number, with `+` when it is international, or the name.
    public var description: String {
        typeOfNumber == .international ? "+" + value : value
    }
}

/// Why something is not an address.
@nonexhaustive
public enum AddressError: Error, Sendable, Hashable {
    /// There is nothing.
    case empty
    /// The character at `utf8Offset` is not one of the digits `0` to `9`, `*`, `#`, `a` to `c`.
    case notADigit(utf8Offset: Int)
    /// The character of a name is not in the GSM 7 bit default alphabet.
    case notInTheAlphabet(Unicode.Scalar, utf8Offset: Int)
    /// The address takes `semiOctetCount` semi-octets; the field has room for `limit`.
    case addressTooLong(semiOctetCount: Int, limit: Int)
}

extension AddressError: CustomStringConvertible {
    /// A sentence part that gives the character and its position.
    public var description: String {
        switch self {
        case .empty: "the address is empty"
        case .notADigit(let offset): "the character at byte \(offset) is not a digit of an address"
        case .notInTheAlphabet(let scalar, let offset):
            "\(scalar.codePointName) at byte \(offset) is not in the GSM 7 bit default alphabet"
        case .addressTooLong(let count, let limit):
            "the address takes \(count) semi-octets, more than \(limit) (a number of \(limit) digits, a "
                + "name of \(limit * 4 / 7) septets)"
        }
    }
}

// MARK: - Octets

extension Address {
    /// The type of address: a set bit, the type of number and the plan (TS 23.040 §9.1.2.5).
    var typeOctet: UInt8 { 0x80 | typeOfNumber.rawValue << 4 | numberingPlan.rawValue }

    /// Address-Length, type and value, as a TPDU carries them.
    ///
    /// The length counts useful semi-octets: digits, or for a name the semi-octets that its septets
    /// take.
    var octets: [UInt8] {
        let content = contentOctets
        return [UInt8(truncatingIfNeeded: content.semiOctetCount), typeOctet] + content.octets
    }

    /// The address of a service centre, whose length counts octets and includes the type.
    ///
    /// Source: 3GPP TS 27.005 §3.1 (parameter `<pdu>`), TS 24.011 §8.2.5.1.
    var serviceCentreOctets: [UInt8] {
        let content = contentOctets.octets
        return [UInt8(truncatingIfNeeded: content.count + 1), typeOctet] + content
    }

    private var contentOctets: (octets: [UInt8], semiOctetCount: Int) {
        guard typeOfNumber == .alphanumeric else {
            return (SemiOctets.octets(ofDigits: value), value.utf8.count)
        }
        let septets = value.unicodeScalars.flatMap { scalar -> [UInt8] in
            guard let sequence = ShiftTables.default.septets(of: scalar) else { return [] }
            return sequence.isEscaped
                ? [SeptetSequence.escape, sequence.septet] : [sequence.septet]
        }
        return (PackedSeptets.octets(of: septets), SemiOctets.count(ofSeptets: septets.count))
    }

    /// Reads type and value; `semiOctetCount` useful semi-octets follow the type.
    init(
        typeOctet: UInt8,
        content: Span<UInt8>,
        semiOctetCount: Int,
        warnings: inout [TPDUWarning]
    ) {
        let type = TypeOfNumber(rawValue: typeOctet >> 4 & 0b111) ?? .reserved
        let plan = NumberingPlan(rawValue: typeOctet)
        if type == .alphanumeric {
            let count = semiOctetCount * 4 / 7
            let septets = PackedSeptets.septets(of: content, count: count)
            self.init(type, plan, ReceivedPart(septets: septets).text ?? "")
        } else {
            let (digits, isWhole) = SemiOctets.digits(of: content, count: semiOctetCount)
            if !isWhole { warnings.append(.fillerInsideAddress) }
            self.init(type, plan, digits)
        }
    }
}

/// Digits in semi-octets, the first of two in the low half (TS 23.040 §9.1.2.3).
enum SemiOctets {
    /// The digits by value; 15 fills the last octet of an odd number.
    private static let digits = Array("0123456789*#abc".utf8)

    static func value(ofDigit digit: UInt8) -> UInt8? {
        digits.firstIndex(of: digit).map { UInt8(truncatingIfNeeded: $0) }
    }

    /// How many semi-octets hold so many septets.
    static func count(ofSeptets septetCount: Int) -> Int { (septetCount * 7 + 3) / 4 }

    static func octets(ofDigits text: String) -> [UInt8] {
        let values = text.utf8.map { value(ofDigit: $0) ?? 0x0F }
        return stride(from: 0, to: values.count, by: 2).map { index in
            values[index] | (index + 1 < values.count ? values[index + 1] : 0x0F) << 4
        }
    }

    /// The digits, and whether no filler stands among them.
    static func digits(of octets: Span<UInt8>, count: Int) -> (text: String, isWhole: Bool) {
        var text: [UInt8] = []
        for index in 0..<min(count, 2 * octets.count) {
            let value = Int(octets[index / 2] >> (index % 2 == 0 ? 0 : 4) & 0x0F)
            guard value < digits.count else {
                return (String(decoding: text, as: UTF8.self), false)
            }
            text.append(digits[value])
        }
        return (String(decoding: text, as: UTF8.self), true)
    }

    /// The number that two decimal semi-octets hold, `nil` when one is not decimal.
    static func decimal(_ octet: UInt8) -> Int? {
        let (tens, ones) = (octet & 0x0F, octet >> 4)
        return tens < 10 && ones < 10 ? Int(tens * 10 + ones) : nil
    }

    /// Two decimal semi-octets for a number below 100.
    static func octet(ofDecimal number: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (number % 10) << 4 | number / 10)
    }
}

/// Septets in octets, without a header before them (TS 23.038 §6.1.2.1).
enum PackedSeptets {
    static func octets(of septets: [UInt8]) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: (septets.count * 7 + 7) / 8)
        for (index, septet) in septets.enumerated() {
            let bit = index * 7
            let shifted = UInt16(septet & 0x7F) << UInt16(bit % 8)
            octets[bit / 8] |= UInt8(truncatingIfNeeded: shifted)
            if shifted > 0xFF { octets[bit / 8 + 1] |= UInt8(shifted >> 8) }
        }
        return octets
    }

    /// The first `count` septets, as many as the octets hold.
    static func septets(of octets: Span<UInt8>, count: Int) -> [UInt8] {
        (0..<min(count, octets.count * 8 / 7)).map { index in
            let bit = index * 7
            let low = UInt16(octets[bit / 8])
            let high = bit % 8 > 1 ? UInt16(octets[bit / 8 + 1]) : 0
            return UInt8(truncatingIfNeeded: (high << 8 | low) >> UInt16(bit % 8) & 0x7F)
        }
    }
}
