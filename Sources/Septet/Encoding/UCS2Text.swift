/// A whole text in UCS-2, without headers and parts.
///
/// For providers and protocols that cut a message themselves. In practice UCS-2 is UTF-16, most
/// significant octet first. Source: TS 23.038 §6.2.3.
public enum UCS2Text {
    /// How many octets a text has in UCS-2.
    ///
    /// Complexity: one pass; allocates nothing.
    public static func octetCount(of text: String) -> Int {
        octetCount(of: text.utf8Span.span)
    }

    /// The octets of a text.
    ///
    /// Complexity: two passes; allocates the result, at its exact size.
    public static func octets(of text: String) -> [UInt8] {
        let utf8 = text.utf8Span.span
        return [UInt8](capacity: octetCount(of: utf8)) { output in
            write(utf8, into: &output)
        }
    }

    /// Writes the octets of a text; throws `bufferTooSmall` and writes nothing unless all have
    /// room.
    ///
    /// Complexity: one pass where the output has two octets for each octet of UTF-8, otherwise two;
    /// allocates nothing.
    public static func write(
        _ text: String,
        into output: inout OutputSpan<UInt8>
    ) throws(SegmentationError) {
        let utf8 = text.utf8Span.span
        if output.freeCapacity < 2 * utf8.count {
            let octetCount = octetCount(of: utf8)
            guard octetCount <= output.freeCapacity else {
                throw .bufferTooSmall(octetCount: octetCount, available: output.freeCapacity)
            }
        }
        write(utf8, into: &output)
    }

    private static func octetCount(of utf8: Span<UInt8>) -> Int {
        2 * Kernel.chosen.scan(utf8).unitCount(in: .ucs2)
    }

    /// Writes valid UTF-8, all of which must have room.
    private static func write(_ utf8: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
        var position = 0
        _ = Kernel.chosen.encodeUTF16(
            of: utf8,
            from: &position,
            room: output.freeCapacity / 2,
            into: &output
        )
    }
}
