internal import Septet
internal import SeptetBilling

/// What a text is at a provider that a description describes.
struct DescribedMeasure {
    let encoding: MessageEncoding
    let unitCount: Int
    /// Parts by the provider's rule, and no more than it sends.
    var billedPartCount: Int
    /// Parts by the standard; `nil` when there are more than 255.
    let wireSegmentCount: Int?
    /// Counted for limits.
    let counts: [ProviderDescription.TextLimit.Unit: Int]
    /// The text once the provider's switch has rewritten it; `nil` where it stays.
    let rewritten: String?
    /// Where the encoding that was insisted on lacks a character; `nil` when it has all.
    let obstacle: (scalar: Unicode.Scalar, utf8Offset: Int)?
}

extension ProviderDescription {
    /// The parts that are billed for a text, by the route; the same number as in an estimate.
    ///
    /// Complexity: linear in the text and the rules.
    public func billedPartCount(_ text: String, route: Route = Route()) -> Int {
        let rule = self.route(sender: route.senderType, country: route.country)
        var measure = measure(route.written(text), rule, nil, isSwitchOn: isSwitchOn(route))
        _ = cut(&measure, options: [:])
        return measure.billedPartCount
    }

    /// Whether the provider's switch is on: as the route says, otherwise as it is by default.
    ///
    /// A position that is not known counts as off, which is never the cheaper one.
    func isSwitchOn(_ route: Route) -> Bool {
        route.isSwitchOn ?? (encodingSwitch?.position == .on)
    }

    /// Measures a text.
    ///
    /// - Parameter pinned: The encoding that is insisted on.
    func measure(
        _ text: String,
        _ rule: RouteRule?,
        _ pinned: MessageEncoding?,
        isSwitchOn: Bool,
        isFlash: Bool = false
    ) -> DescribedMeasure {
        let width: ConcatenationReference.Width =
            rule?.referenceBitCount == 16 ? .sixteenBit : .eightBit
        let planner = Planner(referenceWidth: width)
        guard isSwitchOn, pinned == nil, let effect = encodingSwitch?.effect else {
            return measure(text, rule, pinned, planner, rewritten: nil, isFlash: isFlash)
        }
        let before = measure(text, rule, nil, planner, rewritten: nil, isFlash: isFlash)
        guard effect != .long || before.billedPartCount > 1,
            let result = try? Normalizer([.typographic, .lossless], planner: planner).normalize(
                text
            ),
            !result.replaced.isEmpty
        else { return before }
        let after = measure(
            result.text,
            rule,
            nil,
            planner,
            rewritten: result.text,
            isFlash: isFlash
        )
        return effect == .some || after.encoding == .gsm7 ? after : before
    }

    private func measure(
        _ text: String,
        _ rule: RouteRule?,
        _ pinned: MessageEncoding?,
        _ planner: Planner,
        rewritten: String?,
        isFlash: Bool
    ) -> DescribedMeasure {
        var planner = planner
        var obstacle: (scalar: Unicode.Scalar, utf8Offset: Int)?
        switch pinned {
        case .ucs2: planner.choice = .ucs2
        case .gsm7:
            planner.choice = .gsm7Bit
            obstacle = Self.lacking(text, rule)
        default: if Self.lacking(text, rule) != nil { planner.choice = .ucs2 }
        }
        var encoding = MessageEncoding.ucs2
        var unitCount = 0
        var partCount = 0
        var wireSegmentCount: Int?
        if pinned == .latin1 {
            // It is taken as 8-bit data on the wire.
            encoding = .latin1
            obstacle = Self.first(in: text) { $0.value > 0xFF }
            unitCount = text.unicodeScalars.count
            partCount = BillingRule.standard(.latin1).partCount(unitCount: unitCount)
            wireSegmentCount = partCount > MessagePlan.maximumPartCount ? nil : partCount
        } else {
            do {
                let plan = try planner.plan(text)
                encoding = MessageEncoding(plan.alphabet)
                unitCount = plan.unitCount
                partCount = plan.partCount
                wireSegmentCount = partCount
            } catch .tooManyParts(let count, let alphabet, let units) {
                encoding = MessageEncoding(alphabet)
                unitCount = units
                partCount = count
            } catch .notEncodable(let scalar, let offset) {
                encoding = .gsm7
                obstacle = (scalar, offset)
                unitCount = text.utf16.count
                partCount = 1
            } catch {
                // A string is valid UTF-8, and UCS-2 has every character: there is no other error.
                partCount = MessagePlan.maximumPartCount + 1
            }
        }
        let standard = BillingRule.standard(
            encoding == .gsm7 ? .gsm7Bit : .ucs2,
            planner.referenceWidth
        )
        let division =
            (isFlash ? flashDivision[encoding] : nil) ?? division[encoding]
            ?? (dividesPairs ? standard : nil)
        let billedPartCount = division?.partCount(unitCount: unitCount) ?? partCount
        return DescribedMeasure(
            encoding: encoding,
            unitCount: unitCount,
            billedPartCount: billedPartCount,
            wireSegmentCount: wireSegmentCount,
            counts: [
                .characters: text.unicodeScalars.count, .codeUnits: text.utf16.count,
                .units: unitCount,
                .octets: text.utf8.count,
                .parts: billedPartCount,
            ],
            rewritten: rewritten,
            obstacle: obstacle
        )
    }

