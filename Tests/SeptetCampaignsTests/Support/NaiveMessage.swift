/// A message counted by hand: the slow obvious rules of the default alphabet and UCS-2.
///
/// Source: TS 23.038 §6.2.1 for the characters, TS 23.040 §9.2.3.24.1 for the cut.
struct NaiveMessage {
    private static let single = Set(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            .unicodeScalars
    ).union("ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà".unicodeScalars)

    private static let double = Set("\u{C}^{}\\[~]|€".unicodeScalars)

    let isGSM7Bit: Bool
    let partCount: Int

    /// The kinds of characters that force UCS-2.
    let offenders: Set<Unicode.Scalar>

    /// The parts with a space in place of each offender.
    let partCountWithoutOffenders: Int

    init(_ text: String) {
        let offenders = Set(text.unicodeScalars).subtracting(Self.single).subtracting(Self.double)
        self.offenders = offenders
        isGSM7Bit = offenders.isEmpty
        let septets = text.unicodeScalars.map { Self.double.contains($0) ? 2 : 1 }
        partCountWithoutOffenders = Self.partCount(septets, alone: 160, each: 153)
        partCount =
            offenders.isEmpty
            ? partCountWithoutOffenders
            : Self.partCount(text.unicodeScalars.map { UTF16.width($0) }, alone: 70, each: 67)
    }

    private static func partCount(_ units: [Int], alone: Int, each: Int) -> Int {
        guard units.reduce(0, +) > alone else { return 1 }
        var parts = 1
        var filled = 0
        for unit in units {
            if filled + unit > each {
                parts += 1
                filled = 0
            }
            filled += unit
        }
        return parts
    }
}
