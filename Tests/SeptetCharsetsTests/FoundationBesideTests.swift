import Foundation
import SeptetCharsets
import Testing

@Suite("Foundation beside ICU")
struct FoundationBesideTests {
    @Test("Foundation's own ICU and ours agree in one process")
    func bothWork() throws {
        let text = "Zażółć gęślą jaźń – „5 €”"
        let data = try #require(text.data(using: .windowsCP1250))
        let octets = try Transcoder.convert(Array(text.utf8), from: .utf8, to: .windows1250)
        #expect(octets == Array(data))
        // This goes through the ICU inside Foundation.
        #expect("ŻÓŁW".lowercased(with: Locale(identifier: "pl_PL")) == "żółw")
    }

    @Test("Transcoders in many threads at once do not disturb each other")
    func threads() async throws {
        let text = String(repeating: "日本語テキスト abc ", count: 200)
        let charset = try Charset(name: "Shift_JIS")
        let octets = try Transcoder.convert(Array(text.utf8), from: .utf8, to: charset)
        let same = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    var transcoder = try Transcoder(from: charset, to: .utf8)
                    for _ in 0..<20 where try transcoder.convert(octets.span) != Array(text.utf8) {
                        return false
                    }
                    return true
                }
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(same == [Bool](repeating: true, count: 16))
    }
}
