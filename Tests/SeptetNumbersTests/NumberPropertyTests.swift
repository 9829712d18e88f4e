import SeptetNumbers
import TestSupport
import Testing

/// What holds for every text.
@Suite struct NumberPropertyTests {
    /// Symbols that numbers are written with, and some that they are not.
    private static let symbols: [Unicode.Scalar] = Array(
        "0123456789012345678901234567890123456789++  --..//()[]'\"=,;:xe@Eo\u{A0}\u{2011}\u{202A}\u{200B}\u{FF10}\u{0664}é"
            .unicodeScalars
    )

    @Test("A number that was read comes back from its form, with any default country")
    func roundTrip() throws {
        var generator = Seed.generator("numbers")
        let readers = [nil, "GB", "US", "AR", "BR", "MX", "IT", "SM", "DE", "JP"].map {
            NumberReader(country: $0.flatMap { CountryCode($0) })
        }
        var readCount = 0
        for number in 0..<30_000 {
            let count = Int(generator.next() % 24)
            var text = String.UnicodeScalarView()
            for _ in 0..<count {
                text.append(Self.symbols[Int(generator.next() % UInt64(Self.symbols.count))])
            }
            let reader = readers[number % readers.count]
            guard let reading = try? reader.read(String(text)) else { continue }
            readCount += 1
            let note = Comment(rawValue: Seed.note("numbers", number))
            let form = reading.number.description
            #expect(PhoneNumber(e164: form) == reading.number, note)
            #expect(reading.number.facts == reading.facts, note)
            guard reading.facts.isValid else { continue }
            for other in readers { #expect(try other.read(form).number == reading.number, note) }
        }
        #expect(readCount > 3_000)
    }

    @Test("Separators and marks between the digits change nothing")
    func separators() throws {
        var generator = Seed.generator("separators")
        let marks = [
            " ", "-", "\u{A0}", "\u{2011}", "\u{2013}", "\u{2212}", "\u{200B}", "\u{202A}",
            "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{3000}",
        ]
        for row in try NumberFactsTests.examples.get() {
            let plain = try row.raw("number")
            var text = ""
            for (index, scalar) in plain.unicodeScalars.enumerated() {
                text.unicodeScalars.append(scalar)
                if index > 0 && generator.next() % 2 == 0 {
                    text += marks[Int(generator.next() % UInt64(marks.count))]
                }
            }
            #expect(try NumberReader().read(text).number.description == plain, "\(text)")
        }
    }

    @Test(
        "A few numbers that are valid elsewhere suggest no country, a tenth of the list does",
        arguments: [(0, nil), (5, nil), (40, "GB")] as [(Int, String?)]
    )
    func fewNumbers(nationalCount: Int, country: String?) throws {
        var survey = CountrySurvey()
        let international = (0..<200).map { "447\(4 + $0 % 2)\(10_000_000 + $0 * 397)" }
        let national = (0..<nationalCount).map { "079\(10_000_000 + $0 * 401)" }
        for text in international + national {
            let octets = Array(text.utf8)
            do throws(NumberFault) {
                let reading = try NumberReader().read(octets.span)
                #expect(reading.form == .digits)
                survey.add(octets.span, read: reading)
            } catch {
                #expect(error.reason == .nationalNumber)
                survey.add(octets.span, rejected: error)
            }
        }
        let found = survey.suggestion(for: NumberReader())
        #expect(found?.countries.map(\.description) == country.map { [$0] })
    }

    @Test("A list of US numbers is known to be one, however its sample is divided")
    func survey() throws {
        let areas = [212, 415, 504, 720, 303, 617, 312, 206, 702, 305, 404, 512, 713, 818, 916]
        let texts = areas.flatMap { area in (0..<30).map { "(\(area)) 555-\(1000 + $0 * 37)" } }
        func suggestion(_ parts: Int, limit: Int) -> CountrySurvey.Suggestion? {
            var surveys = (0..<parts).map { _ in CountrySurvey(limit: limit) }
            for (index, text) in texts.enumerated() {
                let octets = Array(text.utf8)
                do throws(NumberFault) {
                    let reading = try NumberReader().read(octets.span)
                    surveys[index % parts].add(octets.span, read: reading)
                } catch {
                    surveys[index % parts].add(octets.span, rejected: error)
                }
            }
            var whole = CountrySurvey(limit: limit)
            for survey in surveys.reversed() { whole.merge(survey) }
            return whole.suggestion(for: NumberReader())
        }
        let all = try #require(suggestion(1, limit: 1024))
        #expect(all.countries == [try #require(CountryCode("US"))])
        #expect((all.validCount, all.sampleCount, all.isSample) == (450, 450, false))
        #expect(all.validCountNow < 200)
        #expect(suggestion(7, limit: 1024) == all)
        let some = try #require(suggestion(1, limit: 64))
        #expect(some.countries == all.countries)
        #expect((some.sampleCount, some.isSample) == (64, true))
        for parts in [2, 3, 9] { #expect(suggestion(parts, limit: 64) == some) }
    }

    @Test("Nothing is suggested for numbers that show their country or are valid as they are")
    func noSuggestion() throws {
        var survey = CountrySurvey()
        for text in ["+447900900123", "447900900123", "4915112345678", "n/a", "+1"] {
            let octets = Array(text.utf8)
            do throws(NumberFault) {
                survey.add(octets.span, read: try NumberReader().read(octets.span))
            } catch {
                survey.add(octets.span, rejected: error)
            }
        }
        #expect(survey.suggestion(for: NumberReader()) == nil)
        var empty = CountrySurvey()
        #expect(empty.suggestion(for: NumberReader()) == nil)
    }
}
