internal import SeptetCharsets

/// Whole records of an input, as they were read.
package struct RecordBlock: Sendable {
    /// The octets.
    ///
    /// Records are taken from `range` only; what lies behind it may show what is wrong with the
    /// last one.
    package internal(set) var octets: [UInt8] = []

    /// Where the records lie.
    var range = 0..<0

    /// The place of the block among all, from 0.
    package internal(set) var number = 0

    /// The line the first record begins on.
    var firstLine = 1

    /// Whether the input ends with the block.
    var isLast = false

    /// Whether the block stands for a record that is too long, whose octets were not kept.
    package internal(set) var isTooLong = false

    /// The first fault of each line that has fault marks; a CR ends a line too.
    var faults: [DecodingFault] = []

    /// The octets of the input up to the end of the block.
    package internal(set) var inputOctetCount = 0

    /// An empty block, to read into.
    package init() {}
}
