import Foundation
import TestSupport
import Testing

/// `septet reconcile` with bills in each form.
@Suite struct ReconcileTests {
    @Test func invoiceWithLineBreaksCountedTwice() async throws {
        let long = String(repeating: "a", count: 159)
        let bill = "id,to,text,segments\n1,447700900123,\"\(long)\n\",2\n2,447700900124,Hi,1\n"
        let result = try await BuiltCommand.run(["reconcile", "--json"], input: bill)
        #expect(result.status == 0, "\(result.errors)")
        let object = try result.object()
        #expect(try object.integer("differences") == 1)
        #expect(try object.objects("rules").first?.string("rule") == "lineBreaksTwice")
        #expect(try object.objects("lines").first?.integer("line") == 2)
        let page = try await BuiltCommand.run(["reconcile"], input: bill)
        #expect(page.output.contains("a line break counts as two characters"))
        #expect(page.lines.allSatisfy { $0.count <= 80 })
        // At SMSAPI a line break is two, and so the bill is right.
        let right = try await BuiltCommand.run(["reconcile", "--provider", "smsapi"], input: bill)
        #expect(right.output.contains("Every message was billed as estimated."))
    }

    @Test func duplicatesThatAreBilled() async throws {
        let bill = "text,to,parts\nHi,447700900123,1\nHi,447700900123,1\nHi,447700900124,1\n"
        let result = try await BuiltCommand.run(
            ["reconcile", "--json", "--provider", "smsapi"],
            input: bill
        )
        let object = try result.object()
        #expect(try object.integer("estimatedParts") == 2 && object.integer("billedParts") == 3)
        #expect(try object.objects("rules").first?.string("rule") == "duplicates")
    }

    @Test func rowsWithoutPartsAreReported() async throws {
        let bill = """
            {"id":"1","text":"Hi","parts":1}
            {"id":"2","text":"Hi","error":"refused"}
            {"recipients":[{"id":"3"},{"id":"4"}]}

            """
        let result = try await BuiltCommand.run(["reconcile", "--json"], input: bill)
        #expect(result.status == 0)
        #expect(result.errors.contains("left out, because they have no parts: 3"))
        #expect(try result.object().integer("messages") == 1)
    }

    @Test func rulesCountWhatReachesThePhone() async throws {
        let text = String(repeating: "a", count: 159)
        let result = try await BuiltCommand.run(
            ["reconcile", "--json", "--append", "\n"],
            input: "text,parts\n\(text),2\n"
        )
        let object = try result.object()
        #expect(try object.integer("estimatedParts") == 1)
        #expect(try object.objects("rules").first?.string("rule") == "lineBreaksTwice")
    }

    @Test func rulesCountTheTextAsItWasSent() async throws {
        let result = try await BuiltCommand.run(
            ["reconcile", "--json", "--append", String(repeating: "a", count: 160)],
            input: "text,parts\nHi,1\n"
        )
        let object = try result.object()
        #expect(try object.integer("estimatedParts") == 2)
        // With 162 characters no rule but this one makes one part.
        let rules = try object.objects("rules").map { try $0.string("rule") }
        #expect(rules == ["onePartEach"])
    }

    @Test func billsWithoutPartsAreReported() async throws {
        for bill in ["", #"{"text":"Hi"}"# + "\n", "text,parts\n"] {
            let result = try await BuiltCommand.run(["reconcile", "--json"], input: bill)
            #expect(result.status == 65)
            #expect(result.errors.contains("no row has the parts of a message"))
        }
    }

    @Test func messagesThatAreNotUsedAreReported() async throws {
        let folder = try TemporaryFolder()
        let messages = try folder.file("m.csv", "id,text\n1,a\n1,a\n1,b\n,c\n2,d\n")
        let result = try await BuiltCommand.run(
            ["reconcile", "--json", "--messages", messages.path],
            input: "id,parts\n1,1\n"
        )
        #expect(result.status == 65)
        #expect(result.errors.contains("m.csv:4: an earlier message has this id and another text"))
        #expect(result.errors.contains("m.csv:5: the message has no id"))
        #expect(result.errors.contains("m.csv: the bill lacks 1 message of this file"))
        #expect(try result.object().integer("messages") == 1)
    }

    @Test func rowsThatCannotBeReadAreReported() async throws {
        let result = try await BuiltCommand.run(
            ["reconcile", "--json"],
            input: "text,parts\nHi,one\nHi\nHi,1\n"
        )
        #expect(result.status == 65)
        #expect(result.errors.contains(":2: ") && result.errors.contains(":3: "))
        #expect(try result.object().integer("messages") == 1)
    }
}

