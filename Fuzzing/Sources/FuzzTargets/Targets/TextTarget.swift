internal import Septet

extension FuzzTarget {
    /// The plan of any text is what the cut gives, and the parts give the text back.
    static let text = FuzzTarget("text") { input in
        let planner = Planner(fuzzing: &input)
        let messageNumber = Int(input.number())
        let utf8 = input.rest()
        let planned = outcome { () throws(PlanningError) in try planner.plan(utf8: utf8.span) }
        guard let text = validated(utf8) else {
            guard case .failure(.invalidUTF8) = planned else {
                fatalError("invalid UTF-8 was planned or refused for another reason")
            }
            return
        }
        require(
            planned == outcome { () throws(PlanningError) in try planner.plan(text) },
            "a string is planned as its octets"
        )
        checkChoices(utf8, planned, planner)
        guard case .success(let plan) = planned, plan.elementOctetCount == 0 else { return }
        let explained = try? planner.diagnose(utf8: utf8.span).plan
        require(explained == plan, "what is explained is the plan")
        checkCut(text, plan, messageNumber)
    }

    /// The text, `nil` when the octets are not UTF-8.
    static func validated(_ utf8: [UInt8]) -> String? {
        guard let text = try? UTF8Span(validating: utf8.span) else { return nil }
        return String(copying: text)
    }

    /// The plan is the cheapest that may be chosen, and stricter boundaries never cost less.
    private static func checkChoices(
        _ utf8: [UInt8],
        _ planned: Result<MessagePlan, PlanningError>,
        _ planner: Planner
    ) {
        let count = planned.partCount
        for choice in Planner.Choice.allCases where planner.choice == .cheapest {
            var other = planner
            other.choice = choice
            let plan = outcome { () throws(PlanningError) in try other.plan(utf8: utf8.span) }
            require(count <= plan.partCount, "the cheapest does not cost more than \(choice)")
        }
        let counts = [BoundaryPolicy.unit, .pair, .grapheme].map { boundary in
            var other = planner
            other.boundary = boundary
            return outcome { () throws(PlanningError) in try other.plan(utf8: utf8.span) }.partCount
        }
        require(counts == counts.sorted(), "\(counts) parts by unit, pair and cluster")
        if planner.boundary == .unit, case .success(let plan) = planned {
            require(plan.dividedPartCount == plan.partCount, "units are divided")
        }
    }

    /// The parts of a text cover it, are as many as planned, and give it back.
    static func checkCut(_ text: String, _ plan: MessagePlan, _ messageNumber: Int) {
        guard let segments = try? plan.segments(of: text, messageNumber: messageNumber) else {
            fatalError("the text of a plan cannot be cut by it")
        }
        require(segments.count == plan.partCount, "as many segments as parts")
        var position = 0
        var reassembler = Reassembler()
        var received: String?
        for segment in segments.reversed() {
            received = receive(segment, plan, &reassembler)
        }
        for segment in segments {
            require(segment.layout.utf8Range.lowerBound == position, "segments touch")
            position = segment.layout.utf8Range.upperBound
            require(segment.userData.count <= 140, "a segment fits its field")
        }
        require(position == text.utf8.count, "the segments cover the text")
        let octetCount = segments.reduce(0) { $0 + $1.userData.count }
        let unitCount = segments.reduce(0) { $0 + $1.layout.unitCount }
        require(octetCount == plan.octetCount, "as many octets as planned")
        require(unitCount == plan.unitCount, "as many units as planned")
        require(received?.utf8.elementsEqual(text.utf8) == true, "the parts give the text back")
    }

    /// Hands a segment to the receiver; the text when it was the last to arrive.
    private static func receive(
        _ segment: Segment,
        _ plan: MessagePlan,
        _ reassembler: inout Reassembler
    ) -> String? {
        guard
            let part = try? ReceivedPart(
                userData: segment.userData.span,
                userDataLength: segment.layout.userDataLength,
                dataCodingScheme: plan.dataCodingScheme(),
                hasHeader: segment.layout.headerOctetCount > 0
            ), case .complete(let message)? = try? reassembler.add(part).outcome
        else { return nil }
        return message.text
    }
}

extension Result<MessagePlan, PlanningError> {
    /// The parts of the plan, or those a text has that is too long; beyond both when it has none.
    fileprivate var partCount: Int {
        switch self {
        case .success(let plan): plan.partCount
        case .failure(.tooManyParts(let count, _, _)): count
        case .failure: .max
        }
    }
}

extension Planner {
    /// A planner with settings of any kind.
    init(fuzzing input: inout FuzzInput) {
        let settings = input.octet()
        let languages = NationalLanguages(rawValue: input.number())
        self.init(
            languages: settings & 0x80 == 0 ? [] : languages,
            boundary: BoundaryPolicy.allCases[Int(settings & 3) % 3],
            referenceWidth: settings & 4 == 0 ? .eightBit : .sixteenBit,
            choice: Choice.allCases[Int(settings >> 3 & 3) % 3],
            elementOctetCount: settings & 0x60 == 0x60 ? Int(input.octet()) : 0
        )
    }
}
