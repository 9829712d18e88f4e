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
        _ = try reassembler.add(parts[0], from: "a")
        #expect(reassembler.removeAll().map(\.duplicates) == [[2], []])
    }

    @Test func duplicatesAndClashesChangeNothing() throws {
        var reassembler = Reassembler()
        let first = try Self.part("a", .eightBit(1), 1, of: 3)
        _ = try reassembler.add(first)
        #expect(try reassembler.add(first).outcome == .duplicate)
        #expect(throws: ReassemblyError.contentDiffers(sequence: 1)) {
            try reassembler.add(try Self.part("b", .eightBit(1), 1, of: 3))
        }
        #expect(throws: ReassemblyError.partCountDiffers(expected: 3, found: 4)) {
            try reassembler.add(try Self.part("b", .eightBit(1), 2, of: 4))
        }
        #expect(throws: ReassemblyError.partCountDiffers(expected: 3, found: 2)) {
            try reassembler.add(try Self.part("b", .eightBit(1), 2, of: 2))
        }
        _ = try reassembler.add(try Self.part("b", .eightBit(1), 2, of: 3))
        guard
            case .complete(let message) =
                try reassembler.add(try Self.part("c", .eightBit(1), 3, of: 3)).outcome
        else {
            Issue.record("not complete")
            return
        }
        #expect(message.text == "abc")
        // The reference is free again.
        #expect(try reassembler.add(first).outcome == .pending(missing: [2, 3]))
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
            #expect(reception.evicted?.text == (number < 3 ? nil : "\(number - 3)"))
            #expect(reception.evicted?.missing == (number < 3 ? nil : [1]))
            #expect(reassembler.pendingCount == min(Int(number) + 1, 3))
        }
        // A further part of a message that is kept pushes nothing out.
        let kept = try reassembler.add(try Self.part("x", .eightBit(8), 1, of: 2))
        #expect(kept.evicted == nil)
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
        #expect(reception.evicted?.text == "a")
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
        #expect(reception.evicted?.text == "oldest")
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
            #expect(try reassembler.add(part, from: "x").evicted == nil)
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
                evictedCount += reception.evicted == nil ? 0 : 1
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
        var reassembler = Reassembler(messageLimit: 1_000)
        _ = try reassembler.add(try Self.part("a", .eightBit(0), 1, of: 2), from: "never")
        let first = try Self.part("b", .eightBit(1), 1, of: 2)
        let second = try Self.part("c", .eightBit(1), 2, of: 2)
        for _ in 0..<50_000 {
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
