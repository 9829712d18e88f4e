internal import CSeptetKernels

/// Both directions of a single-byte charset, as read out of ICU.
///
/// A small value that holds no reference, so a copy retains nothing; a short message would notice.
@safe struct SingleByteTable: @unchecked Sendable {
    // The memory behind the pointers is written when the table is made, then only read, and never
    // freed: there are two tables for each charset, made once.
    private let forms: UnsafePointer<UTF8Form>
    private let pageNumbers: UnsafePointer<UInt8>
    private let cells: UnsafePointer<UInt8>
    private let kernelTable: UnsafePointer<CSeptetSingleByteTable>

    /// Whether only 80...9F hold undefined octets or forms of three octets.
    let isRegularAboveC1: Bool

    /// The kernel, which converts as far as it can; plain Swift does the rest.
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
        // A kernel stops at an octet whose form isn't two or three octets.
        let upper = forms.dropFirst(0x80).map { $0.octetCount < 2 ? .undefined : $0 }
        let planes = unsafe (0..<3).map { place in
            unsafe Self.kept(upper.map { $0.octet(at: place) })
        }
        // In bounds: `cells` begins with page 0, which stands for no page.
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

/// A charset of single octets that is converted over a table instead of by ICU.
///
/// It must agree with ASCII in 00...7F. The table itself is read out of ICU.
struct SingleByteCharset: Sendable {
    let ianaName: String

    /// The octets the publisher leaves without a character although ICU gives them one.
    let undefinedOctets: [UInt8]

    /// Every charset with a table; one more is one more row.
    static let all: [SingleByteCharset] = [
        SingleByteCharset(ianaName: "ISO-8859-1", undefinedOctets: []),
        SingleByteCharset(ianaName: "ISO-8859-2", undefinedOctets: []),
        SingleByteCharset(
            ianaName: "windows-1250",
            undefinedOctets: [0x81, 0x83, 0x88, 0x90, 0x98]
        ),
    ]
}

extension SingleByteTable {
    /// The octets of scalars, by pages of those that differ in their low six bits.
    ///
    /// The scalars of a page have the same UTF-8, except for the last octet.
    struct Pages {
        static let octetsPerPage = 64

        /// The page of each scalar of the Basic Multilingual Plane, by its upper ten bits.
        private(set) var numbers = [UInt8](repeating: 0, count: 1024)

        /// The octet of each scalar on each page, 0 where there is none; page 0 is empty.
        private(set) var cells = [UInt8](repeating: 0, count: octetsPerPage)

        /// What the UTF-8 of each page begins with, from page 1 on, in the order of the scalars.
        private(set) var prefixes: [CSeptetPagePrefix] = []

        /// How many pages, the first ones, have UTF-8 of two octets.
        private(set) var twoOctetPageCount = 0

        /// Takes the scalars that have an octet, except ASCII, where the scalar is the octet.
        init(scalars: [Unicode.Scalar?], octets: [UInt8?]) {
            let rows = zip(scalars, octets).compactMap { scalar, octet in
                scalar.flatMap { scalar in octet.map { (scalar: scalar.value, octet: $0) } }
            }
            let ordered = rows.filter { 0x80...0xFFFF ~= $0.scalar }.sorted {
                $0.scalar < $1.scalar
            }
            for (scalar, octet) in ordered {
                let upper = Int(scalar >> 6)
                if numbers[upper] == 0 {
                    // 128 pages at most, one for each octet above 7F.
                    prefixes.append(Self.prefix(ofPage: UInt32(upper)))
                    numbers[upper] = UInt8(prefixes.count)
                    cells.append(contentsOf: repeatElement(0, count: Self.octetsPerPage))
                    if scalar < 0x800 { twoOctetPageCount += 1 }
                }
                cells[Int(numbers[upper]) * Self.octetsPerPage + Int(scalar & 0x3F)] = octet
            }
        }

        private static func prefix(ofPage upperBits: UInt32) -> CSeptetPagePrefix {
            let fourTimes: UInt32 = 0x0101_0101
            return upperBits < 0x20
                ? CSeptetPagePrefix(first: 0, last: (0xC0 | upperBits) * fourTimes)
                : CSeptetPagePrefix(
                    first: (0xE0 | upperBits >> 6) * fourTimes,
                    last: (0x80 | upperBits & 0x3F) * fourTimes
                )
        }
    }
}

/// One form of the loops over single-byte charsets: plain Swift, or C for an instruction set.
///
/// All of them give the same answers. The one that runs is chosen with those of the other hot
/// loops; `SEPTET_KERNEL` chooses another by name.
@safe package struct SingleByteKernel: @unchecked Sendable {
    // Constant static memory: it is never written and never freed.
    private let table: UnsafePointer<CSeptetKernel>

    /// The functions in C; where one is missing, plain Swift runs.
    var functions: CSeptetKernel {
        @inline(__always)
        get { unsafe table.pointee }
    }

    /// What runs unless another kernel is asked for.
    package static var chosen: Self { unsafe Self(table: cseptet_chosen_kernel()) }

    /// Every kernel this machine can run, plain Swift first.
    package static var available: [Self] {
        let tables = unsafe sequence(state: 0) { index in
            defer { index += 1 }
            return unsafe cseptet_kernel(index)
        }
        return unsafe tables.map { unsafe Self(table: $0) }
    }
}

extension SingleByteKernel: CustomStringConvertible {
    /// `plain`, or the instruction set in lower case.
    package var description: String {
        // A C string in static memory.
        unsafe String(cString: functions.name)
    }
}

extension SingleByteTable {
    /// Decodes from `index` on as far as the kernel goes.
    @inline(__always)
    func decodeByKernel(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout OutputSpan<UInt8>
    ) {
        guard let function = unsafe kernel.functions.decodeSingleByte else { return }
        // As the kernel's header defines this function.
        unsafe convert(octets, from: &index, into: &output, with: function)
    }

    /// Encodes from `index` on as far as the kernel goes.
    @inline(__always)
    func encodeByKernel(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout OutputSpan<UInt8>
    ) {
        guard let function = unsafe kernel.functions.encodeSingleByte else { return }
        // As the kernel's header defines this function.
        unsafe convert(octets, from: &index, into: &output, with: function)
    }

    /// A loop in C: the octets, the room for the result, and where it stopped.
    private typealias Conversion =
        @convention(c) (
            UnsafePointer<UInt8>?, Int, Int, UnsafePointer<CSeptetSingleByteTable>?,
            UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?
        ) -> Int

    @inline(__always)
    private func convert(
        _ octets: Span<UInt8>,
        from index: inout Int,
        into output: inout OutputSpan<UInt8>,
        with function: Conversion
    ) {
        let rest = octets.extracting(droppingFirst: index)
        var read = 0
        unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
            // In bounds: the kernel reads as many octets as the span has, and writes no more than
            // the rest of the buffer has, behind what is there.
            unsafe rest.withUnsafeBufferPointer { source in
                initializedCount += unsafe function(
                    source.baseAddress,
                    source.count,
                    buffer.count - initializedCount,
                    forKernel,
                    buffer.baseAddress.map { unsafe $0 + initializedCount },
                    &read
                )
            }
        }
        index += read
    }
}
