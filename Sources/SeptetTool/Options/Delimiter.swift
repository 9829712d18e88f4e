internal import ArgumentParser

/// What separates the values of a record: one octet of ASCII.
struct Delimiter: ExpressibleByArgument {
    static let comma = Self(octet: 0x2C)

    let octet: UInt8

    init(octet: UInt8) {
        self.octet = octet
    }

    /// Takes a character that cannot be taken for a quote or a line end, or `tab`.
    init?(argument: String) {
        let octets = Array(argument.utf8)
        if argument == "tab" || argument == "\\t" {
            octet = 0x09
        } else if octets.count == 1, octets[0] < 0x80, ![0x0A, 0x0D, 0x22].contains(octets[0]) {
            octet = octets[0]
        } else {
            return nil
        }
    }

    /// What to add to the names of columns that another delimiter would tell apart.
    static func hint(for names: [String]) -> String {
        guard names.count == 1, let name = names.first else { return "" }
        if name.utf8.contains(UInt8(ascii: ";")) { return "; perhaps --delimiter ';'" }
        return name.utf8.contains(UInt8(ascii: "\t")) ? "; perhaps --delimiter tab" : ""
    }

    var defaultValueDescription: String { octet == 0x09 ? "tab" : String(Unicode.Scalar(octet)) }
}
