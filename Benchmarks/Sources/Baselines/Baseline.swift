internal import CBaselines
package import Corpora
package import Measuring

/// What stands beside Septet in every table: a limit, what a sender writes today, and ICU.
package enum Baseline {
    /// The names, as tables and marks use them.
    package enum Name {
        package static let memcpy = "memcpy"
        package static let characterLoop = "Character loop"
        package static let icu = "ICU"
    }

    /// memcpy of the same octets, message by message.
    package static func memcpy(_ octets: [UInt8], _ starts: [Int]) -> Contender {
        Contender(
            Name.memcpy,
            octets: octets,
            starts: starts,
            expected: octets.count,
            pass: baseline_copy
        )
    }

    /// UTF-8 to UTF-16BE.
    package static func icuUTF16(_ corpus: Corpus, shortcut: String? = nil) -> Contender {
        Contender(
            Name.icu,
            shortcut: shortcut,
            octets: corpus.octets,
            starts: corpus.starts,
            expected: corpus.texts.reduce(0) { $0 + $1.utf16.count * 2 },
            pass: baseline_icu_utf16
        )
    }

    /// windows-1250 to UTF-8.
    package static func icuFromWindows1250(
        _ input: (octets: [UInt8], starts: [Int]),
        expected: Int
    ) -> Contender {
        Contender(
            Name.icu,
            octets: input.octets,
            starts: input.starts,
            expected: expected,
            pass: baseline_icu_from_windows1250
        )
    }

    /// UTF-8 to windows-1250.
    package static func icuToWindows1250(_ corpus: Corpus, expected: Int) -> Contender {
        Contender(
            Name.icu,
            octets: corpus.octets,
            starts: corpus.starts,
            expected: expected,
            pass: baseline_icu_to_windows1250
        )
    }

    /// UTF-8 to septets.
    package static func icuGSMEncoding(_ corpus: Corpus) -> Contender {
        Contender(
            Name.icu,
            shortcut: "its converter gsm-03.38: one septet in each octet, not packed, not cut",
            octets: corpus.octets,
            starts: corpus.starts,
            expected: corpus.totals.unitCount,
            pass: baseline_icu_gsm_encode
        )
    }

    /// Septets, one in each octet, to UTF-8.
    package static func icuGSMDecoding(
        septets: (octets: [UInt8], starts: [Int]),
        expected: Int
    ) -> Contender {
        Contender(
            Name.icu,
            shortcut: "its converter gsm-03.38: the septets are unpacked already",
            octets: septets.octets,
            starts: septets.starts,
            expected: expected,
            pass: baseline_icu_gsm_decode
        )
    }
}
