import Foundation
import Septet
import SeptetProtocols
import TestSupport
import Testing

struct SMPPTests {
    /// Every meaning of data_coding 0 with every form of long messages.
    static let centres = ServiceCentre.DefaultAlphabet.allCases.flatMap { alphabet in
        ServiceCentre.LongMessages.allCases.map {
            ServiceCentre(defaultAlphabet: alphabet, longMessages: $0)
        }
    }

    private static let shortTexts: [(ServiceCentre.DefaultAlphabet, String, UInt8, String)] = [
        (ServiceCentre.DefaultAlphabet.gsm7, "@_€", 0, "00111b65"),
        (.gsm7Packed, "@_€", 0, "80c8a60c"),
        (.latin1, "@_é", 0, "405fe9"), (.latin1, "@_€", 8, "0040005f20ac"),
        (.ascii, "@_a", 0, "405f61"), (.ascii, "é", 8, "00e9"),
        (.gsm7, "ł", 8, "0142"), (.latin1, "ł", 8, "0142"),
    ]

    /// SMPP 3.4 §5.2.19 and TS 23.038 §6.2.1: `@` is septet 0, `€` is an escape and 65.
    @Test(arguments: shortTexts)
    func aShortTextIsWrittenInTheCentresAlphabet(
        alphabet: ServiceCentre.DefaultAlphabet,
        text: String,
        dataCoding: UInt8,
        octets: String
    ) throws {
        let centre = ServiceCentre(defaultAlphabet: alphabet)
        let message = try centre.message(text, messageNumber: 1)
        #expect(message.parts.count == 1)
        #expect(message.parts[0].dataCoding == dataCoding)
        #expect(message.parts[0].esmClass == 0)
        #expect(Hexadecimal.string(of: message.parts[0].shortMessage) == octets)
    }

    /// ISO-8859-1 has a data_coding of its own, for texts that GSM 7 bit can hold too.
    @Test func latin1IsUsedWhereTheCentreAllowsIt() throws {
        let centre = ServiceCentre(defaultAlphabet: .ascii, allowsLatin1: true)
        let latin1 = try centre.message("café à", messageNumber: 1).parts[0]
        #expect(latin1.dataCoding == 3)
        #expect(latin1.shortMessage == [0x63, 0x61, 0x66, 0xE9, 0x20, 0xE0])
        // GSM 7 bit has no ê, so the centre could only drop it.
        #expect(try centre.message("fête", messageNumber: 1).parts[0].dataCoding == 8)
    }

