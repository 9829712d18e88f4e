/// A way to attack the library: what is done with octets from anywhere, and what must then hold.
///
/// How to add one: write it in a file of `Targets/`, add it to `all`, and give it seeds in
/// `Scripts/generate seeds`. A target asserts properties with `require`, which ends the run.
package struct FuzzTarget: Sendable {
    /// The name on the command line.
    package let name: String

    /// One execution.
    package let run: @Sendable (inout FuzzInput) -> Void

    init(_ name: String, _ run: @escaping @Sendable (inout FuzzInput) -> Void) {
        self.name = name
        self.run = run
    }

    /// Every target; those over code that changes most come last.
    package static let all: [FuzzTarget] = [
        .hexadecimal,
        .header,
        .parts,
        .receivedUnits,
        .sentUnits,
        .charsets,
        .replies,
        .jobs,
        .descriptions,
        .describedReplies,
        .quoting,
        .values,
        .numbers,
        .members,
        .records,
        .workbooks,
        .decoders,
        .cells,
        .normalizer,
        .text,
        .clusters,
        .templates,
        .prices,
        .campaign,
        .merge,
        .library,
        .libraryCampaign,
    ]
}

/// Ends the run with a finding unless a property holds.
func require(_ isHeld: Bool, _ property: @autoclosure () -> String) {
    if !isHeld { fatalError("a property does not hold: \(property())") }
}

/// What a call gives or throws, to be compared with what another gives.
func outcome<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
) -> Result<Value, Failure> {
    Result { () throws(Failure) in try body() }
}
