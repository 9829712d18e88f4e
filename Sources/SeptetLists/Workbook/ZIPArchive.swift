internal import CSpreadsheet

/// Why a workbook cannot be read.
@nonexhaustive
public enum WorkbookError: Error, Sendable, Hashable {
    /// The end of the file is missing, or what it says does not agree with the rest.
    case damaged(String)
    /// The file is protected by a password.
    case encrypted
    /// Some part inflates to more than a workbook has.
    case tooLarge(part: String, octetLimit: Int)
    /// No sheet has the name; those there are.
    case noSheet(String, known: [String])
    /// A pipe has more octets than are kept in memory.
    case pipeTooLong(octetLimit: Int)
    /// The system said this.
    case system(String)
}

extension WorkbookError: CustomStringConvertible {
    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .damaged(let what): "the workbook is damaged or cut off: \(what)"
        case .encrypted: "the workbook is encrypted; save it without a password"
        case .tooLarge(let part, let limit):
            "the workbook's \(part) is larger than \(limit >> 20) MiB, or compressed more than any real one"
        case .noSheet(let name, let known):
            "no sheet is called \"\(name)\"; there are: \(ColumnNames.listing(known))"
        case .pipeTooLong(let limit):
            "a workbook from a pipe has \(limit >> 20) MiB at most; name its file"
        case .system(let reason): reason
        }
    }
}

/// The files of a ZIP archive (APPNOTE.TXT 6.3), read by place.
struct ZIPArchive {
    /// One file of the archive.
    struct Entry {
        fileprivate(set) var headerOffset = 0
        fileprivate(set) var compressedCount = 0
        fileprivate(set) var count = 0
        fileprivate(set) var crc: UInt32 = 0
        fileprivate(set) var method = 0
        fileprivate(set) var isEncrypted = false
    }

    /// What a pipe may send, which is kept in memory.
    private static let pipeOctetLimit = 64 << 20

    /// The octets of the list of files at most; a workbook's has some KiB.
    private static let directoryOctetLimit = 4 << 20

    private let octetCount: Int

    /// All octets, when the source is a pipe or in memory.
    private var octets: [UInt8]?

    /// The files by their names' octets.
    private var entries: [[UInt8]: Entry] = [:]

    /// Reads the list of files.
    init(_ source: inout ByteSource) throws(WorkbookError) {
        if let count = source.octetCount {
            octetCount = count
        } else {
            var all: [UInt8] = []
            var isLonger = false
            do throws(InputError) {
                while !isLonger {
                    if try source.read(1 << 20, into: &all) == 0 { break }
                    isLonger = all.count > Self.pipeOctetLimit
                }
            } catch {
                throw .system(error.reason)
            }
            if isLonger { throw .pipeTooLong(octetLimit: Self.pipeOctetLimit) }
            octetCount = all.count
            octets = all
        }
        try readDirectory(source)
    }

    /// Reads octets of the file from a place on, exactly as many.
    func octets(
        at offset: Int,
        count: Int,
        _ source: borrowing ByteSource
    ) throws(WorkbookError) -> [UInt8] {
        guard offset >= 0, count >= 0, offset <= octetCount, count <= octetCount - offset else {
            throw .damaged("a part lies behind the end of the file")
        }
        if let octets { return Array(octets[offset..<offset + count]) }
        let read: [UInt8]?
        do throws(InputError) {
            read = try source.read(at: offset, count: count)
        } catch {
            throw .system(error.reason)
        }
        guard let read, read.count == count else {
            throw .damaged("a part lies behind the end of the file")
        }
        return read
    }

    /// The file of a name; whatever the case of its letters, as in Windows.
    subscript(name: String) -> Entry? {
        if let entry = entries[Array(name.utf8)] { return entry }
        let wanted = name.utf8.map(\.asciiLowercased)
        return entries.first { $0.key.map(\.asciiLowercased) == wanted }?.value
    }

