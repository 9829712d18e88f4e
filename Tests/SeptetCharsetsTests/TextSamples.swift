import SeptetCharsets

/// Texts and charsets that are combined in several tests.
enum TextSamples {
    static let singleByte: [Charset] = [.iso8859_1, .iso8859_2, .windows1250]

    /// Everything a text of each charset may hold, in UTF-8, with mixed lengths side by side.
    static let byCharset: [(charset: String, text: String)] = [
        ("ISO-8859-1", "Grüße aus Köln, señor! ¿Qué? Ça va, no: ÿþ"),
        ("ISO-8859-2", "Zażółć gęślą jaźń. Příliš žluťoučký kůň"),
        ("windows-1250", "„Zażółć gęślą jaźń” – 5 € … ‰ ™"),
        ("Shift_JIS", "日本語のテキスト ABC ｱｲｳ 表ソ能"),
        ("GB18030", "中文短信 plain ASCII 😀𠀀 ąę €"),
        ("UTF-16BE", "Mixed Ж 日本 😀 text"),
        ("UTF-8", "Zażółć 日本 😀 text €"),
        ("ISO-2022-JP", "JIS 日本語 and back"),
        ("windows-1252", "Café € “quoted”"),
    ]
}
