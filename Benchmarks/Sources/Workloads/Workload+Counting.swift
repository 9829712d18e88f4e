internal import Corpora
internal import Measuring
internal import Septet

extension Workload {
    static func countingTexts(_ corpus: Corpus) -> Contender {
        let texts = corpus.texts
        let lent = LentTexts(texts)
        return Contender(
            contenderName,
            messageCount: texts.count,
            expected: corpus.totals.counted
        ) {
            let planner = Planner()
            var unitCount = 0
            var partCount = 0
            try lent.forEach { text in
                let plan = try planner.plan(text)
                unitCount += plan.unitCount
                partCount += plan.partCount
            }
            return Totals.counted(unitCount: unitCount, partCount: partCount)
        }
    }

    static func countingOctets(_ corpus: Corpus) -> Contender {
        let octets = corpus.octets
        let starts = corpus.starts
        return Contender(
            contenderName,
            messageCount: corpus.texts.count,
            expected: corpus.totals.counted
        ) {
            let planner = Planner()
            let span = octets.span
            var unitCount = 0
            var partCount = 0
            for index in 0..<starts.count - 1 {
                let text = span.extracting(starts[index]..<starts[index + 1])
                let plan = try planner.plan(utf8: text)
                unitCount += plan.unitCount
                partCount += plan.partCount
            }
            return Totals.counted(unitCount: unitCount, partCount: partCount)
        }
    }

    static func planningWithNationalTables(_ corpus: Corpus) -> Contender {
        let texts = corpus.texts
        let lent = LentTexts(texts)
        // No more parts than without the tables; the engine's tests prove the plans themselves.
        return Contender(contenderName, messageCount: texts.count, expected: nil) {
            let planner = Planner(languages: .all)
            var unitCount = 0
            var partCount = 0
            try lent.forEach { text in
                let plan = try planner.plan(text)
                unitCount += plan.unitCount
                partCount += plan.partCount
            }
            return Totals.counted(unitCount: unitCount, partCount: partCount)
        }
    }
}
