internal import CSeptetKernels

extension Kernel {
    /// Scans valid UTF-8.
    ///
    /// Complexity: one pass; allocates nothing.
    @inline(__always)
    func scan(_ utf8: Span<UInt8>) -> TextScan {
        guard let scan = unsafe functions?.pointee.scan else { return Self.scanPlainly(utf8) }
        var found = CSeptetTextScan()
        // The octets are there while the closure runs, and the kernel reads no others.
        unsafe utf8.withUnsafeBufferPointer { octets in
            unsafe scan(octets.baseAddress, octets.count, &found)
        }
        return TextScan(
            scalarCount: found.scalarCount,
            surrogatePairCount: found.surrogatePairCount,
            escapedCount: found.escapedCount,
            outsideOffset: found.outsideOffset
        )
    }

    /// The definition, and what runs on an unknown CPU.
    static func scanPlainly(_ utf8: Span<UInt8>) -> TextScan {
        var scan = TextScan(
            scalarCount: 0,
            surrogatePairCount: 0,
            escapedCount: 0,
            outsideOffset: utf8.count
        )
        var position = 0
        while position < utf8.count {
            let offset = position
            let scalar = utf8.nextScalar(&position)
            scan.scalarCount += 1
            if scalar > 0xFFFF { scan.surrogatePairCount += 1 }
            guard scan.outsideOffset == utf8.count else { continue }
            let code = DefaultAlphabet.code(of: scalar)
            if code == DefaultAlphabet.absent {
                scan.outsideOffset = offset
            } else if code & 0x80 != 0 {
                scan.escapedCount += 1
            }
        }
        return scan
    }
}
