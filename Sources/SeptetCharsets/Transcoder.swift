/// Converts a stream of octets from one charset to another, with UTF-8 on one side or in between.
///
/// Give it chunks that may be cut anywhere, then `finish`. Its memory does not grow with the stream.
/// Or give it whole messages with `convert`; keeping one transcoder for many messages saves opening
/// ICU's converters each time.
///
/// A transcoder cannot be copied, and all its work is `mutating`: it may move to another thread, but
/// two threads can never use it at once, which ICU's converters don't allow.
public struct Transcoder: ~Copyable, Sendable {
    // Not optional: Swift 6.3.1 forgets to destroy what `try optional?.clone()` returns when its type
    // cannot be copied. MemoryTests watch for such leaks.
    private var decoder: CharsetDecoder
    /// `nil` when the target is UTF-8 and the source is not: then there is nothing left to validate.
    private var encoder: CharsetEncoder?
    private var middle: [UInt8] = []
    private var failure: CharsetError?
    private let route: Route

    /// Which halves of a transcoder the octets go through.
    private enum Route {
        case decoder
        case encoder
        case both

        init(from source: Charset, to target: Charset) {
            // Only UTF-8 that comes from a decoder needs no encoder, because it is valid.
            self = source == .utf8 ? .encoder : target == .utf8 ? .decoder : .both
        }
    }

    /// Bounds the memory of a step between two charsets of which neither is UTF-8.
    private static let octetsPerStep = 16_384

    /// Makes a transcoder for one pair of charsets.
    ///
    /// - Parameters:
    ///   - source: the charset of the input.
    ///   - target: the charset of the output.
    ///   - onFault: what to do with input that has no counterpart.
    ///   - mapping: whose definition to follow where ICU and the publisher of a charset differ.
    /// - Throws: `unencodableSubstitute`, `publishedMappingUnknown`, or `icuFailure` when ICU cannot
    ///   open a converter, for instance because its data is missing.
    public init(
        from source: Charset,
        to target: Charset,
        onFault: FaultPolicy = .stop,
        mapping: MappingRule = .icu
    ) throws(CharsetError) {
        try self.init(
            from: source,
            to: target,
            onFault: onFault,
            mapping: mapping,
            kernel: .chosen
        )
    }

    /// The same with a kernel of one's choice, for tests.
    package init(
        from source: Charset,
        to target: Charset,
        onFault: FaultPolicy = .stop,
        mapping: MappingRule = .icu,
        kernel: SingleByteKernel
    ) throws(CharsetError) {
        for charset in [source, target] {
            if mapping == .published, case .icu = charset.engine {
                throw .publishedMappingUnknown(charset: charset.ianaName)
            }
        }
        let substitute: String? =
            switch onFault {
            case .stop: nil
            case .substitute(let text): text
            }
        let route = Route(from: source, to: target)
        self.init(
            decoder: try CharsetDecoder(
                source,
                onFault: substitute.map { .substitute(Array($0.utf8)) } ?? .stop,
                mapping: mapping,
                kernel: kernel
            ),
            encoder: route == .decoder
                ? nil
                : try CharsetEncoder(
                    target,
                    substitute: substitute,
                    mapping: mapping,
                    kernel: kernel
                ),
            route: route
        )
    }

    private init(
        decoder: consuming CharsetDecoder,
        encoder: consuming CharsetEncoder?,
        route: Route
    ) {
        self.decoder = decoder
        self.encoder = encoder
        self.route = route
    }

    /// Appends the converted form of a chunk, except a character that is not complete yet.
    ///
    /// - Parameters:
    ///   - chunk: the next octets of the stream, cut anywhere.
    ///   - output: what was converted is appended here, also when an error is thrown.
    /// - Throws: the first fault in the stream, with its offset in the stream. The transcoder then
    ///   throws the same error again until it is `reset`.
    /// - Complexity: O(*n*). Between UTF-8 and a charset that Septet has a table of, allocates only
    ///   the room in `output`, once and exactly unless something is substituted.
    public mutating func transcode(
        _ chunk: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        if case .some(let failure) = failure { throw failure }
        do throws(CharsetError) {
            switch route {
            case .decoder: try decoder.decode(chunk, into: &output)
            case .encoder: try encoder?.encode(chunk, into: &output)
            case .both: try transcodeThroughUTF8(chunk, into: &output)
            }
        } catch {
            failure = error
            throw error
        }
    }

