internal import Septet
internal import SeptetBilling
internal import SeptetJSON
internal import SeptetLists
internal import SeptetNumbers

/// Counts the rows of one block after the other; each thread has one.
struct CampaignWorker: ~Copyable {
    private let settings: CampaignSettings
    /// What of the settings is asked for each row.
    private let dropsDuplicates: Bool
    private let excludesRecipients: Bool
    private let rewritesTexts: Bool
    private let isBilledByRule: Bool
    private let writesRecords: Bool
    private let planner: Planner

    private let recipientField: Int?

    /// The field with the text; `nil` when a template makes it.
    private let textField: Int?

    private let template: CompiledTemplate?
    private var scanner: RecordScanner
    private var tally: CampaignTally
    private var records: RecipientRecords?

    /// The messages of the block that may be shown.
    private var previews: MessagePreviews

    /// The rows of the block that are a few units too long, and what is compared with their values.
    private var excessRows = ExcessRows()
    private var usual: UsualLengths

    /// The recipients that had a message, where others to them are left out.
    private var met = RecipientKeys()

    /// The messages of the block to recipients.
    private var sent: [SentMessage] = []

    /// The text of the current message, where a template makes it.
    private var text: [UInt8] = []

    init(
        _ settings: CampaignSettings,
        _ columns: CampaignColumns,
        _ scanner: RecordScanner,
        writesRecords: Bool,
        recipientOctetLimit: Int
    ) {
        self.settings = settings
        dropsDuplicates = settings.dropsDuplicates
        excludesRecipients = settings.excluded != nil
        rewritesTexts = settings.textRewriting != nil
        isBilledByRule = settings.billing != nil
        self.writesRecords = writesRecords
        planner = settings.planner
        recipientField = columns.recipient
        switch columns.text {
        case .field(let field):
            textField = field
            template = nil
            usual = UsualLengths(columns: [])
        case .template(let made):
            textField = nil
            template = made
            usual = UsualLengths(columns: made.columns)
        }
        self.scanner = scanner
        tally = CampaignTally(settings, recipientOctetLimit: recipientOctetLimit)
        records = writesRecords ? RecipientRecords(settings) : nil
        previews = MessagePreviews(limit: settings.previewCount)
    }

    /// What has been counted so far.
    var totals: CampaignTotals { tally.totals }

    /// Gives the recipients away.
    consuming func takeRecipients() -> RecipientSet {
        let met = met
        var recipients = tally.takeRecipients()
        if dropsDuplicates {
            recipients.keep(met, additionCount: met.numberCount)
        }
        return recipients
    }

    /// Counts the rows of a block.
    mutating func count(_ block: RecordBlock) -> BlockOutcome {
        var outcome = BlockOutcome()
        outcome.inputOctetCount = block.inputOctetCount
        tally.beginBlock()
        records?.removeAll()
        previews = MessagePreviews(limit: settings.previewCount)
        excessRows = ExcessRows()
        usual.removeAll()
        sent.removeAll(keepingCapacity: true)
        scanner.begin(block)
        while scanner.next(in: block) {
            outcome.rowCount += 1
            if let error = scanner.error {
                let reason = RejectionReason(error)
                tally.skip(.damaged(reason), line: scanner.line)
                reject(reason, error.description, block, &outcome)
                continue
            }
            do throws(CampaignEstimator.Refusal) {
                if scanner.isWritten {
                    let written = scanner.written
                    try add(written.span, outcome.rowCount)
                } else {
                    try add(block.octets.span, outcome.rowCount)
                }
            } catch {
                tally.skip(RowTotals.Kind(error), line: scanner.line)
                reject(error.reason, error.description, block, &outcome)
            }
        }
        if scanner.blankCount > 0 {
            tally.skip(.blank, count: scanner.blankCount, line: scanner.firstBlankLine)
        }
        outcome.sent = sent
        outcome.longest = tally.longest
        outcome.previews = previews
        outcome.excessRows = excessRows
        if let records { outcome.records = records.octets }
        return outcome
    }

