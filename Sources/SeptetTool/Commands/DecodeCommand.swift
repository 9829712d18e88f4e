internal import ArgumentParser
internal import Foundation
internal import Septet
internal import SeptetEstimates

struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Puts parts together again, in any order: one JSON object a message.",
        discussion: """
            Input is one JSON object a line: a part as it was received, {"userData": hex, \
            "userDataLength": n, "dataCoding": n, "hasHeader": true or false}, with "sender" \
            where senders differ; or a line that septet encode printed. A message is printed when \
            its last part has come; what is missing then at the end is printed incomplete.
            """
    )

    @Argument(
        help: ArgumentHelp("The input; standard input by default or with -.", valueName: "file")
    )
    var file: String?

    @Option(help: "How many incomplete messages are kept before the oldest is printed as it is.")
    var pending = 1_024

    func run() throws {
        var reassembler = Reassembler(messageLimit: pending)
        var output = StandardOutput()
        var lines = RejectingReader(try InputOptions.linesReader(file))
        try lines.forEach { _, text in
            let octets = Data((0..<text.count).map { text[$0] })
            guard !octets.isEmpty else { return }
            let entry = try DecodableLine(json: octets)
            if let parts = entry.parts {
                var own = Reassembler()
                for part in parts {
                    let part = try part.received(dataCoding: entry.dataCoding)
                    try take(try own.add(part), &output)
                }
                for message in own.removeAll() { try print(message, &output) }
            } else {
                let part = try entry.part.received(dataCoding: entry.dataCoding)
                try take(try reassembler.add(part, from: entry.sender ?? ""), &output)
            }
        }
        for message in reassembler.removeAll() { try print(message, &output) }
        try output.flush()
        if lines.isAnyRejected { throw ExitStatus.inputRejected }
    }

    private func take(
        _ reception: Reassembler.Reception,
        _ output: inout StandardOutput
    ) throws {
        if let message = reception.evicted { try print(message, &output) }
        if case .complete(let message) = reception.outcome { try print(message, &output) }
    }

    private func print(
        _ message: ReassembledMessage,
        _ output: inout StandardOutput
    ) throws(OutputError) {
        var json = JSONText()
        json.object { json in
            if let text = message.text {
                json.member("text", text)
            } else {
                json.key("text")
                json.null()
                json.member("data", Hexadecimal.string(of: message.data ?? []))
            }
            json.member("encoding", (message.alphabet ?? .gsm7Bit).jsonName)
            json.member("parts", message.parts.count)
            json.member("complete", message.isComplete)
            json.key("missing")
            json.array { json in
                for sequence in message.missing { json.value(sequence) }
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
