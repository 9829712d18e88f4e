internal import Septet
internal import SeptetProtocols

extension FuzzTarget {
    /// Any octets are a unit, the fields of SMPP, or an error; what is read is written and read alike.
    static let receivedUnits = FuzzTarget("received-units") { input in
        let settings = input.octet()
        if settings & 1 == 0 {
            let kinds: [TPDU.Kind?] = [nil, .deliver, .submit, .statusReport]
            readUnit(input.rest(), kinds[Int(settings >> 1 & 3)], settings & 8 != 0)
        } else {
            readFields(&input, settings)
        }
    }

    private static func readUnit(_ octets: [UInt8], _ kind: TPDU.Kind?, _ hasCentre: Bool) {
        let reading: TPDU.Reading
        do {
            reading = try TPDU.read(octets.span, kind: kind, hasServiceCentre: hasCentre)
        } catch {
            require(!"\(error)".isEmpty, "an error says what is wrong")
            return
        }
        if let userData = reading.tpdu.userData, let part = try? userData.part() {
            require(part.units.count <= 255, "no more units than a length can say")
        }
        let found = reading.tpdu.kind
        guard kind == nil || kind == found,
            let again = try? TPDU.read(
                reading.tpdu.octets.span,
                kind: found
            )
        else { return require(false, "what is written is read") }
        // A unit without any remark has nothing that is not in its fields.
        if reading.warnings.isEmpty {
            require(again.tpdu == reading.tpdu, "what is read again is the same")
            require(again.warnings.isEmpty, "and as sound")
        }
        let framed = reading.tpdu.octets(behindServiceCentre: reading.serviceCentre)
        let whole = try? TPDU.read(framed.span, kind: found, hasServiceCentre: true)
        require(whole?.tpdu == again.tpdu, "the service centre changes nothing")
    }

    private static func readFields(_ input: inout FuzzInput, _ settings: UInt8) {
        let alphabets = ServiceCentre.DefaultAlphabet.allCases
        let centre = ServiceCentre(defaultAlphabet: alphabets[Int(settings >> 1 & 3)])
        let dataCoding = input.octet()
        let esmClass = input.octet()
        let tags: [TaggedParameter.Tag] = [
            .messageReference, .totalSegments, .segmentSequence, .messagePayload,
        ]
        var parameters: [TaggedParameter] = []
        for tag in tags where input.octet() & 1 == 1 {
            let count = tag == .messagePayload ? 300 : 1 + input.below(3)
            parameters.append(TaggedParameter(tag: tag, value: input.octets(count)))
        }
        let fields = SMPPFields(
            dataCoding: dataCoding,
            esmClass: esmClass,
            shortMessage: input.rest(),
            parameters: parameters
        )
        guard let reception = try? centre.receive(fields) else { return }
        let octetCount = max(fields.shortMessage.count, parameters.last?.value.count ?? 0)
        require(reception.part.units.count <= octetCount * 8 / 7 + 1, "no units from nothing")
    }
}
