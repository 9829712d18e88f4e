import Foundation
@testable import SeptetCampaigns
import Testing

@Suite struct CampaignOutputTests {
    @Test func nothingOfTheInputIsMarkup() throws {
        let title = "<script>alert('1')</script>&\"\u{0}\u{7F}"
        let html = CampaignHTML(try CampaignReportTests.report(title: title)).text
        #expect(!html.contains("<script"))
        #expect(
            html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;␀\u{FFFD}")
        )
        #expect(html.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    }

    /// The page needs nothing from elsewhere, and every element is closed in its turn.
    @Test func thePageIsWholeAndWellFormed() throws {
        let html = CampaignHTML(try CampaignReportTests.report(isPartial: true)).text
        for word in ["http:", "https:", "src=", "href=", "@import", "url(", "<script"] {
            #expect(!html.contains(word), "\(word)")
        }
        var open: [Substring] = []
        for tag in html.matches(of: /<(\/?)([a-z0-9]+)([^>]*)>/) {
            let name = tag.output.2
            if name == "meta" { continue }
            if tag.output.1.isEmpty {
                if name != "html" { open.append(name) }
            } else if name != "html" {
                #expect(open.popLast() == name)
            }
        }
        #expect(open.isEmpty)
        for text in [
            "Germany", "0.20–0.23", "U+017C", "quotes that are not closed", "partial figures",
            "role=\"img\"", "aria-label=\"2 messages of 1, 2 messages of 2\"",
        ] {
            #expect(html.contains(text), "\(text)")
        }
    }

    @Test func theTableHasOneShape() throws {
        let text = CampaignTable(try CampaignReportTests.report(title: "a \"b\", c")).text
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.last == "")
        #expect(lines[1] == "total,,\"a \"\"b\"\", c\",4,6,0.20,0.23,EUR")
        #expect(lines.contains("country,DE 262,Germany,1,2,0.14,0.14,EUR"))
        #expect(lines.contains("country,FR,France,1,1,,,"))
        #expect(
            lines.contains("character,U+017C,LATIN SMALL LETTER Z WITH DOT ABOVE,1,1,0.02,0.03,EUR")
        )
        #expect(lines.contains("saving,lossy,,,1,0.02,0.03,EUR"))
        #expect(
            lines.contains(
                "rejected,malformedQuotes,quotes that are not closed or stand in a field,1,,,,"
            )
        )
        for line in lines.dropFirst(2).dropLast() {
            #expect(line.count { $0 == "," } == 7, "\(line)")
        }
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@a", "\t=1"])
    func noCellIsAFormula(title: String) throws {
        let text = CampaignTable(try CampaignReportTests.report(title: title)).text
        #expect(text.contains(",'\(title),") || text.contains("\"'\(title)\""))
    }
}
