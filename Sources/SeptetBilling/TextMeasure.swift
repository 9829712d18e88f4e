public import Septet

/// The size of a text by the standard, also when no message can carry it.
///
/// Adapters read this instead of the text. It is `MessagePlan` wherever there is a plan; a text of
/// more than 255 parts has none, and providers still answer for it with an error about its length.
public struct TextMeasure: Sendable, Hashable {
    /// The alphabet the whole text travels in.
    public let alphabet: Alphabet

    /// Septets or UTF-16 code units of the whole text.
    public let unitCount: Int

    /// The parts by the standard; beyond 255 the count that would be needed.
    public let partCount: Int

    /// The line breaks: CR LF, CR and LF each count as one.
    public let lineBreakCount: Int

    /// The characters CR and LF, of which a line break has one or two.
    public let lineBreakCharacterCount: Int

    /// The code points, which some providers count in place of units.
    public let scalarCount: Int

    /// The plan; `nil` when the text needs more than 255 parts.
    public let plan: MessagePlan?

    /// Whether one message can carry the text.
    public var fitsOneMessage: Bool { plan != nil }

    /// Measures a text by the default alphabet and UCS-2, the encodings of HTTP providers.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - isUCS2: Whether it travels in UCS-2 even where the default alphabet has it all.
    /// - Complexity: up to three passes; allocates nothing.
    public init(_ text: String, isUCS2: Bool = false) {
        do {
            let plan = try Planner(choice: isUCS2 ? .ucs2 : .cheapest).plan(text)
            alphabet = plan.alphabet
            unitCount = plan.unitCount
            partCount = plan.partCount
            self.plan = plan
        } catch .tooManyParts(let partCount, let alphabet, let unitCount) {
            self.alphabet = alphabet
            self.unitCount = unitCount
            self.partCount = partCount
            plan = nil
        } catch {
            // A string is UTF-8, and UCS-2 has every character: there is no other error.
            alphabet = .ucs2
            unitCount = 0
            partCount = MessagePlan.maximumPartCount + 1
            plan = nil
        }
        let counts = OctetCounts(text.utf8Span.span)
        lineBreakCount = counts.lineBreakCount
        lineBreakCharacterCount = counts.lineBreakCharacterCount
        scalarCount = counts.scalarCount
    }

    /// Takes the size of a text from its plan, which is by the default alphabet or UCS-2.
    ///
    /// Complexity: one pass; allocates nothing.
    ///
    /// - Parameter utf8: The text, which is valid UTF-8.
    package init(validUTF8 utf8: Span<UInt8>, _ plan: MessagePlan) {
        alphabet = plan.alphabet
        unitCount = plan.unitCount
        partCount = plan.partCount
        self.plan = plan
        let counts = OctetCounts(utf8)
        lineBreakCount = counts.lineBreakCount
        lineBreakCharacterCount = counts.lineBreakCharacterCount
        scalarCount = counts.scalarCount
    }

    /// What a pass over the octets of a text counts.
    private struct OctetCounts {
        var lineBreakCount = 0
        var lineBreakCharacterCount = 0
        var scalarCount = 0

        init(_ utf8: Span<UInt8>) {
            var previous: UInt8 = 0
            for index in utf8.indices {
                let octet = utf8[index]
                let isLineFeed = octet == UInt8(ascii: "\n")
                if isLineFeed || octet == UInt8(ascii: "\r") {
                    lineBreakCharacterCount += 1
                    lineBreakCount += isLineFeed && previous == UInt8(ascii: "\r") ? 0 : 1
                }
                // All octets but those that continue a code point begin one.
                scalarCount += octet & 0xC0 == 0x80 ? 0 : 1
                previous = octet
            }
        }
    }
}

extension TextMeasure {
    /// The encoding in the word of results.
    public var encoding: MessageEncoding { MessageEncoding(alphabet) }

    /// The first character that every adapter rejects: U+0000 or U+001B.
    ///
    /// Complexity: linear; allocates nothing.
    public static func forbiddenCharacter(
        in text: String
    ) -> (scalar: Unicode.Scalar, utf8Offset: Int)? {
        for (offset, octet) in text.utf8.enumerated() where octet == 0 || octet == 0x1B {
            return (Unicode.Scalar(octet), offset)
        }
        return nil
    }
}

/// How a text travels, in the words of results: `gsm7`, `ucs2`, `latin1` or `binary`.
public enum MessageEncoding: String, Sendable, Hashable, CaseIterable {
    /// GSM 7 bit; units are septets.
    case gsm7
    /// UCS-2; units are UTF-16 code units.
    case ucs2
    /// ISO-8859-1, where a provider's document speaks of it; units are characters.
    case latin1
    /// Octets without a text meaning.
    case binary

    /// The encoding that an alphabet of a plan is called.
    public init(_ alphabet: Alphabet) {
        self =
            switch alphabet {
            case .gsm7Bit: .gsm7
            case .eightBitData: .binary
            case .ucs2: .ucs2
            }
    }
}

#if !hasFeature(Embedded)
    extension MessageEncoding: Codable {}
#endif
