/// Which numbers a message may be sent to.
public enum NumberRule: String, Sendable, Hashable, CaseIterable {
    /// Numbers of a length that exists, the default: their range may be newer than the tables.
    case possible
    /// Numbers in a range that is in use.
    case valid
    /// Every number that was read; a campaign counts what is not a number, too.
    case any
}

/// A number as it was read.
public struct NumberReading: Sendable, Hashable {
    /// How a number shows its country.
    public enum Form: Sendable, Hashable {
        /// By a plus or an international prefix such as `00`.
        case international
        /// Digits that begin with the calling code, as most exports have them.
        case digits
        /// Not at all: it is a number of the default country.
        case national
    }

    /// The number.
    public let number: PhoneNumber

    /// Its country, kind and length.
    public let facts: NumberFacts

    /// How it was written.
    public let form: Form

    /// The country, or the main one of the calling code where no country has the number.
    ///
    /// Prices use it, because ranges are assigned before our tables know them.
    public var likelyCountry: CountryCode {
        facts.country ?? CountryCode.main(ofCallingCode: number.callingCode) ?? .world
    }

    /// Why a message may not be sent there by a rule; `nil` when it may.
    public func fault(by rule: NumberRule) -> NumberFault.Reason? {
        switch rule {
        case .any: nil
        case .possible: lengthFault
        case .valid: lengthFault ?? (facts.isValid ? nil : .unknownRange)
        }
    }

    private var lengthFault: NumberFault.Reason? {
        // Of a few valid numbers the metadata says that their length is that of local ones.
        if facts.isValid { return nil }
        return switch facts.length {
        case .possible: nil
        case .local: .noAreaCode
        case .tooShort: .tooShort
        case .tooLong: .tooLong
        case .wrong: .wrongLength
        }
    }
}

/// Reads telephone numbers as people write them.
///
/// Numbers with a plus or an international prefix are read as they are. All others are numbers of
/// the default country, which may still begin with its calling code; `docs/numbers.md` has the
/// rules. Without a default country digits are read as an international number when they are a
/// valid one, or one of a possible length with eleven digits or more, and rejected otherwise.
///
/// The rules are those of libphonenumber, and so are the facts: which prefixes there are, and which
/// numbers are possible and valid. Reading allocates nothing.
public struct NumberReader: Sendable, Hashable {
    /// The country of numbers that do not show theirs.
    public let country: CountryCode?

    /// A reader with a default country, or without.
    public init(country: CountryCode? = nil) {
        self.country = country
    }

    /// Reads a number from UTF-8.
    ///
    /// Complexity: linear in the octets; allocates nothing.
    @inline(__always)
    public func read(_ octets: Span<UInt8>) throws(NumberFault) -> NumberReading {
        var hasPlus = octets.count > 0 && octets[0] == UInt8(ascii: "+")
        if let digits = FewDigits(octets, from: hasPlus ? 1 : 0)
            ?? FewDigits(grouped: octets, hasPlus: &hasPlus)
        {
            if hasPlus || country == nil, let reading = Self.plain(digits, hasPlus: hasPlus) {
                return reading
            }
            return try readWhole(digits.all, hasPlus: hasPlus)
        }
        let written = try WrittenNumber(octets)
        do throws(NumberFault) {
            return try read(written)
        } catch {
            throw error.reason == .tooLong ? written.faultOfTwoNumbers ?? error : error
        }
    }

    /// The number that digits with a calling code in front are, as `readWhole` would read them,
    /// where that is plain: there is no national prefix.
    @inline(__always)
    private static func plain(_ digits: FewDigits, hasPlus: Bool) -> NumberReading? {
        guard let code = CallingCode(beginning: digits.bits, count: digits.count) else {
            return nil
        }
        let codeCount = code.digitCount
        let national = digits.bits &<< UInt64(truncatingIfNeeded: 4 &* codeCount)
        let count = digits.count &- codeCount
        let region = Region(code.mainRegion)
        guard region.hasNoNationalPrefix(Int(truncatingIfNeeded: national &>> 60)) else {
            return nil
        }
        let facts = code.facts(of: national, count: count, region)
        guard hasPlus || isInternational(facts, digitCount: digits.count) else { return nil }
        return NumberReading(
            number: PhoneNumber(digits, codeDigitCount: codeCount),
            facts: facts,
            form: hasPlus ? .international : .digits
        )
    }

    /// Reads a number from a text.
    public func read(_ text: String) throws(NumberFault) -> NumberReading {
        var text = text
        text.makeContiguousUTF8()
        return try read(text.utf8.span)
    }

    func read(_ written: WrittenNumber) throws(NumberFault) -> NumberReading {
        guard let zero = written.bracketedZero else {
            return try readWhole(written.digits, hasPlus: written.hasPlus)
        }
        // `+44 (0)7900 …`: the zero is for callers within the country. In Italy it is part of the
        // number, whatever stands around it.
        let withoutZero = Result { () throws(NumberFault) in
            try readWhole(written.digits.without(zero), hasPlus: written.hasPlus)
        }
        if case .success(let reading) = withoutZero, reading.facts.isValid { return reading }
        let withZero = try readWhole(written.digits, hasPlus: written.hasPlus)
        if withZero.facts.isValid { return withZero }
        return try withoutZero.get()
    }

