internal import Septet
internal import SeptetEstimates

extension JSONText {
    /// The totals of a campaign as one object.
    mutating func campaign(_ totals: CampaignTotals) {
        object { json in
            json.member("messages", totals.messageCount)
            json.member("rejected", totals.rejectedCount)
            json.member("parts", totals.partCount)
            json.key("encodings")
            json.object { json in
                json.member("gsm7", totals.gsm7BitCount)
                json.member("ucs2", totals.ucs2Count)
            }
            json.key("histogram")
            json.object { json in
                for (parts, messages) in totals.messageCountByPartCount.sorted(by: <) {
                    json.member(String(parts), messages)
                }
            }
            json.savings(totals.savings)
            json.key("offenders")
            json.array { json in
                for (scalar, offender) in totals.sortedOffenders {
                    json.object { json in
                        json.member("character", String(scalar))
                        json.member("scalar", scalar.codePointName)
                        json.member("messages", offender.messageCount)
                        json.member("extraParts", offender.extraPartCount)
                        json.member("messagesAlone", offender.messageCountAlone)
                        json.member("extraPartsAlone", offender.extraPartCountAlone)
                    }
                }
            }
        }
    }
}
