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
                    lenientlyReading: userData.span,
                    userDataLength: length,
                    dataCodingScheme: scheme,
                    hasHeader: settings & 1 == 1,
                    packing: settings & 2 == 0 ? .packed : .unpacked
                )
            else { continue }
            check(part, userDataLength: length)
            checkStrict(userData, length, part, hasHeader: settings & 1 == 1)
            // Two bits give no time, or one of three days.
            let time = settings >> 2 & 3 == 0 ? nil : Int(settings >> 2 & 3) * 86_400
            let reception = try? reassembler.add(part, from: "\(settings >> 6)", at: time)
            guard let reception else { continue }
            require(reassembler.pendingCount <= reassembler.messageLimit, "the limit is kept")
            for message in reception.givenBack {
                require(!message.isComplete, "what is given up was not complete")
                returnedCount += partCount(message)
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

    /// A part that is read without a remark is read the same when everything malformed is rejected.
    private static func checkStrict(
        _ userData: [UInt8],
        _ length: Int,
        _ part: ReceivedPart,
        hasHeader: Bool
    ) {
        let strict = try? ReceivedPart(
            userData: userData.span,
            userDataLength: length,
            dataCodingScheme: part.dataCodingScheme,
            hasHeader: hasHeader
        )
        if let strict, part.warnings.isEmpty, part.dataCodingScheme.alphabet != .gsm7Bit {
            require(strict == part, "both ways of reading agree")
        }
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
