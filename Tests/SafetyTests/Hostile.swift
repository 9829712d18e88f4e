/// Arguments from hell.
enum Hostile {
    static let numbers = [
        Int.min, Int.min + 1, -719_163, -65_537, -256, -141, -1, 0, 1, 2, 5, 139, 140, 141, 160,
        161,
        255, 256, 65_535, 65_536, Int(Int32.max), Int(UInt32.max), Int.max / 60, Int.max / 8,
        Int.max - 1, Int.max,
    ]

    /// The worst of them, for what is called with many texts as well.
    static let fewNumbers = [Int.min, -1, 0, 1, 160, Int.max]

    static let octets: [[UInt8]] = [
        [], [0], [0xFF], [0x22], [0x0A], [0x0D, 0x0A], [5, 0, 3, 1, 2, 1], [0xC3],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF], Array(0...255),
        [UInt8](repeating: 0, count: 300), [UInt8](repeating: 0xFF, count: 300),
        [UInt8](repeating: 0x5B, count: 10_000), Array(#"{"error":{"message":[1e999,-0]}}"#.utf8),
        Array("OK:::::;ERROR:;OK:1:1e24;ERROR:99999999999999999999".utf8),
        Array("1701|+|:,|||,1701|1|2|3".utf8), Array("status=&a=%&%=%F&=".utf8),
    ]

    static let texts: [String] =
        octets.map { String(decoding: $0, as: UTF8.self) } + [
            "\u{0}", "\u{1B}", "\u{7F}", "\u{FEFF}", "\u{10FFFF}", "\u{E000}", "\u{FFFE}", "€", "😀",
            "e" + String(repeating: "\u{301}", count: 500), String(repeating: "👨‍👩‍👧‍👦", count: 100),
            String(repeating: "x", count: 40_000), "\u{202E}\u{200D}\u{FE0F}", "🇵🇱🇵", "ş€ğ\u{0C}",
            "9223372036854775808", "-9223372036854775808", "1e-99", "00", "+", "-", ".", "1.",
            "9999-12-31T23:59:59-99:99", "0000-00-00", "10000-01-01", "24:60", "a,b|c;d:e", "[%",
            "[%1%]",
            "[%goto:", "[%goto:[%1%]%]", "..", "/", "%", "%%%", "{{", "}}", "$(x)`y`'\"",
        ]

    /// A text of several megabytes, for what must be linear.
    static let long = String(repeating: "Zażółć 😀 € ", count: 200_000)

    /// Calls `body` with every pair of numbers.
    static func eachPair(_ numbers: [Int] = numbers, _ body: (Int, Int) throws -> Void) {
        each(numbers) { first in each(numbers) { try body(first, $0) } }
    }
}
