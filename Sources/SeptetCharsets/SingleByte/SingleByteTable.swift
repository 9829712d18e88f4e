internal import CSeptetKernels

/// Both directions of a single-byte charset, as read out of ICU.
///
/// A small value that holds no reference: a copy of it counts nothing, which a short message would
/// notice.
@safe struct SingleByteTable: @unchecked Sendable {
    // What the pointers lead to is written when the table is made, then only read, and never freed:
    // there are two tables for each charset, made once.
    private let forms: UnsafePointer<UTF8Form>
    private let pageNumbers: UnsafePointer<UInt8>
    private let cells: UnsafePointer<UInt8>
    private let kernelTable: UnsafePointer<CSeptetSingleByteTable>

    /// Whether only 80...9F hold undefined octets or forms of three octets.
    let isRegularAboveC1: Bool

    /// What goes through the octets as far as it can; plain Swift does what it leaves.
    private(set) var kernel: SingleByteKernel

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
    static func table(
        row: Int,
        mapping: MappingRule,
        kernel: SingleByteKernel
    ) throws(CharsetError) -> SingleByteTable {
        let pair = try all[row].get()
        var table = mapping == .icu ? pair.icu : pair.published
        table.kernel = kernel
        return table
    }

    /// Builds both directions from pairs of an octet and a scalar of the Basic Multilingual Plane.
    ///
    /// `scalars` has 256 entries; `octets` gives the octet that each of them is written as.
    init(scalars: [Unicode.Scalar?], octets: [UInt8?]) {
        let forms = scalars.map { $0.map(UTF8Form.init) ?? .undefined }
        let pages = SingleByteTable.Pages(scalars: scalars, octets: octets)
        isRegularAboveC1 = forms.dropFirst(0xA0).allSatisfy { $0.octetCount == 2 }
        kernel = .chosen
        unsafe self.forms = Self.kept(forms)
        unsafe pageNumbers = Self.kept(pages.numbers)
        unsafe cells = Self.kept(pages.cells)
        // A kernel stops at an octet of which the form is not of two or three octets.
        let upper = forms.dropFirst(0x80).map { $0.octetCount < 2 ? .undefined : $0 }
        let planes = unsafe (0..<3).map { place in
            unsafe Self.kept(upper.map { $0.octet(at: place) })
        }
        // In bounds: `cells` begins with a page of which the number means that there is none.
        unsafe kernelTable = Self.kept([
            CSeptetSingleByteTable(
                firsts: planes[0],
                seconds: planes[1],
                thirds: planes[2],
                pages: cells + Pages.octetsPerPage,
                prefixes: Self.kept(pages.prefixes),
                twoOctetPageCount: pages.twoOctetPageCount,
                pageCount: pages.prefixes.count
            )
        ])
    }

    /// Copies elements to where they stay as long as the process does.
    private static func kept<Element: BitwiseCopyable>(
        _ elements: [Element]
    ) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
        // In bounds: the memory is that of as many elements.
        unsafe memory.initialize(from: elements, count: elements.count)
        return unsafe UnsafePointer(memory)
    }

    /// The UTF-8 form of an octet.
    @inline(__always)
    func form(of octet: UInt8) -> UTF8Form {
        // In bounds: there are 256 forms.
        unsafe forms[Int(octet)]
    }

    /// The octet of a scalar that is not ASCII, or `nil`.
    @inline(__always)
    func octet(for scalar: Unicode.Scalar) -> UInt8? {
        guard scalar.value <= 0xFFFF else { return nil }
        // In bounds: `scalar.value >> 6` is at most 3FF, and each number is that of a page.
        let page = unsafe Int(pageNumbers[Int(scalar.value &>> 6)])
        let octet = unsafe cells[page &<< 6 | Int(scalar.value & 0x3F)]
        return octet == 0 ? nil : octet
    }

    /// What the kernels read.
    @inline(__always)
    var forKernel: UnsafePointer<CSeptetSingleByteTable> { unsafe kernelTable }
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
