import Testing
import TestSupport

@testable import Septet

/// Every place of every table, in both directions.
@Suite struct TableTests {
    /// Every pair of tables there is, by language identifier.
    private static let pairs: [(locking: Int, single: Int)] = (0...13).flatMap { locking in
        (0...13).map { (locking, $0) }
    }.filter { $0.locking != 2 }

    @Test func everyLanguageHasTheTablesOfTheFiles() throws {
        let tables = try Reference.codec().tables
        #expect(tables.languages == [0] + NationalLanguage.allCases.map { Int($0.rawValue) })
        for language in NationalLanguage.allCases {
            let identifier = Int(language.rawValue)
            #expect(language.hasLockingShiftTable == (tables.locking[identifier] != nil))
            #expect(language.hasSingleShiftTable == (tables.single[identifier] != nil))
        }
    }

    @Test func everySeptetOfEveryTableShowsWhatTheFilesSay() throws {
        let tables = try Reference.codec().tables
        for (locking, single) in Self.pairs {
            let pair = ShiftTables(locking, single)
            for septet in 0..<128 {
                let octet = UInt8(septet)
                let main = tables.locking[locking]?.decoded[septet]
                let extra = tables.single[single]?.decoded[septet]
                #expect(pair.scalar(of: octet, escaped: false) == main, "\(locking) \(octet)")
                #expect(pair.scalar(of: octet, escaped: true) == extra, "\(single) \(octet)")
                #expect(pair.scalar(of: octet | 0x80, escaped: false) == main)
                #expect(pair.scalar(of: octet | 0x80, escaped: true) == extra)
            }
        }
    }

    @Test func everyCharacterIsWrittenAsTheFilesSay() throws {
        let codec = try Reference.codec()
        let scalars = codec.tables.writtenScalars
        #expect(scalars.count > 600)
        for (locking, single) in Self.pairs {
            let pair = ShiftTables(locking, single)
            let encoding = ReferenceEncoding.gsm7Bit(locking: locking, single: single)
            for scalar in scalars {
                let found = pair.septets(of: scalar)?.units
                let expected = codec.units(of: scalar, encoding)
                if found != expected {
                    Issue.record("\(locking) \(single) \(scalar.codePointName)")
                }
            }
        }
    }

    @Test func everyScalarIsInTheAlphabetsOrNotAsTheFilesSay() throws {
        let tables = try Reference.codec().tables
        let inTables = Set(tables.writtenScalars.map(\.value))
        let main = try #require(tables.locking[0]?.written)
        let extra = try #require(tables.single[0]?.written)
        var wrong: [UInt32] = []
        var knownCount = 0
        for value in UInt32(0)..<0x110000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            guard inTables.contains(value) else {
                let isAbsent =
                    CharacterSlot.tables(of: value) == 0
                    && DefaultAlphabet.code(of: value) == DefaultAlphabet.absent
                if !isAbsent { wrong.append(value) }
                continue
            }
            knownCount += 1
            let found = ShiftTables.default.septets(of: scalar)
            let isRight =
                if let septet = main[scalar] {
                    found == SeptetSequence(septet: septet, isEscaped: false)
                } else if let septet = extra[scalar] {
                    found == SeptetSequence(septet: septet, isEscaped: true)
                } else {
                    found == nil
                }
            if !isRight { wrong.append(value) }
        }
        #expect(wrong.isEmpty)
        #expect(knownCount == inTables.count)
    }

    @Test(arguments: [false, true])
    func everyCharacterOfEveryTableComesBack(isConcatenated: Bool) throws {
        let codec = try Reference.codec()
        for (locking, single) in Self.pairs {
            let languages = [locking, single].filter { $0 != 0 }
            let encoding = ReferenceEncoding.gsm7Bit(locking: locking, single: single)
            var view = String.UnicodeScalarView()
            for scalar in codec.tables.writtenScalars where codec.units(of: scalar, encoding) != nil
            {
                view.append(scalar)
            }
            // All characters of both tables twice are more than a part; sixty of them are not.
            let whole = String(view)
            let texts = isConcatenated ? [whole + whole] : whole.unicodeScalars.chunked(into: 60)
            for text in texts {
                let planner = Planner(
                    languages: NationalLanguages(
                        languages.compactMap { NationalLanguage(rawValue: UInt8($0)) }
                    ),
                    choice: .gsm7Bit
                )
                let plan = try planner.plan(text)
                #expect(plan.partCount > 1 || !isConcatenated)
                var reassembler = Reassembler()
                var received: String?
                for segment in try plan.segments(of: text, messageNumber: 0) {
                    let part = try segment.received(as: plan.dataCodingScheme())
                    if case .complete(let message) = try reassembler.add(part).outcome {
                        received = message.text
                    }
                }
                let isSame = received.map { Array($0.utf8) } == Array(text.utf8)
                #expect(isSame, "\(locking) \(single)")
            }
            // The planner may find a cheaper pair; this pair itself must carry every character too.
            for scalar in whole.unicodeScalars {
                let units = try #require(ShiftTables(locking, single).septets(of: scalar)?.units)
                let text = UnitText.text(of: units, .gsm7Bit, ShiftTables(locking, single))
                if text?.unicodeScalars.elementsEqual([scalar]) != true {
                    Issue.record("\(locking) \(single) \(scalar.codePointName)")
                }
            }
        }
    }

    @Test func randomSeptetsShowWhatTheReferenceShows() throws {
        let codec = try Reference.codec()
        var random = Seed.generator("septets")
        for number in 0..<2_000 {
            let locking = random.element(of: [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
            let single = random.below(14)
            let septets = (0..<random.below(30)).map { _ in
                random.oneIn(3) ? 0x1B : UInt16(random.below(128))
            }
            let found = UnitText.text(of: septets, .gsm7Bit, ShiftTables(locking, single))
            let expected = codec.text(septets, locking: locking, single: single)
            let isSame = found.map { Array($0.utf8) } == Array(expected.utf8)
            #expect(isSame, "\(Seed.note("septets", number)) \(locking) \(single) \(septets)")
        }
    }
}

extension ReferenceTables {
    /// Every character that any table can write.
    var writtenScalars: [Unicode.Scalar] {
        let all = [locking, single].flatMap(\.values).flatMap(\.written.keys)
        return Set(all).sorted()
    }
}

extension SeptetSequence {
    /// The septets, with the escape.
    var units: [UInt16] {
        isEscaped ? [0x1B, UInt16(septet)] : [UInt16(septet)]
    }
}

extension ShiftTables {
    init(_ locking: Int, _ single: Int) {
        self.init(
            locking: NationalLanguage(rawValue: UInt8(locking)),
            single: NationalLanguage(rawValue: UInt8(single))
        )
    }
}

extension String.UnicodeScalarView {
    /// Texts of up to `count` scalars, one after the other.
    func chunked(into count: Int) -> [String] {
        let scalars = Array(self)
        return stride(from: 0, to: scalars.count, by: count).map { first in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[first..<Swift.min(first + count, scalars.count)])
            return String(view)
        }
    }
}
