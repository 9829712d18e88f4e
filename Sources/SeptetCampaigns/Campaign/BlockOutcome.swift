/// What came of one block of a campaign's rows; handed over in the order of the input.
package struct BlockOutcome: Sendable {
    /// The rows of the block.
    package internal(set) var rowCount = 0
    /// The rows that are no messages, in order.
    package internal(set) var rejected: [RejectedRow] = []
    /// The octets of the input up to the end of the block.
    package internal(set) var inputOctetCount = 0
    /// One line of JSON for each message, when they were asked for.
    package internal(set) var records: [UInt8] = []
    /// The longest messages of the block; rows count from its beginning.
    var longest = LongestMessages()
}
