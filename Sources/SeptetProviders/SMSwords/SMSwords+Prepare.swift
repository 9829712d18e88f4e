internal import Septet
public import SeptetBilling

extension SMSwords {
    /// What is asked about a campaign.
    public enum CampaignRequest: Sendable, Hashable, CaseIterable {
        /// `campaigns/calculate-cost`: what it would cost.
        case calculateCost
        /// `campaigns`: creates it.
        case create

        var path: [String] {
            switch self {
            case .calculateCost: ["campaigns", "calculate-cost"]
            case .create: ["campaigns"]
            }
        }
    }

    /// Makes the request that prices or creates a campaign, or predicts the error; and estimates it.
    ///
    /// The cost is volume × instances, and where the text needs several parts at most that times
    /// the parts (SW-1). Errors come in the order of the document's table, an insufficient credit
    /// last. Nothing is sent.
    ///
    /// - Parameters:
    ///   - campaign: What is priced or created.
    ///   - request: Which of them.
    ///   - account: The credentials and the server.
    ///   - country: What is known about the campaign's country.
    ///   - credits: The credits left for it, when they are known.
    /// - Complexity: linear in the text.
    public static func prepare(
        _ campaign: Campaign,
        _ request: CampaignRequest,
        account: Account = Account(),
        country: Country? = nil,
        credits: Amount? = nil
    ) -> Preparation {
        prepare(
            campaign,
            request,
            account: account,
            country: country,
            credits: credits,
            unread: []
        )
    }

    /// - Parameter unread: Errors of fields that could not be read; they replace those that say
    ///   that the field is missing.
    static func prepare(
        _ campaign: Campaign,
        _ request: CampaignRequest,
        account: Account,
        country: Country?,
        credits: Amount?,
        unread: [PredictedError]
    ) -> Preparation {
        let names = Set(unread.compactMap(\.field))
        let isUnread: (PredictedError) -> Bool = { names.contains($0.field ?? "") }
        let void = campaign.voidFields
        let fields =
            unread.filter { !void.contains($0.field ?? "") }
            + campaign.errors(country: country).filter { !isUnread($0) }
        let texts = [
            ("message", campaign.message), ("original_name", campaign.name ?? ""),
            ("reference", campaign.reference ?? ""),
        ]
        let forbidden = texts.compactMap { field, text in
            PredictedError.forbiddenCharacter(in: text, field: field)
        }
        var estimate = estimate(campaign)
        estimate.predictedErrors = forbidden + account.errors + sorted(fields)
        if !estimate.hasParts {
            let what = "no message has more than \(MessagePlan.maximumPartCount) parts"
            let error = PredictedError(local: .tooManyParts, what, field: "message")
            estimate.predictedErrors.append(error)
        }
        if let cost = estimate.cost, let credits {
            check(cost, credits, &estimate)
        }
        return Preparation(estimate) { () throws(PredictedError) in
            [try account.request(request.path, json: campaign.json)]
        }
    }

    private static func sorted(_ errors: [PredictedError]) -> [PredictedError] {
        errors.sorted { rank($0) < rank($1) }
    }

    private static func rank(_ error: PredictedError) -> Int {
        Campaign.fields.firstIndex { $0 == error.field } ?? Campaign.fields.count
    }

    private static func estimate(_ campaign: Campaign) -> Estimate {
        let measure = TextMeasure(campaign.message)
        let partCount = measure.fitsOneMessage ? measure.partCount : nil
        var estimate = Estimate(
            encoding: measure.encoding,
            unitCount: measure.unitCount,
            billedPartCount: partCount,
            wireSegmentCount: partCount,
            certainty: measure.partCount > 1 ? .estimated : .exact
        )
        if measure.partCount > 1 {
            let what = "whether \(measure.partCount) parts cost as many credits is not documented"
            estimate.warnings.append(EstimateWarning(.undocumented, what))
        }
        let ignored = campaign.ignoredFields
        if !ignored.isEmpty {
            let what = "left out, because others make them void: \(ignored.joined(separator: ", "))"
            estimate.warnings.append(EstimateWarning(.ignored, what))
        }
        if let volume = campaign.volume, volume > 0, let count = campaign.instances?.count {
            let minimum = Amount(volume) * count
            estimate.cost = Cost(
                minimum: minimum,
                maximum: minimum * max(1, measure.partCount),
                currency: "credits"
            )
        }
        return estimate
    }

    private static func check(_ cost: Cost, _ credits: Amount, _ estimate: inout Estimate) {
        if credits < cost.minimum {
            let error = PredictedError(
                local: .insufficientCredits,
                "the campaign costs at least \(cost.minimum), there are \(credits)",
                details: [
                    PredictedError.Detail("needed", .number(cost.minimum)),
                    PredictedError.Detail("available", .number(credits)),
                ]
            )
            estimate.predictedErrors.append(error)
        } else if credits < cost.maximum {
            let what = "the campaign may cost \(cost.maximum), there are \(credits)"
            estimate.warnings.append(EstimateWarning(.balanceMayNotSuffice, what))
        }
    }
}

extension Estimate {
    /// Whether one message can carry the text.
    fileprivate var hasParts: Bool { wireSegmentCount != nil }
}
