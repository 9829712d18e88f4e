internal import Septet

extension FuzzTarget {
    /// Any user data is read or refused; a reassembler gives back each part it took exactly once.
    static let parts = FuzzTarget("parts") { input in
        var reassembler = Reassembler(messageLimit: 1 + input.below(4))
        var takenCount = 0
        var returnedCount = 0
        while !input.isAtEnd {
            let scheme = DataCodingScheme(octet: input.octet())
            let length = Int(input.octet())
            let settings = input.octet()
            let userData = input.octets(Int(input.octet()))
            guard
                let part = try? ReceivedPart(
                    userData: userData.span,
                    userDataLength: length,
                    dataCodingScheme: scheme,
                    hasHeader: settings & 1 == 1
                )
            else { continue }
            check(part, userDataLength: length)
            guard let reception = try? reassembler.add(part, from: "\(settings >> 6)") else {
                continue
            }
            require(reassembler.pendingCount <= reassembler.messageLimit, "the limit is kept")
            if let evicted = reception.evicted {
                require(!evicted.isComplete, "what is given up was not complete")
                returnedCount += partCount(evicted)
            }
            switch reception.outcome {
            case .duplicate: continue
            case .pending(let missing): require(!missing.isEmpty, "what is pending lacks a part")
            case .complete(let message):
                require(message.isComplete && message.missing.isEmpty, "complete is complete")
                returnedCount += partCount(message)
            }
            takenCount += 1
        }
        let rest = reassembler.removeAll()
        require(rest.allSatisfy { !$0.isComplete }, "what is pending is not complete")
        returnedCount += rest.reduce(0) { $0 + partCount($1) }
        require(takenCount == returnedCount, "\(takenCount) taken, \(returnedCount) given back")
        require(reassembler.pendingCount == 0, "nothing is left")
    }

    private static func check(_ part: ReceivedPart, userDataLength: Int) {
        let alphabet = part.dataCodingScheme.alphabet
        let largest = alphabet == .gsm7Bit ? UInt16(0x7F) : alphabet == .ucs2 ? .max : 0xFF
        require(part.units.allSatisfy { $0 <= largest }, "each unit fits its alphabet")
        require(part.units.count <= userDataLength, "no more units than were announced")
        require((part.text == nil) == (alphabet == .eightBitData), "only data has no text")
    }

    private static func partCount(_ message: ReassembledMessage) -> Int {
        _ = (message.text, message.data, message.alphabet)
        return message.parts.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
    }
}
