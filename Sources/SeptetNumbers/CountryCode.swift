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
