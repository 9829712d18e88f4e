internal import Septet
internal import SeptetProtocols

extension FuzzTarget {
    /// Any text that has a plan comes back from its units, by TPDU and by every form of SMPP.
    static let sentUnits = FuzzTarget("sent-units") { input in
        let settings = input.octet()
        let number = Int(input.number())
        let order = input.octet()
        let text = String(decoding: input.rest(), as: UTF8.self)
        if settings & 1 == 0 {
            sendUnits(text, number, order, settings)
        } else {
            sendFields(text, number, order, settings)
        }
    }

    private static func sendUnits(_ text: String, _ number: Int, _ order: UInt8, _ settings: UInt8)
    {
        let planner = Planner(
            languages: settings & 2 == 0 ? [] : .all,
            referenceWidth: settings & 4 == 0 ? .eightBit : .sixteenBit
        )
        guard let segments = try? planner.plan(text).segments(of: text, messageNumber: number),
            let recipient = try? Address("+447900900123")
        else { return }
        var parts: [ReceivedPart] = []
        for segment in segments {
            let unit = SubmitTPDU(to: recipient, TPUserData(segment))
            guard let reading = try? TPDU.read(unit.octets.span),
                let part = try? reading.tpdu.userData?.part()
            else { return require(false, "what is written is read") }
            require(reading.tpdu == .submit(unit), "the unit comes back")
            require(reading.warnings.isEmpty && part.warnings.isEmpty, "without a remark")
            parts.append(part)
        }
        check(parts, order, text)
    }

    private static func sendFields(
        _ text: String,
        _ number: Int,
        _ order: UInt8,
        _ settings: UInt8
    ) {
        let centre = ServiceCentre(
            defaultAlphabet: ServiceCentre.DefaultAlphabet.allCases[Int(settings >> 1 & 3)],
            longMessages: ServiceCentre.LongMessages.allCases[Int(settings >> 3 & 3)],
            allowsLatin1: settings & 0x20 != 0,
            sparesOctet: settings & 0x40 != 0
        )
        guard let message = try? centre.message(text, messageNumber: number) else { return }
        var parts: [ReceivedPart] = []
        for fields in message.parts {
            guard let part = try? centre.receive(fields).part else {
                return require(false, "what is written is read")
            }
            parts.append(part)
        }
        // Seven zero bits at the end of packed septets are an `@` or nothing; no one can say which.
        let isDoubtful =
            centre.defaultAlphabet == .gsm7Packed && message.plan.alphabet == .gsm7Bit
            && text.utf8.contains(0x40)
        if !isDoubtful { check(parts, order, text) }
    }

    /// The parts, in an order that the input chooses, are the text.
    private static func check(_ parts: [ReceivedPart], _ order: UInt8, _ text: String) {
        var reassembler = Reassembler()
        var found: String?
        let start = Int(order) % max(1, parts.count)
        let turned = Array(parts[start...] + parts[..<start])
        for part in order & 0x80 == 0 ? turned : turned.reversed() {
            require(found == nil, "nothing follows a complete message")
            guard let reception = try? reassembler.add(part) else {
                return require(false, "no part is rejected")
            }
            if case .complete(let message) = reception.outcome { found = message.text }
        }
        require(found?.utf8.elementsEqual(text.utf8) == true, "the text comes back")
    }
}
