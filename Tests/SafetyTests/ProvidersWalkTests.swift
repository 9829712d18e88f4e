import SeptetBilling
import SeptetProviders
import Testing

@Suite struct ProvidersWalkTests {
    @Test(arguments: calls) func hostileArguments(call: HostileCall) { call.run() }

    static let calls: [HostileCall] =
        requests + described + estimates + times + forms + jobs + replies + words

    /// Initialisers that store what they are given; what is stored goes through the calls.
    static let storing = [
        "CheapGlobalSMS.Account.init(subAccount:password:origin:method:defaultDialCode:timezoneOffset:)",
        "CheapGlobalSMS.Contact.init(phone:)", "CheapGlobalSMS.Message.init(_:recipients:)",
        "CheapGlobalSMS.Pricing.init(unitsPerPage:balance:)", "Cost.init(_:currency:)",
        "Cost.init(minimum:maximum:currency:)",
        "Estimate.init(encoding:unitCount:billedPartCount:wireSegmentCount:octetCount:certainty:"
            + "predictedText:billedRecipientCount:totalBilledPartCount:recipients:cost:warnings:"
            + "predictedErrors:)",
        "EstimateWarning.init(_:_:)", "FormFields.Field.init(name:value:)", "FormFields.init(_:)",
        "MessageEncoding.init(_:)",
        "Message.init(text:recipients:sender:isFlash:options:route:)",
        "PredictedError.Detail.init(_:_:)",
        "PredictedError.init(_:_:field:utf8Offset:)",
        "PredictedError.init(local:_:field:utf8Offset:details:)",
        "PredictedError.unsupported(_:)", "Preparation.init(_:)",
        "Preparation.init(estimate:requests:)",
        "ProviderLimits.init(recipientsPerPost:recipientsPerGet:personalisedRecipients:parts:"
            + "senderCharacters:)",
        "RecipientEstimate.init(recipient:text:encoding:unitCount:billedPartCount:wireSegmentCount:cost:)",
        "RequestParameter.init(_:_:)", "SMSAPI.Account.init(credentials:origin:method:)",
        "SMSAPI.Message.init(_:recipients:)",
        "SMSAPI.Message.init(_:recipients:group:)", "SMSAPI.Moment.init(_:)",
        "SMSAPI.NetworkPrice.init(mcc:mnc:price:country:network:date:)",
        "SMSAPI.Pricing.init(prices:networks:balance:)",
        "SMSwords.Account.init(token:origin:)",
        "SMSwords.Campaign.init(message:)", "SMSwords.Country.init(code:)",
        "Secret.encode(to:)", "Secret.init(_:variable:)",
    ]

    private static let now = Timestamp(secondsSince1970: .max)

    /// A provider with a fee whose sum with itself is beyond any amount.
    private static let costly =
        #"{"name":"a","origin":"https://a.example","requests":{},"fees":[{"name":"f","amount":"#
        + #"["0","9223372036854775807.5"],"currency":"USD"}]}"#

