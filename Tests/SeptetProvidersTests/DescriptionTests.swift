import Foundation
import SeptetBilling
import SeptetProviders
import TestSupport
import Testing

/// Descriptions of providers: what they must have, and what is refused.
@Suite struct DescriptionTests {
    private static let small = """
        {
          "name": "own",
          "origin": "https://sms.example.com",
          "account": [{"name": "key", "variable": "OWN_KEY"}],
          "authentication": {"scheme": "bearer", "token": "key"},
          "requests": {
            "send": {
              "path": "/send",
              "parameters": [
                {"name": "to", "is": "recipients"},
                {"name": "text", "is": "text"},
                {"name": "mode", "words": ["a", "b"]}
              ]
            }
          },
          "recipients": {"form": "digits", "separator": ","},
          "replies": {"send": {"id": "id", "failure": {"code": "error", "message": "why"}}},
          "errors": {"7": ["busy", "later"], "8": "no credit"}
        }
        """

    private static let folder = PackageFolder.root.appending(path: "Providers")

    private static var files: [URL] {
        get throws {
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "json" }
        }
    }

    @Test func everyFileIsAProvider() throws {
        let files = try Self.files
        #expect(files.count >= 10)
        for file in files {
            let octets = Array(try Data(contentsOf: file))
            let provider = try Provider(description: octets)
            let description = try #require(provider.description)
            #expect(
                Provider.named(provider.name)?.calls == description,
                "\(file.lastPathComponent)"
            )
            #expect(file.lastPathComponent == provider.name + ".json")
            // SMSAPI has a hundred errors, and five endpoints beside messages.
            let limit = provider.name == "smsapi" ? 250 : 150
            #expect(octets.count { $0 == UInt8(ascii: "\n") } <= limit, "\(provider.name)")
            #expect(
                !description.sources.isEmpty && description.checked != nil
                    && !description.unconfirmed.isEmpty
            )
        }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let line: Int
        let reason: String
        var testDescription: String { reason }
    }

    @Test(arguments: [
        Fault(
            old: "\"name\": \"own\",",
            new: "\"name\": \"own\"",
            line: 3,
            reason: "expected ',' or '}'"
        ),
        Fault(old: "\"name\": \"own\",", new: "", line: 1, reason: "'name' is missing"),
        Fault(old: "\"own\"", new: "\"Own\"", line: 2, reason: "'name' is not lower-case"),
        Fault(
            old: "\"path\": \"/send\"",
            new: "\"path\": \"send\"",
            line: 8,
            reason: "'requests.send.path' is not"
        ),
        Fault(
            old: "\"path\": \"/send\"",
            new: "\"path\": 7",
            line: 8,
            reason: "is a number, not a string"
        ),
        Fault(
            old: "\"path\": \"/send\"",
            new: "\"path\": \"/{no}\"",
            line: 8,
            reason: "{field of the account}"
        ),
        Fault(
            old: "\"is\": \"text\"",
            new: "\"is\": \"body\"",
            line: 11,
            reason: "text, recipients, sender"
        ),
        Fault(
            old: "\"words\"",
            new: "\"word\"",
            line: 12,
            reason: "'requests.send.parameters[2].word' is not a member"
        ),
        // A secret has a variable of the shell, which stands for it on a command line.
        Fault(
            old: "{\"name\": \"mode\"",
            new: "{\"secret\": true, \"name\": \"mode\"",
            line: 12,
            reason: "parameters[2].secret' is a boolean"
        ),
        Fault(old: "[\"a\", \"b\"]", new: "[\"a\", \"\"]", line: 12, reason: "words[1]"),
        Fault(old: "\"mode\"", new: "\"to\"", line: 12, reason: "the only parameter of its name"),
        Fault(
            old: "\"token\": \"key\"",
            new: "\"token\": \"kez\"",
            line: 5,
            reason: "it has no 'kez'"
        ),
        Fault(
            old: "\"variable\": \"OWN_KEY\"",
            new: "\"variable\": \"own key\"",
            line: 4,
            reason: "capitals, digits"
        ),
        Fault(
            old: "\"form\": \"digits\"",
            new: "\"form\": \"e164\"",
            line: 16,
            reason: "plus, digits, given"
        ),
        Fault(
            old: "{\"send\": {\"id\"",
            new: "{\"sent\": {\"id\"",
            line: 17,
            reason: "none is called 'sent'"
        ),
        Fault(
            old: "\"code\": \"error\"",
            new: "\"code\": \"error[x]\"",
            line: 17,
            reason: "a path such as"
        ),
        Fault(old: "\"later\"", new: "\"soon\"", line: 18, reason: "never, later, unclear"),
        Fault(old: "\"8\": ", new: "\"7\": ", line: 18, reason: "the only one"),
        Fault(old: "\"8\": ", new: "\"8\": [], \"9\": ", line: 18, reason: "[meaning, retry]"),
        Fault(
            old: "{\"name\": \"mode\", \"words\": [\"a\", \"b\"]}",
            new: "{\"name\": \"at\", \"is\": \"time.mode\", \"as\": \"noon\"}",
            line: 12,
            reason: "made of YYYY"
        ),
        Fault(
            old: "{\"name\": \"mode\", \"words\": [\"a\", \"b\"]}",
            new: "{\"name\": \"at\", \"is\": \"time.mode\"}",
            line: 12,
            reason: "as' is missing"
        ),
        Fault(
            old: "{\"name\": \"mode\", \"words\": [\"a\", \"b\"]}",
            new: "{\"name\": \"at\", \"is\": \"time.gone\", \"as\": \"HH\"}",
            line: 12,
            reason: "none is called 'gone'"
        ),
        Fault(
            old: "{\"name\": \"mode\", \"words\": [\"a\", \"b\"]}",
            new: "{\"name\": \"at\", \"type\": \"time\", \"offsets\": [720, -720, 30]}",
            line: 12,
            reason: "[least, most, step]"
        ),
        Fault(
            old: "{\"name\": \"mode\", \"words\": [\"a\", \"b\"]}",
            new: "{\"name\": \"at\", \"type\": \"time\", \"offsets\": [-720, 720, 0]}",
            line: 12,
            reason: "[least, most, step]"
        ),
        Fault(
            old: "{\"name\": \"mode\", \"words\": [\"a\", \"b\"]}",
            new: "\"send\"",
            line: 12,
            reason: "a request above"
        ),
        Fault(
            old: "\"path\": \"/send\"",
            new: "\"path\": \"/send\", \"chosenBy\": \"when\"",
            line: 8,
            reason: "a parameter of the request"
        ),
        Fault(
            old: "\"path\": \"/send\"",
            new: "\"path\": \"/send\", \"method\": [\"GET\", \"PUT\"]",
            line: 8,
            reason: "GET, POST"
        ),
        Fault(
            old: "\"path\": \"/send\"",
            new: "\"path\": \"/send\", \"method\": [\"GET\", \"POST\"], \"body\": \"json\"",
            line: 8,
            reason: "a GET has no body"
        ),
        Fault(
            old: "\"errors\": {",
            new: "\"encodings\": {\"ucs2\": {\"ready\": \"mode\"}}, \"errors\": {",
            line: 18,
            reason: "utf16-hex"
        ),
        Fault(
            old: "\"errors\": {",
            new: "\"encodings\": {\"gsm7\": {\"octets\": \"mode\"}}, \"errors\": {",
            line: 18,
            reason: "latin1"
        ),
        Fault(
            old: "\"errors\": {",
            new: "\"encodings\": {\"gsm7\": {\"flash\": {\"no\": 1}}}, \"errors\": {",
            line: 18,
            reason: "none is called 'no'"
        ),
        Fault(
            old: "\"errors\": {",
            new: "\"encodings\": {\"gsm7\": {\"as\": \"link\"}}, \"errors\": {",
            line: 18,
            reason: "binary"
        ),
        Fault(
            old: "\"errors\": {",
            new: "\"jobs\": {\"request\": \"call\", \"shows\": \"no\"}, \"errors\": {",
            line: 18,
            reason: "none is called 'no'"
        ),
        Fault(
            old: "\"errors\": {",
            new: "\"precedence\": [7, {\"near\": 8}], \"errors\": {",
            line: 18,
            reason: "'precedence[1].near' is not a member"
        ),
        Fault(
            old: "\"errors\": {",
            new: "\"cost\": {\"price\": \"x\"}, \"errors\": {",
            line: 18,
            reason: "an amount"
        ),
        Fault(
            old: "\"errors\": {",
            new: "\"flashParts\": {\"gsm7\": [0, 1]}, \"errors\": {",
            line: 18,
            reason: "above 0"
        ),
        Fault(
            old: "{\"send\": {\"id\"",
            new:
                "{\"send\": {\"textRows\": {\"fields\": [\"id\"], \"separator\": \"|\", \"between\": \",\"}, \"id\"",
            line: 17,
            reason: "'code'"
        ),
        Fault(
            old: "{\"send\": {\"id\"",
            new:
                "{\"send\": {\"textRows\": {\"fields\": [\"code\", \"id\"], \"separator\": \"||\", \"between\": \",\"}, \"id\"",
            line: 17,
            reason: "a character"
        ),
        Fault(
            old: "https://sms.example.com",
            new: "https://{zone}.example.com",
            line: 3,
            reason: "it has no 'zone'"
        ),
    ])
    func faultsHaveALineAndAReason(fault: Fault) throws {
        let text = Self.small.replacingOccurrences(of: fault.old, with: fault.new)
        #expect(text != Self.small)
        do {
            _ = try Provider(description: Array(text.utf8))
            Issue.record("\(fault.reason): accepted")
        } catch {
            #expect(error.line == fault.line, "\(error)")
            #expect(error.reason.contains(fault.reason), "\(error)")
        }
    }

    /// A provider without messages: a request with a path of parts, answers in members.
    private static let records = """
        {
          "name": "own", "origin": "https://own.example.com", "jobs": {"request": "call"},
          "account": [{"name": "key", "variable": "OWN_KEY", "secret": true}],
          "requests": {"list": {"method": "GET", "path": "/{key}/{groupID}", "parameters": [
            {"name": "groupID", "in": "path", "type": "digits", "range": [2, 4], "required": true},
            {"name": "known", "in": "check", "words": "new", "invalid": {"local": "tooLate"}}],
            "remarks": [{"kind": "slow", "when": {"groupID": "007"}, "message": "a large group"}]
          }},
          "answers": {"data": "d", "failure": {"member": "e", "code": "e.c", "message": "e.m",
            "wordings": {"no such": "missing"}, "codes": {"9": "busy"}},
            "words": {"gone": ["X", "Y"], "there": "T"}, "final": "gone",
            "values": {"state": "word"},
            "of": {"list": {"list": "rows", "fields": {"id": ["id", "integer", "required"],
              "name": [["n", "name"], "text", null], "state": ["s", "word"], "end": ["s", "final"],
              "tags": {"rows": "t", "values": "integer"}, "of": {"at": "o", "fields": {"a": "a"}}},
              "beside": {"total": ["total", "integer"]}},
            "again": "list", "counts": {"list": "counts", "rows": "members", "except": "all",
              "fields": {"name": ["@"], "count": [".", "integer"]}}, "none": {}}},
          "decisions": {"D-1": ["open", "decided", "why"]}
        }
        """

    @Test(arguments: [
        Fault(
            old: "{\"request\": \"call\"}",
            new: "{}",
            line: 2,
            reason: "'jobs.request' is missing"
        ),
        Fault(
            old: "\"range\": [2, 4], \"required\": true",
            new: "\"range\": [2, 4]",
            line: 4,
            reason: "{required parameter of the path}"
        ),
        Fault(
            old: "{\"groupID\": \"007\"}",
            new: "{\"group\": 1}",
            line: 7,
            reason: "none is called 'group'"
        ),
        Fault(
            old: "\"message\": \"a large group\"",
            new: "\"message\": \"x\", \"hook\": \"x\"",
            line: 7,
            reason: "one of eastern-midnight"
        ),
        Fault(
            old: "\"member\": \"e\"",
            new: "\"unless\": \"ok\", \"member\": \"e\"",
            line: 9,
            reason: "one of unless, member and hook"
        ),
        Fault(
            old: "\"final\": \"gone\"",
            new: "\"final\": \"lost\"",
            line: 11,
            reason: "'lost' is not one"
        ),
        Fault(
            old: "[\"id\", \"integer\"",
            new: "[\"id\", \"int\"",
            line: 13,
            reason: "one of text"
        ),
        Fault(
            old: "{\"state\": \"word\"}",
            new: "{\"state\": \"words\"}",
            line: 12,
            reason: "one of text"
        ),
        Fault(
            old: "\"again\": \"list\"",
            new: "\"again\": \"counts\"",
            line: 17,
            reason: "the name of an answer above"
        ),
        Fault(old: "\"list\": \"rows\", ", new: "", line: 13, reason: "a list, as 'beside' has it"),
        Fault(
            old: "\"rows\": \"members\"",
            new: "\"rows\": \"all\"",
            line: 17,
            reason: "elements, members"
        ),
        Fault(
            old: "\"decided\", \"why\"",
            new: "\"decided\"",
            line: 19,
            reason: "[what is open, what is decided, why]"
        ),
    ])
    func faultsOfAnswersHaveALineAndAReason(fault: Fault) throws {
        let text = Self.records.replacingOccurrences(of: fault.old, with: fault.new)
        #expect(text != Self.records)
        do {
            _ = try Provider(description: Array(text.utf8))
            Issue.record("\(fault.reason): accepted")
        } catch {
            #expect(abs(error.line - fault.line) <= 1, "\(error)")
            #expect(error.reason.contains(fault.reason), "\(error)")
        }
    }

    @Test func ownCallsAreMadeAndTheirAnswersRead() throws {
        let provider = try Provider(description: Array(Self.records.utf8))
        let description = try #require(provider.description)
        let account = ProviderAccount(["key": "k/0"])
        func prepare(_ options: NamedTexts) -> Preparation {
            description.prepare(call: "list", options: options, account: account)
        }
        let large = prepare(["groupID": "007"])
        #expect(large.requests.first?.url == "https://own.example.com/k%2F0/007")
        #expect(large.estimate.warnings.map(\.message) == ["a large group"])
        #expect(prepare(["groupID": "12", "known": "new"]).estimate.warnings.isEmpty)
        let late = prepare(["groupID": "12", "known": "old"]).estimate.predictedError
        #expect(late?.code == .local(LocalErrorKind(rawValue: "tooLate")))
        for wrong in ["1", "12345", "1a", "", "\u{661}2"] {
            #expect(prepare(["groupID": wrong]).estimate.predictedError?.field == "groupID")
        }
        for (name, body, result) in [
            (
                "list",
                #"{"d":[{"id":"7","name":"n","s":"x","t":[1],"o":{"a":2}},{"id":8,"s":"?"}],"total":2}"#,
                #"{"rows":[{"id":7,"name":"n","state":"gone","end":true,"tags":[1],"of":{"a":"2"}},{"id":8,"name":null,"state":"other","end":false,"tags":[]}],"total":2}"#
            ),
            ("again", #"{"d":null}"#, #"{"rows":[]}"#),
            (
                "counts", #"{"d":{"a":1,"all":9,"b":"2"}}"#,
                #"{"counts":[{"name":"a","count":1},{"name":"b","count":2}]}"#
            ),
            ("counts", #"{"d":[]}"#, #"{"counts":[]}"#),
            ("none", "{}", #"{"ok":true}"#),
            (
                "list", #"{"e":{"c":9,"m":"wait"}}"#,
                #"{"error":{"code":9,"kind":"busy","message":"wait"}}"#
            ),
            (
                "list", #"{"e":{"m":"There is No Such row"}}"#,
                #"{"error":{"code":null,"kind":"missing","message":"There is No Such row"}}"#
            ),
            ("list", #"{"e":null}"#, #"{"error":{"code":null,"kind":"other","message":""}}"#),
        ] {
            let read = try description.answer(Array(body.utf8), to: name)
            #expect(String(decoding: read, as: UTF8.self) == result)
        }
        #expect(throws: ReplyError.missing(path: "d[0].id")) {
            try description.answer(Array(#"{"d":[{}]}"#.utf8), to: "list")
        }
        #expect(throws: ReplyError.self) {
            try description.answer(Array(#"{"d":[1]}"#.utf8), to: "again")
        }
    }

    /// Fees of carriers by the kind of sender and the destination.
    private static let charging = """
        {
          "name": "own", "origin": "https://own.example.com", "account": [],
          "requests": {"send": {"path": "/send", "parameters": [
            {"name": "to", "is": "recipients"}, {"name": "text", "is": "text"}, {"name": "from", "is": "sender"}]}},
          "recipients": {"separator": ",", "removesDuplicates": true}, "encodings": {"gsm7": {}, "ucs2": {}},
          "fees": [
            {"name": "carriers' fees", "senders": ["long-code", "short-code"], "countries": "US", "amount": ["0.0035", "0.0045"], "currency": "USD"},
            {"name": "a surcharge", "countries": ["US", "CA"], "amount": 0.001, "currency": "USD"},
            {"name": "a tax", "amount": "0.5", "currency": "EUR"}
          ]
        }
        """

    @Test func feesAreByTheKindOfSenderAndTheDestination() throws {
        let description = try ProviderDescription(Array(Self.charging.utf8))
        func names(_ sender: SenderType?, _ country: String?) -> [String] {
            description.fees(sender: sender, country: country).map(\.name)
        }
        #expect(names(.longCode, "US") == ["carriers' fees", "a surcharge", "a tax"])
        #expect(names(.tollFree, "US") == ["a surcharge", "a tax"])
        #expect(names(nil, "US") == ["a surcharge", "a tax"])
        #expect(names(.shortCode, "GB") == ["a tax"] && names(.longCode, nil) == ["a tax"])
        let fees = description.fees(sender: .longCode, country: "US")
        let total = try #require(fees.total(in: "USD"))
        #expect(
            total.lowerBound.description == "0.0045" && total.upperBound.description == "0.0055"
        )
        #expect(fees.total(in: "GBP") == nil)
        #expect(fees[0].warning.message == "the cost has carriers' fees: 0.0035–0.0045 USD a part")
    }

    /// Each recipient has the fees of its country; a repeated one that gets nothing has none.
    @Test func aJobAddsFeesUp() throws {
        let provider = try Provider(description: Array(Self.charging.utf8))
        let job = #"""
            {"provider":"own","input":{"message":"Hi","recipients":["+12025550123","+12025550123","+447700900123"],
            "sender":"+12025550100","senderType":"long-code","price":"0.01","currency":"USD"}}
            """#
        let result = JobRunner(providers: [provider]).run(job.filter { $0 != "\n" })
        #expect(result.contains(#""costMinimum":"0.0245","costMaximum":"0.0255","currency":"USD""#))
        #expect(result.contains("the cost has carriers' fees: 0.0035–0.0045 USD a part"))
        #expect(result.contains("the cost has a surcharge: 0.001 USD a part"))
        #expect(!result.contains("a tax"))
    }

    @Test(arguments: [
        (#"["0.0035", "0.0045"]"#, #"["0.0045", "0.0035"]"#, 8, "or [least, most]"),
        (#""amount": 0.001"#, #""amount": -1"#, 9, "an amount from 0"),
        (#""currency": "EUR""#, #""currency": "euro""#, 10, "three capitals"),
        (#""countries": "US""#, #""countries": "USA""#, 8, "two capitals"),
        (#""long-code", "#, #""landline", "#, 8, "one of long-code"),
    ])
    func faultsOfFeesHaveALineAndAReason(old: String, new: String, line: Int, reason: String) {
        let text = Self.charging.replacingOccurrences(of: old, with: new)
        #expect(text != Self.charging)
        do {
            _ = try ProviderDescription(Array(text.utf8))
            Issue.record("\(reason): accepted")
        } catch {
            #expect(abs(error.line - line) <= 1, "\(error)")
            #expect(error.reason.contains(reason), "\(error)")
        }
    }

    /// A list that is one value, texts of some characters, secrets, and parameters of which one must be there.
    private static let values = """
        {
          "name": "own", "origin": "https://own.example.com", "account": [],
          "requests": {"set": {"path": "/set", "any": {"of": ["key", "on"], "error": 21}, "parameters": [
            {"name": "ids", "type": "list", "separator": ";", "each": [1, 3], "characters": "-", "missing": 3, "invalid": 4},
            {"name": "to", "type": "numbers", "separator": ",", "sameCount": "ids", "miscounted": 20, "invalid": 13},
            {"name": "key", "type": "hex", "range": [4, 4], "secret": "OWN_KEY", "tooShort": 5, "tooLong": 6, "invalid": 7, "empty": true},
            {"name": "on", "type": "boolean", "words": "1", "invalid": 8}
          ]}}
        }
        """

    @Test(
        arguments: [
            (["on": "1"], "on=1", nil),
            (["on": "true", "ids": "a-b\nc;d"], "ids=a-b%3Bc%3Bd&on=1", nil),
            (
                ["on": "1", "to": "+44 7900 900123\nme", "ids": "a;b"],
                "ids=a%3Bb&to=447900900123%2Cme&on=1", nil
            ),
            (["key": "0aF9"], "key=0aF9", nil), (["key": ""], "key=", nil),
            (["on": "0", "key": "0000"], "key=0000", nil),
            (["on": "0"], nil, 21), ([:], nil, 21), (["on": "2"], nil, 8),
            (["on": "1", "ids": " ; "], nil, 3),
            (["on": "1", "ids": "a;;b"], nil, 4), (["on": "1", "ids": "abcd"], nil, 4),
            (["on": "1", "ids": "\u{F6}"], nil, 4),
            (["on": "1", "to": "me,x"], nil, 13),
            (["on": "1", "to": "447900900123", "ids": "a;b"], nil, 20),
            (["key": "0a"], nil, 5), (["key": "0a0a0"], nil, 6), (["key": "zzzz"], nil, 7),
        ] as [(NamedTexts, String?, Int?)]
    )
    func valuesAreCheckedAndWritten(options: NamedTexts, body: String?, code: Int?) throws {
        let description = try ProviderDescription(Array(Self.values.utf8))
        let made = description.prepare(call: "set", options: options, account: ProviderAccount())
        #expect(made.requests.first.map { String(decoding: $0.body, as: UTF8.self) } == body)
        #expect(made.estimate.predictedError?.code == code.map { .provider($0) })
        for request in made.requests where options["key"].map({ !$0.isEmpty }) ?? false {
            #expect(try request.curlCommand.contains("key='\"${OWN_KEY}\"'"))
            #expect(request.parameters.allSatisfy { $0.name != "key" || $0.text == "***" })
        }
    }

    @Test(arguments: [
        (#""separator": ";""#, #""separator": "--""#, 4, "one character of ASCII"),
        (
            #""type": "hex", "#, #""type": "hex", "separator": ",", "#, 6,
            "a list with a 'separator'"
        ),
        (#""separator": ",", "#, "", 5, "as numbers need"),
        (#""sameCount": "ids""#, #""sameCount": "id""#, 5, "none is called 'id'"),
        (#"["key", "on"]"#, #"["key", "off"]"#, 3, "none is called 'off'"),
        (
            #""secret": "OWN_KEY""#, #""secret": "OWN_KEY", "in": "header""#, 6,
            "in a query or a form"
        ),
        (#""each": [1, 3]"#, #""each": [3, 1]"#, 4, "[least, most]"),
    ])
    func faultsOfValuesHaveALineAndAReason(old: String, new: String, line: Int, reason: String) {
        let text = Self.values.replacingOccurrences(of: old, with: new)
        #expect(text != Self.values)
        do {
            _ = try ProviderDescription(Array(text.utf8))
            Issue.record("\(reason): accepted")
        } catch {
            #expect(abs(error.line - line) <= 1, "\(error)")
            #expect(error.reason.contains(reason), "\(error)")
        }
    }

    /// A request that a client must sign says so in the type, in a warning and in JSON, and curl signs it.
    @Test func whatARequestLacksIsSaid() throws {
        let message = Message(text: "Hi", recipients: ["+447700900123"], sender: "+447700900001")
        let aws = try #require(Provider.named("aws"))
        let account = ProviderAccount([
            "region": "eu-west-1", "access_key_id": "AKID", "secret_access_key": "sk",
        ])
        let signed = aws.prepare(message, account: account)
        let request = try #require(signed.requests.first)
        let signature = PreparedRequest.Requirement.awsSignature(
            service: "sms-voice",
            region: "eu-west-1"
        )
        #expect(request.openRequirements == [signature] && !request.isReady && !request.lacksSecret)
        #expect(signed.estimate.warnings.map(\.kind) == [.unsigned])
        #expect("\(signature)".contains("service 'sms-voice', region 'eu-west-1'"))
        #expect(try request.curlCommand.contains("--aws-sigv4 'aws:amz:eu-west-1:sms-voice'"))
        let preview = aws.prepare(message)
        let needs = try #require(preview.requests.first).openRequirements
        #expect(
            needs == [
                .secret(variable: "AWS_ACCESS_KEY_ID"), .secret(variable: "AWS_SECRET_ACCESS_KEY"),
                .awsSignature(service: "sms-voice", region: "us-east-1"),
            ]
        )
        #expect(preview.estimate.warnings.isEmpty)
        let named = Message(text: "Hi", recipients: ["+447700900123"], sender: "Acme")
        for (provider, account) in [
            ("vonage", ProviderAccount(["api_key": "k", "api_secret": "s"])),
            ("smsapi", ProviderAccount(["token": "t"])),
        ] {
            let other = try #require(Provider.named(provider)).prepare(named, account: account)
            #expect(other.requests.count == 1 && other.requests.allSatisfy(\.isReady))
            #expect(!other.estimate.warnings.contains { $0.kind == .unsigned })
        }
    }

    /// A provider whose answers may be items, with errors beside rows, and whose callbacks are lists in fields.
    private static let items = """
        {
          "name": "own", "origin": "https://own.example.com", "requests": {}, "answer": "ok",
          "errors": {"7": ["busy", "later"], "8": "wrong"},
          "answers": {
            "plain": {"items": ";", "fields": ":", "accepted": "GOOD", "failed": "BAD"},
            "failure": {"member": "error", "code": "error", "message": ["m", "message"], "listed": true},
            "words": {"THERE": ["2", "THERE"]}, "final": "THERE", "values": {"code": {"error": [".", "failure"]}},
            "of": {
              "send": {"list": "rows", "at": ["list", "."], "partial": true, "rowFailure": "id",
                "plain": {"accepted": [["id"], ["id", "x*"]], "failed": [["id", "error"]], "begins": {"n=": "id"}},
                "fields": {"id": ["id", "text", "required"], "ok": ["@word", "accepted"], "x": ["x", "text", "unlessFailed"],
                  "error": [".", "failure"], "why": ["error", "meaning"], "never": ["error", "permanent"]},
                "beside": {"left": {"rows": "left", "values": [["a", "b"], "text"], "some": true}, "is": {"value": 1}}},
              "one": {"needs": ["a", "b"], "fields": {"a": "a", "n": ["s", "code"], "end": ["s", "settled", null]}},
              "either": {"when": "list", "then": "send", "else": "one"}, "either.one": "one",
              "lists": {"list": "rows", "at": "list", "columns": "id", "fields": {"id": "id", "a": ["a", "text", null]}},
              "array": {"list": "rows", "at": "list", "brackets": 2, "fields": {"a": ["a", "text", "required"]}}
            }
          }
        }
        """

    @Test(arguments: [
        (
            "send", "GOOD:1:2:3; BAD:9:8 ;",
            #"{"rows":[{"id":"1","ok":true,"x":"2:3"},{"id":"9","ok":false,"x":null,"error":{"code":8,"meaning":"wrong","retry":false},"why":"wrong","never":true}],"is":1}"#
        ),
        (
            "send", "GOOD:1:2;BAD:7;BAD:5:a:b:c",
            #"{"error":{"code":7,"meaning":"busy","retry":true},"errors":[{"code":7,"meaning":"busy","retry":true},{"code":5,"message":"a:b:c","retry":false}],"rows":[{"id":"1","ok":true,"x":"2"}],"is":1}"#
        ),
        ("send", "BAD:7", #"{"error":{"code":7,"meaning":"busy","retry":true},"is":1}"#),
        (
            "send", #"{"error":5,"m":"no","left":[{"b":1},{"a":2,"b":3},{}]}"#,
            #"{"error":{"code":5,"message":"no","retry":false},"left":["1","2"],"is":1}"#
        ),
        (
            "send", #"{"error":5,"id":1}"#,
            #"{"rows":[{"id":"1","x":null,"error":{"code":5,"retry":false}}],"is":1}"#
        ),
        ("one", #"{"b":1,"s":"2"}"#, #"{"n":2,"end":true}"#),
        ("either", #"{"b":1,"s":"new"}"#, #"{"end":null}"#),
        ("either", #"{"list":[]}"#, #"{"rows":[],"is":1}"#),
    ])
    func itemsAndErrorsBesideRowsAreRead(name: String, body: String, result: String) throws {
        let description = try ProviderDescription(Array(Self.items.utf8))
        let read = try description.answer(Array(body.utf8), to: name)
        #expect(String(decoding: read, as: UTF8.self) == result)
    }

    @Test(arguments: [
        ("send", "", ReplyError.syntax(offset: 0, wanted: "GOOD or BAD")),
        ("send", " GOOD", .syntax(offset: 1, wanted: "GOOD:id or GOOD:id:x")),
        ("send", "GOOD:1:1;NEW:1", .syntax(offset: 9, wanted: "GOOD or BAD")),
        ("send", "BAD:no", .syntax(offset: 0, wanted: "error number")),
        ("one", "GOOD", .syntax(offset: 0, wanted: "BAD")),
        ("one", "{}", .missing(path: "a")),
        ("send", #"[{"id":1}]"#, .missing(path: "[0].x")),
    ])
    func itemsOfAnotherShapeAreRefused(name: String, body: String, error: ReplyError) throws {
        let description = try ProviderDescription(Array(Self.items.utf8))
        #expect(throws: error) { _ = try description.answer(Array(body.utf8), to: name) }
    }

    @Test(arguments: [
        ("lists", "id=1,2&a=x", #"{"rows":[{"id":"1","a":"x"},{"id":"2","a":null}]}"#),
        ("lists", "id=1&a=x,y", #"{"rows":[{"id":"1","a":"x,y"}]}"#),
        (
            "lists", "id=1,,3&a=x,y,z&b=1,2,3,4",
            #"{"rows":[{"id":"1","a":"x"},{"id":"3","a":"z"}]}"#
        ),
        ("array", "1[a]=y&[0][a]=x&2[a]=z&0[b]=null", #"{"rows":[{"a":"x"},{"a":"y"}]}"#),
        ("lists", "id=,&a=x", nil), ("lists", "a=x", nil), ("array", "a=1&[a]=2&x[a]=3", nil),
        ("array", "0[b]=1", nil),
    ])
    func listsInFieldsAreRows(name: String, form: String, result: String?) throws {
        let description = try ProviderDescription(Array(Self.items.utf8))
        let fields = try FormFields(encoded: form)
        let read = try? description.answer(fields, to: name)
        #expect(read.map { String(decoding: $0, as: UTF8.self) } == result)
    }

    @Test(arguments: [
        (#""items": ";""#, #""items": "--""#, 5, "one character of ASCII"),
        (#""code": "error", "#, "", 6, "as 'listed' needs"),
        (#""then": "send""#, #""then": "sent""#, 16, "'sent' is not one"),
        (#""brackets": 2"#, #""brackets": 0"#, 18, "1 and more 'brackets'"),
        (#"[["a", "b"], "text"]"#, #"[["a", "b"], "texts"]"#, 13, "one of text"),
        (
            #""plain": {"items": ";", "fields": ":", "accepted": "GOOD", "failed": "BAD"},"#, "",
            10, "only where 'answers' has 'plain'"
        ),
    ])
    func faultsOfItemsHaveALineAndAReason(old: String, new: String, line: Int, reason: String) {
        let text = Self.items.replacingOccurrences(of: old, with: new)
        #expect(text != Self.items)
        do {
            _ = try ProviderDescription(Array(text.utf8))
            Issue.record("\(reason): accepted")
        } catch {
            #expect(abs(error.line - line) <= 1, "\(error)")
            #expect(error.reason.contains(reason), "\(error)")
        }
    }

    /// What stands twice, contradicts itself or restricts nothing would be dropped in silence, or let more through.
    @Test(arguments: [
        (#""name": "own","#, #""name": "own", "states": {"pending": "a", "pending": "b"},"#, 2),
        (#""name": "own","#, #""name": "own", "smpp": {"1": "a", "1": "b"},"#, 2),
        (#""replies": {"#, #""replies": {"send": {"id": "a"}, "#, 17),
        (#""8": "no credit""#, #""7": "no credit""#, 18),
        (#""requests": {"#, #""requests": {"send": {"path": "/other"},"#, 6),
        (#""requests": {"#, #""requests": {"a": {"path": "/a", "aliases": "send"},"#, 6),
        (
            #""requests": {"#,
            #""requests": {"a": {"path": "/a", "aliases": "x"}, "b": {"path": "/b", "aliases": "x"},"#,
            6
        ),
        (
            #""variable": "OWN_KEY"}"#,
            #""variable": "OWN_KEY"}, {"name": "key", "variable": "K"}"#, 4
        ),
        (#""is": "text""#, #""is": "text", "value": "x""#, 11),
        (#""is": "text""#, #""option": "text", "value": "x""#, 11),
        (#""is": "text""#, #""value": null"#, 11),
        (#""words": ["a", "b"]"#, #""words": ["a", "b"], "default": "c""#, 12),
        (#""words": ["a", "b"]"#, #""type": "integer", "range": [1, 2], "default": 3"#, 12),
        (#""words": ["a", "b"]"#, #""words": ["a", "b"], "encodings": []"#, 12),
        (#""words": ["a", "b"]"#, #""words": ["a", "b"], "needs": []"#, 12),
        (#""path": "/send","#, #""path": "/send", "method": [],"#, 8),
        (#""path": "/send","#, #""path": "/send", "headers": {"X": "a\r\nY: b"},"#, 8),
        (
            #""path": "/send","#,
            #""path": "/send", "remarks": [{"kind": "k", "message": "m", "when": {"mode": "a", "text": "b"}}],"#,
            8
        ),
        (#""name": "own","#, #""name": "own", "routes": [{"countries": [], "reference": 16}],"#, 2),
        (#""name": "own","#, #""name": "own", "routes": [{"senders": [], "refused": "no"}],"#, 2),
        (#""name": "own","#, #""name": "own", "routes": [{"countries": null, "ascii": true}],"#, 2),
        (#""name": "own","#, #""name": "own", "routes": [{"countries": "UK", "ascii": true}],"#, 2),
        (
            #""name": "own","#,
            #""name": "own", "fees": [{"name": "f", "amount": 1, "currency": "USD", "countries": "ZZ"}],"#,
            2
        ),
        (
            #""name": "own","#,
            #""name": "own", "fees": [{"name": "f", "amount": 1, "currency": "USD", "senders": []}],"#,
            2
        ),
        (#""path": "/send","#, #""path": "/send", "filter": "mode","#, 8),
        (#""path": "/send","#, #""path": "/send", "strict": true, "filter": "to","#, 8),
    ])
    func contradictionsAreRefused(old: String, new: String, line: Int) {
        let text = Self.small.replacingOccurrences(of: old, with: new)
        #expect(text != Self.small)
        do {
            _ = try Provider(description: Array(text.utf8))
            Issue.record("\(new): accepted")
        } catch {
            #expect(abs(error.line - line) <= 2, "\(error)")
        }
    }

    /// A filter of separators, wildcards or a zero alone may be none at the server: it makes no request.
    @Test(arguments: [
        ("delete_sms", "batch_id"), ("delete_sms", "recipient"), ("delete_sms", "sms_ids"),
        ("stop_sms", "batch_id"), ("delete_contacts", "group_name"),
        ("delete_contacts", "search_term"), ("delete_contacts", "contact_ids"),
        ("delete_inbox", "keyword"), ("delete_inbox", "message_ids"),
    ])
    func aFilterThatSelectsNothingMakesNoRequest(action: String, name: String) {
        let runner = JobRunner()
        for value in [
            #"",""#, #"",,""#, #"" , ""#, #""\u200b""#, #""\u00ad\ufeff""#, #""\uff0c""#, #""*""#,
            #""%""#, #""_""#, #"";""#, #""|""#, #""0""#, "0", #""0,0""#, #"["0", ""]"#, "false",
            "[false]", "[true]", "{}", "[]", "null", #""""#, #"[",", "%"]"#,
        ] {
            for options in [#"{"\#(name)":\#(value)}"#, #"{"all":false,"\#(name)":\#(value)}"#] {
                let result = runner.run(
                    #"{"provider":"cgsms","input":{"action":"\#(action)","options":\#(options)}}"#
                )
                #expect(!result.contains(#""url""#) && result.contains(#""error":{"#), "\(options)")
            }
            // Beside another filter it is an error all the same, and not left out.
            let other = name == "recipient" || action == "delete_contacts" ? "" : "recipient"
            guard !other.isEmpty else { continue }
            let result = runner.run(
                #"{"provider":"cgsms","input":{"action":"\#(action)","options":{"\#(name)":\#(value),"\#(other)":"447700900123"}}}"#
            )
            #expect(!result.contains(#""url""#), "\(value)")
        }
        let good = runner.run(
            #"{"provider":"cgsms","input":{"action":"\#(action)","options":{"\#(name)":"10"}}}"#
        )
        #expect(good.contains(#""url""#))
        // The same value twice is one; two values are a mistake.
        for (outer, isMade) in [("10", true), ("11", false)] {
            let twice = runner.run(
                #"{"provider":"cgsms","input":{"action":"\#(action)","\#(name)":"\#(outer)","options":{"\#(name)":"10"}}}"#
            )
            #expect(twice.contains(#""url""#) == isMade)
        }
    }

    /// A blank boolean isn't false, `false` is not an identifier, and names that are renamed exist.
    @Test(arguments: [
        #"{"provider":"smsapi","input":{"endpoint":"user.do","options":{"set_user":"u","active":""}}}"#,
        #"{"provider":"smsapi","input":{"endpoint":"user.do","options":{"set_user":"u","info":false}}}"#,
        #"{"provider":"smsapi","input":{"endpoint":"sender.do","options":{"delete":false}}}"#,
        #"{"provider":"smsapi","input":{"endpoint":"sms.do","options":{"sch_del":false}}}"#,
        #"{"provider":"smsapi","input":{"endpoint":"sms.do","options":{"sch_del":["1",true]}}}"#,
        #"{"provider":"unified","input":{"message":"Hi","destination":"447700900123","source":"A","dlr":1,"scheduleAt":false}}"#,
        #"{"provider":"unified","input":{"message":"Hi","destination":"447700900123","source":"A","dlr":1,"scheduleAt":"2026-12-24T12:00:00Z","scheduleNames":"date"}}"#,
        #"{"provider":"unified","input":{"message":"Hi","destination":"447700900123","source":"A","dlr":1,"scheduleAt":"2026-12-24T12:00:00Z","scheduleNames":{"dat":"x"}}}"#,
    ])
    func valuesOfAnotherTypeMakeNoRequest(job: String) {
        let result = JobRunner().run(job)
        #expect(!result.contains(#""url""#) && result.contains(#""error":{"#), "\(result)")
    }

    @Test func octetsThatAreNoTextAreRefused() {
        #expect(throws: DescriptionError.self) { _ = try Provider(description: [0xFF]) }
        #expect(throws: DescriptionError.self) { _ = try Provider(description: []) }
        let long = [UInt8](repeating: 0x20, count: ProviderDescription.octetLimit + 1)
        #expect(throws: DescriptionError.self) { _ = try Provider(description: long) }
    }

    @Test func ownProviderSendsAndReads() throws {
        let provider = try Provider(description: Array(Self.small.utf8))
        let message = Message(
            text: "Hi",
            recipients: ["+447700900123", "+447700900124"],
            options: ["mode": "b"]
        )
        let account = ProviderAccount(["key": "k0"])
        let request = try #require(try provider.prepare(message, account: account).get().first)
        #expect(request.url == "https://sms.example.com/send")
        #expect(request.headers.contains { $0.name == "Authorization" && $0.value == "Bearer k0" })
        let body = "to=447700900123%2C447700900124&text=Hi&mode=b"
        #expect(String(decoding: request.body, as: UTF8.self) == body)
        let accepted = try provider.reply(Array(#"{"id":"m1"}"#.utf8))
        #expect(accepted.outcome == .accepted && accepted.recipients.first?.id == "m1")
        let refused = try provider.reply(Array(#"{"error":7,"why":"wait"}"#.utf8))
        #expect(refused.outcome == .rejected && refused.error?.retry == .later)
        #expect("\(try #require(refused.error))" == "error 7: wait")
    }

    @Test func missingSecretIsAnError() throws {
        for provider in Provider.all
        where provider.description != nil && provider.capabilities.contains(.sendText) {
            let message = Message(
                text: "Hi",
                recipients: ["+447700900123"],
                sender: "+447700900001"
            )
            let preparation = provider.prepare(message, account: ProviderAccount())
            #expect(preparation.requests.isEmpty)
            let error = try #require(preparation.estimate.predictedError)
            #expect(error.code == .local(.missingField), "\(provider.name): \(error)")
            #expect(error.field?.hasPrefix("account.") ?? false)
        }
    }

    @Test func noRequestOfAnAccountHasAShellVariable() throws {
        for provider in Provider.all where provider.capabilities.contains(.sendText) {
            guard let description = provider.description else { continue }
            var fields: NamedTexts = [:]
            for field in description.account {
                fields[field.name] = field.isSecret ? "s3cr3t" : field.fallback ?? "v0"
            }
            let account = ProviderAccount(fields, origin: "https://own.example.com")
            let message = Message(
                text: "Hi",
                recipients: ["+447700900123"],
                sender: "+447700900001"
            )
            let requests = try provider.prepare(message, account: account).get()
            #expect(!requests.isEmpty)
            for request in requests {
                let wire =
                    request.url + String(decoding: request.body, as: UTF8.self)
                    + request.headers.map(\.value).joined()
                #expect(!wire.contains("${") && !request.lacksSecret, "\(provider.name)")
                #expect(!"\(account)\(request)\(request.redactedURL)".contains("s3cr3t"))
            }
        }
    }

    @Test func tollFreePartsAreShorter() {
        let twilio = Provider.named("twilio")
        let text = String(repeating: "a", count: 305)
        #expect(twilio?.billedPartCount(text) == 2)
        #expect(twilio?.billedPartCount(text, route: Route(senderType: .tollFree)) == 3)
        #expect(
            twilio?.billedPartCount(text, route: Route(senderType: .tollFree, country: "US")) == 3
        )
        #expect(
            twilio?.billedPartCount(text, route: Route(senderType: .tollFree, country: "PL")) == 2
        )
        #expect(
            twilio?.billedPartCount(
                "“" + String(repeating: "a", count: 99),
                route: Route(isSwitchOn: true)
            ) == 1
        )
    }

    @Test func linksAndSignaturesAreCounted() {
        let route = Route(appendedText: " STOP", linkCharacterCount: 20)
        #expect(
            route.written("See http://example.com/a?b now") == "See https://xxxxxxxxxxxx now STOP"
        )
        #expect(route.written("HTTPS://x") == "https://xxxxxxxxxxxx STOP")
        #expect(route.written("http:// and httpx") == "http:// and httpx STOP")
        #expect(Route(linkCharacterCount: 3).written("http://a.b") == "htt")
        #expect(
            Provider.named("smsapi")?.billedPartCount(
                String(repeating: "a", count: 156),
                route: route
            ) == 2
        )
    }

    @Test func kindsOfSenders() {
        let kinds: [(String, SenderType?)] = [
            ("+18005550100", .tollFree), ("18885550100", .tollFree), ("+12025550100", .longCode),
            ("12345", .shortCode),
            ("Acme", .alphanumeric), ("447700900001", .longCode), ("", nil), ("+", nil),
        ]
        for (sender, kind) in kinds { #expect(SenderType(of: sender) == kind, "\(sender)") }
    }
}

/// Providers that are written in Swift, in the shape that all share.
@Suite struct SharedShapeTests {
    @Test(arguments: [
        ("smsapi", ["token"]), ("unified", ["username", "password"]),
        ("cgsms", ["sub_account", "sub_account_pass"]),
    ])
    func accountsAreComplete(name: String, fields: [String]) throws {
        let provider = try #require(Provider.named(name))
        let message = Message(text: "Hi", recipients: ["+447900900123"], sender: "Acme")
        var account: NamedTexts = [:]
        for field in fields {
            let error = provider.prepare(
                message,
                account: ProviderAccount(account, origin: "https://own.example.com")
            )
            .estimate.predictedError
            #expect(error?.code == .local(.missingField) && error?.field == "account.\(field)")
            account[field] = "value"
        }
        let own = ProviderAccount(account, origin: "https://own.example.com")
        let request = try #require(try provider.prepare(message, account: own).get().first)
        #expect(request.url.hasPrefix("https://own.example.com/") && !request.lacksSecret)
        account["nonsense"] = "x"
        #expect(provider.prepare(message, account: ProviderAccount(account)).requests.isEmpty)
    }

    @Test(arguments: [
        ("smsapi", ": udh, encoding"), ("unified", ": udh"), ("cgsms", ": udh, encoding"),
        ("smswords", ": udh, encoding"),
    ])
    func nothingIsDroppedInSilence(name: String, names: String) throws {
        let provider = try #require(Provider.named(name))
        var message = Message(text: "Hi", recipients: ["+447900900123"], options: ["udh": "00"])
        message.encoding = .ucs2
        let warnings = provider.prepare(message).estimate.warnings
        let options = warnings.filter { $0.kind == .unknownOption }.map(\.message)
        #expect(options.count == 1 && options[0].hasSuffix(names))
        message.content = .binary([0x41], header: [])
        let error = provider.prepare(message).estimate.predictedError
        #expect(error?.code == .local(.unsupportedCapability))
    }

    @Test func anAccountCountsWhatIsAppended() throws {
        let provider = try #require(Provider.named("smsapi"))
        let message = Message(
            text: String(repeating: "a", count: 156),
            recipients: ["+447900900123"],
            route: Route(appendedText: " STOP")
        )
        let account = ProviderAccount(["token": "value"])
        for preparation in [
            provider.prepare(message), provider.prepare(message, account: account),
        ] {
            #expect(preparation.estimate.billedPartCount == 2)
            let body = try #require(preparation.requests.first).body
            #expect(!String(decoding: body, as: UTF8.self).contains("STOP"))
        }
    }

    @Test func repliesAreAlike() throws {
        let smsapi = try #require(Provider.named("smsapi"))
        let sent = try smsapi.reply(Array("OK:a1:0.16:447900900123".utf8))
        #expect(sent.outcome == .accepted && sent.recipients[0].id == "a1")
        let refused = try smsapi.reply(Array("ERROR:203".utf8))
        #expect(refused.outcome == .rejected && refused.error?.retry == .later)
        let unified = try #require(Provider.named("unified"))
        let mixed = try unified.reply(Array("1701|447900900123|x1,1706|1".utf8))
        #expect(mixed.outcome == .partlyAccepted && mixed.recipients.map(\.id) == ["x1", nil])
        #expect(try unified.reply(Array("1715|447900900123".utf8)).error?.retry == .unclear)
    }

    @Test(arguments: [
        ("smsapi", "notify_url", "https://own.example.com/dlr", "notify_url"),
        ("unified", "dlr", "1", "dlr"),
        ("cgsms", "callback_url", "https://own.example.com/dlr", "callback_url"),
    ])
    func reportsAreAskedFor(
        provider: String,
        option: String,
        value: String,
        name: String
    ) throws {
        let provider = try #require(Provider.named(provider))
        var message = Message(text: "Hi", recipients: ["2348012345678"], sender: "Acme")
        message.options[option] = value
        let preparation = provider.prepare(message)
        #expect(!preparation.estimate.warnings.contains { $0.kind == .unknownOption })
        let parameters = try #require(preparation.requests.first).parameters
        #expect(parameters.contains { $0.name == name && $0.text == value })
        message.options[option] = "nonsense"
        #expect(provider.prepare(message).estimate.predictedError != nil)
    }

    /// Callbacks of the documents: docs/providers has what each word means.
    @Test(arguments: [
        ("smsapi", "MsgId=1&status=401", "1", DeliveryState.unknown, true),
        ("smsapi", "MsgId=1&status=402", "1", .expired, true),
        ("smsapi", "MsgId=1&status=403", "1", .pending, false),
        ("smsapi", "MsgId=1&status=404", "1", .delivered, true),
        ("smsapi", "MsgId=1&status=405", "1", .failed, true),
        ("smsapi", "MsgId=1&status=407", "1", .rejected, true),
        ("smsapi", "MsgId=1&status=408", "1", .unconfirmed, true),
        ("smsapi", "MsgId=1&status=412", "1", .cancelled, true),
        ("smsapi", "MsgId=1&status=499", "1", .unknown, false),
        ("unified", "sMessageId=a1&sStatus=DELIVRD", "a1", .delivered, true),
        ("unified", "sMessageId=a1&sStatus=UNDELIV", "a1", .failed, true),
        ("unified", "sMessageId=a1&sStatus=DELETED", "a1", .cancelled, true),
        ("unified", "sMessageId=a1&sStatus=ENROUTE", "a1", .pending, false),
        ("unified", "sMessageId=a1&sStatus=UNKNOWN", "a1", .unknown, false),
        ("cgsms", #"result=[{"sms_id":1,"status":"-4"}]"#, "1", .failed, true),
        ("cgsms", #"result=[{"sms_id":1,"status":"-3"}]"#, "1", .expired, true),
        ("cgsms", #"result=[{"sms_id":1,"status":"0"}]"#, "1", .pending, false),
        ("cgsms", #"result=[{"sms_id":1,"status":"1"}]"#, "1", .pending, false),
        ("cgsms", #"result=[{"sms_id":1,"status":"2"}]"#, "1", .delivered, true),
        ("twilio", "MessageSid=SM1&MessageStatus=delivered", "SM1", .delivered, true),
    ])
    func reportsAreAlike(
        name: String,
        query: String,
        id: String,
        state: DeliveryState,
        isFinal: Bool
    ) throws {
        let provider = try #require(Provider.named(name))
        let reports = try provider.reports(.form(FormFields(encoded: query)))
        #expect(reports.map(\.id) == [id] && reports.map(\.state) == [state], "\(query)")
        #expect(reports.map(\.isFinal) == [isFinal], "\(query)")
        #expect(throws: ReplyError.self) { try provider.reports(.json([0x7B])) }
    }

    @Test func reportsHaveWhatTheirDocumentsHave() throws {
        let two =
            "MsgId=1,2&status=403,404&idx=a,b&donedate=1302703609,1302703610"
            + "&points=0.16,0.32&to=48600600600,48500600700&mcc=260,260&mnc=2,2"
        let smsapi = try Provider.smsapi.reports(.form(FormFields(encoded: two)))
        #expect(smsapi.map(\.recipient) == ["48600600600", "48500600700"])
        #expect(smsapi.map(\.reference) == ["a", "b"] && smsapi[1].price?.description == "0.32")
        #expect(smsapi[0].network == "260-2" && smsapi[0].time == "1302703609")

        let one =
            "sMessageId=a1&sStatus=UNDELIV&sMobileNo=447911123456&sSender=Acme"
            + "&iCostPerSms=0.0150&iErrCode=034&iMCCMNC=23415"
        let unified = try #require(
            try Provider.named("unified")?.reports(.form(FormFields(encoded: one))).first
        )
        #expect(unified.recipient == "447911123456" && unified.sender == "Acme")
        #expect(unified.priceIsPerPart && unified.price?.description == "0.0150")
        #expect(unified.error?.code == "034" && unified.network == "23415")

        let json =
            #"[{"sms_id":7,"batch_id":"b1","status":-1,"pages":2,"info":"x","extra_data":"k"}]"#
        let fields = FormFields([.init(name: "result", value: json)])
        for callback in [Callback.form(fields), .json(Array(json.utf8))] {
            let report = try Provider.cheapGlobalSMS.reports(callback)[0]
            #expect(report.id == "7" && report.requestID == "b1" && report.reference == "k")
            #expect(report.partCount == 2 && report.error?.message == "x")
        }
        #expect(throws: ReplyError.missing(path: "delivery reports of SMSwords")) {
            try Provider.smswords.reports(.form(fields))
        }
    }

    @Test func messagesThatArriveAreAlike() throws {
        let query = "sender=2348012345678&recipient=23401&message=STOP+now&pages=1&keyword=STOP"
        let message = try Provider.cheapGlobalSMS.inboundMessages(.form(FormFields(encoded: query)))
        #expect(message.map(\.text) == ["STOP now"] && message[0].sender == "2348012345678")
        #expect(message[0].recipient == "23401" && message[0].partCount == 1)
        #expect(throws: ReplyError.self) {
            try Provider.smsapi.inboundMessages(.form(FormFields(encoded: query)))
        }
    }

    @Test func aRequestHasItsNameInTheReply() throws {
        let sent = Array(#"{"batch_id":"b1","total":2}"#.utf8)
        let reply = try Provider.cheapGlobalSMS.reply(sent)
        #expect(reply.outcome == .accepted && reply.id == "b1" && reply.recipients.isEmpty)
        let refused = Array(#"{"error":"Insufficient credit","error_code":11}"#.utf8)
        let error = try #require(try Provider.cheapGlobalSMS.reply(refused).error)
        #expect(error.code == "11" && error.retry == .never)
        let failed = Array(#"{"error":"Operation failed","error_code":11}"#.utf8)
        #expect(try Provider.cheapGlobalSMS.reply(failed).error?.retry == .unclear)
    }
}
