internal import Septet
internal import SeptetBilling

extension CheapGlobalSMS {
    /// The size of a text in pages, as the provider bills it, beside the standard's segments.
    ///
    /// The document gives 72 characters a page in Unicode and nothing else; the rest is the rule of
    /// the author's own program: no room is left for concatenation in Unicode, and beyond the
    /// first 160 characters of plain text each 145 make a page. Characters are code points, those
    /// of the extension table too (CG-2).
    struct PageCount {
        let isUnicode: Bool
        let characterCount: Int
        let pageCount: Int
        /// `nil` when more than 255 segments would be needed.
        let wireSegmentCount: Int?

        static let unicodePage = 72
        static let firstPlainPage = 160
        static let furtherPlainPage = 145

        init(_ text: String, isUnicode: Bool) {
            self.isUnicode = isUnicode
            let measure = TextMeasure(text, isUCS2: isUnicode)
            characterCount = measure.scalarCount
            pageCount = Self.pageCount(characterCount: characterCount, isUnicode: isUnicode)
            wireSegmentCount = measure.fitsOneMessage ? measure.partCount : nil
        }

        /// The pages of so many code points.
        static func pageCount(characterCount: Int, isUnicode: Bool) -> Int {
            let (first, further) =
                isUnicode ? (unicodePage, unicodePage) : (firstPlainPage, furtherPlainPage)
            let beyond = max(0, characterCount - first)
            return 1 + (beyond + further - 1) / further
        }

        var encoding: MessageEncoding { isUnicode ? .ucs2 : .gsm7 }
    }

    /// The first character of a text outside the default alphabet; such a text needs `unicode`.
    ///
    /// CG-1. Complexity: one pass.
    static func specialCharacter(
        in text: String
    ) -> (scalar: Unicode.Scalar, utf8Offset: Int)? {
        do {
            _ = try Planner(choice: .gsm7Bit).plan(text)
            return nil
        } catch {
            guard case .notEncodable(let scalar, let offset) = error else { return nil }
            return (scalar, offset)
        }
    }
}
