/// What a survey has counted of one character that forces UCS-2.
package struct SurveyedOffender {
    /// The character.
    package let scalar: Unicode.Scalar
    /// The messages it stands in.
    package let messageCount: Int
    /// The messages in which no other character forces UCS-2.
    package let soleMessageCount: Int
    /// The parts beyond those its messages would have if each forcing character cost one septet.
    package let extraPartCount: Int
    /// The same, of the messages it forces alone.
    package let soleExtraPartCount: Int
    /// The least and the most that its extra parts cost, in the units of the parts' prices.
    package let extraCost: SurveyedCost
}
