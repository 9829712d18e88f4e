internal import CSeptetKernels

/// One form of the hot loops: plain Swift, or C with the intrinsics of an instruction set.
///
/// All of them give the same answers. The fastest one this CPU can run is chosen when a kernel is
/// first needed; the environment variable `SEPTET_KERNEL` chooses another by name. A name that
/// means nothing on this machine chooses plain Swift; see `refusedName`.
@safe package struct Kernel: @unchecked Sendable {
    // Constant static memory, which is never written or freed: any thread may read it, and it
    // outlives the pointer.
    private let table: UnsafePointer<CSeptetKernel>

    /// The functions in C; where one is missing, plain Swift runs.
    var functions: CSeptetKernel {
        @inline(__always)
        get { unsafe table.pointee }
    }

    /// The kernel that runs unless the caller asks for another.
    package static var chosen: Self {
        @inline(__always)
        get { unsafe Self(table: cseptet_chosen_kernel()) }
    }

    /// Every kernel this machine can run, plain Swift first and the fastest last.
    package static var available: [Self] {
        var kernels: [Self] = []
        while let table = unsafe cseptet_kernel(kernels.count) {
            unsafe kernels.append(Self(table: table))
        }
        return kernels
    }

    /// The kernel of a name, `nil` when this machine has none of that name.
    package static func named(_ name: String) -> Self? {
        available.first { $0.name == name }
    }

    /// The value of the environment variable `SEPTET_KERNEL`, `nil` when it is not set.
    package static var requestedName: String? {
        guard let name = unsafe cseptet_requested_kernel() else { return nil }
        // The environment keeps its values as C strings, each with its end.
        return unsafe String(cString: name)
    }

    /// The requested name if it means nothing on this machine, otherwise `nil`.
    package static var refusedName: String? {
        requestedName.flatMap { named($0) == nil ? $0 : nil }
    }

    /// `plain`, or the instruction set in lower case.
    package var name: String {
        // A C string in static memory.
        unsafe String(cString: functions.name)
    }
}

extension Kernel: CustomStringConvertible {
    /// The name.
    package var description: String { name }
}

extension Kernel {
    /// Scans a text.
    ///
    /// Complexity: one pass; allocates nothing.
    @inline(__always)
    func scan(_ text: String) -> TextScan {
        // The octets of `utf8Span`, by a way the compiler sees through.
        let found = unsafe text.utf8.withContiguousStorageIfAvailable { octets in
            unsafe scan(valid: octets)
        }
        return found ?? scan(text.utf8Span.span)
    }

    /// Scans valid UTF-8.
    ///
    /// Complexity: one pass; allocates nothing.
    @inline(__always)
    func scan(_ utf8: Span<UInt8>) -> TextScan {
        unsafe utf8.withUnsafeBufferPointer { octets in unsafe scan(valid: octets) }
    }

    /// Scans any octets, or throws the offset at which they stop being UTF-8.
    ///
    /// Complexity: one pass, two in plain Swift; allocates nothing.
    @inline(__always)
    func scan(validating utf8: Span<UInt8>) throws(PlanningError) -> TextScan {
        guard let scan = unsafe functions.validateAndScan else {
            return try TextScan(validatingInPlainSwift: utf8)
        }
        var found = CSeptetTextScan()
        // The octets are there while the closure runs, and the kernel reads no others.
        let isValid = unsafe utf8.withUnsafeBufferPointer { octets in
            unsafe scan(octets.baseAddress, octets.count, &found)
        }
        // The kernel reports that something is wrong; plain Swift finds out where.
        guard isValid else { return try TextScan(validatingInPlainSwift: utf8) }
        return TextScan(found, octetCount: utf8.count)
    }

    @inline(__always)
    private func scan(valid octets: UnsafeBufferPointer<UInt8>) -> TextScan {
        guard let scan = unsafe functions.scan else {
            return unsafe TextScan(inPlainSwift: octets.span)
        }
        // The caller holds the octets until this returns, and the kernel reads no others.
        let found = unsafe scan(octets.baseAddress, octets.count)
        return TextScan(found, octetCount: octets.count)
    }
}

extension TextScan {
    @inline(__always)
    fileprivate init(_ found: CSeptetTextScan, octetCount: Int) {
        self.octetCount = octetCount
        scalarCount = found.scalarCount
        surrogatePairCount = found.surrogatePairCount
        escapedCount = found.escapedCount
        outsideOffset = found.outsideOffset
    }
}

extension Kernel {
    /// Fills parts with valid UTF-8 by characters, each of which stays whole.
    ///
    /// In GSM 7 bit the default alphabet must have every character. Complexity: one pass; allocates
    /// nothing.
    ///
    /// - Returns: Whether it did; `false` where pairs may be cut, or where this kernel has no form
    ///   of its own.
    @inline(__always)
    func fill(_ filling: inout PartFilling, from utf8: Span<UInt8>, in alphabet: Alphabet) -> Bool {
        let function =
            alphabet == .ucs2 ? unsafe functions.fillUTF16 : unsafe functions.fillSeptets
        guard let fill = unsafe function, !filling.cutsPieces else { return false }
        var found = CSeptetPartFilling()
        found.openUnitCount = filling.openUnitCount
        // The octets are there while the closure runs, and the kernel reads no others.
        unsafe utf8.withUnsafeBufferPointer { octets in
            unsafe fill(octets.baseAddress, octets.count, filling.capacity, &found)
        }
        filling.addCounted(
            closedPartCount: found.closedPartCount,
            closedUnitCount: found.closedUnitCount,
            openUnitCount: found.openUnitCount
        )
        return true
    }
}

extension Kernel {
    /// Whether a form in C does what `SurveyReading` defines.
    var hasSurvey: Bool { unsafe functions.survey != nil }

    /// Surveys valid UTF-8 from a position on; returns the position of the first unknown character.
    ///
    /// Complexity: one pass; allocates nothing.
    func survey(
        _ utf8: Span<UInt8>,
        from position: Int,
        _ pages: inout [UInt16],
        _ entries: inout [UInt64],
        _ slots: inout [UInt32],
        _ stamp: UInt64,
        _ survey: inout CSeptetSurvey
    ) -> Int {
        guard let function = unsafe functions.survey else { return position }
        // The octets and tables are there while the closures run. Of the octets the kernel reads
        // no others; pages lead to entries that were made, and there are slots for every kind.
        return unsafe utf8.withUnsafeBufferPointer { octets in
            unsafe pages.withUnsafeBufferPointer { pages in
                unsafe entries.withUnsafeMutableBufferPointer { entries in
                    unsafe slots.withUnsafeMutableBufferPointer { slots in
                        var tables = unsafe CSeptetSurveyTables(
                            pages: pages.baseAddress,
                            entries: entries.baseAddress,
                            stamp: stamp,
                            slots: slots.baseAddress
                        )
                        return unsafe function(
                            octets.baseAddress,
                            octets.count,
                            position,
                            &tables,
                            &survey
                        )
                    }
                }
            }
        }
    }
}