    /// Ends the stream, so that the next chunk begins a new one at offset 0.
    ///
    /// - Parameter output: the octets that end a stateful charset are appended here.
    /// - Throws: `malformed` when the stream ended within a character, and the error of an earlier
    ///   call.
    public mutating func finish(into output: inout [UInt8]) throws(CharsetError) {
        if case .some(let failure) = failure { throw failure }
        do throws(CharsetError) {
            switch route {
            case .decoder: try decoder.finish(into: &output)
            case .encoder: try encoder?.finish(into: &output)
            case .both: try finishThroughUTF8(into: &output)
            }
        } catch {
            failure = error
            throw error
        }
        reset()
    }

    /// Forgets the stream so far and any error, so that the next chunk begins a new one.
    public mutating func reset() {
        decoder.reset()
        encoder?.reset()
        failure = nil
    }

    /// Converts one whole message, whatever came before it.
    ///
    /// - Parameter message: all octets of the message.
    /// - Returns: the message in the target charset; one allocation of its exact size between UTF-8
    ///   and a charset that Septet has a table of, when nothing is substituted.
    /// - Throws: the first fault, with its offset in the message.
    /// - Complexity: O(*n*).
    public mutating func convert(_ message: Span<UInt8>) throws(CharsetError) -> [UInt8] {
        reset()
        var output: [UInt8] = []
        try transcode(message, into: &output)
        try finish(into: &output)
        return output
    }

    /// Converts one whole message with a transcoder made for it.
    ///
    /// - Parameters:
    ///   - message: all octets of the message.
    ///   - source: the charset of the message.
    ///   - target: the charset of the result.
    ///   - onFault: what to do with input that has no counterpart.
    ///   - mapping: whose definition to follow where ICU and the publisher of a charset differ.
    /// - Returns: the message in the target charset.
    /// - Throws: what `init` and `convert(_:)` throw.
    /// - Complexity: O(*n*); opens and closes ICU's converters where there is no table.
    public static func convert(
        _ message: [UInt8],
        from source: Charset,
        to target: Charset,
        onFault: FaultPolicy = .stop,
        mapping: MappingRule = .icu
    ) throws(CharsetError) -> [UInt8] {
        var transcoder = try Transcoder(
            from: source,
            to: target,
            onFault: onFault,
            mapping: mapping
        )
        return try transcoder.convert(message.span)
    }
}

extension Transcoder {
    /// Converts block by block: decodes to UTF-8, then encodes that.
    private mutating func transcodeThroughUTF8(
        _ chunk: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        // Taken out for the time of the call, because it is read while the encoder changes.
        var middle: [UInt8] = []
        swap(&middle, &self.middle)
        defer { swap(&middle, &self.middle) }
        var start = 0
        while start < chunk.count {
            let end = min(start + Self.octetsPerStep, chunk.count)
            let block = chunk.extracting(start..<end)
            start = end
            let before = try decoder.clone()
            let middleOffset = encoder?.octetOffset ?? 0
            middle.removeAll(keepingCapacity: true)
            var decodingFailure: CharsetError?
            do throws(CharsetError) {
                try decoder.decode(block, into: &middle)
            } catch {
                decodingFailure = error
            }
            // What was decoded before that fault comes first, and may hold an earlier fault.
            do throws(CharsetError) {
                try encoder?.encode(middle.span, into: &output)
            } catch .unmappable(let scalar, let octetOffset) {
                let inputOffset = try before.inputOffset(
                    ofUTF8Octet: octetOffset - middleOffset,
                    in: block
                )
                throw .unmappable(scalar, octetOffset: inputOffset)
            }
            if let decodingFailure { throw decodingFailure }
        }
    }

    private mutating func finishThroughUTF8(
        into output: inout [UInt8]
    ) throws(CharsetError) {
        // What the decoder still holds is the only input that can be faulty now.
        let heldOffset = decoder.octetOffset - decoder.heldOctetCount
        var middle: [UInt8] = []
        var decodingFailure: CharsetError?
        do throws(CharsetError) {
            try decoder.finish(into: &middle)
        } catch {
            decodingFailure = error
        }
        do throws(CharsetError) {
            try encoder?.encode(middle.span, into: &output)
            if decodingFailure == nil {
                try encoder?.finish(into: &output)
            }
        } catch .unmappable(let scalar, _) {
            throw .unmappable(scalar, octetOffset: heldOffset)
        }
        if let decodingFailure { throw decodingFailure }
    }
}
