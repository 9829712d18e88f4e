import Foundation
import Testing

/// `septet numbers`.
@Suite struct NumbersCommandTests {
    @Test("A line in, a line of JSON out")
    func lines() async throws {
        let result = try await BuiltCommand.run(
            ["numbers"],
            input: "+44 (0)7900 900123\n\n7900900123\n447900900123.0\n+44 7900\n+800 1234 5678\n"
        )
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(
            result.output == """
                {"line":1,"input":"+44 (0)7900 900123","number":"+447900900123","country":"GB",\
                "kind":"mobile","possible":true,"valid":true,"reason":null}
                {"line":2,"input":"","number":null,"country":null,"kind":"unknown",\
                "possible":false,"valid":false,"reason":"there is no number"}
                {"line":3,"input":"7900900123","number":null,"country":null,"kind":"unknown",\
                "possible":false,"valid":false,"reason":"a national number; give --country"}
                {"line":4,"input":"447900900123.0","number":"+447900900123","country":"GB",\
                "kind":"mobile","possible":true,"valid":true,"reason":null}
                {"line":5,"input":"+44 7900","number":"+447900","country":null,"kind":"unknown",\
                "possible":true,"valid":false,"reason":"the area code is missing"}
                {"line":6,"input":"+800 1234 5678","number":"+80012345678","country":"001",\
                "kind":"tollFree","possible":true,"valid":true,"reason":null}

                """
        )
    }

    @Test(
        "With a country its national numbers are read, in any letter case",
        arguments: ["GB", "uk"]
    )
    func country(code: String) async throws {
        let result = try await BuiltCommand.run(
            ["numbers", "--country", code],
            input: "07900 900123\n7900900123\n447900900123\n"
        )
        #expect(result.status == 0)
        #expect(result.output.components(separatedBy: "\"number\":\"+447900900123\"").count == 4)
    }

    @Test("A column of a table, and a file")
    func column() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("list.csv", "name,phone\nAnn,+447900900123\nBob,x\n")
        let result = try await BuiltCommand.run(
            ["numbers", file.path, "--input", "csv", "--column", "phone"]
        )
        #expect(result.status == 0)
        #expect(result.output.contains("\"line\":2,\"input\":\"+447900900123\""))
        #expect(result.output.contains("\"reason\":\"not a number: it has no digits\""))
    }

    @Test("A country that is none is a usage error", arguments: ["XX", "GBR", "", "AQ"])
    func noCountry(code: String) async throws {
        let result = try await BuiltCommand.run(["numbers", "--country", code], input: "")
        #expect(result.status == 64)
        #expect(result.errors.contains("is not a country: give two letters, such as GB."))
    }
}
