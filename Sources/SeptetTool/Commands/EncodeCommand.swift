internal import ArgumentParser
internal import Foundation
internal import Septet
internal import SeptetInspection
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists

struct EncodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode",
        abstract: "Encodes texts: the octets of each part, one JSON object a text.",
        discussion: """
            An argument that is the name of a file is read as input, one text a line; any other \
            argument is the text itself. --text and --file make the choice explicit. Without an argument, or \
            with -, texts come from standard input.
            """
    )

    @Argument(
        help: ArgumentHelp("A text, or a file of texts.", valueName: "text-or-file"),
        completion: .file()
    )
    var argument: String?

    @Option(help: "The text to encode, even if a file has that name.")
    var text: String?

    @Option(help: "The file of texts to encode.", completion: .file())
    var file: String?

    @OptionGroup var inputOptions: InputOptions
    @OptionGroup var planningOptions: PlanningOptions

    @Flag(help: "Message class 0: shown at once, not stored.")
    var flash = false

    @Flag(help: "Each input is octets in hexadecimal, sent as 8-bit data.")
    var hex = false

    @Option(
        help: ArgumentHelp(
            "The number of the first message; its low bits are the concatenation reference.",
            valueName: "N"
        )
    )
    var reference = 0

    func validate() throws {
        if [argument, text, file].compactMap({ $0 }).count > 1 {
            throw ValidationError("Give one of an argument, --text and --file.")
        }
        let hasTextOptions =
            !planningOptions.languages.languages.isEmpty || planningOptions.boundary != .pair
            || inputOptions.escaped
        if hex && hasTextOptions {
            throw ValidationError(
                "--hex is 8-bit data, which has no --languages, --boundary or --escaped."
            )
        }
    }

    func run() throws {
        var output = StandardOutput()
        var messageNumber = reference
        var outcome = RejectingReader.Outcome.complete
        if let text = givenText {
            try inputOptions.requireNoFile()
            do {
                let octets = Array(text.utf8)
                let unescaped = inputOptions.escaped ? EscapedText.unescaped(octets[...]) : octets
                try output.write(try encoded(unescaped.span, line: 1, messageNumber))
            } catch let error as OutputError {
                throw error
            } catch {
                StandardError.report("argument: \(error)")
                outcome = .someRejected
            }
        } else {
            outcome = try inputOptions.forEachText(in: file ?? argument) { line, text in
                try output.write(try encoded(text, line: line, messageNumber))
                messageNumber &+= 1
            }
        }
        try output.flush()
        try outcome.check()
    }

    /// The text on the command line, when there is one.
    private var givenText: String? {
        if let text { return text }
        guard let argument, argument != "-", file == nil else { return nil }
        return FileManager.default.fileExists(atPath: argument) ? nil : argument
    }

    private func encoded(_ text: Span<UInt8>, line: Int, _ messageNumber: Int) throws -> [UInt8] {
        let planner = planningOptions.planner
        let plan: MessagePlan
        let segments: [Segment]
        var octets: [UInt8] = []
        let string = (0..<text.count).map { text[$0] }
        if hex {
            octets = try Hexadecimal.octets(of: String(decoding: string, as: UTF8.self))
            plan = try planner.plan(octetCount: octets.count)
            segments = try plan.segments(ofOctets: octets.span, messageNumber: messageNumber)
        } else {
            plan = try planner.plan(utf8: text)
            segments = try plan.segments(
                of: String(decoding: string, as: UTF8.self),
                messageNumber: messageNumber
            )
        }
        var json = JSONText()
        json.object { json in
            json.member("line", line)
            json.member("encoding", plan.alphabet.jsonName)
            json.members(of: plan.shiftTables)
            let scheme = plan.dataCodingScheme(messageClass: flash ? .flash : nil)
            json.member("dataCoding", Int(scheme.octet))
            json.objects("parts", of: segments) { json, segment in
                json.member("sequence", segment.layout.sequence)
                json.member("header", Hexadecimal.string(of: segment.header))
                json.member("userData", Hexadecimal.string(of: segment.userData))
                json.member("userDataLength", segment.layout.userDataLength)
                if !hex {
                    let range = segment.layout.utf8Range
                    json.member("text", String(decoding: string[range], as: UTF8.self))
                }
            }
        }
        json.endLine()
        return json.octets
    }
}
