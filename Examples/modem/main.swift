// Sends a text by a GSM modem, and reads what the modem has received.
//
//     swift run ModemExample +447900900123 'Zażółć gęślą jaźń' > /dev/ttyUSB0   what to write to it
//     swift run ModemExample < inbox                        lines of AT+CMGL=4, one unit each

import Septet
import SeptetProtocols

/// The dialogue that sends a text: PDU mode, then for each part its length and its octets.
func commands(to recipient: Address, _ text: String, messageNumber: Int) throws -> [String] {
    let segments = try MessagePlan(text).segments(of: text, messageNumber: messageNumber)
    return try ["AT+CMGF=0"]
        + segments.flatMap { segment in
            let unit = SubmitTPDU(
                to: recipient,
                TPUserData(segment),
                validityPeriod: try .relative(seconds: 86_400)
            )
            // Without an address in front the modem uses the service centre that it knows.
            let octets = TPDU.submit(unit).octets(behindServiceCentre: nil)
            return [
                "AT+CMGS=\(unit.cmgsLength)", Hexadecimal.string(of: octets, .upper) + "\u{1A}",
            ]
        }
}

/// Puts the units that a modem has listed together; incomplete messages come last.
func messages(in units: [String]) throws -> [ReassembledMessage] {
    var reassembler = Reassembler()
    var messages: [ReassembledMessage] = []
    for unit in units {
        let octets = try Hexadecimal.octets(of: unit)
        let reading = try TPDU.read(octets.span, kind: .deliver, hasServiceCentre: true)
        guard case .deliver(let deliver) = reading.tpdu else { continue }
        let sender = "\(deliver.originator)"
        let reception = try reassembler.add(try deliver.userData.part(), from: sender)
        messages += reception.givenBack
        if case .complete(let message) = reception.outcome { messages.append(message) }
    }
    return messages + reassembler.removeAll()
}

let arguments = CommandLine.arguments.dropFirst()
if let number = arguments.first, let text = arguments.dropFirst().first {
    let reference = Int.random(in: 0...255)
    for line in try commands(to: Address(number), text, messageNumber: reference) {
        print(line, terminator: "\r")
    }
} else {
    var units: [String] = []
    // Lines such as `+CMGL: 1,1,,25` say how long the unit behind them is.
    while let line = readLine() { if !line.hasPrefix("+") && !line.isEmpty { units.append(line) } }
    for message in try messages(in: units) {
        print("\(message.sender)\t\(message.text ?? "(data)")\t\(message.missing)")
    }
}
