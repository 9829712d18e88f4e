import Septet
import SeptetInspection
import SeptetJSON
import SeptetWeb
import TestSupport
import Testing

/// The functions of the page say what the modules behind them say.
@Suite struct EntryPointTests {
    private enum Function { case layout, inspect }

    private func call(_ text: String, _ function: Function, settings: UInt32 = 0) -> String {
        call(Array(text.utf8), function, settings: settings)
    }

    private func call(_ octets: [UInt8], _ function: Function, settings: UInt32 = 0) -> String {
        unsafe octets.withUnsafeBufferPointer { buffer in
            let count = Int32(buffer.count)
            return switch function {
            case .layout: unsafe read(layout(buffer.baseAddress, count, settings))
            case .inspect: unsafe read(inspect(buffer.baseAddress, count, settings))
            }
        }
    }

    private func read(_ answer: UnsafeMutablePointer<UInt8>) -> String {
        // The first four octets count the others.
        var count = 0
        for index in 0..<4 { count |= unsafe Int(answer[index]) << (8 * index) }
        let octets = unsafe Array(UnsafeBufferPointer(start: answer + 4, count: count))
        unsafe release(answer)
        return String(decoding: octets, as: UTF8.self)
    }

    @Test func anInspectionHasTheMembersOfTheCommand() throws {
        let text = String(repeating: "a", count: 150) + "“€😀”"
        let answer = call(text, .inspect)
        var json = JSONText()
        let inspection = try Inspection(utf8: Array(text.utf8), Planner())
        json.inspection(inspection)
        let command = String(decoding: json.octets, as: UTF8.self)
        let added = try #require(answer.firstRange(of: ",\"dataCodingScheme\":"))
        let rest = try #require(answer.firstRange(of: ",\"alternatives\":"))
        #expect(answer[..<added.lowerBound] + answer[rest.lowerBound...] == command[...])
        #expect(answer.contains("\"provider\":\"smsapi\""))
        #expect(answer.contains("\"dataCoding\":8,\"esmClass\":64"))
    }

    @Test func aLayoutHasPartsAndMarks() {
        let answer = call("aж€", .layout)
        #expect(answer.contains("\"encoding\":\"ucs2\",\"units\":3,\"parts\":1"))
        #expect(answer.contains("\"segments\":[[0,6,3,0,\"end\"]]"))
        #expect(answer.contains("\"marks\":[1,3,1]"))
        #expect(call("жж a€ж", .layout).contains("\"marks\":[0,4,1,9,11,1]"))
        #expect(call("{}a[", .layout).contains("\"marks\":[0,2,2,3,4,2]"))
        #expect(call("", .layout).contains("\"parts\":1"))
    }

    @Test func settingsReachThePlanner() {
        let turkish = String(repeating: "ğ", count: 80)
        let national = call(turkish, .layout, settings: 1 << 1)
        #expect(national.contains("\"encoding\":\"gsm7\",\"units\":80,\"parts\":1"))
        #expect(national.contains("\"locking\":\"turkish\""))
        #expect(call("a", .layout, settings: 2 << 19).contains("\"encoding\":\"ucs2\""))
        let long = String(repeating: "a", count: 161)
        #expect(call(long, .layout, settings: 1 << 18).contains("\"unitsPerPart\":152"))
    }

    @Test func whatCannotBePlannedIsAnError() {
        let long = String(repeating: "a", count: 40_000)
        #expect(call(long, .layout).contains("\"error\":\"tooManyParts\""))
        #expect(call(long, .inspect).contains("\"parts\":262"))
        #expect(call("ж", .layout, settings: 1 << 19).contains("\"error\":\"notEncodable\""))
        #expect(call([0x61, 0xFF], .layout).contains("\"error\":\"invalidUTF8\",\"byte\":1"))
        let absent = unsafe read(layout(nil, 5, 0))
        #expect(absent.contains("\"parts\":1"))
    }

    @Test func aSuggestionIsApplied() {
        let text = String(repeating: "a", count: 150) + "“b”"
        let octets = Array(text.utf8)
        for (tier, index, isChanged) in [(1, 0, true), (3, 0, true), (1, 1, false), (0, -1, false)]
        {
            let result = unsafe octets.withUnsafeBufferPointer { buffer in
                unsafe read(
                    apply(buffer.baseAddress, Int32(buffer.count), 0, Int32(tier), Int32(index))
                )
            }
            let wanted = isChanged ? String(repeating: "a", count: 150) + "\"b\"" : text
            #expect(result == wanted)
        }
    }
}