/// Providers of one's own, routes and prices through the command.
@Suite struct RouteCommandTests {
    @Test func tollFreePartsAreShorter() async throws {
        let text = String(repeating: "a", count: 305)
        let arguments = [
            "estimate", "--provider", "twilio", "--sender-type", "toll-free", "--json", "--input",
            "lines",
        ]
        let result = try await BuiltCommand.run(arguments, input: text + "\n")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.object().integer("parts") == 2)
        #expect(try result.object().integer("billedParts") == 3)
        let compared = try await BuiltCommand.run([
            "compare", "--json", "--provider", "twilio", "--sender-type", "toll-free", "--to",
            "+12025550123", text,
        ])
        #expect(try compared.object().objects("providers")[0].integer("billedParts") == 3)
    }

    @Test func eachRecipientHasItsCountry() async throws {
        let text = String(repeating: "a", count: 305)
        let list = "text,to\n\(text),+12025550123\n\(text),+447900900123\n"
        let arguments = [
            "estimate", "--provider", "twilio", "--sender-type", "toll-free", "--json", "--input",
            "csv", "--column",
            "text", "--recipient", "to",
        ]
        let result = try await BuiltCommand.run(arguments, input: list)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.object().integer("billedParts") == 5)
    }

    @Test func signaturesAndLinksAreCounted() async throws {
        let text = String(repeating: "a", count: 150) + " https://example.com/a/long/path"
        let result = try await BuiltCommand.run(
            ["estimate", "--json", "--input", "lines", "--link-length", "9", "--append", "!"],
            input: text + "\n"
        )
        #expect(try result.object().integer("parts") == 2, "151 and 9 and 1")
        let short = try await BuiltCommand.run(
            ["estimate", "--json", "--input", "lines", "--link-length", "9"],
            input: text + "\n"
        )
        #expect(try short.object().integer("parts") == 1)
    }

    @Test func comparisonShowsMoney() async throws {
        let prices = FileManager.default.temporaryDirectory.appending(path: "septet-\(UUID()).csv")
        try Data("provider,country,price,currency\ntwilio,GB,0.04,USD\nvonage,GB,0.03,EUR\n".utf8)
            .write(to: prices)
        defer { try? FileManager.default.removeItem(at: prices) }
        let text = String(repeating: "a", count: 161)
        let arguments = ["compare", "--prices", prices.path, "--to", "+447900900123"]
        let result = try await BuiltCommand.run(arguments + [text])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("0.08 USD") && result.output.contains("0.06 EUR"))
        #expect(result.lines.allSatisfy { $0.count <= 80 })
        let json = try await BuiltCommand.run(arguments + ["--json", "--provider", "twilio", text])
        #expect(try json.object().objects("providers")[0].string("cost") == "0.08")
    }

    /// The lists of several providers in one file are read as that file is.
    @Test func aComparisonReadsListsOfAnyForm() async throws {
        let folder = try TemporaryFolder()
        let rows = [
            ["provider", "country", "price", "currency"], ["twilio", "GB", "1,234", "USD"],
        ]
        let sheet = try folder.file("prices.xlsx", SheetFile(rows).octets)
        let compare = ["compare", "--json", "--provider", "twilio", "--to", "+447900900123", "a"]
        let exact = try await BuiltCommand.run(compare + ["--prices", sheet.path])
        #expect((exact.status, exact.errors) == (0, ""))
        #expect(try exact.object().objects("providers")[0].string("cost") == "1234")
        // In a sheet decimals have a point, so a comma is of thousands; in other files it may be either.
        let text = try folder.file(
            "prices.csv",
            rows.map { $0.joined(separator: ";") }.joined(separator: "\n")
        )
        let unclear = try await BuiltCommand.run(compare + ["--prices", text.path])
        #expect(unclear.status == 65)
        let latin = try folder.file(
            "latin.csv",
            Array("provider,country,network,price,currency\ntwilio,GB,T".utf8) + [0xE9, 0x6C, 0xE9]
                + Array(",0.04,USD\n".utf8)
        )
        let guessed = try await BuiltCommand.run(compare + ["--prices", latin.path])
        #expect(guessed.status == 0)
        #expect(
            guessed.errors == "septet: \(latin.path): not in UTF-8, read as windows-1252\n"
        )
        #expect(try guessed.object().objects("providers")[0].string("cost") == "0.04")
    }

    @Test func aFileWithAMistakeHasItsLine() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "septet-\(UUID()).json")
        try Data("{\n  \"name\": \"own\",\n  \"orgin\": \"https://a.example\"\n}\n".utf8).write(
            to: file
        )
        defer { try? FileManager.default.removeItem(at: file) }
        let commands = [
            ["compare", "--provider-file", file.path, "Hi"],
            ["estimate", "--provider-file", file.path],
            ["request", "--provider-file", file.path, "--text", "Hi"],
            ["reconcile", "--provider-file", file.path],
        ]
        for command in commands {
            let result = try await BuiltCommand.run(command, input: "Hi\n")
            #expect(result.status == 65, "\(command[0])")
            #expect(
                result.errors.contains("\(file.path):3: 'orgin' is not a member"),
                "\(result.errors)"
            )
        }
    }

    @Test func ownProviderFromTheExample() async throws {
        let result = try await BuiltCommand.shell(
            "\(PackageFolder.root.path)/Examples/own-provider/send.sh \"$SEPTET\""
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.output.contains(
                #""recipients":[{"recipient":"447700900123","id":"m1","parts":1}"#
            )
        )
    }
}