    private static let requests: [HostileCall] = [
        HostileCall("Provider.named(_:)") { each(Hostile.texts) { _ = Provider.named($0) } },
        HostileCall("BalanceCheck.init(balance:cost:provider:)") {
            Hostile.eachPair { balance, cost in
                for provider in Provider.all {
                    _ = BalanceCheck(
                        balance: Amount(balance),
                        cost: Cost(Amount(cost), currency: ""),
                        provider: provider
                    )
                }
            }
        },
        HostileCall("Provider.billedPartCount(of:)") {
            each(Hostile.texts + [Hostile.long]) { text in
                for measure in [TextMeasure(text), TextMeasure(text, isUCS2: true)] {
                    for provider in Provider.all { _ = provider.billedPartCount(of: measure) }
                }
            }
        },
        HostileCall("Provider.prepare(_:)") {
            for provider in Provider.all {
                each(Hostile.texts) { text in
                    for (body, to) in [(text, "44123456789"), ("a", text)] {
                        let message = Message(text: body, recipients: [to, to], sender: text)
                        show(provider.prepare(message))
                    }
                }
            }
        },
        HostileCall("Message.init(content:recipients:sender:options:)") {
            for provider in Provider.all {
                each(Hostile.octets) { octets in
                    let content = Message.Content.binary(octets, header: octets)
                    var message = Message(content: content, recipients: ["44123456789"])
                    message.options = ["\u{0}": "", "": "\u{0}"]
                    show(provider.prepare(message))
                    show(provider.prepare(message, account: ProviderAccount()))
                }
            }
        },
        HostileCall("Provider.prepare(_:account:)") {
            for provider in Provider.all {
                each(Hostile.texts) { text in
                    let message = Message(text: text, recipients: [text], sender: text)
                    show(provider.prepare(message, account: account(provider, text)))
                }
            }
        },
        HostileCall("ProviderAccount.init(_:origin:)") {
            let message = Message(text: "a", recipients: ["44123456789"], sender: "a")
            for provider in Provider.all {
                each(Hostile.texts) { text in
                    let unknown = ProviderAccount([text: text, "": text], origin: text)
                    _ = "\(unknown) \(String(reflecting: unknown))"
                    show(provider.prepare(message, account: unknown))
                    let known = account(provider, "a")
                    show(provider.prepare(message, account: known))
                }
            }
        },
        HostileCall("Provider.reports(_:)") {
            for provider in Provider.all { each(callbacks) { _ = try provider.reports($0) } }
        },
        HostileCall("Provider.inboundMessages(_:)") {
            for provider in Provider.all {
                each(callbacks) { _ = try provider.inboundMessages($0) }
            }
        },
        HostileCall("Provider.reply(_:status:)") {
            for provider in Provider.all {
                each(Hostile.octets) { octets in
                    each(Hostile.fewNumbers) { _ = try provider.reply(octets, status: $0) }
                }
            }
        },
        HostileCall("Provider.billedPartCount(_:route:)") {
            for provider in Provider.all {
                for route in routes {
                    each(Hostile.texts) { _ = provider.billedPartCount($0, route: route) }
                }
            }
        },
        HostileCall("Provider.billing(route:)") {
            for provider in Provider.all {
                each(routes) { route in
                    let billing = provider.billing(route: route)
                    each(Hostile.texts) { text in
                        _ = billing.partCount(ofText: text, country: text)
                        _ = billing.partCount(of: TextMeasure(text))
                    }
                }
                // As long as can be, and so only once.
                _ = provider.billing(route: Route()).partCount(ofText: Hostile.long, country: "")
            }
        },
        HostileCall("Provider.country(ofRecipient:)") {
            each(Hostile.texts + [Hostile.long]) { _ = Provider.country(ofRecipient: $0) }
        },
        HostileCall("Route.init(senderType:country:isSwitchOn:appendedText:linkCharacterCount:)") {
            let message = Message(text: "a http://a b", recipients: ["44123456789"], sender: "a")
            for provider in Provider.all {
                each(routes) { route in
                    var message = message
                    message.route = route
                    show(provider.prepare(message))
                    show(provider.prepare(message, account: account(provider, "a")))
                }
            }
        },
        HostileCall("Route.written(_:)") {
            let links = [
                "http://", "HTTPS://a", "https://\u{0}", "hhttp://a b", "https://é\u{301}",
            ]
            each(routes) { route in
                each(Hostile.texts + links) { _ = route.written($0) }
            }
            _ = Route(linkCharacterCount: 20).written(Hostile.long)
        },
        HostileCall("SenderType.init(of:)") {
            each(Hostile.texts) { _ = SenderType(of: $0) }
        },
        HostileCall("CheapGlobalSMS.prepareSaving(phoneNumbers:contacts:groupName:account:)") {
            each(Hostile.texts) { text in
                let contact = CheapGlobalSMS.Contact(phone: text)
                show(
                    CheapGlobalSMS.prepareSaving(
                        phoneNumbers: [text],
                        contacts: [contact],
                        groupName: text
                    )
                )
            }
        },
        HostileCall("CheapGlobalSMS.prepare(_:account:pricing:now:)") {
            each(Hostile.texts) { text in
                var message = CheapGlobalSMS.Message(text, recipients: [text, "2348094309926"])
                message.sendAt = text
                let account = CheapGlobalSMS.Account(defaultDialCode: text, timezoneOffset: text)
                show(CheapGlobalSMS.prepare(message, account: account, now: now))
            }
        },
        HostileCall("SMSAPI.prepare(_:account:pricing:now:)") {
            each(Hostile.texts) { text in
                var message = SMSAPI.Message(text, recipients: ["44123456789", text])
                message.parameters = [1: [text], .max: []]
                message.date = SMSAPI.Moment(text)
                each(Hostile.fewNumbers) { number in
                    message.maximumPartCount = number
                    show(SMSAPI.prepare(message, now: Timestamp(secondsSince1970: number)))
                }
            }
        },
        HostileCall("SMSAPI.Mail.init(username:md5:message:wantsReport:)") {
            each(Hostile.texts) { text in
                let message = SMSAPI.Message(text, recipients: [text])
                let md5 = Secret(text, variable: text)
                _ = "\(try SMSAPI.Mail(username: text, md5: md5, message: message))"
            }
        },
        HostileCall("SMSAPI.Message.Content.wapPush(url:text:)") {
            each(Hostile.texts) { _ = try SMSAPI.Message.Content.wapPush(url: $0, text: $0) }
        },
        HostileCall("ProviderDescription.prepare(call:options:account:)") {
            for calls in Provider.all.compactMap(\.calls) {
                each(Hostile.texts) { text in
                    let account = ProviderAccount(
                        ["apiKey": text, "apiToken": text, "token": text],
                        origin: text
                    )
                    for name in [
                        "autocheck", "ncRequest", "cities", "campaigns", "send", "sch_del",
                        "hlr.do",
                        "add_user", "set_user", "add", text,
                    ] {
                        let options: NamedTexts = [
                            "telephoneID": text, "action": text, "zip": text, "name": text,
                            "country_code": text, "page": text, "created_at": text, "add": text,
                            "sch_del": text, "number": text + ",44123456789",
                            "idx": text + "\n" + text,
                            "add_user": text, "pass": text, "pass_api": text, "limit": text,
                            "active": text, "info": text, "with_nat_names": text,
                        ]
                        show(calls.prepare(call: name, options: options, account: account))
                    }
                }
            }
        },
        HostileCall("ProviderDescription.fees(sender:country:)") {
            let description = try ProviderDescription(Array(costly.utf8))
            each(Hostile.texts) { text in
                _ = description.fees(sender: .tollFree, country: text).map(\.warning)
            }
        },
        HostileCall("Array.total(in:)") {
            let description = try ProviderDescription(Array(costly.utf8))
            let fees = description.fees(sender: .tollFree, country: "US")
            each(Hostile.texts + ["USD"]) { text in
                _ = "\((fees + fees).total(in: text).debugDescription)"
            }
        },
        HostileCall("SMSwords.prepare(_:_:account:country:credits:)") {
            each(Hostile.texts) { text in
                var campaign = SMSwords.Campaign(message: text)
                campaign.dateFrom = text
                show(SMSwords.prepare(campaign, .calculateCost))
            }
        },
        HostileCall("SMSwords.Instances.dates(limit:)") {
            each(["weekly", "monthly", "none"]) { recurring in
                var campaign = SMSwords.Campaign(message: "a")
                campaign.recurring = recurring
                campaign.date = "0001-01-01"
                campaign.dateFrom = "0001-01-01"
                campaign.dateTo = "9999-12-31"
                each(Hostile.numbers) { _ = campaign.instances?.dates(limit: $0) }
            }
        },
        HostileCall(
            "PreparedRequest.init(method:origin:path:query:content:authorization:headerFields:)"
        ) {
            each(Hostile.texts) { text in
                let secret = Secret(text, variable: "A")
                for authorization in [
                    PreparedRequest.Authorization.bearer(secret),
                    .basic(user: secret, password: Secret(nil, variable: text)),
                    .header(name: text, prefix: text, secret),
                    .aws4(service: text, region: text, key: secret, secret: secret),
                ] {
                    let request = try? PreparedRequest(
                        method: .post,
                        origin: "https://a.example",
                        path: [.text(text)],
                        content: .octets(Array(text.utf8), mediaType: text),
                        authorization: authorization,
                        headerFields: [(text, text)]
                    )
                    show(Preparation(estimate: Estimate(), requests: [request].compactMap { $0 }))
                }
            }
        },
        HostileCall(
            "PreparedRequest.init(method:origin:path:query:content:bearer:)"
        ) {
            each(Hostile.texts) { text in
                let request = try PreparedRequest(
                    method: .post,
                    origin: text,
                    path: [.text(text), .secret(Secret(text, variable: text))],
                    query: [RequestParameter(text, text)],
                    content: .form([RequestParameter(text, .octets([0xFF], text: text))]),
                    bearer: Secret(nil, variable: text)
                )
                show(Preparation(estimate: Estimate(), requests: [request]))
            }
        },
    ]

