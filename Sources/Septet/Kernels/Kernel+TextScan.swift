internal import CSeptetKernels

extension Kernel {
    /// Scans valid UTF-8.
    ///
    /// Complexity: one pass; allocates nothing.
    @inline(__always)
    func scan(_ utf8: Span<UInt8>) -> TextScan {
        guard let scan = unsafe functions?.pointee.scan else { return TextScan(plainly: utf8) }
        var found = CSeptetTextScan()
        // The octets are there while the closure runs, and the kernel reads no others.
        unsafe utf8.withUnsafeBufferPointer { octets in
            unsafe scan(octets.baseAddress, octets.count, &found)
        }
        return TextScan(found)
    }

    /// Scans any octets, or throws the offset at which they stop being UTF-8.
    ///
    /// Complexity: one pass, two in plain Swift; allocates nothing.
    @inline(__always)
    func scan(validating utf8: Span<UInt8>) throws(PlanningError) -> TextScan {
        guard let scan = unsafe functions?.pointee.validate_and_scan else {
            return try TextScan(validatingPlainly: utf8)
        }
        var found = CSeptetTextScan()
        // The octets are there while the closure runs, and the kernel reads no others.
        let isValid = unsafe utf8.withUnsafeBufferPointer { octets in
            unsafe scan(octets.baseAddress, octets.count, &found)
        }
        // The kernel says that something is wrong, plain Swift says where.
        return isValid ? TextScan(found) : try TextScan(validatingPlainly: utf8)
    }
}

extension TextScan {
    @inline(__always)
    fileprivate init(_ found: CSeptetTextScan) {
        scalarCount = found.scalarCount
        surrogatePairCount = found.surrogatePairCount
        escapedCount = found.escapedCount
        outsideOffset = found.outsideOffset
    }
}
