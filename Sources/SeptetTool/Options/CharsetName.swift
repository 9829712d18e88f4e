internal import ArgumentParser
internal import SeptetCharsets

/// A charset named on the command line.
struct CharsetName: CustomStringConvertible {
    let charset: Charset

    /// Takes any name ICU knows; what is wrong, such as ICU's data missing, is in the error.
    init(named name: String) throws {
        charset = try Charset(name: name)
    }

    init(_ charset: Charset) {
        self.charset = charset
    }

    var description: String { charset.ianaName }
}
