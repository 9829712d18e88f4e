internal import SeptetCharsets

/// A source whose octets are read as UTF-8, whatever charset they are in.
///
/// Octets that aren't a character of the charset become one `faultMark`, which no UTF-8 has, and
/// leave their fault behind. So a reader can reject the record they stand in and go on.
struct DecodingSource: ~Copyable {
    /// The octet in place of a fault.
    static let faultMark = MarkingDecoder.mark

    private var source: ByteSource
    /// `nil` for UTF-8, which is handed on as it is.
    private var decoder: MarkingDecoder?
    private let isUTF8: Bool
    private var chunk: [UInt8] = []
    private var isFinished = false

    /// The first fault of each line that has fault marks, oldest first; a CR ends a line too.
    private(set) var faults: [DecodingFault] = []

    /// How many octets have been read from the input.
    private(set) var readOctetCount = 0

    init(_ source: consuming ByteSource, _ charset: Charset) throws(CharsetError) {
        self.source = source
        isUTF8 = charset == .utf8
        decoder = isUTF8 ? nil : try MarkingDecoder(charset)
    }

    /// The name of the input, as shown to a person.
    var name: String { source.name }

    /// How many octets the input has; `nil` for a pipe.
    var octetCount: Int? { source.octetCount }

    /// Whether the input was ended before its end.
    var wasStopped: Bool { source.wasStopped }

    /// Takes the oldest faults, whose marks have been passed.
    mutating func takeFaults(_ count: Int) -> [DecodingFault] {
        guard count > 0 else { return [] }
        let taken = Array(faults.prefix(count))
        faults.removeFirst(taken.count)
        return taken
    }

    /// Appends the UTF-8 of about `count` octets to a buffer.
    ///
    /// - Returns: How many octets were appended; 0 at the end.
    mutating func read(_ count: Int, into buffer: inout [UInt8]) throws(InputError) -> Int {
        if isUTF8 {
            let added = try source.read(count, into: &buffer)
            readOctetCount += added
            return added
        }
        let before = buffer.count
        while buffer.count == before && !isFinished {
            chunk.removeAll(keepingCapacity: true)
            let added = try source.read(count, into: &chunk)
            readOctetCount += added
            isFinished = added == 0
            let octets = chunk
            do throws(CharsetError) {
                if isFinished {
                    try decoder?.finish(into: &buffer)
                } else {
                    try decoder?.decode(octets.span, into: &buffer)
                }
            } catch {
                throw InputError(name: name, reason: error.description)
            }
            faults += decoder?.takeFaults() ?? []
        }
        return buffer.count - before
    }
}

/// Counts the lines that have a fault mark in text that comes in pieces.
struct MarkedLines {
    private var isMarked = false

    /// Counts those whose first mark is in some octets.
    mutating func count(in octets: ArraySlice<UInt8>) -> Int {
        var count = 0
        for octet in octets {
            if octet == DecodingSource.faultMark {
                if !isMarked { count += 1 }
                isMarked = true
            } else if MarkingDecoder.isLineEnd(octet) {
                isMarked = false
            }
        }
        return count
    }
}
