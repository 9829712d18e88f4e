// Asks the standard library of the toolchain which class each scalar has in the rules for grapheme
// clusters (UAX 29), by looking at the clusters of short strings. Prints the ranges as TSV.

/// What a scalar is to the rules; `other` is not printed.
func className(_ scalar: Unicode.Scalar) -> String {
    let x = String(scalar)
    func isOne(_ text: String) -> Bool { text.count == 1 }
    switch scalar.value {
    case 0x0D: return "cr"
    case 0x0A: return "lf"
    case 0x200D: return "zwj"
    case 0xAC00...0xD7A3: return "syllable"
    default: break
    }
    if !isOne(x + "\u{301}") { return "control" }
    if isOne("a" + x) {
        guard isOne("\u{1F436}" + x + "\u{200D}\u{1F436}") else { return "spacing" }
        if isOne("\u{915}" + x + "\u{915}") { return "linker" }
        return isOne("\u{915}" + x + "\u{94D}\u{915}") ? "extend" : "extendOnly"
    }
    if isOne(x + "a") { return "prepend" }
    if isOne(x + "\u{AC00}") { return "leading" }
    if isOne("\u{AC01}" + x) { return "trailing" }
    if isOne("\u{AC00}" + x) { return "vowel" }
    if isOne(x + "\u{1F1E6}") { return "regional" }
    if isOne("\u{1F436}\u{200D}" + x) { return "pictographic" }
    if isOne("\u{915}\u{94D}" + x) { return "consonant" }
    return "other"
}

var first: UInt32 = 0
var running = "other"

func end(before scalar: UInt32) {
    guard running != "other" else { return }
    func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    print("\(hex(first))\t\(hex(scalar - 1))\t\(running)")
}

print("first\tlast\tclass")
for value in UInt32(0)..<0x110000 {
    let name = Unicode.Scalar(value).map(className) ?? "other"
    guard name != running else { continue }
    end(before: value)
    (first, running) = (value, name)
}
end(before: 0x110000)
