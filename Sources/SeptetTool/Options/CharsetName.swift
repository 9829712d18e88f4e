internal import ArgumentParser
internal import SeptetCharsets

/// A charset named on the command line.
struct CharsetName: ExpressibleByArgument {
    let charset: Charset

    /// Takes any name ICU knows.
    init?(argument: String) {
        guard let charset = try? Charset(name: argument) else { return nil }
        self.charset = charset
    }

    init(_ charset: Charset) {
        self.charset = charset
    }

    var defaultValueDescription: String { charset.ianaName }
}