    private static let routes: [Route] =
        Hostile.fewNumbers.map {
            Route(
                senderType: .tollFree,
                isSwitchOn: true,
                appendedText: "\u{0}",
                linkCharacterCount: $0
            )
        }
        + ["", "GB", "gb", "\u{0}", "€😀"].map {
            Route(senderType: .shortCode, country: $0, appendedText: $0)
        }

    /// An account that has every field a provider may want, with one value.
    private static func account(_ provider: Provider, _ value: String) -> ProviderAccount {
        var fields: NamedTexts = [:]
        let known = ["token", "username", "password", "sub_account", "sub_account_pass"]
        for name in provider.description?.account.map(\.name) ?? known { fields[name] = value }
        return ProviderAccount(fields, origin: value)
    }

    /// The octets of descriptions that are nearly right.
    private static let descriptions: [[UInt8]] = [
        #"{"name":"a","origin":"https://{","requests":{}}"#,
        #"{"name":"a","origin":"https://{b}","account":[{"name":"b","variable":"B"}]}"#,
        #"{"name":"a","origin":"","requests":{"send":{"path":"/{}"}}}"#,
        #"{"name":"a","origin":"a","requests":{"send":{"path":"/","parameters":[{"name":"[99]"}]}}}"#,
        #"{"name":"a","origin":"a","requests":{},"parts":{"gsm7":[0,-1],"ucs2":[1e999,1]}}"#,
        #"{"name":"a","origin":"a","requests":{},"recipients":{"digits":[9223372036854775807,1]}}"#,
        "{\n\n\"name\":\u{0}}",
    ].map { Array($0.utf8) }

