import Testing

@Suite struct DamagedPartTests {
    /// A damaged line, and what is said about it.
    struct Damage: Sendable, CustomTestStringConvertible {
        let line: String
        let message: String

        var testDescription: String { message }

        init(_ line: String, _ message: String) {
            self.line = line
            self.message = message
        }

        /// A part whose user data says all.
        init(
            _ userData: String,
            _ length: Int,
            dataCoding: Int = 4,
            hasHeader: Bool = true,
            _ message: String
        ) {
            line = ReceivedLine.part(userData, length, dataCoding: dataCoding, hasHeader: hasHeader)
            self.message = message
        }
    }

    static let headers = [
        Damage("05", 1, "user data header length at offset 0: 5 octets announced, 0 there"),
        Damage(
            "0a0003010201",
            6,
            "user data header length at offset 0: 10 octets announced, 5 there"
        ),
        Damage(
            "0824010308040001",
            8,
            "user data header length at offset 0: 8 octets announced, 7 there"
        ),
    ]

    static let fields = [
        Damage(
            "0061",
            4,
            dataCoding: 0,
            hasHeader: false,
            "user data length 4 means 4 octets, 2 are there"
        ),
        Damage(
            "006100",
            4,
            dataCoding: 8,
            hasHeader: false,
            "user data length 4 means 4 octets, 3 are there"
        ),
        Damage(
            "00",
            1,
            dataCoding: 32,
            "the data coding scheme says the text is compressed (TS 23.042)"
        ),
        Damage("006", 1, "\"userData\": 3 hexadecimal digits are not whole octets"),
        Damage("0g", 1, "\"userData\": U+0067 at byte 1 is not a hexadecimal digit"),
        Damage("00", 1, dataCoding: 256, "\"dataCoding\": 256 is not an octet, 0 to 255"),
        Damage("00", 1, dataCoding: -1, "\"dataCoding\": -1 is not an octet, 0 to 255"),
    ]

    static let objects = [
        Damage("{}", "no \"dataCoding\""),
        Damage(#"{"dataCoding":0,"userDataLength":0,"hasHeader":false}"#, "no \"userData\""),
        Damage(#"{"dataCoding":0,"userData":"","hasHeader":false}"#, "no \"userDataLength\""),
        Damage(#"{"dataCoding":0,"userData":"","userDataLength":0}"#, "no \"hasHeader\""),
        Damage(#"{"dataCoding":0,"parts":[]}"#, "no \"parts[0]\""),
        Damage(
            #"{"tpdu":"00","direction":"up"}"#,
            "\"direction\": expected \"deliver\", \"submit\", \"status-report\""
        ),
        Damage(#"{"tpdu":"0"}"#, "\"tpdu\": 1 hexadecimal digits are not whole octets"),
        Damage(#"{"tpdu":"07"}"#, "the message type at offset 0 is reserved"),
        Damage(
            #"{"tpdu":"0101"}"#,
            "destination address at offset 2: 1 octet needed, 0 left"
        ),
        Damage(#"{"tpdu":"00","smsc":1}"#, "\"smsc\": expected a boolean, found a number"),
        Damage(#"{"smpp":{"dataCoding":0}}"#, "no \"smpp.shortMessage\""),
        Damage(#"{"smpp":{"shortMessage":""}}"#, "no \"smpp.dataCoding\""),
        Damage(
            #"{"smpp":{"dataCoding":0,"shortMessage":"","tlvs":[{"tag":"2","value":""}]}}"#,
            "\"smpp.tlvs[0].tag\": 1 hexadecimal digits are not whole octets"
        ),
        Damage(
            #"{"smpp":{"dataCoding":0,"shortMessage":"","tlvs":[{"tag":"02","value":""}]}}"#,
            "\"smpp.tlvs[0].tag\": a tag is 4 hexadecimal digits"
        ),
        Damage(
            #"{"dataCoding":0,"userData":"","userDataLength":0,"receivedAt":"2026-11-30"}"#,
            "\"receivedAt\": not a time of ISO 8601 with a zone, such as 2026-11-30T15:02:00Z"
        ),
        Damage(
            #"{"dataCoding":0,"parts":[{"userData":"","userDataLength":0,"header":""},{}]}"#,
            "no \"parts[1].userData\""
        ),
        Damage("[]", "the line is not an object"),
        Damage("{\"dataCoding\":0", "not valid JSON: expected ',' or '}' at byte 15"),
        Damage("{\"dataCoding\":x}", "not valid JSON: expected a value at byte 14"),
    ]

    @Test(arguments: headers + fields + objects)
    func aDamagedPartIsNamedAndTheOthersAreDone(damage: Damage) async throws {
        let sound = ReceivedLine.part("61f1985c369f01", 7, hasHeader: false)
        let line = damage.line.hasSuffix("\n") ? damage.line : damage.line + "\n"
        let result = try await BuiltCommand.run(["decode"], input: sound + line + sound)
        #expect(result.errors == "septet: <stdin>:2: \(damage.message)\n")
        #expect(try result.objects().map { try $0.string("text") } == ["abcdefg", "abcdefg"])
        #expect(result.status == 65)
    }

    @Test func typesAreNamedWithTheirKey() async throws {
        let result = try await BuiltCommand.run(
            ["decode"],
            input: #"{"dataCoding":"0"}"# + "\n" + #"{"dataCoding":0,"parts":[{"userData":5}]}"#
                + "\n"
        )
        #expect(result.errorLines.count == 2)
        #expect(
            result.errorLines == [
                #"septet: <stdin>:1: "dataCoding": expected a whole number, found a string"#,
                #"septet: <stdin>:2: no "parts[0].userDataLength""#,
            ]
        )
        #expect(result.status == 65)
    }

    @Test func invalidUTF8AndDeepNestingAreRejected() async throws {
        let deep = String(repeating: "{\"parts\":[", count: 100_000)
        let input = Array(#"{"sender":""#.utf8) + [0xFF, 0x0A] + Array((deep + "\n").utf8)
        let result = try await BuiltCommand.run(["decode"], input: input)
        #expect(result.errorLines.count == 2)
        #expect(result.errorLines[0] == "septet: <stdin>:1: invalid UTF-8 at byte 11")
        #expect(
            result.errorLines[1] == "septet: <stdin>:2: not valid JSON: "
                + "more than 64 values inside one another at byte 320"
        )
        #expect(result.output == "")
        #expect(result.status == 65)
    }
}