    private func readWhole(
        _ digits: Digits,
        hasPlus: Bool
    ) throws(NumberFault) -> NumberReading {
        if hasPlus {
            guard digits.count > 2 else { throw NumberFault(.tooShort) }
            if let plan = CallingCode(beginning: digits) {
                return try Self.international(plan, digits, .international)
            }
            // A plus may stand in front of an international prefix or of a national prefix.
            guard digits[0] == 0 else { throw NumberFault(.unknownCallingCode) }
        }
        if let country {
            return try national(Region(country.region), digits)
        }
        return try withoutCountry(digits, hasPlus: hasPlus)
    }

    /// Reads digits as a caller in the default country would dial them.
    ///
    /// `00` and `011` stand for the international prefix in any country where nothing better fits.
    private func national(
        _ region: Region,
        _ digits: Digits
    ) throws(NumberFault) -> NumberReading {
        do throws(NumberFault) {
            let reading = try Self.dialled(region, digits)
            if reading.facts.isPossible { return reading }
            return Self.behindForeignPrefix(digits) ?? reading
        } catch {
            guard let reading = Self.behindForeignPrefix(digits) else { throw error }
            return reading
        }
    }

    private static func dialled(
        _ region: Region,
        _ digits: Digits
    ) throws(NumberFault) -> NumberReading {
        let prefixCount = region.internationalPrefixCount(of: digits)
        if prefixCount > 0 {
            var rest = digits
            rest.drop(prefixCount)
            guard rest.count > 2 else { throw NumberFault(.tooShort) }
            guard let plan = CallingCode(beginning: rest) else {
                throw NumberFault(.unknownCallingCode)
            }
            return try international(plan, rest, .international)
        }
        guard let plan = CallingCode(region.callingCode) else {
            throw NumberFault(.unknownCallingCode)
        }
        if let rest = region.withoutCallingCode(digits) {
            return try international(plan, behindCode: rest, .digits)
        }
        return try reading(plan, region, digits, .national)
    }

    /// Reads digits that show no country, when none is given.
    private func withoutCountry(
        _ digits: Digits,
        hasPlus: Bool
    ) throws(NumberFault) -> NumberReading {
        if digits.count > 2 && digits[0] == 0 && digits[1] == 0 {
            var rest = digits
            rest.drop(2)
            guard rest[0] != 0, let plan = CallingCode(beginning: rest) else {
                throw NumberFault(.unknownCallingCode)
            }
            return try Self.international(plan, rest, .international)
        }
        if hasPlus { throw NumberFault(.unknownCallingCode) }
        if let reading = Self.behindForeignPrefix(digits) { return reading }
        guard let reading = Self.byDigits(digits, .digits) else {
            let longest = PhoneNumber.nationalDigitLimit
            throw NumberFault(
                digits.count < 7 ? .tooShort : digits.count > longest ? .tooLong : .nationalNumber
            )
        }
        return reading
    }

    /// Whether digits without a plus are an international number: a valid one, or one of a possible
    /// length with eleven digits or more.
    @inline(__always)
    private static func isInternational(_ facts: NumberFacts, digitCount: Int) -> Bool {
        facts.isValid || facts.length == .possible && digitCount >= 11
    }

    /// Digits that begin with a calling code, when they are an international number.
    private static func byDigits(_ digits: Digits, _ form: NumberReading.Form) -> NumberReading? {
        guard let plan = CallingCode(beginning: digits),
            let reading = try? international(plan, digits, form),
            isInternational(reading.facts, digitCount: digits.count)
        else { return nil }
        return reading
    }

    /// The number behind `00`, or behind North America's `011` where no national number has so many
    /// digits.
    private static func behindForeignPrefix(_ digits: Digits) -> NumberReading? {
        guard digits.count > 4, digits[0] == 0 else { return nil }
        var rest = digits
        if digits[1] == 0 {
            rest.drop(2)
        } else if digits[1] == 1 && digits[2] == 1 && digits.count > 13 {
            rest.drop(3)
        } else {
            return nil
        }
        return byDigits(rest, .international)
    }

    private static func international(
        _ plan: CallingCode,
        _ digits: Digits,
        _ form: NumberReading.Form
    ) throws(NumberFault) -> NumberReading {
        guard digits.count > 2 else { throw NumberFault(.tooShort) }
        var rest = digits
        rest.drop(plan.digitCount)
        return try international(plan, behindCode: rest, form)
    }

    private static func international(
        _ plan: CallingCode,
        behindCode rest: Digits,
        _ form: NumberReading.Form
    ) throws(NumberFault) -> NumberReading {
        try reading(plan, Region(plan.mainRegion), rest, form)
    }

    /// The number of a plan, its national prefix removed by the rules of a region.
    private static func reading(
        _ plan: CallingCode,
        _ region: Region,
        _ digits: Digits,
        _ form: NumberReading.Form
    ) throws(NumberFault) -> NumberReading {
        guard digits.count >= 2 else { throw NumberFault(.tooShort) }
        var national = region.withoutNationalPrefix(digits)
        switch region.length(national.count) {
        case .tooShort, .local, .wrong: national = digits
        case .possible, .tooLong: break
        }
        guard national.count >= 2 else { throw NumberFault(.tooShort) }
        guard national.count <= PhoneNumber.nationalDigitLimit else { throw NumberFault(.tooLong) }
        return NumberReading(
            number: PhoneNumber(plan, national: national),
            facts: plan.facts(of: national),
            form: form
        )
    }
}
