/// Some scalars, with what a rewriting asks of them.
struct ScalarSequence {
    let scalars: [UInt32]

    init(_ scalars: [UInt32]) {
        self.scalars = scalars
    }

    /// Reads valid UTF-8.
    init(utf8: [UInt8]) {
        scalars = String(decoding: utf8, as: UTF8.self).unicodeScalars.map(\.value)
    }

    /// The UTF-16 code units.
    var unitCount: Int { scalars.reduce(0) { $0 + UTF16.unitCount(of: $1) } }

    /// Whether all are letters.
    var isAlphabetic: Bool {
        scalars.allSatisfy { Unicode.Scalar($0)?.properties.isAlphabetic ?? false }
    }

    /// The scalars as UTF-8.
    var octets: [UInt8] {
        var text = String.UnicodeScalarView()
        for scalar in scalars { text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        return Array(String(text).utf8)
    }
}