    private mutating func add(
        _ octets: Span<UInt8>,
        _ row: Int
    ) throws(CampaignEstimator.Refusal) {
        var recipient = CampaignTally.Recipient(reading: nil)
        var field = 0..<0
        if let recipientField {
            field = scanner.field(recipientField)
            do {
                let written = octets.extracting(field)
                recipient = try tally.read(recipient: written)
                if excludesRecipients,
                    settings.excluded?.contains(recipient.key(written)) == true
                {
                    tally.skip(.excluded, line: scanner.line)
                    return
                }
            } catch {
                throw .recipient(error)
            }
        }
        do {
            try plan(octets, row, recipient, octets.extracting(field))
        } catch {
            throw .text(error)
        }
    }

    private mutating func plan(
        _ octets: Span<UInt8>,
        _ row: Int,
        _ recipient: CampaignTally.Recipient,
        _ written: Span<UInt8>
    ) throws(PlanningError) {
        if rewritesTexts, let rewriting = settings.textRewriting {
            try planRewritten(rewriting, octets, row, recipient, written)
            return
        }
        if let textField {
            let text = octets.extracting(scanner.field(textField))
            let plan = try planner.plan(utf8: text)
            count(text, plan, row, recipient, written, FlawSigns(in: text))
            return
        }
        let fields = scanner.places
        guard let plan = try template?.plan(row: octets, fields: fields.span, buffer: &text) else {
            return
        }
        let isFlawed = template?.maySeemFlawed(row: octets, fields: fields.span) ?? false
        if tally.needsText(plan) || isFlawed || previews.isWanted {
            template?.expand(row: octets, fields: fields.span, into: &text)
        }
        usual.add(fields.span)
        let text = text
        let signs = isFlawed ? FlawSigns(in: text.span) : []
        if count(text.span, plan, row, recipient, written, signs),
            let unitCount = ExcessTotals.unitCount(of: plan)
        {
            excessRows.add(row, unitCount: unitCount) {
                usual.outstanding(octets, fields.span, unitCount: unitCount)
            }
        }
    }

    private mutating func planRewritten(
        _ rewriting: (String) -> String,
        _ octets: Span<UInt8>,
        _ row: Int,
        _ recipient: CampaignTally.Recipient,
        _ recipientOctets: Span<UInt8>
    ) throws(PlanningError) {
        let written: String
        if let textField {
            written = try Self.valid(octets.extracting(scanner.field(textField)))
        } else {
            try template?.write(row: octets, fields: scanner.places.span, into: &text)
            written = try Self.valid(text.span)
        }
        let sent = Array(rewriting(written).utf8)
        let plan = try settings.planner.plan(utf8: sent.span)
        count(sent.span, plan, row, recipient, recipientOctets, FlawSigns(in: sent.span))
    }

