/// Every decision about one message: its alphabet, its tables, its size and its parts.
///
/// A plan is a small value, made without an allocation. Estimates read it, the segmenter follows
/// it, adapters translate it; none of them decides anything again.
public struct MessagePlan: Sendable, Hashable {
    /// The most parts a message can have.
    ///
    /// Source: TS 23.040 §9.2.3.24.1, one octet counts the parts.
    public static let maximumPartCount = 255

    /// The alphabet the text travels in.
    public let alphabet: Alphabet

    /// The tables that give septets their meaning; `.default` unless `alphabet` is `.gsm7Bit`.
    public let shiftTables: ShiftTables

    /// Where parts may be cut.
    public let boundary: BoundaryPolicy

    /// The width of the concatenation reference each of several parts carries.
    public let referenceWidth: ConcatenationReference.Width

    /// Octets of further information elements in the header of each part, given by the caller.
    public let elementOctetCount: Int

    /// Octets of each part that stay unused, as the planner was asked to.
    public let spareOctetCount: Int

    /// The units of the whole text: septets, octets or UTF-16 code units; headers not counted.
    public let unitCount: Int

    /// How many parts the message has, 1...255; what is counted and billed.
    public let partCount: Int

    /// The units in the last part.
    public let lastPartUnitCount: Int

    /// The octets of the user data of all parts together, headers included.
    public let octetCount: Int
}

extension MessagePlan {
    /// Plans a text with the default planner.
    ///
    /// Complexity: as for `Planner.plan`; allocates nothing.
    public init(_ text: String) throws(PlanningError) {
        self = try Planner().plan(text)
    }

    /// Plans raw UTF-8 with the default planner.
    ///
    /// Complexity: as for `Planner.plan(utf8:)`; allocates nothing.
    public init(utf8: Span<UInt8>) throws(PlanningError) {
        self = try Planner().plan(utf8: utf8)
    }

    /// Octets of the header in each part, its length octet included; 0 when there is none.
    public var headerOctetCount: Int { format.headerOctetCount }

    /// How many units fit into each part beside its header.
    public var unitsPerPart: Int { format.unitCapacity }

    /// How many units are still free in the last part.
    ///
    /// The next character may need more: two units for a pair, several for a grapheme cluster.
    public var remainingUnitCount: Int { unitsPerPart - lastPartUnitCount }

    /// The data coding scheme that announces the alphabet, with a message class when one is given.
    ///
    /// Source: TS 23.038 §4, general data coding; class 0 is flash.
    public func dataCodingScheme(
        messageClass: DataCodingScheme.MessageClass? = nil
    ) -> DataCodingScheme {
        DataCodingScheme(alphabet: alphabet, messageClass: messageClass)
    }

    /// How many parts the same units make by bare division, as some systems bill.
    ///
    /// Complexity: constant.
    public var dividedPartCount: Int { division.partCount(unitCount: unitCount) }

    /// The bare division of units into parts like these.
    package var division: PartDivision {
        PartDivision(single: format(partCount: 1), concatenated: format(partCount: 2))
    }

    /// The shape of each part.
    var format: PartFormat { format(partCount: partCount) }

    private func format(partCount: Int) -> PartFormat {
        PartFormat(
            alphabet: alphabet,
            shiftTables: shiftTables,
            elementOctetCount: elementOctetCount,
            spareOctetCount: spareOctetCount,
            referenceWidth: partCount > 1 ? referenceWidth : nil
        )
    }
}

/// Where the border between two parts may fall.
public enum BoundaryPolicy: String, Sendable, Hashable, CaseIterable {
    /// Anywhere: the bare division of the units, as some systems bill. Pairs may be cut.
    case unit
    /// Never inside an escape pair (TS 23.040 §9.2.3.24.1) or a surrogate pair. The default.
    case pair
    /// Never inside an extended grapheme cluster (Unicode Standard Annex 29).
    ///
    /// A cluster longer than a part is cut as under `pair`.
    case grapheme
}

/// Why a text cannot be planned.
@nonexhaustive
public enum PlanningError: Error, Sendable, Hashable {
    /// The octets are not UTF-8 from `utf8Offset` on.
    case invalidUTF8(utf8Offset: Int)
    /// The text needs `partCount` parts; a message has at most 255.
    ///
    /// In the alphabet with the fewest parts it has `unitCount` units.
    /// Source: TS 23.040 §9.2.3.24.1, one octet counts the parts.
    case tooManyParts(partCount: Int, alphabet: Alphabet, unitCount: Int)
    /// The pinned alphabet lacks the character at `utf8Offset`.
    case notEncodable(Unicode.Scalar, utf8Offset: Int)
    /// The header leaves no room for text, or is longer than its length octet can say.
    case noRoomBesideHeader(headerOctetCount: Int)
    /// So many spare octets are not between 0 and those of a field.
    case noRoomBesideSpare(octetCount: Int)
}

extension PlanningError: CustomStringConvertible {
    /// Part of a sentence, with the position or the limit.
    public var description: String {
        switch self {
        case .invalidUTF8(let offset):
            "invalid UTF-8 at byte \(offset)"
        case .tooManyParts(let count, _, _):
            "the text needs \(count) parts, a message has at most \(MessagePlan.maximumPartCount)"
        case .notEncodable(let scalar, let offset):
            "\(scalar.codePointName) at byte \(offset) is not in the requested alphabet"
        case .noRoomBesideHeader(let count):
            "a header of \(count) octets leaves no room for text"
        case .noRoomBesideSpare(let count):
            "\(count) spare octets, a field has \(UserDataField.octetCount)"
        }
    }
}

#if !hasFeature(Embedded)
    extension MessagePlan: Encodable {
        private enum CodingKeys: String, CodingKey {
            case encoding, lockingShift, singleShift, units, parts, unitsPerPart, remaining
        }

        /// Writes what `septet count` prints: the encoding, the national languages by their ISO 639 codes, units, parts,
        /// units a part holds and units left in the last one.
        ///
        /// A plan is not read back: it belongs to its text, of which it is made in less time than from JSON.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(alphabet, forKey: .encoding)
            try container.encodeIfPresent(shiftTables.locking?.iso639Code, forKey: .lockingShift)
            try container.encodeIfPresent(shiftTables.single?.iso639Code, forKey: .singleShift)
            try container.encode(unitCount, forKey: .units)
            try container.encode(partCount, forKey: .parts)
            try container.encode(unitsPerPart, forKey: .unitsPerPart)
            try container.encode(remainingUnitCount, forKey: .remaining)
        }
    }
#endif
