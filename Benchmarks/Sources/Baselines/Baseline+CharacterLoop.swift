package import Corpora
package import Measuring

extension Baseline {
    /// What a sender writes today: sets of characters, and a division.
    package static func characterLoop(_ corpus: Corpus) -> Contender {
        let basic = Set(
            """
            @£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ\
            ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà
            """
        )
        let extended = Set("^{}\\[~]|€\u{0C}")
        // Fewer messages, because it is so slow.
        let texts = Array(corpus.texts.prefix(10_000))
        return Contender(
            Name.characterLoop,
            shortcut:
                "Set<Character> for each character, a division for the parts; no pair is kept whole",
            messageCount: texts.count,
            expected: nil
        ) {
            var unitCount = 0
            var partCount = 0
            for text in texts {
                let units = Self.septetCount(text, basic, extended)
                let (count, alone, several) =
                    units.map { ($0, 160, 153) } ?? (text.utf16.count, 70, 67)
                unitCount += count
                partCount += count <= alone ? 1 : (count + several - 1) / several
            }
            return Totals.counted(unitCount: unitCount, partCount: partCount)
        }
    }

    private static func septetCount(
        _ text: String,
        _ basic: Set<Character>,
        _ extended: Set<Character>
    ) -> Int? {
        var count = 0
        for character in text {
            if basic.contains(character) {
                count += 1
            } else if extended.contains(character) {
                count += 2
            } else {
                return nil
            }
        }
        return count
    }
}
