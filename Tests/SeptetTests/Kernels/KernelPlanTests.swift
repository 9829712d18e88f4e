@testable import Septet
import TestSupport
import Testing

/// Plans are the same whatever kernel counts.
@Suite struct KernelPlanTests {
    /// Fewer scalars than this fit a text that is planned at every padding, to keep the time short.
    private static let longestPaddedText = 200

    /// All but plain Swift, with which they are compared.
    private static let fast = Array(Kernel.available.dropFirst())

    /// Every vector, by every kernel, at every padding.
    @Test(arguments: fast, [0...16, 17...32, 33...48, 49...64])
    func vectorsArePlannedAlike(kernel: Kernel, paddings: ClosedRange<Int>) throws {
        for row in try VectorFile.rows("counting.tsv") {
            let text = try row.text("text")
            let planner = Planner(try row.settings(referenceColumn: "reference"))
            let isLong = text.unicodeScalars.count >= Self.longestPaddedText
            for padding in isLong ? paddings.lowerBound...paddings.lowerBound : paddings {
                let padded = String(repeating: "a", count: padding) + text
                expectSame(padded, planner, kernel, "\(row), padding \(padding)")
            }
        }
    }

    /// A reference plans a random text as the kernel does, at every border and with all settings.
    @Test(arguments: Kernel.available, 0..<8)
    func randomTextsArePlannedAsTheReferenceDoes(kernel: Kernel, batch: Int) throws {
        let codec = try Reference.codec()
        var random = Seed.generator("kernel plans", batch)
        var texts = RandomText(codec.tables, Seed.generator("kernel texts", batch))
        let all = RandomSettings(languages: [1, 3])
        for number in 0..<100 {
            var settings = all.next(&random)
            if random.oneIn(2) { settings.languages = [] }
            let text = texts.next()
            guard let expected = codec.plan(text, settings) else { continue }
            guard expected.unitCounts.count <= 255 else { continue }
            let plan = try? Planner(settings).plan(text, kernel: kernel)
            #expect(
                plan?.summary == expected.summary,
                "\(kernel) \(Seed.note("kernel plans", batch)) text \(number): \(settings) \(text.escaped)"
            )
        }
    }

    /// Every cut of a text of all kinds of characters, as a `String` and as octets.
    @Test(arguments: fast)
    func everyCutIsPlannedAlike(kernel: Kernel) {
        let texts = [
            String(repeating: "a€[é ", count: 40), String(repeating: "😀ż", count: 60),
            String(repeating: "a", count: 150) + "€€€ąą😀",
        ]
        for text in texts {
            let scalars = Array(text.unicodeScalars)
            for count in 0...scalars.count {
                let cut = String(String.UnicodeScalarView(scalars.prefix(count)))
                for boundary in BoundaryPolicy.allCases {
                    expectSame(cut, Planner(boundary: boundary), kernel, "\(count) of \(text)")
                }
            }
        }
    }

    private func expectSame(
        _ text: String,
        _ planner: Planner,
        _ kernel: Kernel,
        _ note: @autoclosure () -> String
    ) {
        let expected = Result { () throws(PlanningError) in
            try planner.plan(text, kernel: Kernel.available[0])
        }
        let utf8 = Array(text.utf8)
        let found = [
            Result { () throws(PlanningError) in try planner.plan(text, kernel: kernel) },
            Result { () throws(PlanningError) in try planner.plan(utf8: utf8.span, kernel: kernel)
            },
        ]
        for found in found where found != expected {
            Issue.record("\(kernel) \(note()): found \(found), expected \(expected)")
        }
    }
}
