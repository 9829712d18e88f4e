import Septet
import SeptetProtocols
import Testing

/// The snippets of the article in SeptetProtocols.docc, compiled and run; `Scripts/check docs` holds them together.
@Suite struct ArticleTests {
    @Test func fromPlanToSMPPAndAT() throws {
        let centre = ServiceCentre(defaultAlphabet: .gsm7, longMessages: .udh16)
        let message = try centre.message("Zażółć gęślą jaźń", messageNumber: 42)
        for fields in message.parts {
            print(fields.dataCoding, fields.esmClass, fields.shortMessage.count)
        }

        let text = "Zażółć gęślą jaźń"
        for segment in try MessagePlan(text).segments(of: text, messageNumber: 42) {
            let unit = try SubmitTPDU(to: Address("+447900900123"), TPUserData(segment))
            let octets = TPDU.submit(unit).octets(behindServiceCentre: nil)
            print("AT+CMGS=\(unit.cmgsLength)", Hexadecimal.string(of: octets, .upper))
        }

        var reassembler = Reassembler()
        for fields in message.parts {
            let part = try centre.receive(fields).part
            let reception = try reassembler.add(part, from: "+447900900123")
            if case .complete(let whole) = reception.outcome { print(whole.text ?? "") }
        }
        #expect(reassembler.pendingCount == 0)
        #expect(message.parts.count == 1)
    }
}
