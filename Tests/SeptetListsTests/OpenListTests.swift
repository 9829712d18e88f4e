import SeptetCharsets
import SeptetNumbers
import TestSupport
import Testing

@testable import SeptetLists

/// What a list turns out to be, and which of its columns is what.
@Suite struct OpenListTests {
    @Test(
        arguments: [
            (",", 0x2C), (";", 0x3B), ("tab", 0x09), ("\\t", 0x09), ("\t", 0x09), ("|", 0x7C),
            ("\"", nil), ("\n", nil), ("\r", nil), ("\r\n", nil), ("", nil), (";;", nil),
            ("é", nil), (";\u{301}", nil),
        ] as [(String, UInt8?)]
    )
    func aDelimiterIsOneOctetOfASCII(text: String, octet: UInt8?) {
        #expect(CSVDelimiter(text)?.octet == octet)
    }

    private func open(
        _ text: String,
        name: String = "list.csv",
        fields: [String]? = ["name"],
        recipient: String? = nil,
        country: String? = nil,
        _ change: (inout ListOptions) -> Void = { _ in }
    ) throws -> ListInput {
        var options = ListOptions()
        change(&options)
        let columns = ListColumns(
            options,
            fields: fields,
            recipient: recipient,
            numbers: NumberReader(country: country.flatMap { CountryCode($0) })
        )
        let list = try columns.open(ByteSource(name: name, octets: Array(text.utf8)))
        return list.input
    }

    @Test(
        arguments: [
            // By its name, in the languages of people's lists.
            ("name,Phone Number", "x", "Phone Number"), ("name,Mobile", "x", "Mobile"),
            ("name,Cell", "x", "Cell"), ("name,Téléphone", "x", "Téléphone"),
            ("name,Telefon", "x", "Telefon"), ("name,Handynummer", "x", "Handynummer"),
            ("name,Móvil", "x", "Móvil"), ("name,Numer telefonu", "x", "Numer telefonu"),
            ("name,Phone 1 - Value", "x", "Phone 1 - Value"),
            ("name, phone\u{200B}", "x", " phone\u{200B}"),
            ("name,电话", "x", "电话"), ("name,Номер телефона", "x", "Номер телефона"),
            // By what is in it.
            ("name,Kontakt", "+447911123456", "Kontakt"), ("name,", "+447911123456", ""),
            ("name,city", "Leeds", nil), ("name,points", "120", nil),
            ("name,joined", "12/03/2026", nil), ("name,born", "1990-03-12", nil),
        ] as [(String, String, String?)]
    )
    func theRecipientsAreFound(header: String, value: String, column: String?) throws {
        #expect(try open("\(header)\nAnn,\(value)\nBob,\(value)\n").recipientColumn == column)
    }

    @Test func numbersWinOverNames() throws {
        let customers = try open(
            "Number,name,Mobile\n1001,Ann,+447911123456\n1002,Bob,+447911123457\n"
        )
        #expect(customers.recipientColumn == "Mobile")
        #expect(customers.otherNumberColumns == [])
        let mails = try open("phone,name,kontakt\nann@a.b,Ann,+447911123456\n-,Bob,+447911123457\n")
        #expect(mails.recipientColumn == "kontakt")
    }

    @Test func aMobileWinsOverALandline() throws {
        let byName = try open("name,Phone,Mobile\nAnn,+442079460000,+447911123456\n")
        #expect(byName.recipientColumn == "Mobile")
        #expect(byName.otherNumberColumns == ["Phone"])
        let byContent = try open("name,Phone 1,Phone 2\nAnn,+442071838750,+447911123456\n")
        #expect(byContent.recipientColumn == "Phone 2")
        #expect(byContent.otherNumberColumns == ["Phone 1"])
        let fax = try open("name,Fax,Contact\nAnn,+442071838750,+442071838751\n")
        #expect(fax.recipientColumn == "Contact")
    }

    @Test func whatIsNamedIsTaken() throws {
        let list = "name,Phone,Mobile\nAnn,+442079460000,+447911123456\n"
        #expect(try open(list, recipient: "phone").recipientColumn == "Phone")
        #expect(throws: HeaderError.self) { try open(list, recipient: "fax") }
        let twice = "name,Phone,phone \nAnn,+442079460000,+447911123456\n"
        let error = #expect(throws: HeaderError.self) { try open(twice, recipient: "phone") }
        #expect(error?.reason == .ambiguousColumn("phone", among: ["Phone", "phone "]))
    }

    @Test func titlesAreAboveTheHeader() throws {
        let list =
            "Spring campaign,,\nexported 12/03/2026,,\n,,\nname,Phone,City\nAnn,+447911123456,Leeds\n"
        for fields in [["name"], [], ["City"]] {
            let input = try open(list, fields: fields)
            #expect(input.headerLine == 4)
            #expect(input.columns == ["name", "Phone", "City"])
            #expect(input.recipientColumn == "Phone")
        }
        // A field that is nowhere is looked for in the same header.
        #expect(try open(list, fields: ["x"]).headerLine == 4)
        #expect(try open("name,Phone\nPhone,+447911123456\n").headerLine == 1)
    }

