import Septet
import TestSupport
import Testing

/// Parts in any order, twice, wrong, or never complete.
@Suite struct ReassemblerTests {
    /// A part of UCS-2 text with a header made of octets.
    private static func part(
        _ text: String,
        _ reference: ConcatenationReference,
        _ sequence: UInt8,
        of partCount: UInt8
    ) throws -> ReceivedPart {
        let place = Concatenation(reference: reference, partCount: partCount, sequence: sequence)
        let header = try UserDataHeader([.concatenation(place)])
        let userData = header.octets + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        return try ReceivedPart(
            userData: userData.span,
            userDataLength: userData.count,
            dataCodingScheme: DataCodingScheme(alphabet: .ucs2),
            hasHeader: true
        )
    }

    @Test func everyOrderOfFourPartsGivesTheText() throws {
        let parts = try (1...4).map { try Self.part("\($0)", .eightBit(0), UInt8($0), of: 4) }
        var orderCount = 0
        for first in 0..<4 {
            for second in 0..<4 where second != first {
                for third in 0..<4 where third != first && third != second {
                    let order = [first, second, third, 6 - first - second - third]
                    var reassembler = Reassembler()
                    for index in order.dropLast() {
                        let outcome = try reassembler.add(parts[index]).outcome
                        guard case .pending(let missing) = outcome else {
                            Issue.record("\(order)")
                            continue
                        }
                        #expect(!missing.contains(index + 1))
                    }
                    let last = try reassembler.add(parts[order[3]]).outcome
                    guard case .complete(let message) = last else {
                        Issue.record("\(order)")
                        continue
                    }
                    #expect(message.text == "1234")
                    #expect(message.missing.isEmpty)
                    #expect(reassembler.pendingCount == 0)
                    orderCount += 1
                }
            }
        }
        #expect(orderCount == 24)
    }

    @Test func widthsAndSendersAreKeptApart() throws {
        var reassembler = Reassembler()
        let narrow = try Self.part("a", .eightBit(7), 1, of: 2)
        let wide = try Self.part("b", .sixteenBit(7), 2, of: 2)
        #expect(try reassembler.add(narrow).outcome == .pending(missing: [2]))
        #expect(try reassembler.add(wide).outcome == .pending(missing: [1]))
        #expect(try reassembler.add(narrow, from: "1").outcome == .pending(missing: [2]))
        #expect(reassembler.pendingCount == 3)
        let end = try Self.part("c", .eightBit(7), 2, of: 2)
        guard case .complete(let message) = try reassembler.add(end).outcome else {
            Issue.record("not complete")
            return
        }
        #expect(message.text == "ac")
        #expect(message.reference == .eightBit(7))
        #expect(reassembler.pendingCount == 2)
    }

    /// Strings are equal when they are canonically equivalent; senders are not.
    @Test(arguments: [("\u{E9}", "e\u{301}"), ("\u{212A}", "K"), ("\u{AC00}", "\u{1100}\u{1161}")])
    func sendersAreComparedByTheirOctets(one: String, other: String) throws {
        #expect(one == other)
        var reassembler = Reassembler()
        let first = try Self.part("a", .eightBit(7), 1, of: 2)
        let second = try Self.part("b", .eightBit(7), 2, of: 2)
        #expect(try reassembler.add(first, from: one).outcome == .pending(missing: [2]))
        #expect(try reassembler.add(second, from: other).outcome == .pending(missing: [1]))
        #expect(reassembler.pendingCount == 2)
        guard case .complete(let message) = try reassembler.add(second, from: one).outcome else {
            Issue.record("not complete")
            return
        }
        #expect(message.sender.utf8.elementsEqual(one.utf8))
        #expect(message.text == "ab")
        #expect(reassembler.removeAll().map(\.missing) == [[1]])
    }

    /// The message says which parts came again; another message of the same reference starts anew.
    @Test func partsThatCameAgainAreListed() throws {
        var reassembler = Reassembler()
        let parts = try (1...3).map { try Self.part("\($0)", .eightBit(1), UInt8($0), of: 3) }
        for index in [2, 0, 2, 0, 2] {
            _ = try reassembler.add(parts[index], from: "a")
            _ = try reassembler.add(parts[1], from: "b")
        }
        guard case .complete(let message) = try reassembler.add(parts[1], from: "a").outcome else {
            Issue.record("not complete")
            return
        }
        #expect(message.duplicates == [1, 3])
        _ = try reassembler.add(try Self.part("new", .eightBit(1), 1, of: 3), from: "a")
        #expect(reassembler.removeAll().map(\.duplicates) == [[2], []])
    }

