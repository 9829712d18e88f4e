import Foundation
import Septet
import SeptetProtocols
import TestSupport
import Testing

/// Every corpus beside the package through TPDUs and through SMPP, its parts in any order.
@Suite(.enabled(if: SharedFolder.exists, "there is no folder shared beside the package"))
struct ProtocolCorpusTests {
    /// All lines in release; in debug, where it takes minutes, one in 97.
    private static func texts() throws -> [String] {
        #if DEBUG
            let step = 97
        #else
            let step = 1
        #endif
        return try SharedFolder.files("corpora", ending: ".txt").flatMap { file in
            let url = SharedFolder.url.appending(path: "corpora").appending(path: file)
            let lines = try Array(Data(contentsOf: url)).split(separator: 0x0A)
            return stride(from: 0, to: lines.count, by: step).map {
                String(decoding: lines[$0], as: UTF8.self)
            }
        }
    }

    @Test func textsComeBackFromUnits() throws {
        var random = Seed.generator("corpus units")
        let recipient = try Address("+447900900123")
        let stamp = try TimeStamp(octets: [0x62, 0x11, 0x03, 0x51, 0x20, 0x00, 0x21])
        var count = 0
        for (number, text) in try Self.texts().enumerated() {
            guard let plan = try? MessagePlan(text) else { continue }
            let segments = try plan.segments(of: text, messageNumber: number)
            let isSubmit = number % 2 == 0
            let units = segments.map { segment -> TPDU in
                isSubmit
                    ? .submit(SubmitTPDU(to: recipient, TPUserData(segment)))
                    : .deliver(DeliverTPDU(from: recipient, TPUserData(segment), at: stamp))
            }
            let parts = try units.map { unit in
                let framed = unit.octets(behindServiceCentre: recipient)
                let reading = try TPDU.read(framed.span, hasServiceCentre: true)
                #expect(reading.tpdu == unit)
                return try #require(try reading.tpdu.userData?.part())
            }
            try Self.expect(text, in: parts.shuffled(using: &random))
            count += 1
        }
        #expect(count > 2_000)
    }

    @Test(arguments: ServiceCentre.LongMessages.allCases)
    func textsComeBackOverSMPP(form: ServiceCentre.LongMessages) throws {
        let centre = ServiceCentre(longMessages: form)
        var random = Seed.generator("corpus fields")
        var count = 0
        for (number, text) in try Self.texts().enumerated() {
            guard let message = try? centre.message(text, messageNumber: number) else { continue }
            let parts = try message.parts.map { try centre.receive($0).part }
            try Self.expect(text, in: parts.shuffled(using: &random))
            count += 1
        }
        #expect(count > 2_000)
    }

    /// The last part, and no other, gives the text.
    private static func expect(_ text: String, in parts: [ReceivedPart]) throws {
        var reassembler = Reassembler()
        var found: String?
        for part in parts {
            #expect(part.warnings.isEmpty)
            #expect(found == nil)
            if case .complete(let whole) = try reassembler.add(part).outcome { found = whole.text }
        }
        if found?.utf8.elementsEqual(text.utf8) != true {
            Issue.record("\(text.debugDescription) came back as \(found.debugDescription)")
        }
    }
}