    private static let described: [HostileCall] = [
        HostileCall("ProviderDescription.init(_:)") {
            each(Hostile.octets + descriptions) { _ = try ProviderDescription($0) }
        },
        HostileCall("Provider.init(description:)") {
            each(Hostile.octets + descriptions) { _ = try Provider(description: $0) }
        },
        eachDescription("ProviderDescription.billedPartCount(_:route:)") { description in
            each(Hostile.texts + [Hostile.long]) { _ = description.billedPartCount($0) }
        },
        eachDescription("ProviderDescription.prepare(_:account:)") { description in
            each(Hostile.texts) { text in
                var message = Message(text: text, recipients: [text, "44123456789"], sender: text)
                message.options[text] = text
                message.encoding = .binary
                show(description.prepare(message, account: ProviderAccount([text: text])))
            }
        },
        eachDescription("ProviderDescription.route(sender:country:)") { description in
            for sender in [nil] + SenderType.allCases {
                each(Hostile.texts) { _ = description.route(sender: sender, country: $0) }
            }
        },
        eachDescription("ProviderDescription.error(code:)") { description in
            each(Hostile.texts) { _ = description.error(code: $0) }
        },
        eachDescription("ProviderDescription.state(of:)") { description in
            each(Hostile.texts) { _ = description.state(of: $0) }
        },
        eachDescription("ProviderDescription.reply(_:to:status:)") { description in
            each(Hostile.texts) { _ = try description.reply([], to: $0) }
            each(Hostile.octets) { octets in
                each(Hostile.fewNumbers) {
                    _ = "\(try description.reply(octets, to: "send", status: $0))"
                }
            }
        },
        eachDescription("ProviderDescription.reports(_:)") { description in
            each(callbacks) { _ = "\(try description.reports($0))" }
        },
        eachDescription("ProviderDescription.inboundMessages(_:)") { description in
            each(callbacks) { _ = "\(try description.inboundMessages($0))" }
        },
        HostileCall("Reconciliation.init(_:)") {
            Hostile.eachPair { estimated, billed in
                let items = ["", "a\n", "€😀", "a"].map { text in
                    Reconciliation.Item(
                        line: billed,
                        text: text,
                        recipient: "",
                        estimatedPartCount: estimated,
                        billedPartCount: billed
                    )
                }
                let result = Reconciliation(items + items)
                _ = (result.unexplainedCount, result.fits.map(\.explanation.sentence))
            }
        },
        HostileCall(
            "Reconciliation.Item.init(line:id:text:recipient:estimatedPartCount:billedPartCount:)"
        ) {
            each(Hostile.texts + [Hostile.long]) { text in
                let item = Reconciliation.Item(
                    line: .min,
                    id: text,
                    text: text,
                    recipient: text,
                    estimatedPartCount: .max,
                    billedPartCount: .min
                )
                _ = Reconciliation([item, item]).differences
            }
        },
    ]