    private mutating func readDirectory(_ source: borrowing ByteSource) throws(WorkbookError) {
        // The end has 22 octets and a comment of up to 65,535.
        let tailCount = min(octetCount, 22 + 0xFFFF)
        let tail = try octets(at: octetCount - tailCount, count: tailCount, source)
        guard tailCount >= 22,
            let end = (0...tailCount - 22).reversed().first(where: {
                tail[$0...].starts(with: [0x50, 0x4B, 0x05, 0x06])
            })
        else { throw .damaged("the list of its parts is missing") }
        var count = tail.number(at: end + 12, octetCount: 4)
        var offset = tail.number(at: end + 16, octetCount: 4)
        if count == 0xFFFF_FFFF || offset == 0xFFFF_FFFF, end >= 20 {
            // The numbers have no room in the old record; 20 octets before it say where the new is.
            let place = tail.number(at: end - 20 + 8, octetCount: 8)
            let record = try octets(at: place, count: 56, source)
            guard record.starts(with: [0x50, 0x4B, 0x06, 0x06]) else {
                throw .damaged("the list of its parts is missing")
            }
            count = record.number(at: 40, octetCount: 8)
            offset = record.number(at: 48, octetCount: 8)
        }
        guard count <= Self.directoryOctetLimit else {
            throw .tooLarge(part: "list of parts", octetLimit: Self.directoryOctetLimit)
        }
        let directory = try octets(at: offset, count: count, source)
        var position = 0
        while position + 46 <= directory.count,
            directory[position...].starts(with: [0x50, 0x4B, 0x01, 0x02])
        {
            let nameCount = directory.number(at: position + 28, octetCount: 2)
            let extraCount = directory.number(at: position + 30, octetCount: 2)
            let commentCount = directory.number(at: position + 32, octetCount: 2)
            let next = position + 46 + nameCount + extraCount + commentCount
            guard next <= directory.count else {
                throw .damaged("the list of its parts is cut off")
            }
            var entry = Entry()
            entry.isEncrypted = directory[position + 8] & 1 != 0
            entry.method = directory.number(at: position + 10, octetCount: 2)
            entry.crc = UInt32(directory.number(at: position + 16, octetCount: 4))
            entry.compressedCount = directory.number(at: position + 20, octetCount: 4)
            entry.count = directory.number(at: position + 24, octetCount: 4)
            entry.headerOffset = directory.number(at: position + 42, octetCount: 4)
            let nameStart = position + 46
            let extra = directory[nameStart + nameCount..<nameStart + nameCount + extraCount]
            entry.widen(Array(extra))
            entries[Array(directory[nameStart..<nameStart + nameCount])] = entry
            position = next
        }
        if entries.isEmpty { throw .damaged("the list of its parts is empty") }
    }
}

extension ZIPArchive.Entry {
    /// Takes the numbers that had no room, from the field 1 of ZIP64.
    fileprivate mutating func widen(_ extra: [UInt8]) {
        var position = 0
        while position + 4 <= extra.count {
            let count = extra.number(at: position + 2, octetCount: 2)
            let end = position + 4 + count
            guard end <= extra.count else { return }
            if extra.number(at: position, octetCount: 2) == 1 {
                var place = position + 4
                func next(_ value: Int) -> Int {
                    guard value == 0xFFFF_FFFF, place + 8 <= end else { return value }
                    place += 8
                    return extra.number(at: place - 8, octetCount: 8)
                }
                self.count = next(self.count)
                compressedCount = next(compressedCount)
                headerOffset = next(headerOffset)
            }
            position = end
        }
    }
}

extension [UInt8] {
    /// A number of up to eight octets, the least significant first; never below 0.
    fileprivate func number(at position: Int, octetCount: Int) -> Int {
        var number: UInt64 = 0
        for index in (0..<octetCount).reversed() {
            number = number << 8 | UInt64(self[position + index])
        }
        return Int(number & UInt64(Int.max))
    }
}

/// Inflates one file of an archive, a chunk at a time, and checks it.
struct ZIPPart: ~Copyable {
    /// What is inflated at once.
    private static let chunkOctetCount = 256 << 10

    /// Beyond so many octets a part may not be compressed more than `ratioLimit` times.
    ///
    /// Sheets of equal rows come to a hundred; deflate can do a thousand.
    private static let freeOctetCount = 64 << 20
    private static let ratioLimit = 400

    private let name: String
    private let entry: ZIPArchive.Entry
    private let octetLimit: Int
    private var inflater: Inflater?
    private var input: [UInt8] = []
    private var inputPosition = 0
    private var nextOffset: Int
    private let endOffset: Int
    private var count = 0
    private var crc: UInt32 = 0
    private var isEnded = false

    /// How many octets of the file have been read for it.
    private(set) var readOctetCount = 0

