internal import SeptetCharsets

/// A source whose octets are read as UTF-8, whatever charset they are in.
///
/// Octets that are no character of the charset become one `faultMark`, which no UTF-8 has, and
/// leave their error behind. So a reader can reject the record they stand in and go on.
struct DecodingSource: ~Copyable {
    /// The octet in place of a fault.
    static let faultMark: UInt8 = 0xFF

    private static let tailOctetCount = 16

    private var source: ByteSource
    private let charset: Charset
    /// `nil` for UTF-8, which is handed on as it is.
    private var transcoder: Transcoder?
    private var chunk: [UInt8] = []
    /// The octets before `chunk`, as many as a fault can leave to be read again.
    private var tail: [UInt8] = []
    /// The octets of the source before `chunk`, and those before the transcoder was last reset.
    private var chunkStart = 0
    private var streamStart = 0
    private var isFinished = false

    /// The errors of the fault marks that were read, oldest first; offsets count from the source's
    /// beginning.
    private(set) var faults: [CharsetError] = []

    init(_ source: consuming ByteSource, _ charset: Charset) throws(CharsetError) {
        self.source = source
        self.charset = charset
        transcoder = charset == .utf8 ? nil : try Transcoder(from: charset, to: .utf8)
    }

    /// The name of the input, as shown to a person.
    var name: String { source.name }

    /// How many octets the input has; `nil` for a pipe.
    var octetCount: Int? { source.octetCount }

    /// Whether the input was ended before its end.
    var wasStopped: Bool { source.wasStopped }

    /// How many octets have been read from the input.
    private(set) var readOctetCount = 0

    /// Whether a fault mark in the text stands for a fault; in UTF-8 it is one itself.
    var marksFaults: Bool { charset != .utf8 }

    /// Forgets the oldest errors, whose marks have been passed.
    mutating func removeFaults(_ count: Int) {
        faults.removeFirst(min(count, faults.count))
    }

    /// Appends the UTF-8 of about `count` octets to a buffer.
    ///
    /// - Returns: How many octets were appended; 0 at the end.
    mutating func read(_ count: Int, into buffer: inout [UInt8]) throws(InputError) -> Int {
        guard marksFaults else {
            let added = try source.read(count, into: &buffer)
            readOctetCount += added
            return added
        }
        let before = buffer.count
        while buffer.count == before && !isFinished {
            chunkStart += chunk.count
            tail = Array((tail + chunk.suffix(Self.tailOctetCount)).suffix(Self.tailOctetCount))
            chunk.removeAll(keepingCapacity: true)
            let added = try source.read(count, into: &chunk)
            readOctetCount += added
            if chunkStart == 0 && added > 0 { try settleByteOrder() }
            if added > 0 {
                transcodeChunk(into: &buffer)
            } else {
                isFinished = true
                do {
                    try transcoder?.finish(into: &buffer)
                } catch {
                    mark(error, in: &buffer)
                }
            }
        }
        return buffer.count - before
    }

    /// Lets the byte order mark decide for the whole source.
    ///
    /// A converter of UTF-16 or UTF-32 takes the order from the mark and forgets it with a fault.
    private mutating func settleByteOrder() throws(InputError) {
        guard ["UTF-16", "UTF-32"].contains(charset.ianaName) else { return }
        // A pipe may deliver the mark octet by octet.
        while chunk.count < 2 {
            let added = try source.read(2 - chunk.count, into: &chunk)
            readOctetCount += added
            if added == 0 { return }
        }
        let order = chunk.starts(with: [0xFF, 0xFE]) ? "LE" : "BE"
        do throws(CharsetError) {
            transcoder = try Transcoder(from: Charset(name: charset.ianaName + order), to: .utf8)
        } catch {
            // ICU has both or neither; what is there goes on as it can.
        }
    }

    private mutating func transcodeChunk(into buffer: inout [UInt8]) {
        var position = 0
        while position < chunk.count {
            let octets = chunk
            do {
                try transcoder?.transcode(octets.span.extracting(position...), into: &buffer)
                return
            } catch {
                let end = mark(error, in: &buffer)
                if end < chunkStart {
                    // Behind a fault in the chunk before, half of a character is read once more.
                    chunk.insert(contentsOf: tail.suffix(chunkStart - end), at: 0)
                    chunkStart = end
                }
                position = min(end - chunkStart, chunk.count)
                transcoder?.reset()
                streamStart = chunkStart + position
            }
        }
    }

    /// Writes a mark and keeps its error; returns where in the source the fault ends.
    @discardableResult
    private mutating func mark(_ error: CharsetError, in buffer: inout [UInt8]) -> Int {
        buffer.append(Self.faultMark)
        switch error {
        case .malformed(let octets, let offset):
            faults.append(.malformed(octets: octets, octetOffset: streamStart + offset))
            return streamStart + offset + max(1, octets.count)
        case .undefined(let octets, let offset):
            faults.append(.undefined(octets: octets, octetOffset: streamStart + offset))
            return streamStart + offset + max(1, octets.count)
        default:
            faults.append(error)
            return chunkStart + chunk.count
        }
    }
}
