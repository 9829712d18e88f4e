internal import Corpora
internal import Foundation
internal import Reference
internal import Septet
internal import SeptetCharsets

/// Comparisons of every message with the slow reference, made before anything is timed.
enum Proof {
    /// A message came out wrong.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    static func counting(_ corpus: Corpus) throws {
        let codec = try ReferenceCodec()
        for text in corpus.texts {
            let plan = try MessagePlan(text)
            let wanted = codec.plan(text, ReferenceSettings())
            try check(plan.unitCount == wanted?.unitCount, "units", text)
            try check(plan.partCount == wanted?.unitCounts.count, "parts", text)
        }
    }

    static func encoding(_ corpus: Corpus) throws {
        let codec = try ReferenceCodec()
        let settings = ReferenceSettings()
        for text in corpus.texts {
            guard let plan = codec.plan(text, settings) else { continue }
            let parts = codec.parts(text, settings, plan, reference: 0).map(\.userData)
            try check(
                MessagePlan(text).segments(of: text, messageNumber: 0).map(\.userData) == parts,
                "parts",
                text
            )
            let octets = parts.flatMap { $0 }
            try check(Workload.userData(text) == octets, "octets", text)
            let utf8 = Array(text.utf8)
            try check(Workload.userData(utf8: utf8) == octets, "octets of raw UTF-8", text)
            let message = try Planner().encoded(text, messageNumber: 0)
            try check(message.map { Array($0.userData) } == parts, "message", text)
        }
    }

    static func decoding(_ fields: ReceivedFields) throws {
        for (index, text) in fields.texts.enumerated() {
            try check(Workload.text(of: fields, at: index) == text, "text", text)
            try check(Workload.octets(of: fields, at: index) == Array(text.utf8), "text", text)
        }
    }

    static func encodingUTF16(_ corpus: Corpus) throws {
        for text in corpus.texts {
            let wanted = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            try check(UCS2Text.octets(of: text) == wanted, "UTF-16", text)
        }
    }

    static func transcoding(_ corpus: Corpus) throws {
        for text in corpus.texts {
            let octets = [UInt8](text.data(using: .windowsCP1250) ?? Data())
            let utf8 = Array(text.utf8)
            let encoded = try Transcoder.convert(utf8, from: .utf8, to: .windows1250)
            let decoded = try Transcoder.convert(octets, from: .windows1250, to: .utf8)
            try check(encoded == octets && decoded == utf8, "windows-1250", text)
        }
    }

    private static func check(_ isRight: Bool, _ what: String, _ text: String) throws {
        guard isRight else { throw Fault(description: "wrong \(what) of: \(text)") }
    }
}
