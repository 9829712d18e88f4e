/// What the fields of a campaign's rows are.
package struct CampaignColumns: Sendable {
    /// Where the text of a message comes from.
    package enum Text: Sendable {
        /// A field has it.
        case field(Int)
        /// A template has it, and fields fill it in.
        case template(CompiledTemplate)
    }

    /// The text.
    package let text: Text

    /// The field with the recipient's number.
    package let recipient: Int?

    /// Describes rows.
    package init(text: Text, recipient: Int? = nil) {
        self.text = text
        self.recipient = recipient
    }
}