    private static let callbacks: [Callback] =
        Hostile.octets.map(Callback.json) + [.form(fields)]
        + Hostile.texts.compactMap { try? Callback.form(FormFields(encoded: $0)) }

    private static func eachDescription(
        _ name: String,
        _ body: @escaping @Sendable (ProviderDescription) throws -> Void
    ) -> HostileCall {
        HostileCall(name) { each(Provider.all.compactMap(\.description), body) }
    }

    private static func show(_ preparation: Preparation) {
        _ = preparation.estimate.predictedErrors.map(\.description)
        for request in preparation.requests {
            _ = (request.url, request.headers, request.body, request.redactedURL)
            _ = (try? request.curlCommand, request.description, request.redactedPath)
        }
    }

    private static let estimates: [HostileCall] = [
        HostileCall("Amount.init(_:)") {
            each(Hostile.texts) { _ = try Amount($0).halfAsMuchAgain.description }
            Hostile.eachPair { _ = (Amount($0) * $1 + Amount($1)).description }
        },
        HostileCall("Amount.hash(into:)") {
            each(Hostile.numbers) { _ = Amount($0).hashValue }
        },
        HostileCall("BillingRule.init(singleUnitCount:unitsPerPart:)") {
            Hostile.eachPair { single, part in
                let rule = BillingRule(singleUnitCount: single, unitsPerPart: part)
                each(Hostile.numbers) { _ = rule.partCount(unitCount: $0) }
            }
        },
        HostileCall("BillingRule.standard(_:)") {
            for encoding in MessageEncoding.allCases { _ = BillingRule.standard(encoding) }
        },
        HostileCall("BillingRule.partCount(unitCount:)") {
            each(Hostile.numbers) { _ = BillingRule.standard(.gsm7).partCount(unitCount: $0) }
        },
        HostileCall("BillingRule.unitLimit(partCount:)") {
            each(Hostile.numbers) { number in
                _ = BillingRule.standard(.gsm7).unitLimit(partCount: number)
                let rule = BillingRule(singleUnitCount: .max, unitsPerPart: .max)
                _ = rule.unitLimit(partCount: number)
            }
        },
        HostileCall("ProviderRule.billedPartCount(of:)") {
            for rule in ProviderRule.allCases {
                each(Hostile.texts + [Hostile.long]) {
                    _ = rule.billedPartCount(of: TextMeasure($0))
                }
            }
        },
        HostileCall("ProviderRule.unitCount(of:)") {
            for rule in ProviderRule.allCases {
                each(Hostile.texts + [Hostile.long]) { _ = rule.unitCount(of: TextMeasure($0)) }
            }
        },
        HostileCall("ProviderRule.pageCount(characterCount:isUnicode:)") {
            each(Hostile.numbers) { number in
                _ = ProviderRule.pageCount(characterCount: number, isUnicode: false)
                _ = ProviderRule.pageCount(characterCount: number, isUnicode: true)
            }
        },
        HostileCall("EstimateWarning.partsDiffer(billed:wire:)") {
            Hostile.eachPair { _ = EstimateWarning.partsDiffer(billed: $0, wire: $1) }
        },
        HostileCall("PredictedError.forbiddenCharacter(in:field:)") {
            each(Hostile.texts) { _ = PredictedError.forbiddenCharacter(in: $0, field: $0) }
        },
        HostileCall("TextMeasure.init(_:isUCS2:)") {
            each(Hostile.texts + [Hostile.long]) { _ = TextMeasure($0, isUCS2: true).encoding }
        },
        HostileCall("TextMeasure.forbiddenCharacter(in:)") {
            each(Hostile.texts) { _ = TextMeasure.forbiddenCharacter(in: $0) }
        },
        HostileCall("SMSAPI.TextSize.init(_:)") {
            each(Hostile.texts + [Hostile.long]) { _ = SMSAPI.TextSize($0).wireSegmentCount }
        },
        HostileCall("SMSAPI.normalized(_:)") {
            each(Hostile.texts) { _ = SMSAPI.normalized($0) }
        },
        HostileCall("SMSAPI.charactersMissingFromRegex(in:)") {
            each(Hostile.texts) { _ = SMSAPI.charactersMissingFromRegex(in: $0) }
        },
    ]

