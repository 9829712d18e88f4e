internal import SeptetCampaigns
internal import SeptetLists

/// Texts of the command line under `--escaped`.
enum EscapedArgument {
    /// The text with `\n`, `\r`, `\t` and `\\` as the characters they stand for.
    static func unescaped(_ text: String) -> String {
        String(decoding: EscapedText.unescaped(Array(text.utf8)[...]), as: UTF8.self)
    }
}