    /// Finds a part.
    ///
    /// - Parameters:
    ///   - name: What it is called in errors.
    ///   - octetLimit: How many octets it may have.
    init(
        _ name: String,
        _ entry: ZIPArchive.Entry,
        _ archive: ZIPArchive,
        _ source: borrowing ByteSource,
        octetLimit: Int
    ) throws(WorkbookError) {
        if entry.isEncrypted { throw .encrypted }
        guard entry.method == 0 || entry.method == 8 else {
            throw .damaged("its \(name) is compressed in an unknown way")
        }
        let header = try archive.octets(at: entry.headerOffset, count: 30, source)
        guard header.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            throw .damaged("its \(name) isn't where it should be")
        }
        let start =
            entry.headerOffset + 30 + header.number(at: 26, octetCount: 2)
            + header.number(at: 28, octetCount: 2)
        let (end, isOverflow) = start.addingReportingOverflow(entry.compressedCount)
        guard !isOverflow else { throw .damaged("its \(name) is longer than the file") }
        let inflater = try Self.inflater(ofMethod: entry.method)
        nextOffset = start
        endOffset = end
        self.name = name
        self.entry = entry
        self.octetLimit = octetLimit
        self.inflater = inflater
    }

    private static func inflater(ofMethod method: Int) throws(WorkbookError) -> Inflater? {
        guard method == 8 else { return nil }
        return try Inflater()
    }

    /// The next octets; none at the end.
    mutating func read(
        _ archive: ZIPArchive,
        _ source: borrowing ByteSource
    ) throws(WorkbookError) -> [UInt8] {
        while !isEnded {
            if inputPosition == input.count {
                let wanted = min(64 << 10, endOffset - nextOffset)
                guard wanted > 0 || inflater == nil else {
                    throw .damaged("its \(name) ends too early")
                }
                input = try archive.octets(at: nextOffset, count: wanted, source)
                inputPosition = 0
                nextOffset += wanted
                readOctetCount += wanted
            }
            var output: [UInt8] = []
            if inflater == nil {
                output = input
                inputPosition = input.count
                isEnded = output.isEmpty
            } else if let step = inflater?.inflate(
                input,
                from: inputPosition,
                Self.chunkOctetCount,
                into: &output
            ) {
                inputPosition += step.takenCount
                isEnded = step.isEnded
                // Without any progress the stream waits for octets it does not have.
                if step.takenCount == 0 && output.isEmpty && !isEnded && inputPosition < input.count
                {
                    throw .damaged("its \(name) isn't deflated")
                }
            } else {
                throw .damaged("its \(name) isn't deflated")
            }
            count += output.count
            crc = Inflater.crc(crc, output)
            let isBomb = count > Self.freeOctetCount && count / Self.ratioLimit > readOctetCount
            if count > octetLimit || isBomb { throw .tooLarge(part: name, octetLimit: octetLimit) }
            if isEnded && crc != entry.crc {
                throw .damaged("the checksum of its \(name) is wrong")
            }
            if !output.isEmpty { return output }
        }
        return []
    }
}

/// One open stream of zlib, which belongs to one value and so to one thread at a time.
@safe
struct Inflater: ~Copyable, @unchecked Sendable {
    private let handle: OpaquePointer

    init() throws(WorkbookError) {
        guard let opened = unsafe cspreadsheet_inflater_open() else {
            throw .system("there is no memory")
        }
        unsafe handle = opened
    }

    deinit {
        // The handle has never left this value.
        unsafe cspreadsheet_inflater_close(handle)
    }

    /// Inflates into an empty buffer; `nil` when the input isn't deflated.
    mutating func inflate(
        _ input: [UInt8],
        from position: Int,
        _ capacity: Int,
        into output: inout [UInt8]
    ) -> (takenCount: Int, isEnded: Bool)? {
        var taken: Int32 = 0
        var result = CSpreadsheetInflation.malformed
        let handle = unsafe handle
        output.append(addingCapacity: capacity) { room in
            unsafe room.withUnsafeMutableBufferPointer { room, count in
                unsafe input.withUnsafeBufferPointer { input in
                    // In bounds: what is left of the input behind a position in it, and the room.
                    let start = unsafe input.baseAddress.map { unsafe $0 + position }
                    var written: Int32 = 0
                    result = unsafe cspreadsheet_inflate(
                        handle,
                        start,
                        Int32(input.count - position),
                        &taken,
                        room.baseAddress,
                        Int32(room.count),
                        &written
                    )
                    count = Int(written)
                }
            }
        }
        if result == CSpreadsheetInflation.malformed { return nil }
        return (Int(taken), result == CSpreadsheetInflation.ended)
    }

    /// The checksum of ZIP.
    static func crc(_ crc: UInt32, _ octets: [UInt8]) -> UInt32 {
        // The octets live for the length of the call.
        unsafe cspreadsheet_crc(crc, octets, Int32(octets.count))
    }
}
