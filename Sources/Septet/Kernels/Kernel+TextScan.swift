internal import CSeptetKernels

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
        // The kernel says that something is wrong, plain Swift says where.
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
