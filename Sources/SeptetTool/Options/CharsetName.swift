internal import ArgumentParser
internal import SeptetCharsets

/// A charset named on the command line.
struct CharsetName: CustomStringConvertible {
    let charset: Charset

    /// Takes the name of any charset that ICU can convert; what is wrong is in the error.
    init(named name: String) throws {
        charset = try Charset(name: name)
        try charset.check()
    }

    init(_ charset: Charset) {
        self.charset = charset
    }

    var description: String { charset.ianaName }
}
