// Puts the parts of received messages together, in whatever order they come.
//
//     swift run ReceiveExample < parts
//
// A part a line: the sender, the data coding scheme, the header indicator (0 or 1), the user data length and the user
// data in hexadecimal, as a modem or a service centre gives them. Prints each message that is complete, and at the end those
// that are not.

import Septet

func show(_ message: ReassembledMessage) {
    let state = message.isComplete ? "" : " (parts missing: \(message.missing.count))"
    print("\(message.sender): \(message.text ?? "octets")\(state)")
}

// A day is what a sender's parts may take; what is older makes room.
var reassembler = Reassembler(messageLimit: 10_000, expirySeconds: 86_400)
while let line = readLine() {
    let fields = line.split(separator: " ")
    guard fields.count == 5, let scheme = UInt8(fields[1]), let length = Int(fields[3]) else {
        print("not a part: \(line)")
        continue
    }
    do {
        let userData = try Hexadecimal.octets(of: String(fields[4]))
        let part = try ReceivedPart(
            lenientlyReading: userData.span,
            userDataLength: length,
            dataCodingScheme: DataCodingScheme(octet: scheme),
            hasHeader: fields[2].utf8.first == UInt8(ascii: "1")
        )
        let reception = try reassembler.add(part, from: String(fields[0]))
        reception.givenBack.forEach(show)
        if case .complete(let message) = reception.outcome { show(message) }
    } catch {
        print("\(fields[0]): \(error)")
    }
}
reassembler.removeAll().forEach(show)