    @Test func duplicatesChangeNothing() throws {
        var reassembler = Reassembler()
        let first = try Self.part("a", .eightBit(1), 1, of: 3)
        _ = try reassembler.add(first)
        #expect(try reassembler.add(first).outcome == .duplicate)
        _ = try reassembler.add(try Self.part("b", .eightBit(1), 2, of: 3))
        guard
            case .complete(let message) =
                try reassembler.add(try Self.part("c", .eightBit(1), 3, of: 3)).outcome
        else {
            Issue.record("not complete")
            return
        }
        #expect(message.text == "abc")
        // A late duplicate isn't a message; the reference is free for others.
        #expect(try reassembler.add(first).outcome == .duplicate)
        #expect(reassembler.pendingCount == 0)
        let other = try Self.part("d", .eightBit(1), 1, of: 3)
        #expect(try reassembler.add(other).outcome == .pending(missing: [2, 3]))
    }

    /// A part that contradicts its message proves a new one.
    @Test func clashesGiveTheOldMessageBack() throws {
        var reassembler = Reassembler()
        for (sequence, partCount, reason) in [
            (UInt8(1), UInt8(3), nil),
            (1, 3, ReassembledMessage.Interruption.otherContent(sequence: 1)),
            (2, 4, .otherPartCount(4)), (2, 2, .otherPartCount(2)),
        ] {
            let text = "\(sequence) of \(partCount), \(reassembler.pendingCount)"
            let part = try Self.part(text, .eightBit(1), sequence, of: partCount)
            let reception = try reassembler.add(part)
            #expect(reception.givenBack.map(\.interruption) == (reason.map { [$0] } ?? []))
            #expect(reassembler.pendingCount == 1)
        }
        let last = try Self.part("first, ", .eightBit(1), 1, of: 2)
        guard case .complete(let message) = try reassembler.add(last).outcome else {
            Issue.record("not complete")
            return
        }
        #expect(message.text == "first, 2 of 2, 1")
        #expect(message.interruption == nil)
    }

    /// Part 1 of the new message is equal to that of the old one: it may be a late duplicate.
    @Test func aPartThatMayBeALateDuplicateIsNamed() throws {
        var reassembler = Reassembler()
        func add(_ text: String, _ sequence: UInt8) throws -> Reassembler.Outcome {
            try reassembler.add(Self.part(text, .eightBit(1), sequence, of: 2)).outcome
        }
        _ = try add("Dear ", 1)
        _ = try add("Ann", 2)
        #expect(try add("Dear ", 1) == .duplicate)
        #expect(try add("Bob", 2) == .pending(missing: [1]))
        let message = try #require(reassembler.removeAll().first)
        #expect(message.doubtful == [1])
        #expect(message.text == "Bob")
        _ = try add("Dear ", 1)
        _ = try add("Ann", 2)
        _ = try add("Bob", 2)
        #expect(try add("Dear ", 1) == .duplicate)
        #expect(reassembler.removeAll().map(\.doubtful) == [[1]])
    }

    /// Both sides: 128 messages later a part without a time is a new one.
    @Test func lateDuplicatesAreKnownForSoManyMessages() throws {
        var reassembler = Reassembler()
        let alone = try Self.part("x", .eightBit(0), 1, of: 1)
        let parts = try (1...2).map { try Self.part("\($0)", .eightBit(1), UInt8($0), of: 2) }
        _ = try reassembler.add(parts[0])
        _ = try reassembler.add(parts[1])
        let single = try ReceivedPart(
            userData: [UInt8]().span,
            userDataLength: 0,
            dataCodingScheme: DataCodingScheme(octet: 0),
            hasHeader: false
        )
        _ = try reassembler.add(alone)
        for _ in 0..<126 { _ = try reassembler.add(single) }
        #expect(try reassembler.add(parts[0]).outcome == .duplicate)
        _ = try reassembler.add(single)
        #expect(try reassembler.add(parts[0]).outcome == .pending(missing: [2]))
    }

    @Test(arguments: [Int.min, -1, 0, 1, Int.max])
    func anyTimesAreTaken(seconds: Int) throws {
        for expiry in [Int.min, 0, 86_400, Int.max] {
            var reassembler = Reassembler(expirySeconds: expiry)
            for time in [seconds, Int.min, Int.max, 0, nil, seconds] {
                for sequence in UInt8(1)...3 {
                    let part = try Self.part("\(sequence)", .eightBit(1), sequence, of: 3)
                    _ = try reassembler.add(part, at: time)
                }
            }
            #expect(reassembler.pendingCount <= 1)
        }
    }

