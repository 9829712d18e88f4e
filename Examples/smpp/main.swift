// Writes the submit_sm units of a text, one a line in hexadecimal, for a connection of your own.
//
//     swift run SMPPExample Septet 447900900123 'Zażółć gęślą jaźń' sar
//
// The last argument says how the service centre takes long messages: udh8, udh16, sar or payload.

import Septet
import SeptetProtocols

extension SMPPFields {
    /// A whole submit_sm (SMPP 3.4 §4.4.1) with these fields in it.
    func submit(from source: String, to destination: String, sequence: UInt32) -> [UInt8] {
        var body: [UInt8] = [0]  // service_type
        body += [5, 0] + Array(source.utf8) + [0]  // alphanumeric, no plan
        body += [1, 1] + Array(destination.utf8) + [0]  // international, E.164
        body += [esmClass, 0, 0]  // protocol_id, priority_flag
        body += [0, 0]  // schedule_delivery_time, validity_period
        body += [1, 0, dataCoding, 0]  // registered_delivery, replace_if_present, sm_default_msg_id
        body += [UInt8(shortMessage.count)] + shortMessage
        body += parameters.compactMap(\.octets).joined()
        let header = [UInt32(16 + body.count), 4, 0, sequence]
        return header.flatMap { number in (0..<4).map { UInt8(number >> (24 - 8 * $0) & 0xFF) } }
            + body
    }
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard (3...4).contains(arguments.count),
    let form = ServiceCentre.LongMessages(rawValue: arguments.count > 3 ? arguments[3] : "udh8")
else { fatalError("usage: SMPPExample SOURCE DESTINATION TEXT [udh8|udh16|sar|payload]") }

// What the operator of the service centre says about it; most take unpacked septets.
let centre = ServiceCentre(defaultAlphabet: .gsm7, longMessages: form)
let message = try centre.message(arguments[2], messageNumber: Int.random(in: 0...65_535))
for (index, fields) in message.parts.enumerated() {
    let unit = fields.submit(
        from: arguments[0],
        to: arguments[1],
        sequence: UInt32(index + 1)
    )
    print(Hexadecimal.string(of: unit))
}
