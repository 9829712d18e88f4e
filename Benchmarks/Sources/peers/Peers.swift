import Baselines
import CPeers
import Corpora
import Measuring
import Septet
import Workloads

/// What other libraries do of the same work, in this process.
enum Peers {
    /// The libraries in C that do something of an item.
    static func contenders(_ workload: Workload, _ corpus: Corpus) throws -> [Contender] {
        switch workload {
        case .countText: try counting(corpus)
        case .encodeIntoBuffer, .encodeToArray: try encoding(corpus)
        case .decodeIntoBuffer, .decodeToString: try decoding(ReceivedFields(corpus))
        default: []
        }
    }

    private static func counting(_ corpus: Corpus) throws -> [Contender] {
        var divided = Totals.zero
        for text in corpus.texts {
            let plan = try MessagePlan(text)
            divided.unitCount += plan.unitCount
            divided.partCount += plan.dividedPartCount
        }
        let latin1 = terminatedLatin1(corpus)
        return [
            Contender(
                "libosmocore",
                shortcut: "ISO-8859-1 only, a division for the parts; cannot tell UCS-2",
                octets: latin1.octets,
                starts: latin1.starts,
                expected: divided.counted,
                pass: osmocore_count
            ),
            Contender(
                "kannel gwlib",
                shortcut: "a division for the parts; other characters become ?; cannot tell UCS-2",
                octets: corpus.octets,
                starts: corpus.starts,
                expected: divided.counted,
                pass: gwlib_count
            ),
        ]
    }

    private static func encoding(_ corpus: Corpus) throws -> [Contender] {
        let latin1 = terminatedLatin1(corpus)
        let packedOctetCount = try corpus.texts.reduce(0) {
            $0 + (try MessagePlan($1).unitCount * 7 + 7) / 8
        }
        return [
            Contender(
                "libosmocore",
                shortcut: "ISO-8859-1 only; the cut and the headers are ours, around its loops",
                octets: latin1.octets,
                starts: latin1.starts,
                expected: corpus.totals.userDataOctetCount,
                pass: osmocore_encode
            ),
            Contender(
                "gammu",
                shortcut: "through its UCS-2; the whole message packed as one, not cut",
                octets: corpus.octets,
                starts: corpus.starts,
                expected: packedOctetCount,
                pass: gammu_encode
            ),
            Contender(
                "kannel gwlib",
                shortcut: "one septet in each octet; not packed, not cut",
                octets: corpus.octets,
                starts: corpus.starts,
                expected: corpus.totals.unitCount,
                pass: gwlib_encode
            ),
        ]
    }

    static func decoding(_ fields: ReceivedFields) throws -> [Contender] {
        // The septets in an octet before each field; one part has at most 160.
        let packed = Corpus.joined(
            fields.lengths.indices.map { index in
                [UInt8(fields.lengths[index])]
                    + fields.octets[fields.starts[index]..<fields.starts[index + 1]]
            }
        )
        let septets = try Workload.septets(of: fields.texts)
        return [
            Contender(
                "libosmocore",
                shortcut: "to ISO-8859-1",
                octets: packed.octets,
                starts: packed.starts,
                expected: fields.texts.reduce(0) { $0 + $1.unicodeScalars.count },
                pass: osmocore_decode
            ),
            Contender(
                "gammu, UCS-2",
                shortcut: "stops at UCS-2; everyone else here gives UTF-8",
                octets: packed.octets,
                starts: packed.starts,
                expected: fields.texts.count,
                pass: gammu_decode
            ),
            Contender(
                "gammu",
                octets: packed.octets,
                starts: packed.starts,
                expected: fields.textOctetCount,
                pass: gammu_decode_utf8
            ),
            Contender(
                "kannel gwlib",
                shortcut: "the septets are unpacked already",
                octets: septets.octets,
                starts: septets.starts,
                expected: fields.textOctetCount,
                pass: gwlib_decode
            ),
        ]
    }

    private static func terminatedLatin1(_ corpus: Corpus) -> (octets: [UInt8], starts: [Int]) {
        Corpus.joined(
            corpus.texts.map { $0.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } + [0] }
        )
    }
}
