/// Both directions of a single-byte charset, as read out of ICU.
struct SingleByteTable: Sendable {
    /// The UTF-8 form of each octet, 256 of them; see `UTF8Form`.
    let forms: [UTF8Form]

    /// Whether only 80...9F hold undefined octets or forms of three octets.
    let isRegularAboveC1: Bool

    /// Which page of `cells` serves the 256 scalars that share their upper octet; page 0 is empty.
    let pages: [UInt8]

    /// The octet of each scalar on each page, 0 where there is none (U+0000 never asks).
    let cells: [UInt8]

    /// The tables of one charset under each mapping rule.
    struct Pair: Sendable {
        let icu: SingleByteTable
        let published: SingleByteTable
    }

    /// The tables of all rows of `SingleByteCharset.all`, read out of ICU at first use.
    static let all: [Result<Pair, CharsetError>] = SingleByteCharset.all.map { charset in
        Result { () throws(CharsetError) in try Pair(charset) }
    }

    /// The table of a row of `SingleByteCharset.all`, or why ICU did not yield it.
    static func table(row: Int, mapping: MappingRule) throws(CharsetError) -> SingleByteTable {
        let pair = try all[row].get()
        return mapping == .icu ? pair.icu : pair.published
    }

    /// Builds both directions from pairs of an octet and a scalar of the Basic Multilingual Plane.
    ///
    /// `scalars` has 256 entries; `octets` gives the octet that each of them is written as.
    init(scalars: [Unicode.Scalar?], octets: [UInt8?]) {
        forms = scalars.map { $0.map(UTF8Form.init) ?? .undefined }
        isRegularAboveC1 = forms.dropFirst(0xA0).allSatisfy { $0.octetCount == 2 }
        var pages = [UInt8](repeating: 0, count: 256)
        var cells = [UInt8](repeating: 0, count: 256)
        for (scalar, octet) in zip(scalars, octets) {
            guard let scalar, let octet, scalar.value <= 0xFFFF else { continue }
            let upper = Int(scalar.value >> 8)
            if pages[upper] == 0, let page = UInt8(exactly: cells.count >> 8) {
                pages[upper] = page
                cells.append(contentsOf: repeatElement(0, count: 256))
            }
            cells[Int(pages[upper]) << 8 | Int(scalar.value & 0xFF)] = octet
        }
        self.pages = pages
        self.cells = cells
    }

    /// The octet of a scalar other than U+0000, or `nil`.
    @inline(__always)
    func octet(for scalar: Unicode.Scalar) -> UInt8? {
        guard scalar.value <= 0xFFFF else { return nil }
        let page = Int(pages[Int(scalar.value >> 8)])
        let octet = cells[page << 8 | Int(scalar.value & 0xFF)]
        return octet == 0 ? nil : octet
    }
}

extension SingleByteTable.Pair {
    /// Asks ICU for the scalar of each octet, and for the octet of each such scalar.
    init(_ charset: SingleByteCharset) throws(CharsetError) {
        var converter = try ICUConverter(converterName: charset.ianaName, charset: charset.ianaName)
        var scalars: [Unicode.Scalar?] = []
        var octets: [UInt8?] = []
        for octet in UInt8.min...UInt8.max {
            let scalar = converter.scalar(for: octet)
            scalars.append(scalar)
            octets.append(scalar.flatMap { converter.octet(for: $0) })
        }
        // The conversion copies ASCII without asking the table.
        for octet in 0..<0x80
        where scalars[octet]?.value != UInt32(octet) || octets[octet] != UInt8(octet) {
            throw .icuFailure(charset: charset.ianaName, status: "not a superset of ASCII")
        }
        icu = SingleByteTable(scalars: scalars, octets: octets)
        for octet in charset.undefinedOctets {
            scalars[Int(octet)] = nil
            octets[Int(octet)] = nil
        }
        published = SingleByteTable(scalars: scalars, octets: octets)
    }
}