    /// Messages are lost in part, repeated and mixed under two references of three senders, in which
    /// every part's text is its own: whatever is complete was sent whole, and once.
    @Test func nothingIsCompleteThatWasNotSentWhole() throws {
        var random = SplitMix64(seed: 5)
        var reassembler = Reassembler(messageLimit: 4)
        var sent: Set<String> = []
        var given: [String] = []
        var stream: [(ReceivedPart, String)] = []
        for number in 0..<3_000 {
            let count = 2 + random.below(3)
            let texts = (1...count).map { "\(number) part \($0) " }
            let reference = ConcatenationReference.eightBit(UInt8(random.below(2)))
            let sender = "\(random.below(3))"
            let isLost = random.below(4) == 0
            var parts = try texts.indices.map {
                try Self.part(texts[$0], reference, UInt8($0 + 1), of: UInt8(count))
            }
            .shuffled(using: &random)
            // The end is lost: a message of which a part is left over can be completed by a
            // later one without a time, and no receiver could say so.
            if isLost { parts = Array(parts.prefix(1)) } else { sent.insert(texts.joined()) }
            let repeated = parts.filter { _ in random.below(3) == 0 }
            stream += (parts + repeated).map { ($0, sender) }
            if isLost {
                // The next message of this sender clashes: it has another number of parts.
                let five = try (1...5).map {
                    try Self.part("\(number)-\($0) ", reference, UInt8($0), of: 5)
                }
                sent.insert((1...5).map { "\(number)-\($0) " }.joined())
                stream += five.shuffled(using: &random).map { ($0, sender) }
            }
        }
        for (part, sender) in stream {
            let reception = try reassembler.add(part, from: sender)
            #expect(reception.givenBack.allSatisfy { !$0.isComplete })
            if case .complete(let message) = reception.outcome { given.append(message.text ?? "") }
        }
        #expect(sent.count > 2_000)
        #expect(given.count == sent.count)
        #expect(Set(given) == sent)
    }

    @Test func pairCutByTheSenderIsWholeAgain() throws {
        let units = Array("😀".utf16)
        var reassembler = Reassembler()
        for (index, unit) in units.enumerated() {
            let place = Concatenation(
                reference: .eightBit(9),
                partCount: 2,
                sequence: UInt8(index + 1)
            )
            // Tables mean nothing to UCS-2, so parts that name different ones belong together.
            let shift = InformationElement(identifier: 0x25, data: [UInt8(index + 1)])
            let header = try UserDataHeader([.concatenation(place), shift]).octets
            let userData = header + [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            let part = try ReceivedPart(
                userData: userData.span,
                userDataLength: userData.count,
                dataCodingScheme: DataCodingScheme(alphabet: .ucs2),
                hasHeader: true
            )
            #expect(part.text == "\u{FFFD}")
            if case .complete(let message) = try reassembler.add(part).outcome {
                #expect(message.text == "😀")
            } else {
                #expect(index == 0)
            }
        }
    }

    @Test func oldestMakesRoomAndIsGivenBack() throws {
        var reassembler = Reassembler(messageLimit: 3)
        for number in UInt8(0)..<10 {
            let reception = try reassembler.add(
                try Self.part("\(number)", .eightBit(number), 2, of: 2)
            )
            #expect(reception.outcome == .pending(missing: [1]))
            #expect(reception.givenBack.map(\.text) == (number < 3 ? [] : ["\(number - 3)"]))
            #expect(reception.givenBack.map(\.missing) == (number < 3 ? [] : [[1]]))
            #expect(reception.givenBack.allSatisfy { $0.interruption == .madeRoom })
            #expect(reassembler.pendingCount == min(Int(number) + 1, 3))
        }
        // A further part of a message that is kept pushes nothing out.
        let kept = try reassembler.add(try Self.part("x", .eightBit(8), 1, of: 2))
        #expect(kept.givenBack.isEmpty)
        let rest = reassembler.removeAll()
        #expect(rest.map(\.text) == ["7", "9"])
        #expect(rest.map(\.isComplete) == [false, false])
        #expect(reassembler.pendingCount == 0)
        #expect(reassembler.removeAll().isEmpty)
    }

    @Test(arguments: [Int.min, -1, 0, 1])
    func atLeastOneMessageIsKept(limit: Int) throws {
        var reassembler = Reassembler(messageLimit: limit)
        #expect(reassembler.messageLimit == 1)
        _ = try reassembler.add(try Self.part("a", .eightBit(0), 1, of: 2))
        let reception = try reassembler.add(try Self.part("b", .eightBit(1), 1, of: 2))
        #expect(reception.givenBack.map(\.text) == ["a"])
        #expect(reassembler.pendingCount == 1)
    }

    /// A reference that was used before begins anew: its age is that of its second message.
    @Test func aMessageThatBeganAgainIsNotTheOldest() throws {
        var reassembler = Reassembler(messageLimit: 2)
        let again = ConcatenationReference.eightBit(0)
        for sequence: UInt8 in 1...2 {
            _ = try reassembler.add(try Self.part("x", again, sequence, of: 2))
        }
        _ = try reassembler.add(try Self.part("oldest", .eightBit(1), 1, of: 2))
        _ = try reassembler.add(try Self.part("again", again, 1, of: 2))
        let reception = try reassembler.add(try Self.part("newest", .eightBit(2), 1, of: 2))
        #expect(reception.givenBack.map(\.text) == ["oldest"])
    }

    /// Both sides of the bound; what is refused changes nothing.
    @Test func aSenderThatIsTooLongIsRefused() throws {
        var reassembler = Reassembler()
        let longest = String(repeating: "a", count: 67)
        let sender = String(repeating: "s", count: 256)
        let part = try Self.part(longest, .eightBit(1), 1, of: 2)
        #expect(try reassembler.add(part, from: sender).outcome == .pending(missing: [2]))
        #expect(throws: ReassemblyError.senderTooLong(octetCount: 257, limit: 256)) {
            try reassembler.add(part, from: sender + "s")
        }
        #expect(reassembler.pendingCount == 1)
        // A message by itself takes no memory here.
        let alone = try ReceivedPart(
            userData: [UInt8](repeating: 0, count: 140).span,
            userDataLength: 140,
            dataCodingScheme: DataCodingScheme(alphabet: .eightBitData),
            hasHeader: false
        )
        guard case .complete = try reassembler.add(alone, from: sender + "s").outcome else {
            Issue.record("not complete")
            return
        }
    }

