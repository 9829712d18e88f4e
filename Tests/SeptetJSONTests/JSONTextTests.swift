import Foundation
import SeptetJSON
import Testing

@Suite struct JSONTextTests {
    private func text(_ write: (inout JSONText) -> Void) -> String {
        var json = JSONText()
        write(&json)
        return String(decoding: json.octets, as: UTF8.self)
    }

    @Test func keysStayInOrderAndCommasStandBetween() {
        let written = text { json in
            json.object { json in
                json.member("z", 1)
                json.member("a", "x")
                json.member("m", true)
                json.key("list")
                json.array { json in
                    json.value(-5)
                    json.null()
                    json.object { _ in }
                    json.array { _ in }
                    json.value("y")
                }
                json.array("numbers", of: [2, 3]) { $0.value($1) }
                json.objects("none", of: [Int]()) { $0.member("n", $1) }
                json.objects("objects", of: [1, 2]) { $0.member("n", $1) }
                json.member("missing", String?.none)
                json.member("absent", Int?.none)
                json.member("price", number: "0.10")
                json.array("ends") { _ in }
                json.object("end") { _ in }
                json.key("inner")
                json.object { $0.member("b", false) }
            }
            json.endLine()
            json.array { _ in }
            json.endLine()
        }
        #expect(
            written
                == #"{"z":1,"a":"x","m":true,"list":[-5,null,{},[],"y"],"numbers":[2,3],"#
                + #""none":[],"objects":[{"n":1},{"n":2}],"missing":null,"absent":null,"price":0.10,"#
                + #""ends":[],"end":{},"inner":{"b":false}}"# + "\n[]\n"
        )
    }

    @Test func everyScalarBelow0x3000ComesBack() throws {
        for value in UInt32(0)..<0x3000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let string = "a\(scalar)b"
            let written = text { json in json.array { $0.value(string) } }
            let object = try JSONSerialization.jsonObject(with: Data(written.utf8))
            #expect(object as? [String] == [string], "\(scalar.value)")
            // A line of newline-delimited JSON has no line break inside.
            #expect(!written.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "\(scalar.value)")
        }
    }

    /// The escapes that RFC 8259 §7 demands, and that of U+007F; nothing else is escaped.
    @Test func escapesAreTheseAndNoOthers() {
        let string =
            "\"\\/\u{08}\u{0C}\n\r\t\u{00}\u{01}\u{1F} ~\u{7F}\u{80}\u{9F}\u{E9}\u{2028}\u{FEFF}"
        let escaped =
            #""\"\\/\u0008\u000c\n\r\t\u0000\u0001\u001f ~\u007f"#
            + "\u{80}\u{9F}\u{E9}\u{2028}\u{FEFF}\""
        #expect(JSONText.string(of: .string(string)) == escaped)
        #expect(text { $0.value(string) } == escaped)
        #expect(text { $0.value(utf8: Array(string.utf8).span) } == escaped)
        #expect(text { json in json.object { $0.member(string, 1) } } == "{\(escaped):1}")
        #expect(JSONText.string(of: .object([string: 1])) == "{\(escaped):1}")
    }

    @Test func octetsThatAreNotUTF8AreReplaced() {
        let octets: [UInt8] = [0x22, 0xFF, 0x61, 0xC3, 0x0A]
        #expect(text { $0.value(utf8: octets.span) } == "\"\\\"\u{FFFD}a\u{FFFD}\\n\"")
    }

    @Test func longStringsAndKeysComeBack() throws {
        let string =
            "\u{1F600}\u{10FFFF}\u{FFFD}\"\\/\u{2028}\r\n" + String(repeating: "ą", count: 999)
        let written = text { json in json.object { $0.member(string, string) } }
        let object = try JSONSerialization.jsonObject(with: Data(written.utf8))
        #expect(object as? [String: String] == [string: string])
    }

    @Test func integersKeepEveryDigit() {
        let written = text { json in
            json.array { json in
                json.value(Int.max)
                json.value(Int.min)
            }
        }
        #expect(written == "[9223372036854775807,-9223372036854775808]")
    }

    @Test func removingAllBeginsAgain() {
        var json = JSONText()
        json.array { $0.value(1) }
        json.removeAll()
        json.array { $0.value(2) }
        #expect(String(decoding: json.octets, as: UTF8.self) == "[2]")
    }
}
