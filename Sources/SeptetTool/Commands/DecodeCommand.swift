internal import ArgumentParser
internal import Septet
internal import SeptetInspection
internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetProtocols

struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        _superCommandName: SeptetCommand.name,
        abstract: "Puts parts together again, in any order: one JSON object a message.",
        discussion: """
            Input is one JSON object a line. A part as it was received is {"userData": hex, \
            "userDataLength": n, "dataCoding": n, "hasHeader": true or false}, with "packed": false \
            where each octet holds one septet; {"tpdu": hex}, with "direction": "deliver", "submit" \
            or "status-report" and with "smsc": true where the service centre's address stands in \
            front; or {"smpp": {"dataCoding": n, "esmClass": n, "shortMessage": hex, "tlvs": \
            [{"tag": "020c", "value": hex}]}}. Each may have a "sender", and "receivedAt" in ISO \
            8601. A line that septet encode printed holds a whole message.

            A message is printed when its last part has arrived, or incomplete when its reference \
            is used for another message, its parts are older than --expire, or the input ends. Parts \
            are read as a phone reads them: what it passes over is in "warnings".
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

    @Option(
        help: ArgumentHelp(
            "How long a message waits for its parts, where these carry times: 30m, 24h, 2d.",
            valueName: "TIME"
        )
    )
    var expire = SecondsArgument(seconds: 86_400)

    @Option(
        help: ArgumentHelp(
            "What data_coding 0 of SMPP means.",
            valueName: "ALPHABET"
        )
    )
    var smppDefault = ServiceCentre.DefaultAlphabet.gsm7

    func validate() throws {
        if pending < 1 { throw ValidationError("--pending is at least 1.") }
    }

    func run() throws {
        var inbox = Inbox(
            Reassembler(messageLimit: pending, expirySeconds: expire.seconds),
            ServiceCentre(defaultAlphabet: smppDefault)
        )
        var output = StandardOutput()
        var lines = RejectingReader(try InputOptions.linesReader(file))
        let outcome = try lines.forEach { _, text in
            let octets = (0..<text.count).map { text[$0] }
            guard octets.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
            let line = try DecodableLine(json: octets)
            if let parts = line.parts {
                // Such a message has nothing to do with other lines; all its parts are read first.
                var message = Inbox(Reassembler(), inbox.centre)
                for part in parts { try message.take(part, of: line) }
                message.finish()
                try output.write(message.takeOutput())
            } else if let part = line.part {
                try inbox.take(part, of: line)
                try output.write(inbox.takeOutput())
            }
        }
        inbox.finish()
        try output.write(inbox.takeOutput())
        try output.flush()
        try outcome.check()
    }
}

/// The parts that wait for others, and the JSON of the messages that no longer do.
private struct Inbox {
    let centre: ServiceCentre
    private var reassembler: Reassembler
    /// What came with the parts that wait, by their tags.
    private var notes: [Int: PartNote] = [:]
    private var nextTag = 0
    private var json = JSONText()

    init(_ reassembler: Reassembler, _ centre: ServiceCentre) {
        self.reassembler = reassembler
        self.centre = centre
    }

    /// The lines written since the last call.
    mutating func takeOutput() -> [UInt8] {
        defer { json.removeAll() }
        return json.octets
    }

    /// Takes a part; an error changes nothing.
    mutating func take(_ part: DecodableLine.Part, of line: DecodableLine) throws {
        var note = PartNote(sender: line.sender)
        var received: ReceivedPart?
        switch part {
        case .userData(let octets, let length, let scheme, let hasHeader, let packing):
            received = try ReceivedPart(
                lenientlyReading: octets.span,
                userDataLength: length,
                dataCodingScheme: scheme,
                hasHeader: hasHeader,
                packing: packing
            )
        case .tpdu(let octets, let kind, let hasServiceCentre):
            let reading = try TPDU.read(
                octets.span,
                kind: kind,
                hasServiceCentre: hasServiceCentre
            )
            note.take(reading)
            do {
                received = try reading.tpdu.userData?.part()
            } catch {
                note.warnings.append("\(error)")
            }
        case .smpp(let fields):
            let reception = try centre.receive(fields)
            received = reception.part
            note.isLatin1 = reception.isLatin1
        }
        guard var received else {
            // A report without text, or text that cannot be read.
            note.write(to: &json)
            return
        }
        received.tag = nextTag
        notes[nextTag] = note
        nextTag += 1
        let reception: Reassembler.Reception
        do {
            reception = try reassembler.add(
                received,
                from: note.sender ?? note.peer ?? "",
                at: line.receivedAt
            )
        } catch {
            notes[received.tag] = nil
            throw error
        }
        for message in reception.givenBack { write(message) }
        switch reception.outcome {
        case .complete(let message): write(message)
        case .duplicate: notes[received.tag] = nil
        case .pending: break
        }
    }

    /// Writes the messages that still wait for parts.
    mutating func finish() {
        for message in reassembler.removeAll() { write(message) }
    }

    private mutating func write(_ message: ReassembledMessage) {
        let found = message.parts.map { part -> PartNote? in
            part.flatMap { notes.removeValue(forKey: $0.tag) }
        }
        json.message(message, found)
        json.endLine()
    }
}

/// What came with a part besides its text.
struct PartNote {
    /// The sender that the line gave.
    let sender: String?
    /// What separates the parts of different people when no sender is given.
    var peer: String?
    /// The sender that the unit gives.
    var originator: String?
    var tpdu: TPDU.Reading?
    var isLatin1 = false
    /// What was passed over around the text.
    var warnings: [String] = []

    init(sender: String?) {
        self.sender = sender
    }

    mutating func take(_ reading: TPDU.Reading) {
        tpdu = reading
        warnings += reading.warnings.map(\.description)
        switch reading.tpdu {
        case .deliver(let unit):
            peer = "deliver \(unit.originator.typeOfNumber) \(unit.originator)"
            originator = "\(unit.originator)"
        case .submit(let unit):
            peer = "submit \(unit.destination.typeOfNumber) \(unit.destination)"
        case .statusReport(let unit):
            peer = "report \(unit.recipient.typeOfNumber) \(unit.recipient)"
        }
    }

    /// Writes a unit that has no text.
    func write(to json: inout JSONText) {
        json.object { json in
            json.null("text")
            if !warnings.isEmpty { json.array("warnings", of: warnings) { $0.value($1) } }
            if let sender = sender ?? originator { json.member("sender", sender) }
            if let tpdu { json.object("tpdu") { $0.members(of: tpdu) } }
        }
        json.endLine()
    }
}

extension JSONText {
    fileprivate mutating func null(_ key: String) {
        self.key(key)
        null()
    }

    /// Writes a message with what came with its parts.
    fileprivate mutating func message(_ message: ReassembledMessage, _ notes: [PartNote?]) {
        let text = message.text
        let isLatin1 = notes.contains { $0?.isLatin1 == true }
        object { json in
            json.member("text", text)
            if text == nil {
                json.member("data", Hexadecimal.string(of: message.data ?? []))
            }
            json.member("encoding", isLatin1 ? "latin1" : (message.alphabet ?? .gsm7Bit).jsonName)
            json.member("parts", message.parts.count)
            json.member("complete", message.isComplete)
            json.array("missing", of: message.missing) { $0.value($1) }
            if !message.duplicates.isEmpty {
                json.array("duplicates", of: message.duplicates) { $0.value($1) }
            }
            let warnings = message.warnings(notes)
            if !warnings.isEmpty { json.array("warnings", of: warnings) { $0.value($1) } }
            if let tables = message.parts.lazy.compactMap({ $0?.shiftTables }).first {
                json.members(of: tables)
            }
            let note = notes.lazy.compactMap { $0 }.first
            if let sender = note?.sender ?? note?.originator, !sender.isEmpty {
                json.member("sender", sender)
            }
            if let reference = message.reference { json.member("reference", reference.number) }
            let units = notes.map { $0?.tpdu }
            guard let first = units.lazy.compactMap({ $0 }).first else { return }
            json.object("tpdu") { $0.members(of: first) }
            guard units.count > 1 else { return }
            json.array("tpdus", of: units) { json, unit in
                if let unit {
                    json.object { $0.members(of: unit) }
                } else {
                    json.null()
                }
            }
        }
    }
}

extension ReassembledMessage {
    /// Passed-over data, and why a message is incomplete, in the order of its parts.
    fileprivate func warnings(_ notes: [PartNote?]) -> [String] {
        var sentences: [String] = []
        for (index, part) in parts.enumerated() {
            let found = (notes[index]?.warnings ?? []) + (part?.warnings.map(\.description) ?? [])
            sentences += found.map { parts.count > 1 ? "part \(index + 1): \($0)" : $0 }
        }
        if let interruption { sentences.append("the message is incomplete: \(interruption)") }
        sentences += doubtful.map {
            "part \($0) came as in an earlier message of this reference, and was taken for that"
        }
        return sentences
    }
}