    @Test func aListMayHaveNoHeader() throws {
        let input = try open("+447911123456,Ann\n+447911123457,Bob\n", fields: [])
        #expect(input.headerLine == nil)
        #expect(input.columns == ["1", "2"])
        #expect(input.recipientColumn == "1")
        #expect(try open("+447911123456,Ann\n", fields: ["2"]).headerLine == nil)
        #expect(try open("phone,name\nN/A,Ann\n+447911123457,Bob\n", fields: []).headerLine == 1)
        let numbers = try open("+447911123456\n+447911123457\n", name: "x.txt", fields: [])
        #expect(numbers.format == .lines)
        #expect(numbers.recipientColumn == "text")
    }

    @Test func membersOfObjectsMeetTheirFields() throws {
        let list = "{\"First_Name\":\"Ann\",\"Phone\":447911123456,\"n\":null}\n{\"n\":1}\n"
        let input = try open(list, name: "x", fields: ["first name", "n"])
        #expect(input.format == .ndjson)
        #expect(input.recipientColumn == "Phone")
        #expect(input.textColumns == ["First_Name", "n"])
        #expect(input.columns == ["First_Name", "Phone", "n"])
    }

    @Test func theTextIsFoundByItsName() throws {
        #expect(try open("to,Message\n1,x\n", fields: nil).textColumns == ["Message"])
        #expect(try open("to,Treść\n1,x\n", fields: nil).textColumns == ["Treść"])
        #expect(try open("greeting\nx\n", fields: nil).textColumns == ["greeting"])
        var options = ListOptions()
        options.format = .csv
        let list = try ListColumns(options, fields: nil, recipient: nil)
            .open(ByteSource(name: "x", octets: Array("a,b\n1,2\n".utf8)))
        let error = #expect(throws: HeaderError.self) { _ = try list.textField }
        #expect(error?.reason == .noTextColumn(known: ["a", "b"]))
    }

    @Test func optionsDecideWhenGiven() throws {
        let list = "name;phone\nAnn;+447911123456\n"
        #expect(try open(list).delimiter == .semicolon)
        #expect(try open(list, fields: []) { $0.delimiter = .comma }.columns == ["name;phone"])
        #expect(try open(list, fields: []) { $0.format = .lines }.format == .lines)
        #expect(
            try open("a b\n", name: "x", fields: ["1"]) { $0.hasHeader = false }.columns == ["1"]
        )
        #expect(throws: ListError.self) { try open("a\n") { $0.format = .xlsx } }
        // Who says that it is lines may have reasons.
        #expect(throws: ListError.self) { try open("%PDF-1.7\n") }
        #expect(try open("%PDF-1.7\n", fields: []) { $0.format = .lines }.format == .lines)
    }

    @Test func anEmptyInputHasTheColumnsThatAreAskedFor() throws {
        let input = try open("", fields: ["a", "b"], recipient: "b") { $0.format = .csv }
        #expect(input.recipientColumn == "b")
        #expect(try open("", name: "x", fields: nil).format == .lines)
    }

    @Test(
        arguments: [
            ("[{\"text\":\"a\"},{\"text\":\"b\"}]", ["1: a", "2: b"]),
            (
                " [ {\n\"text\" : \"a,[\\\"]\" , \"x\":[1,{}]},\n{\"text\":\"b\"}\n]\n",
                ["1: a,[\"]", "2: b"]
            ),
            ("[]", []), ("[{\"text\":\"a\"}", ["1: a", "2: !"]),
            ("[{\"text\":\"a\"},", ["1: a", "2: !"]),
            ("[{\"text\":\"a\"},,{\"text\":\"b\"}]", ["1: a", "2: !", "3: b"]),
            ("[{\"text\":\"a\"}] x", ["1: a", "2: !"]), ("[{\"text\":\"a\nb\"}]", ["1: !"]),
            ("[{\"text\":447}]", ["1: 447"]), ("[{\"text\":null}]", ["1: "]),
            ("[{\"text\":true}]", ["1: !"]),
            ("[{\"a\":1}]", ["1: !"]),
        ] as [(String, [String])]
    )
    func anArrayIsReadByItsElements(text: String, records: [String]) throws {
        for pauses in [true, false] {
            var options = ListOptions()
            options.format = .json
            options.judgesPauses = pauses
            var reader = try options.recordReader(ByteSource(name: "x", octets: Array(text.utf8)))
            var found: [String] = []
            try reader.forEach { line, text, error in
                let octets = text.indices.map { text[$0] }
                found.append(
                    "\(line): " + (error == nil ? String(decoding: octets, as: UTF8.self) : "!")
                )
            }
            #expect(found == records)
        }
    }
}
