internal import Septet
internal import SeptetBilling
internal import SeptetJSON
internal import SeptetNumbers

// How the text is encoded, divided and billed.
extension DescribedDraft {
    private func isSwitchOn() -> Bool {
        if let control = description.encodingSwitch, let parameter = control.parameter,
            let value = values[parameter]
        {
            if value == control.on { return true }
            if value == control.off { return false }
        }
        return description.isSwitchOn(message.route)
    }

    mutating func estimate() -> Estimate {
        var estimate = Estimate()
        if sendsMessage {
            estimateMessage(&estimate)
            if estimate.encoding != nil { warnAboutUnused() }
        }
        if !description.precedence.isEmpty {
            let order = description.precedence
            // Those of one code come in the order of their parameters.
            let names = ([String?])(entry.parameters.map { name($0) })
            let ranks = errors.indices.map { index in
                (
                    order.firstIndex(of: errors[index].code) ?? -1,
                    names.firstIndex(of: errors[index].field) ?? -1, index
                )
            }
            errors = ranks.sorted(by: <).map { errors[$0.2] }
        }
        estimate.warnings = warnings
        estimate.predictedErrors = errors
        return estimate
    }

    private mutating func estimateMessage(_ estimate: inout Estimate) {
        estimate.billedRecipientCount = numbers.count
        guard case .text(let text) = message.content else {
            if case .binary(let octets, let header) = message.content {
                encoding = .binary
                estimate.encoding = .binary
                estimate.octetCount = octets.count + header.count
                estimate.billedPartCount = 1
                estimate.wireSegmentCount = 1
                estimate.totalBilledPartCount = numbers.count
            }
            return
        }
        // An unknown type has no size.
        if signalsUnknown || (pinned == .binary && !isReadable) { return }
        if pinned == .binary {
            // How many parts a link makes is in no document.
            encoding = .binary
            if text.isEmpty { return }
            estimate.encoding = .binary
            estimate.unitCount = text.utf16.count
            return
        }
        let senderType = message.route.senderType ?? senderText.flatMap { SenderType(of: $0) }
        var routes: [(country: String?, numbers: [String])] = []
        for number in numbers {
            let country = message.route.country ?? countries[number]
            if let index = routes.firstIndex(where: { $0.country == country }) {
                routes[index].numbers.append(number)
            } else {
                routes.append((country, [number]))
            }
        }
        if routes.isEmpty { routes = [(message.route.country, [])] }
        let carried = message.route.written(text)
        var total = 0
        var largest: DescribedMeasure?
        var each: [RecipientEstimate] = []
        var isMixed = false
        for (country, numbers) in routes {
            let rule = description.route(sender: senderType, country: country)
            if let refusal = rule?.refusal {
                predict(
                    rule?.error,
                    .invalidSender,
                    refusal,
                    parameter(.sender)?.name.text ?? "sender"
                )
            }
            if let remark = rule?.remark,
                !warnings.contains(where: { $0.message.isSame(as: remark) })
            {
                warnings.append(EstimateWarning(.route, remark))
            }
            var measure = description.measure(
                carried,
                rule,
                pinned,
                isSwitchOn: isSwitchOn(),
                isFlash: isFlash
            )
            check(&measure, largest)
            total += measure.billedPartCount * numbers.count
            isMixed =
                isMixed
                || largest.map {
                    $0.billedPartCount != measure.billedPartCount
                        || $0.unitCount != measure.unitCount
                } ?? false
            for number in numbers where routes.count > 1 {
                each.append(
                    RecipientEstimate(
                        recipient: number,
                        text: nil,
                        encoding: measure.encoding,
                        unitCount: measure.unitCount,
                        billedPartCount: measure.billedPartCount,
                        wireSegmentCount: measure.wireSegmentCount
                    )
                )
            }
            if largest.map({ $0.billedPartCount < measure.billedPartCount }) ?? true {
                largest = measure
            }
            if numbers.isEmpty || country.map({ $0 == routes.first?.country }) ?? true {
                advise(measure, carried, senderType, country)
            }
        }
        guard let largest else { return }
        encoding = largest.encoding
        if isMixed { estimate.recipients = each }
        // What cannot be carried has no size.
        if text.isEmpty || largest.obstacle != nil || !isReadable { return }
        estimate.encoding = largest.encoding
        estimate.unitCount = largest.unitCount
        estimate.billedPartCount = largest.billedPartCount
        estimate.wireSegmentCount = largest.wireSegmentCount
        estimate.totalBilledPartCount = total
        if let rewritten = largest.rewritten ?? (message.route.changesText ? carried : nil) {
            estimate.predictedText = rewritten
            estimate.certainty = .estimated
        }
        if let warning = EstimateWarning.partsDiffer(
            billed: largest.billedPartCount,
            wire: largest.wireSegmentCount
        ) {
            warnings.insert(warning, at: 0)
        }
    }