    /// The text of some octets; throws as a planner does where they aren't UTF-8.
    private static func valid(_ octets: Span<UInt8>) throws(PlanningError) -> String {
        do {
            return String(copying: try UTF8Span(validating: octets))
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
    }

    /// Counts a message; `false` when it is left out, because its recipient had one.
    @discardableResult
    private mutating func count(
        _ text: Span<UInt8>,
        _ plan: MessagePlan,
        _ row: Int,
        _ recipient: CampaignTally.Recipient,
        _ written: Span<UInt8>,
        _ signs: FlawSigns
    ) -> Bool {
        let billedPartCount =
            isBilledByRule
            ? settings.billedPartCount(
                validUTF8: text,
                plan,
                country: recipient.reading?.likelyCountry
            ) : plan.partCount
        var group = 0
        if recipientField != nil {
            group = tally.group(of: recipient)
            let key = recipient.key(written)
            let kind = MessageKind(
                group: group,
                alphabet: plan.alphabet,
                partCount: plan.partCount,
                billedPartCount: billedPartCount
            )
            if !dropsDuplicates {
                sent.append(SentMessage(recipient: key, kind: kind, line: scanner.line))
            } else if !met.insert(key) {
                tally.drop(kind, line: scanner.line)
                return false
            }
            // Numbers are kept where their order is known.
            if RecipientKeys.isName(key) { tally.add(recipient, written) }
        }
        tally.add(
            validUTF8: text,
            plan,
            row: row,
            recipient: recipient,
            group: group,
            billedPartCount: billedPartCount
        )
        if signs.mayBeFlaws {
            tally.addFlaws(text, signs, recipient, group: group, billedPartCount: billedPartCount)
        }
        if previews.isWanted {
            preview(text, plan, row, group, billedPartCount, written)
        }
        guard writesRecords else { return true }
        records?.add(
            plan,
            group: group,
            billedPartCount: billedPartCount,
            line: scanner.line,
            written
        )
        return true
    }

    private mutating func preview(
        _ text: Span<UInt8>,
        _ plan: MessagePlan,
        _ row: Int,
        _ group: Int,
        _ billedPartCount: Int,
        _ recipient: Span<UInt8>
    ) {
        let cost = settings.prices?.cost(
            group: group,
            messageCount: 1,
            partCount: billedPartCount
        )
        previews.add(
            PreviewedMessage(
                row: row,
                line: scanner.line,
                recipient: recipientField == nil ? nil : recipient.indices.map { recipient[$0] },
                text: text.indices.map { text[$0] },
                plan: plan,
                billedPartCount: billedPartCount,
                group: group,
                price: cost?.maximum ?? .zero
            )
        )
    }

    private mutating func reject(
        _ reason: RejectionReason,
        _ explanation: String,
        _ block: RecordBlock,
        _ outcome: inout BlockOutcome
    ) {
        tally.reject(reason)
        outcome.rejected.append(
            RejectedRow(
                row: outcome.rowCount,
                line: scanner.line,
                reason: reason,
                explanation: explanation,
                octets: block.isTooLong ? [] : Array(block.octets[scanner.range])
            )
        )
    }
}

/// Writes one JSON object a line for each message of a block.
struct RecipientRecords {
    private let settings: CampaignSettings
    private var json = JSONText()

    /// The costs of messages, which are few, by group and part counts.
    private var costs: [MessageKind: Cost?] = [:]

    init(_ settings: CampaignSettings) {
        self.settings = settings
    }

    /// The lines written.
    var octets: [UInt8] { json.octets }

    /// Forgets the lines written.
    mutating func removeAll() { json.removeAll() }

    /// Writes the line of a message.
    mutating func add(
        _ plan: MessagePlan,
        group: Int,
        billedPartCount: Int,
        line: Int,
        _ recipient: Span<UInt8>
    ) {
        let cost = cost(plan, group, billedPartCount)
        json.object { json in
            json.member("line", line)
            json.key("recipient")
            json.value(utf8: recipient)
            json.member("encoding", MessageEncoding(plan.alphabet).rawValue)
            json.member("units", plan.unitCount)
            json.member("parts", plan.partCount)
            if billedPartCount != plan.partCount { json.member("billedParts", billedPartCount) }
            json.costMember("cost", cost)
        }
        json.endLine()
    }

    private mutating func cost(
        _ plan: MessagePlan,
        _ group: Int,
        _ billedPartCount: Int
    ) -> Cost? {
        guard let prices = settings.prices else { return nil }
        let kind = MessageKind(
            group: group,
            alphabet: .gsm7Bit,
            partCount: billedPartCount
        )
        if let known = costs[kind] { return known }
        let cost = prices.cost(group: group, messageCount: 1, partCount: billedPartCount)
        costs.updateValue(cost, forKey: kind)
        return cost
    }
}
