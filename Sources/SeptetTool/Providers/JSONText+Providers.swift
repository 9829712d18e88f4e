internal import SeptetCampaigns
internal import SeptetJSON
internal import SeptetProviders

extension JSONText {
    /// Writes the member `providers`, what each makes of the text.
    mutating func providers(_ answers: [ProviderAnswer]) {
        key("providers")
        array { json in
            for answer in answers { json.value(.object(answer.result)) }
        }
    }
}