    /// The first character that a route does not have in 7 bits.
    private static func lacking(
        _ text: String,
        _ rule: RouteRule?
    ) -> (scalar: Unicode.Scalar, utf8Offset: Int)? {
        guard let rule, rule.isASCIIOnly || !rule.lacking.isEmpty else { return nil }
        return first(in: text) { scalar in
            rule.lacking.contains(scalar) || (rule.isASCIIOnly && !scalar.isASCII)
        }
    }

    private static func first(
        in text: String,
        where isObstacle: (Unicode.Scalar) -> Bool
    ) -> (scalar: Unicode.Scalar, utf8Offset: Int)? {
        var offset = 0
        for scalar in text.unicodeScalars {
            if isObstacle(scalar) { return (scalar, offset) }
            offset += UTF8.width(scalar)
        }
        return nil
    }

    /// The first limit that a text exceeds, and how far; a cut makes the billed parts fewer.
    func cut(_ measure: inout DescribedMeasure, options: NamedTexts) -> (
        limit: TextLimit, most: Int, count: Int
    )? {
        for limit in limits where limit.encoding.map({ $0 == measure.encoding }) ?? true {
            let count = measure.counts[limit.unit] ?? 0
            let given = limit.parameter.flatMap { options[$0] }.flatMap { Int($0) }
            let most = given ?? limit.most
            guard count > most else { continue }
            if limit.beyond == .cut, limit.unit == .parts { measure.billedPartCount = max(1, most) }
            return (limit, most, count)
        }
        return nil
    }
}

extension SenderType {
    /// The kind that a sender shows; `nil` where it could be several.
    ///
    /// A number of North America with a prefix that is free to call is toll-free; one of three to eight digits is a
    /// short code; anything with another character than digits is a name.
    public init?(of sender: String) {
        let digits = sender.rest(after: "+") ?? sender[...]
        guard !digits.isEmpty else { return nil }
        guard DecimalField.isDigits(digits) else {
            self = .alphanumeric
            return
        }
        let count = digits.utf8.count
        let tollFree = ["1800", "1833", "1844", "1855", "1866", "1877", "1888"]
        if count == 11, tollFree.contains(where: digits.begins) {
            self = .tollFree
        } else if sender.begins(with: "+") || count > 8 {
            self = .longCode
        } else {
            self = .shortCode
        }
    }
}

extension ProviderDescription {
    /// The parts of a text that is known by its size only: those of a route without rules of its own.
    func billedPartCount(of measure: TextMeasure) -> Int {
        division[measure.encoding]?.partCount(unitCount: measure.unitCount)
            ?? (dividesPairs
                ? BillingRule.standard(measure.encoding).partCount(unitCount: measure.unitCount)
                : measure.partCount)
    }

    /// What can be done, as far as a description can say.
    var capabilities: Set<Capability> {
        var capabilities = ownCapabilities
        let parameters = requests.flatMap(\.parameters)
        if parameters.contains(where: { $0.origin == .text }) {
            capabilities.formUnion([.sendText, .estimateCost])
        }
        if hasFlash { capabilities.insert(.flash) }
        if hasBinary { capabilities.insert(.binary) }
        if encodings.contains(where: { $0.carriage == .link }) { capabilities.insert(.wapPush) }
        if parameters.contains(where: { $0.kind == .time }) { capabilities.insert(.schedule) }
        if requests.contains(where: { $0.name.isSame(as: "balance") }) {
            capabilities.insert(.balance)
        }
        if !reports.isEmpty { capabilities.insert(.deliveryReports) }
        if !inbound.isEmpty { capabilities.insert(.receiveText) }
        return capabilities
    }

    /// Whether a text can be shown at once.
    var hasFlash: Bool { flash != nil || encodings.contains { $0.flash != nil } }

    /// Whether octets can be sent.
    var hasBinary: Bool { encodings.contains { $0.encoding == .binary && $0.carriage != .link } }

    /// The sizes in the words of the catalogue.
    var providerLimits: ProviderLimits {
        ProviderLimits(
            recipientsPerPost: recipients.most,
            parts: limits.first { $0.unit == .parts && $0.encoding == nil }?.most,
            senderCharacters: sender.alphanumeric?.upperBound
        )
    }
}
