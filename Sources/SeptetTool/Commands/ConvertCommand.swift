internal import ArgumentParser
internal import SeptetCharsets
internal import SeptetCampaigns
internal import SeptetLists

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        _superCommandName: SeptetCommand.name,
        abstract: "Converts text between charsets, streaming.",
        discussion: """
            Charsets have the names of IANA, or any alias that ICU knows. A UTF-8 byte order mark at \
            the beginning is a signature and is dropped. The first character that cannot be read \
            or written ends the conversion with status 65, unless there is a substitute; what came \
            before it has been written.
            """
    )

    private static let readOctetCount = 256 << 10

    @Argument(
        help: ArgumentHelp("The input; standard input by default or with -.", valueName: "file")
    )
    var file: String?

    @Option(
        help: ArgumentHelp("The charset of the input.", valueName: "charset"),
        transform: CharsetName.init(named:)
    )
    var from: CharsetName

    @Option(
        help: ArgumentHelp("The charset of the output.", valueName: "charset"),
        transform: CharsetName.init(named:)
    )
    var to: CharsetName

    @Option(
        help: ArgumentHelp(
            "The text to write for what cannot be read or written.",
            valueName: "text"
        )
    )
    var substitute: String?

    @Flag(
        help: """
            Also refuse what the publisher of the charset leaves undefined: octets 81 83 88 90 98 \
            of windows-1250, which ICU reads as control characters.
            """
    )
    var strict = false

    func run() throws {
        var input = try InputOptions.source(file)
        var output = StandardOutput()
        var lines = LineNumbers()
        do {
            var transcoder = try transcoder()
            try convert(&input, &transcoder, &output, &lines)
        } catch let error as CharsetError {
            try output.flush()
            let line = error.octetOffset.map { ":\(lines.line(at: $0 + lines.skippedOctetCount))" }
            StandardError.report("\(input.name)\(line ?? ""): \(error)")
            throw ExitStatus.inputRejected
        }
        try output.flush()
    }

    /// The transcoder that the options ask for; options that contradict each other are usage.
    private func transcoder() throws -> Transcoder {
        do throws(CharsetError) {
            return try Transcoder(
                from: from.charset,
                to: to.charset,
                onFault: substitute.map { .substitute($0) } ?? .stop,
                mapping: strict ? .published : .icu
            )
        } catch {
            switch error {
            case .unencodableSubstitute, .publishedMappingUnknown: throw ValidationError("\(error)")
            default: throw error
            }
        }
    }

    private func convert(
        _ input: inout ByteSource,
        _ transcoder: inout Transcoder,
        _ output: inout StandardOutput,
        _ lines: inout LineNumbers
    ) throws {
        var chunk: [UInt8] = []
        var converted: [UInt8] = []
        var isFirst = true
        while true {
            chunk.removeAll(keepingCapacity: true)
            guard try input.read(Self.readOctetCount, into: &chunk) > 0 else { break }
            // A pipe may deliver the mark octet by octet.
            while isFirst && from.charset == .utf8 && chunk.count < ByteSource.byteOrderMark.count {
                guard try input.read(Self.readOctetCount, into: &chunk) > 0 else { break }
            }
            lines.add(chunk)
            if isFirst && from.charset == .utf8 && chunk.starts(with: ByteSource.byteOrderMark) {
                chunk.removeFirst(ByteSource.byteOrderMark.count)
                lines.skippedOctetCount = ByteSource.byteOrderMark.count
            }
            isFirst = false
            converted.removeAll(keepingCapacity: true)
            do {
                try transcoder.transcode(chunk.span, into: &converted)
            } catch {
                try output.write(converted)
                throw error
            }
            try output.write(converted)
            try output.flush()
        }
        converted.removeAll(keepingCapacity: true)
        try transcoder.finish(into: &converted)
        try output.write(converted)
    }
}

/// Finds the line of an octet of the last chunk that was read.
private struct LineNumbers {
    /// The octets of a byte order mark, which the transcoder does not count.
    var skippedOctetCount = 0

    private var chunk: [UInt8] = []
    private var chunkStart = 0
    private var lineAtStart = 1

    /// Goes on to the next chunk of the input.
    mutating func add(_ next: [UInt8]) {
        lineAtStart += Self.lineEndCount(chunk[...])
        chunkStart += chunk.count
        chunk = next
    }

    /// The line of the octet at an offset of the input; of one before the last chunk, its first.
    func line(at offset: Int) -> Int {
        let count = min(max(0, offset - chunkStart), chunk.count)
        return lineAtStart + Self.lineEndCount(chunk.prefix(count))
    }

    private static func lineEndCount(_ octets: ArraySlice<UInt8>) -> Int {
        octets.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    }
}

extension CharsetError {
    /// The place of the error in the input; `nil` when it is not about the input.
    fileprivate var octetOffset: Int? {
        switch self {
        case .unmappable(_, let offset), .undefined(_, let offset), .malformed(_, let offset):
            offset
        default: nil
        }
    }
}
