internal import ArgumentParser
internal import Septet
internal import SeptetInspection
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetLists
internal import SeptetProtocols

struct EncodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode",
        _superCommandName: SeptetCommand.name,
        abstract: "Encodes texts: the octets of each part, one JSON object a text.",
        discussion: """
            An argument that is the name of a file is read as input, one text a line; any other \
            argument is the text itself. --text and --file make the choice explicit. Without an argument, or \
            with -, texts come from standard input.

            --tpdu adds the SMS-SUBMIT unit of each part in hexadecimal as "tpdu", and its length for a \
            modem as "cmgsLength". --smpp adds "smpp": data_coding, esm_class, short_message and the \
            optional parameters; a message_payload holds the whole text, so such a line has one part.
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
    @OptionGroup var protocolOptions: ProtocolOptions

    @Flag(help: "Print septets one an octet, with \"packed\": false.")
    var unpacked = false

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
        if protocolOptions.smpp, planningOptions.referenceSize == .sixteenBit,
            protocolOptions.smppLong == .udh8
        {
            throw ValidationError("--reference-size 16 is --smpp-long udh16, not udh8.")
        }
        if unpacked && hex {
            throw ValidationError("--hex is 8-bit data, which has no --unpacked.")
        }
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
        return FileIdentity(path: argument) == nil ? argument : nil
    }

    private func encoded(_ text: Span<UInt8>, line: Int, _ messageNumber: Int) throws -> [UInt8] {
        let input = (0..<text.count).map { text[$0] }
        let octets = hex ? try Hexadecimal.octets(of: String(decoding: input, as: UTF8.self)) : []
        let message =
            protocolOptions.smpp
            ? try planned(forSMPP: input, octets, messageNumber)
            : try planned(input, octets, messageNumber)
        let plan = message.plan
        var json = JSONText()
        try json.object { json in
            json.member("line", line)
            json.member("encoding", plan.alphabet.jsonName)
            json.members(of: plan.shiftTables)
            let scheme = plan.dataCodingScheme(messageClass: flash ? .flash : nil)
            json.member("dataCoding", Int(scheme.octet))
            if unpacked && plan.alphabet == .gsm7Bit { json.member("packed", false) }
            if message.isPayload {
                json.objects("parts", of: message.fields) { json, fields in
                    json.member("sequence", 1)
                    json.member("centreParts", plan.partCount)
                    if !hex { json.member("text", String(decoding: input, as: UTF8.self)) }
                    json.member("smpp", fields)
                }
                return
            }
            try json.array("parts") { json in
                for (index, segment) in message.segments.enumerated() {
                    try json.object { json in
                        json.members(of: segment, unpacked: unpacked)
                        if !hex {
                            let range = segment.layout.utf8Range
                            json.member("text", String(decoding: input[range], as: UTF8.self))
                        }
                        if !message.fields.isEmpty { json.member("smpp", message.fields[index]) }
                        guard let unit = try protocolOptions.submit(segment) else { return }
                        json.member(
                            "tpdu",
                            Hexadecimal.string(of: protocolOptions.octets(of: unit))
                        )
                        json.member("smsc", protocolOptions.smsc != nil)
                        json.member("cmgsLength", unit.cmgsLength)
                    }
                }
            }
        }
        json.endLine()
        return json.octets
    }

    /// What is printed of a text.
    private struct Message {
        let plan: MessagePlan
        let segments: [Segment]
        /// For SMPP: the fields of each segment, or one for all.
        var fields: [SMPPFields] = []

        /// Whether the whole text travels in one unit, and the centre cuts it.
        var isPayload: Bool { !fields.isEmpty && fields.count < segments.count }
    }

    private func planned(
        _ input: [UInt8],
        _ octets: [UInt8],
        _ messageNumber: Int
    ) throws -> Message {
        let planner = planningOptions.planner
        let messageClass = flash ? DataCodingScheme.MessageClass.flash : nil
        if hex {
            let plan = try planner.plan(octetCount: octets.count)
            let segments = try plan.segments(
                ofOctets: octets.span,
                messageNumber: messageNumber,
                messageClass: messageClass
            )
            return Message(plan: plan, segments: segments)
        }
        let plan = try planner.plan(utf8: input.span)
        let segments = try plan.segments(
            of: String(decoding: input, as: UTF8.self),
            messageNumber: messageNumber,
            messageClass: messageClass
        )
        return Message(plan: plan, segments: segments)
    }

    private func planned(
        forSMPP input: [UInt8],
        _ octets: [UInt8],
        _ messageNumber: Int
    ) throws -> Message {
        let planner = planningOptions.planner
        let centre = protocolOptions.centre(planner.referenceWidth)
        let messageClass = flash ? DataCodingScheme.MessageClass.flash : nil
        if !hex { _ = try planner.plan(utf8: input.span) }
        let message =
            hex
            ? try centre.message(
                ofOctets: octets.span,
                planner: planner,
                messageNumber: messageNumber,
                messageClass: messageClass
            )
            : try centre.message(
                String(decoding: input, as: UTF8.self),
                planner: planner,
                messageNumber: messageNumber,
                messageClass: messageClass
            )
        return Message(plan: message.plan, segments: message.segments, fields: message.parts)
    }
}

extension JSONText {
    /// Writes where a segment stands and its octets.
    fileprivate mutating func members(of segment: Segment, unpacked: Bool) {
        let isUnpacked = unpacked && segment.dataCodingScheme.alphabet == .gsm7Bit
        let userData = isUnpacked ? segment.unpackedUserData : segment.userData
        member("sequence", segment.layout.sequence)
        member("header", Hexadecimal.string(of: segment.header))
        member("userData", Hexadecimal.string(of: userData))
        let length = isUnpacked ? userData.count : segment.layout.userDataLength
        member("userDataLength", length)
    }
}
