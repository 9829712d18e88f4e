package import SeptetCharsets

/// The whole of a small table, such as a price list, in whatever file people keep it.
///
/// A list of recipients is read record by record instead, by `ListColumns`.
package struct WholeTable {
    /// The text without byte order marks, and a sheet's rows as comma-separated values; perhaps not
    /// valid UTF-8 where nothing showed the charset.
    package let octets: [UInt8]

    /// Whether it is a workbook's sheet, whose numbers have a decimal point whatever Excel shows.
    package let isSheet: Bool

    /// The charset that the text was taken for, because it isn't Unicode; `nil` otherwise.
    package let guessedCharset: Charset?

    /// Takes text in UTF-8.
    package init(utf8 octets: [UInt8]) {
        self.init(octets, isSheet: false, guessedCharset: nil)
    }

    private init(_ octets: [UInt8], isSheet: Bool, guessedCharset: Charset?) {
        self.octets = octets
        self.isSheet = isSheet
        self.guessedCharset = guessedCharset
    }

    /// A table of some rows or columns of this one, read as it is.
    package func part(_ octets: [UInt8]) -> Self {
        Self(octets, isSheet: isSheet, guessedCharset: guessedCharset)
    }

    /// Reads a file to its end.
    ///
    /// The charset is found as that of a list is, but where several fit the likeliest is taken: of a
    /// price list hardly a cell depends on it. Throws `ListError` for a file that isn't a table, and
    /// `InputError` where it cannot be read or has more octets than the limit.
    ///
    /// - Complexity: linear; allocates the text.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - octetLimit: The most octets the text may have.
    package init(
        _ source: consuming ByteSource,
        octetLimit: Int = ByteSource.octetLimit
    ) throws {
        var source = source
        let name = source.name
        let beginning = Array(try source.peek(ListSniffer.octetCount, pauses: false))
        let form: ListForm?
        do throws(ListFormError) {
            form = try ListSniffer(beginning, fileName: name).form(isTable: true)
        } catch {
            guard error == .empty else { throw ListError(name: name, reason: .form(error)) }
            form = nil
        }
        isSheet = form?.records == .xlsx
        var guess: Charset?
        var text: DecodingSource
        if isSheet {
            let rows = try ListOpening.rows(&source, nil)
            text = DecodingSource(source, rows)
        } else {
            if let form { source.skip(form.markOctetCount) }
            if form?.encoding == .other {
                guess = CharsetGuess.guesses(for: beginning).first?.charset
            }
            let shown = try form?.encoding.charset(name)
            text = try ListOpening.text(source, guess ?? shown ?? .utf8)
        }
        guessedCharset = guess
        var octets: [UInt8] = []
        while try text.read(64 << 10, into: &octets) > 0 {
            guard octets.count <= octetLimit else {
                throw InputError(name: name, reason: "longer than \(octetLimit) bytes")
            }
        }
        if isSheet {
            for index in octets.indices where octets[index] == SheetRows.lineEndMark {
                octets[index] = 0x20
            }
        }
        self.octets = octets
    }
}
