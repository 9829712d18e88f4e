package import Corpora
package import Measuring
internal import Septet
package import Workloads

extension Workload {
    /// Septet at this item with all that stands beside it.
    ///
    /// - Parameters:
    ///   - kernels: The kernels to be compared with the one that is chosen by itself.
    ///   - isProved: Whether every message is first compared with the slow reference.
    package func comparison(
        _ choice: CorpusChoice,
        _ size: CorpusSize,
        _ corpus: Corpus,
        kernels: [String],
        isProved: Bool
    ) throws -> Comparison {
        if isProved { try prove(corpus) }
        let septet = try contender(corpus)
        var contenders = [septet]
        for kernel in kernels {
            contenders.append(
                try KernelChild.contender(kernel, self, choice, size, corpus, septet)
            )
        }
        contenders += try baselines(corpus, septet, isGSM: choice.isGSM)
        return Comparison(rawValue, corpus: choice.name, size: size.rawValue, contenders)
    }

    private func baselines(
        _ corpus: Corpus,
        _ septet: Contender,
        isGSM: Bool
    ) throws -> [Contender] {
        let copy = Baseline.memcpy(corpus.octets, corpus.starts)
        switch self {
        case .countText:
            return [Baseline.characterLoop(corpus), copy]
        case .countOctets, .encodeToArray, .encodeToSegments:
            return [copy]
        case .planNational:
            return [try Workload.countText.contender(corpus).named("Septet, no national tables")]
        case .encodeIntoBuffer:
            return [
                isGSM
                    ? Baseline.icuGSMEncoding(corpus)
                    : Baseline.icuUTF16(
                        corpus,
                        shortcut: "not cut, and asks not whether it is UCS-2"
                    ),
                copy,
            ]
        case .encodeOctets:
            let texts = try Workload.encodeIntoBuffer.contender(corpus)
            return [texts.named("Septet, String in"), copy]
        case .encodeUTF16:
            return [Baseline.icuUTF16(corpus), copy]
        case .encodeWindows1250:
            return [
                Baseline.icuToWindows1250(corpus, expected: septet.expected ?? 0), copy,
            ]
        case .decodeWindows1250:
            let input = Self.windows1250(corpus)
            return [
                Baseline.icuFromWindows1250(input, expected: corpus.octets.count),
                Baseline.memcpy(input.octets, input.starts),
            ]
        case .decodeIntoBuffer, .decodeToString:
            let fields = try ReceivedFields(corpus)
            let copy = Baseline.memcpy(fields.octets, fields.starts)
            guard isGSM else { return [copy] }
            return [
                Baseline.icuGSMDecoding(
                    septets: try Self.septets(of: fields.texts),
                    expected: fields.textOctetCount
                ),
                copy,
            ]
        }
    }

    /// One septet for each octet, as ICU's converter wants them.
    package static func septets(of texts: [String]) throws -> (octets: [UInt8], starts: [Int]) {
        Corpus.joined(
            texts.map { text in
                text.unicodeScalars.flatMap { scalar -> [UInt8] in
                    guard let sequence = ShiftTables.default.septets(of: scalar) else { return [] }
                    return (sequence.isEscaped ? [SeptetSequence.escape] : []) + [sequence.septet]
                }
            }
        )
    }
}

extension CorpusChoice {
    /// Whether every message is GSM 7 bit.
    package var isGSM: Bool {
        switch self {
        case .generated(.ascii), .generated(.extended), .length: true
        case .generated, .real: false
        }
    }
}