    @Test func longMessagesAreMarkedAsTheCentreWants() throws {
        let text = String(repeating: "a", count: 160) + "b"
        func parts(_ form: ServiceCentre.LongMessages) throws -> [SMPPFields] {
            try ServiceCentre(longMessages: form).message(text, messageNumber: 0x1234).parts
        }
        let udh8 = try parts(.udh8)
        #expect(udh8.map(\.esmClass) == [0x40, 0x40])
        #expect(
            udh8.map { Hexadecimal.string(of: Array($0.shortMessage.prefix(6))) }
                == ["050003340201", "050003340202"]
        )
        #expect(udh8.map(\.shortMessage.count) == [6 + 153, 6 + 8])
        let udh16 = try parts(.udh16)
        #expect(
            udh16.map { Hexadecimal.string(of: Array($0.shortMessage.prefix(7))) }
                == ["06080412340201", "06080412340202"]
        )
        #expect(udh16.map(\.shortMessage.count) == [7 + 152, 7 + 9])
        let sar = try parts(.sar)
        #expect(sar.map(\.esmClass) == [0, 0])
        #expect(sar.map(\.shortMessage.count) == [153, 8])
        #expect(
            sar.map {
                $0.parameters.map { "\($0.tag.hexadecimal)=\(Hexadecimal.string(of: $0.value))" }
            }
                == [["020c=1234", "020e=02", "020f=01"], ["020c=1234", "020e=02", "020f=02"]]
        )
        let payload = try parts(.payload)
        #expect(payload.count == 1)
        #expect(payload[0].shortMessage == [])
        #expect(payload[0].parameters.map(\.tag) == [.messagePayload])
        #expect(payload[0].parameters[0].value.count == 161)
    }

    @Test func flashIsAMessageClass() throws {
        let centre = ServiceCentre()
        #expect(
            try centre.message("a", messageNumber: 1, messageClass: .flash).parts[0].dataCoding
                == 0xF0
        )
        #expect(
            try centre.message("ł", messageNumber: 1, messageClass: .flash).parts[0].dataCoding
                == 0x18
        )
    }

    @Test func nationalTablesNeedAHeader() throws {
        let planner = Planner(languages: [.turkish])
        // Long enough for the header to pay.
        let text = "ğğğ" + String(repeating: "a", count: 100)
        for centre in Self.centres {
            let carries =
                (centre.longMessages == .udh8 || centre.longMessages == .udh16)
                && (centre.defaultAlphabet == .gsm7 || centre.defaultAlphabet == .gsm7Packed)
            if carries {
                let message = try centre.message(text, planner: planner, messageNumber: 1)
                #expect(message.parts[0].esmClass == 0x40)
                #expect(try centre.receive(message.parts[0]).part.text == text)
            } else {
                #expect(throws: SMPPError.self) {
                    try centre.message(text, planner: planner, messageNumber: 1)
                }
            }
        }
    }

    /// esm_class 72 has the header bit among others (72 = 0x48).
    @Test func theHeaderIsFoundBesideOtherBits() throws {
        let fields = SMPPFields(
            dataCoding: 0,
            esmClass: 72,
            shortMessage: [5, 0, 3, 7, 2, 1] + Array("Hello".utf8)
        )
        let reception = try ServiceCentre().receive(fields)
        #expect(reception.part.text == "Hello")
        #expect(reception.part.header.concatenation?.sequence == 1)
    }

    @Test func halfOfTheSarParametersIsAnError() {
        func fields(_ parameters: [TaggedParameter]) -> SMPPFields {
            SMPPFields(dataCoding: 0, esmClass: 0, shortMessage: [0x41], parameters: parameters)
        }
        let reference = TaggedParameter(tag: .messageReference, value: [0, 1])
        let total = TaggedParameter(tag: .totalSegments, value: [2])
        let sequence = TaggedParameter(tag: .segmentSequence, value: [1])
        let short = TaggedParameter(tag: .messageReference, value: [1])
        #expect(throws: SMPPError.missingParameter(.totalSegments)) {
            try ServiceCentre().receive(fields([reference]))
        }
        #expect(throws: SMPPError.missingParameter(.messageReference)) {
            try ServiceCentre().receive(fields([total, sequence]))
        }
        #expect(
            throws: SMPPError.parameterLength(.messageReference, octetCount: 1, expected: 2)
        ) {
            try ServiceCentre().receive(fields([short, total, sequence]))
        }
    }

    @Test(arguments: [UInt8(5), 6, 7, 9, 10, 13, 14])
    func charsetsThatAreNotReadAreNamed(dataCoding: UInt8) {
        let fields = SMPPFields(dataCoding: dataCoding, esmClass: 0, shortMessage: [0x41])
        #expect(throws: SMPPError.self) { try ServiceCentre().receive(fields) }
    }

    /// Texts near all borders come back from every centre, their parts in any order.
    @Test(arguments: centres)
    func randomTextsComeBack(centre: ServiceCentre) throws {
        var random = SplitMix64(seed: 34)
        var texts = RandomText(try ReferenceTables(), SplitMix64(seed: 35))
        var longCount = 0
        for number in 0..<400 {
            let text = texts.next()
            guard let message = try? centre.message(text, messageNumber: number) else { continue }
            if message.plan.partCount > 1 { longCount += 1 }
            try expectRoundTrip(text, message, centre, &random)
        }
        #expect(longCount > 50)
    }

    private func expectRoundTrip(
        _ text: String,
        _ message: SMPPMessage,
        _ centre: ServiceCentre,
        _ random: inout SplitMix64
    ) throws {
        var reassembler = Reassembler()
        var found: String?
        for fields in message.parts.shuffled(using: &random) {
            #expect(fields.shortMessage.count <= SMPPFields.largestShortMessage)
            let part = try centre.receive(fields).part
            if case .complete(let whole) = try reassembler.add(part).outcome { found = whole.text }
        }
        // Eight septets fill seven octets, so an `@` at the end of a part cannot be distinguished from filling.
        if centre.defaultAlphabet == .gsm7Packed, message.plan.alphabet == .gsm7Bit,
            text.utf8.contains(0x40)
        {
            return
        }
        #expect(found.map { Array($0.utf8) } == Array(text.utf8), "\(text.debugDescription)")
    }
}