    @Test func messagesOf255Parts() throws {
        var reassembler = Reassembler(messageLimit: .max)
        for sequence in UInt8(1)...254 {
            let part = try Self.part("é", .sixteenBit(0xFFFF), 255 - sequence, of: 255)
            #expect(try reassembler.add(part, from: "x").givenBack.isEmpty)
        }
        let last = try Self.part("!", .sixteenBit(0xFFFF), 255, of: 255)
        guard case .complete(let message) = try reassembler.add(last, from: "x").outcome else {
            Issue.record("not complete")
            return
        }
        #expect(message.text == String(repeating: "é", count: 254) + "!")
    }

    /// Many senders that never finish; every message begun is given back, or still there.
    @Test func partialMessagesWithoutEndAreBounded() throws {
        let senderCount = 4
        let messageCount = 60_000
        var reassembler = Reassembler(messageLimit: 50)
        var evictedCount = 0
        var completeCount = 0
        let parts = try (0..<messageCount).map { number in
            try Self.part("a", .sixteenBit(UInt16(number)), 1, of: 3)
        }
        for (number, part) in parts.enumerated() {
            for sender in 0..<senderCount {
                let reception = try reassembler.add(part, from: "\(sender)")
                evictedCount += reception.givenBack.count
                if case .complete = reception.outcome { completeCount += 1 }
            }
            if number % 1_000 == 0 {
                #expect(reassembler.pendingCount <= 50)
                #expect(reassembler.storedElementCount < 50 * 10)
            }
        }
        #expect(completeCount == 0)
        #expect(reassembler.pendingCount == 50)
        #expect(evictedCount == senderCount * messageCount - 50)
        #expect(reassembler.removeAll().count == 50)
    }

    /// Messages that are finished beside one that never is: the list of ages may not grow.
    @Test func finishedMessagesAreForgotten() throws {
        var reassembler = Reassembler(messageLimit: 10)
        _ = try reassembler.add(try Self.part("a", .eightBit(0), 1, of: 2), from: "never")
        for number in 0..<50_000 {
            let first = try Self.part("b\(number)", .eightBit(1), 1, of: 2)
            let second = try Self.part("c\(number)", .eightBit(1), 2, of: 2)
            _ = try reassembler.add(first)
            guard case .complete = try reassembler.add(second).outcome else {
                Issue.record("not complete")
                return
            }
        }
        #expect(reassembler.pendingCount == 1)
        #expect(reassembler.storedElementCount < 50)
        #expect(reassembler.removeAll().map(\.sender) == ["never"])
    }
}

extension Reassembler {
    /// How many elements its stored collections have together, whatever they are called.
    fileprivate var storedElementCount: Int {
        Mirror(reflecting: self).children.reduce(0) {
            $0 + Mirror(reflecting: $1.value).children.count
        }
    }
}