    private static let times: [HostileCall] = [
        HostileCall("CalendarDate.init(year:month:day:)") {
            Hostile.eachPair { first, second in
                _ = CalendarDate(year: first, month: second, day: 1)
                _ = CalendarDate(year: 2000, month: first, day: second)
            }
        },
        HostileCall("CalendarDate.init(_:)") {
            each(Hostile.texts) { _ = CalendarDate($0) }
        },
        HostileCall("CalendarDate.init(dayNumber:)") {
            each(Hostile.numbers) { _ = "\(CalendarDate(dayNumber: $0))" }
        },
        HostileCall("CalendarDate.adding(days:)") {
            Hostile.eachPair { _ = CalendarDate(dayNumber: $0).adding(days: $1).dayNumber }
        },
        HostileCall("CalendarDate.adding(months:)") {
            Hostile.eachPair { _ = CalendarDate(dayNumber: $0).adding(months: $1)?.dayNumber }
        },
        HostileCall("CalendarDate.dayCount(ofMonth:year:)") {
            Hostile.eachPair { _ = CalendarDate.dayCount(ofMonth: $0, year: $1) }
        },
        HostileCall("Timestamp.init(secondsSince1970:)") {
            each(Hostile.numbers) { _ = "\(Timestamp(secondsSince1970: $0))" }
        },
        HostileCall("Timestamp.init(date:secondOfDay:offsetMinutes:)") {
            Hostile.eachPair { first, second in
                let date = CalendarDate(dayNumber: first)
                _ = Timestamp(date: date, secondOfDay: first, offsetMinutes: second)
            }
        },
        HostileCall("Timestamp.init(iso8601:)") {
            each(Hostile.texts) { _ = Timestamp(iso8601: $0) }
        },
        HostileCall("Timestamp.clock(offsetMinutes:)") {
            Hostile.eachPair { _ = Timestamp(secondsSince1970: $0).clock(offsetMinutes: $1) }
        },
        HostileCall("ZonedTime.init(date:secondOfDay:zone:)") {
            each(Hostile.texts + ["Europe/Warsaw", "America/New_York"]) { zone in
                each(Hostile.numbers) { number in
                    let date = CalendarDate(dayNumber: number)
                    _ = ZonedTime(date: date, secondOfDay: number, zone: zone)
                }
            }
        },
    ]

    private static let forms: [HostileCall] = [
        HostileCall("FormFields.init(encoded:)") {
            each(Hostile.texts + [Hostile.long]) { _ = try FormFields(encoded: $0).fields.count }
        },
        HostileCall("FormFields.subscript(_:)") { each(Hostile.texts) { _ = fields[$0] } },
        HostileCall("FormFields.required(_:)") {
            each(Hostile.texts) { _ = try fields.required($0) }
        },
        HostileCall("FormFields.integer(_:)") {
            each(Hostile.texts) { _ = try fields.integer($0) }
        },
        HostileCall("FormFields.amount(_:)") { each(Hostile.texts) { _ = try fields.amount($0) } },
        HostileCall("PercentEncoding.string(of:)") {
            each(Hostile.octets) { _ = PercentEncoding.string(of: $0) }
            each(Hostile.texts) { _ = PercentEncoding.string(of: $0) }
        },
        HostileCall("PercentEncoding.octets(of:)") {
            each(Hostile.texts) { _ = PercentEncoding.octets(of: $0) }
        },
    ]