    private mutating func check(_ measure: inout DescribedMeasure, _ before: DescribedMeasure?) {
        let name = parameter(.text)?.name.text ?? "text"
        let isFirst = before == nil
        if let obstacle = measure.obstacle, isFirst, isReadable {
            let alphabet = pinned == .latin1 ? "ISO-8859-1" : "GSM 7 bit"
            let what =
                "\(obstacle.scalar.codePointName) at byte \(obstacle.utf8Offset) is not in \(alphabet), and would be lost or refused"
            let code = parameter(.text)?.invalid
            predict(code, .unmappableCharacter, what, name, obstacle.utf8Offset)
        }
        if let (limit, most, count) = description.cut(&measure, options: message.options) {
            let unit = limit.unit.rawValue.divided(at: "-").joined(separator: " ")
            let what = "\(count) \(unit), more than \(most)"
            switch limit.beyond {
            case .refused where isFirst: predict(limit.error, .tooManyParts, what, name)
            case .refusedLater where isFirst:
                predict(
                    limit.error,
                    .tooManyParts,
                    "\(what); the provider accepts the message and reports this later",
                    name
                )
            case .cut where isFirst:
                warnings.append(
                    EstimateWarning(
                        .cut,
                        "\(what); the provider sends a shorter text without a word"
                    )
                )
            case .unknown where isFirst:
                warnings.append(
                    EstimateWarning(.undocumented, "\(what); what happens beyond is not documented")
                )
            default: break
            }
        } else if measure.wireSegmentCount == nil, measure.obstacle == nil, isReadable, isFirst {
            predict(
                nil,
                .tooManyParts,
                "no message has more than \(MessagePlan.maximumPartCount) parts",
                name
            )
        }
    }

    /// Warns when another setting of the same provider makes fewer parts.
    private mutating func advise(
        _ measure: DescribedMeasure,
        _ text: String,
        _ sender: SenderType?,
        _ country: String?
    ) {
        let rule = description.route(sender: sender, country: country)
        func warning(_ setting: String, _ parts: Int) -> EstimateWarning {
            let noun = parts == 1 ? "part" : "parts"
            return EstimateWarning(
                .cheaperSetting,
                "\(setting): \(parts) \(noun) instead of \(measure.billedPartCount)"
            )
        }
        var found: [EstimateWarning] = []
        if pinned == .ucs2 {
            let other = description.measure(
                text,
                rule,
                nil,
                isSwitchOn: isSwitchOn(),
                isFlash: isFlash
            )
            if other.billedPartCount < measure.billedPartCount {
                found.append(warning("without insisting on UCS-2", other.billedPartCount))
            }
        }
        if let control = description.encodingSwitch, !isSwitchOn(), pinned == nil {
            let other = description.measure(
                text,
                rule,
                nil,
                isSwitchOn: true,
                isFlash: isFlash
            )
            if other.billedPartCount < measure.billedPartCount {
                let known = control.position == .unknown ? " (whether it is on is not known)" : ""
                found.append(warning("with \(control.title)\(known)", other.billedPartCount))
            }
        }
        if let sender, pinned == nil {
            for other in SenderType.allCases where other != sender {
                guard let route = description.route(sender: other, country: country),
                    route.refusal == nil
                else { continue }
                let count = description.measure(
                    text,
                    route,
                    nil,
                    isSwitchOn: isSwitchOn(),
                    isFlash: isFlash
                )
                .billedPartCount
                if count < measure.billedPartCount {
                    found.append(warning("from a sender that is \(other.rawValue)", count))
                }
            }
        }
        warnings += found
    }
}
