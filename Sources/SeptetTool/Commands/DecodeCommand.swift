internal import ArgumentParser
internal import Septet
internal import SeptetCampaigns
internal import SeptetJSON

struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Puts parts together again, in any order: one JSON object a message.",
        discussion: """
            Input is one JSON object a line: a part as it was received, {"userData": hex, \
            "userDataLength": n, "dataCoding": n, "hasHeader": true or false}, with "sender" \
            where senders differ; or a line that septet encode printed. A message is printed when \
            its last part has arrived; messages still incomplete at the end are printed as they are.
            """
    )

    @Argument(
        help: ArgumentHelp("The input; standard input by default or with -.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @Option(
        help: ArgumentHelp(
            "How many incomplete messages are kept before the oldest is printed as it is.",
            valueName: "N"
        )
    )
    var pending = 1_024

    func validate() throws {
        if pending < 1 { throw ValidationError("--pending is at least 1.") }
    }

    func run() throws {
        var reassembler = Reassembler(messageLimit: pending)
        var output = StandardOutput()
        var lines = RejectingReader(try InputOptions.linesReader(file))
        let outcome = try lines.forEach { _, text in
            let octets = (0..<text.count).map { text[$0] }
            guard octets.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
            let entry = try DecodableLine(json: octets)
            if let parts = entry.parts {
                try decode(parts, entry.dataCoding, &output)
            } else {
                let part = try entry.part.received(dataCoding: entry.dataCoding)
                try take(part, from: entry.sender ?? "", &reassembler, &output)
            }
        }
        for message in reassembler.removeAll() { try print(message, &output) }
        try output.flush()
        try outcome.check()
    }

    /// Prints the message of a line of `encode`, which has nothing to do with other lines.
    private func decode(
        _ parts: [DecodableLine.Part],
        _ dataCoding: UInt8,
        _ output: inout StandardOutput
    ) throws {
        let parts = try parts.map { try $0.received(dataCoding: dataCoding) }
        var reassembler = Reassembler()
        for part in parts { try take(part, from: "", &reassembler, &output) }
        for message in reassembler.removeAll() { try print(message, &output) }
    }

    private func take(
        _ part: ReceivedPart,
        from sender: String,
        _ reassembler: inout Reassembler,
        _ output: inout StandardOutput
    ) throws {
        let reception = try reassembler.add(part, from: sender)
        if let message = reception.evicted { try print(message, &output) }
        switch reception.outcome {
        case .complete(let message): try print(message, &output)
        case .duplicate, .pending: break
        }
    }

    private func print(
        _ message: ReassembledMessage,
        _ output: inout StandardOutput
    ) throws(OutputError) {
        let text = message.text
        var json = JSONText()
        json.object { json in
            json.member("text", text)
            if text == nil {
                json.member("data", Hexadecimal.string(of: message.data ?? []))
            }
            json.member("encoding", (message.alphabet ?? .gsm7Bit).jsonName)
            json.member("parts", message.parts.count)
            json.member("complete", message.isComplete)
            json.array("missing", of: message.missing) { $0.value($1) }
            if !message.duplicates.isEmpty {
                json.array("duplicates", of: message.duplicates) { $0.value($1) }
            }
            if let tables = message.parts.lazy.compactMap({ $0?.shiftTables }).first {
                json.members(of: tables)
            }
            if !message.sender.isEmpty { json.member("sender", message.sender) }
            if let reference = message.reference { json.member("reference", reference.number) }
        }
        json.endLine()
        try output.write(json.octets)
    }
}