    private static let fields = FormFields(
        Hostile.texts.map { FormFields.Field(name: $0, value: $0) }
    )

    private static let jobs: [HostileCall] = [
        HostileCall("JobOutcome.init(rejected:)") {
            each(Hostile.texts) { _ = JobOutcome(rejected: $0).result }
        },
        HostileCall("JobRunner.init(now:providers:)") {
            let runner = JobRunner(providers: Provider.all + Provider.all)
            for provider in Provider.all.map(\.name) {
                each(Hostile.texts) { text in
                    let text = String(reflecting: text)
                    _ = runner.run(#"{"provider":"\#(provider)","input":{"parse":\#(text)}}"#)
                    _ = runner.run(
                        #"{"provider":"\#(provider)","input":{"account":{"":\#(text)}}}"#
                    )
                }
            }
        },
        HostileCall("JobRunner.run(_:)") {
            each(Hostile.texts) { _ = JobRunner().run($0) }
            each(Hostile.octets) { _ = JobRunner().run($0) }
        },
        HostileCall("JobRunner.outcome(of:)") {
            each(Hostile.octets) { _ = JobRunner(now: now).outcome(of: $0) }
        },
    ]

    private static let replies: [HostileCall] = [
        reply("SMSAPI.PriceListReply.init(_:)", SMSAPI.PriceListReply.init),
        HostileCall("ProviderDescription.answer(_:to:)") {
            for calls in Provider.all.compactMap(\.calls) {
                for name in calls.answerNames + [""] {
                    each(Hostile.octets) { _ = try calls.answer($0, to: name) }
                    each(Hostile.texts) { text in
                        _ = try calls.answer(FormFields(encoded: text), to: name)
                        let field = FormFields.Field(name: "result", value: text)
                        _ = try calls.answer(FormFields([field]), to: name)
                    }
                }
            }
        },
        HostileCall("Reply.notSubmitted(of:)") {
            let reply = try Provider.named("unified")?.reply(Array("1701|1|2,1702|+".utf8))
            _ = reply?.notSubmitted(of: Hostile.texts)
        },
    ]

    private static let words: [HostileCall] = [
        HostileCall("ShellWord.init(_:)") {
            each(Hostile.octets) { _ = try ShellWord($0).text }
            each(Hostile.texts) { _ = try ShellWord($0.utf8).text }
        },
        HostileCall("ShellWord.append(_:)") {
            var word = ShellWord()
            each(Hostile.octets) { try word.append($0) }
            _ = try? word.text
        },
        HostileCall("ShellWord.append(variable:)") {
            var word = ShellWord()
            each(Hostile.texts) { try word.append(variable: $0) }
            _ = try? word.text
        },
        HostileCall("NamedTexts.init(dictionaryLiteral:)") {
            let texts: NamedTexts = ["é": "a", "e\u{301}": "b", "é": "c", "": "\u{0}"]
            _ = texts.sorted
        },
        HostileCall("NamedTexts.subscript(_:)") {
            var texts: NamedTexts = [:]
            each(Hostile.texts) { texts[$0] = $0 }
            each(Hostile.texts) { _ = texts[$0] }
        },
    ]

    private static func reply<Reply>(
        _ name: String,
        _ read: @escaping @Sendable ([UInt8]) throws -> Reply
    ) -> HostileCall {
        HostileCall(name) { each(Hostile.octets) { _ = "\(try read($0))" } }
    }

    private static func form<Reply>(
        _ name: String,
        _ read: @escaping @Sendable (FormFields) throws -> Reply
    ) -> HostileCall {
        HostileCall(name) {
            _ = "\(try read(fields))"
            each(Hostile.texts) { _ = "\(try read(FormFields(encoded: $0)))" }
        }
    }
}
