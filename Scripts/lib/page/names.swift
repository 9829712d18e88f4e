// Prints the names of characters for the page: those of living scripts, of symbols and of emoji.
//
// A line with @ has the code point of the next name in hexadecimal; names without one follow each other.
// The names of ideographs and syllables follow from their code points and are left out, and so are the
// characters above U+FFFF that no one types into a message.

let leftOut: [ClosedRange<UInt32>] = [
    0x3400...0x9FFF, 0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x10000...0x1D3FF,
    0x1D800...0x1EFFF, 0x1FB00...0xDFFFF,
]

var next: UInt32 = 0
for value in UInt32(0)..<0xE0200 {
    guard let scalar = Unicode.Scalar(value), !leftOut.contains(where: { $0.contains(value) }),
        let name = scalar.properties.name
    else { continue }
    if value != next { print("@" + String(value, radix: 16)) }
    print(name)
    next = value + 1
}
