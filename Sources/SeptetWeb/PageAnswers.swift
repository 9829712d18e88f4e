internal import Septet
internal import SeptetBilling
internal import SeptetInspection
internal import SeptetJSON
internal import SeptetProtocols

extension JSONText {
    /// The figures of a text, where its parts lie, and the characters to mark.
    ///
    /// Positions are octets of UTF-8. Complexity: as for `Planner.diagnose`.
    mutating func layout(of utf8: [UInt8], _ planner: Planner) {
        let diagnosis: Diagnosis
        do {
            diagnosis = try planner.diagnose(utf8: utf8.span)
        } catch {
            failure(error)
            return
        }
        let text = String(decoding: utf8, as: UTF8.self)
        let plan = diagnosis.plan
        object { json in
            json.members(of: plan)
            json.member("octets", plan.octetCount)
            json.member("headerOctets", plan.headerOctetCount)
            json.member("partsWithoutForcing", diagnosis.partCountWithoutForcing)
            json.member("mostParts", plan.division.mostPartCount(unitCount: plan.unitCount))
            // A plan has segments of its own text.
            let segments = (try? plan.segments(of: text, messageNumber: 0)) ?? []
            json.array("segments", of: segments) { $0.place(of: $1.layout) }
            json.marks(diagnosis)
            json.lintMarks(Lint(text))
        }
    }

    /// Where a part lies: begin, end, units, units left over, and why it ends.
    private mutating func place(of layout: SegmentLayout) {
        array { json in
            json.value(layout.utf8Range.lowerBound)
            json.value(layout.utf8Range.upperBound)
            json.value(layout.unitCount)
            json.value(layout.end.strandedUnitCount)
            json.value(layout.end.jsonName)
        }
    }

    /// Where expensive characters stand, and each kind of them with its name.
    ///
    /// `marks` is flat: begin and end of a run of such characters, then 1 for those that force UCS-2
    /// and 2 for those of two units.
    private mutating func marks(_ diagnosis: Diagnosis) {
        var kinds: [CharacterKind] = []
        var places: [UInt32: Int] = [:]
        array("marks") { json in
            var run = 0..<0
            var runEffect: CharacterFinding.Effect?
            for finding in diagnosis.findings {
                let scalar = finding.scalar.value
                if let place = places[scalar] {
                    kinds[place].count += 1
                } else {
                    places[scalar] = kinds.count
                    kinds.append(CharacterKind(finding))
                }
                let end = finding.utf8Offset + UTF8.width(finding.scalar)
                if finding.utf8Offset == run.upperBound && finding.effect == runEffect {
                    run = run.lowerBound..<end
                } else {
                    json.mark(run, runEffect)
                    run = finding.utf8Offset..<end
                    runEffect = finding.effect
                }
            }
            json.mark(run, runEffect)
        }
        objects("kinds", of: kinds) { json, kind in
            json.member("character", String(kind.scalar))
            json.member("scalar", kind.scalar.codePointName)
            json.member("name", kind.scalar.displayName)
            json.member("effect", kind.isForcing ? 1 : 2)
            json.member("count", kind.count)
        }
    }

    private mutating func mark(_ run: Range<Int>, _ effect: CharacterFinding.Effect?) {
        guard let effect else { return }
        value(run.lowerBound)
        value(run.upperBound)
        value(effect == .forcesUCS2 ? 1 : 2)
    }

    /// Characters that a reader does not see, or takes for others.
    private mutating func lintMarks(_ lint: Lint) {
        member("onlyLint", lint.isSoleCauseOfUCS2)
        self.lint(lint)
    }

    /// Why a text has no plan.
    private mutating func failure(_ error: PlanningError) {
        object { json in
            switch error {
            case .tooManyParts(let partCount, let alphabet, let unitCount):
                json.member("error", "tooManyParts")
                json.member("encoding", alphabet.jsonName)
                json.member("units", unitCount)
                json.member("parts", partCount)
            case .notEncodable(let scalar, let offset):
                json.member("error", "notEncodable")
                json.member("scalar", scalar.codePointName)
                json.member("name", scalar.displayName)
                json.member("byte", offset)
            case .invalidUTF8(let offset):
                json.member("error", "invalidUTF8")
                json.member("byte", offset)
            case .noRoomBesideHeader, .noRoomBesideSpare:
                json.member("error", "noRoomBesideHeader")
            }
            json.member("message", error.description)
        }
    }
}

/// A kind of expensive character.
private struct CharacterKind {
    let scalar: Unicode.Scalar
    let isForcing: Bool
    var count = 1

    init(_ finding: CharacterFinding) {
        scalar = finding.scalar
        isForcing = finding.effect == .forcesUCS2
    }
}

extension JSONText {
    /// The object of `septet inspect --json`, with the members `octets`, `smpp` and `providers`.
    mutating func page(of utf8: [UInt8], _ planner: Planner) {
        do {
            let inspection = try Inspection(utf8: utf8, planner)
            self.inspection(inspection) { json in
                json.octets(of: inspection)
                json.smpp(inspection)
                json.providers(TextMeasure(inspection.text))
            }
        } catch {
            switch error {
            case .planning(let error): failure(error)
            // A plan has segments of its own text.
            case .segmentation: object { $0.member("error", "segments") }
            }
        }
    }

    /// The fields of each part on the air: TP-UDL, the header and the rest of TP-UD in hexadecimal.
    private mutating func octets(of inspection: Inspection) {
        member("dataCodingScheme", Int(inspection.plan.dataCodingScheme().octet))
        objects("octets", of: inspection.segments) { json, segment in
            let headerCount = segment.layout.headerOctetCount
            json.member("userDataLength", segment.layout.userDataLength)
            json.member(
                "header",
                Hexadecimal.string(of: Array(segment.userData.prefix(headerCount)))
            )
            json.member(
                "body",
                Hexadecimal.string(of: Array(segment.userData.dropFirst(headerCount)))
            )
        }
    }

    /// The fields of each submit_sm for a centre of the most common kind.
    private mutating func smpp(_ inspection: Inspection) {
        var centre = ServiceCentre()
        if inspection.planner.referenceWidth == .sixteenBit { centre.longMessages = .udh16 }
        let message = try? centre.message(
            inspection.text,
            planner: inspection.planner,
            messageNumber: 0
        )
        objects("smpp", of: message?.parts ?? []) { json, fields in
            json.member("dataCoding", Int(fields.dataCoding))
            json.member("esmClass", Int(fields.esmClass))
            json.member("length", fields.shortMessage.count)
            json.member("shortMessage", Hexadecimal.string(of: fields.shortMessage))
        }
    }

    /// What each provider bills, by its document.
    private mutating func providers(_ measure: TextMeasure) {
        objects("billed", of: ProviderRule.allCases) { json, rule in
            json.member("provider", rule.rawValue)
            json.member("title", rule.title)
            json.member("units", rule.unitCount(of: measure))
            json.member("parts", rule.billedPartCount(of: measure))
        }
    }
}
