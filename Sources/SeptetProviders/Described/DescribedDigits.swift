internal import Septet
internal import SeptetBilling

// Texts that the caller has written as hexadecimal digits of UTF-16BE already.
extension DescribedDraft {
    /// Reads a text that is given as hexadecimal digits: by a switch, or as the value of its parameter.
    mutating func readText() {
        let switches = description.encodings.compactMap(\.ready)
        guard let given = switches.compactMap({ message.options[$0] }).first else { return }
        switch given {
        case "0", "false": return
        case "1", "true": readyDigits = message.text
        default: readyDigits = given
        }
        guard let digits = readyDigits else { return }
        let units = Self.codeUnits(digits)
        message.content = .text(units.map { String(decoding: $0, as: UTF16.self) } ?? digits)
    }

    /// The UTF-16 code units that digits stand for; `nil` unless they are upper case and in fours.
    static func codeUnits(_ digits: String) -> [UInt16]? {
        guard digits.utf8.count.isMultiple(of: 4),
            !digits.utf8.contains(where: { $0 >= UInt8(ascii: "a") }),
            let octets = try? Hexadecimal.octets(of: digits)
        else { return nil }
        return stride(from: 0, to: octets.count, by: 2).map {
            UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
        }
    }

    /// Whether the text can be read: it isn't given as digits, or those are as they must be.
    var isReadable: Bool {
        readyDigits.map { Self.codeUnits($0) != nil && (pinned == nil || pinned == .ucs2) } ?? true
    }

    mutating func checkReadyDigits() {
        let name = parameter(.text)?.name.text ?? "text"
        guard let digits = readyDigits, !digits.isEmpty else { return }
        let units = Self.codeUnits(digits) ?? []
        if let index = units.firstIndex(where: { $0 == 0 || $0 == 0x1B }) {
            let what = "code unit \(index + 1) is U+0000 or U+001B, which cannot be sent"
            predict(nil, .forbiddenCharacter, what, name, index * 4)
        }
        if !isReadable, !signalsUnknown {
            let what = "digits are upper case, in fours, and UTF-16"
            predict(parameter(.text)?.invalid, .invalidValue, what, name)
        }
    }
}
