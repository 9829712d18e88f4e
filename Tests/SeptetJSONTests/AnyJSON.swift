import SeptetJSON

/// Values at random, with what is hard in JSON more often than it is in life.
enum AnyJSON {
    private static let scalars: [Unicode.Scalar] = [
        "a", "b", "K", "\u{212A}", "e", "\u{301}", "\u{E9}", "\"", "\\", "/", "u", "n", "\u{0}",
        "\n", "\r",
        "\t", "\u{8}", "\u{C}", "\u{1F}", " ", "{", "}", "[", "]", ":", ",", "\u{7F}", "\u{80}",
        "\u{9F}",
        "\u{2028}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "\u{D7FF}", "\u{E000}", "\u{1F600}",
        "\u{10FFFF}",
    ]

    private static let numbers = [
        "0", "-0", "1", "-1", "9223372036854775807", "-9223372036854775808", "0.5", "-0.00", "1e5",
        "1E+5",
        "1.25e-400", "123456789012345678901234567890.000000000000000000001",
    ]

    static func text(_ random: inout some RandomNumberGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
        }
        return text
    }

    static func value(_ random: inout some RandomNumberGenerator, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &random))
        case 2: return .number(numbers[Int.random(in: 0..<numbers.count, using: &random)])
        case 3...5: return .string(text(&random))
        case 6:
            let count = Int.random(in: 0...4, using: &random)
            return .array((0..<count).map { _ in value(&random, depth: depth - 1) })
        default:
            let count = Int.random(in: 0...20, using: &random)
            return .object(
                JSONObject(
                    (0..<count).map { _ in
                        JSONObject.Member(
                            name: text(&random),
                            value: value(&random, depth: depth - 1)
                        )
                    }
                )
            )
        }
    }
}
