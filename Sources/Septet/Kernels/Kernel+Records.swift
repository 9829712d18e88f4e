internal import CSeptetKernels

extension Kernel {
    /// How many more positions than octets the output must have room for.
    package static let findSlack = Int(CSEPTET_FIND_SLACK)

    /// Finds all places of three octets, such as those that divide records into fields.
    ///
    /// Complexity: one pass; allocates nothing.
    ///
    /// - Parameters:
    ///   - octets: Fewer than 2^32.
    ///   - positions: Has room for as many positions as there are octets, and `findSlack` more,
    ///     whose values have no meaning afterwards.
    /// - Returns: How many places were found; their positions come first, in order.
    package func find(
        _ first: UInt8,
        _ second: UInt8,
        _ third: UInt8,
        in octets: Span<UInt8>,
        into positions: inout MutableSpan<UInt32>
    ) -> Int {
        guard let find = unsafe functions.find,
            positions.count >= octets.count + Self.findSlack
        else {
            return Self.findInPlainSwift(first, second, third, in: octets, into: &positions)
        }
        return unsafe octets.withUnsafeBufferPointer { octets in
            unsafe positions.withUnsafeMutableBufferPointer { positions in
                // The octets and the positions are there while the closures run, and there are
                // as many positions as the kernel may write.
                unsafe find(
                    octets.baseAddress,
                    octets.count,
                    first,
                    second,
                    third,
                    positions.baseAddress
                )
            }
        }
    }

    /// The definition, which also runs on unknown CPUs: eight octets at a time.
    static func findInPlainSwift(
        _ first: UInt8,
        _ second: UInt8,
        _ third: UInt8,
        in octets: Span<UInt8>,
        into positions: inout MutableSpan<UInt32>
    ) -> Int {
        var count = 0
        var offset = 0
        while offset < octets.count {
            let word = OctetWord(octets, at: offset)
            var found = (word.equal(to: first) | word.equal(to: second) | word.equal(to: third))
            while found != 0 {
                let place = offset + OctetWord.countBefore(found)
                found &= found &- 1
                // Past the end of the octets the word has zeros, which may be among those sought.
                guard place < octets.count else { break }
                positions[count] = UInt32(truncatingIfNeeded: place)
                count += 1
            }
            offset += word.octetCount
        }
        return count
    }
}

extension Kernel {
    /// The whole records at the beginning of comma-separated values.
    package struct Rows: Equatable {
        /// Where the last of them ends; 0 when there is none.
        package let end: Int
        /// The line feeds up to there.
        package let lineFeedCount: Int

        /// Describes records that were found.
        package init(end: Int, lineFeedCount: Int) {
            self.end = end
            self.lineFeedCount = lineFeedCount
        }
    }

    /// Finds where the last whole record ends in octets that begin with a record.
    ///
    /// The reader of the records defines them. Complexity: one pass; allocates nothing.
    ///
    /// - Returns: `nil` when a quote stands where none may, or this kernel has no form of its own;
    ///   then the records have to be found one by one.
    package func rows(_ octets: Span<UInt8>, delimiter: UInt8) -> Rows? {
        guard let rows = unsafe functions.rows else { return nil }
        var found = CSeptetRows()
        let isRegular = unsafe octets.withUnsafeBufferPointer { octets in
            // The octets are there while the closure runs, and the kernel reads no others.
            unsafe rows(octets.baseAddress, octets.count, delimiter, &found)
        }
        return isRegular ? Rows(end: found.end, lineFeedCount: found.lineFeedCount) : nil
    }
}

extension Kernel {
    /// The signs of what exports leave behind in texts, as CSeptetKernels numbers them.
    ///
    /// The reader of campaigns defines them. Complexity: one pass; allocates nothing.
    ///
    /// - Returns: `nil` when this kernel has no form of its own; then each has to be looked for.
    package func signs(in octets: Span<UInt8>) -> UInt32? {
        guard let signs = unsafe functions.signs else { return nil }
        return unsafe octets.withUnsafeBufferPointer { octets in
            // The octets are there while the closure runs, and the kernel reads no others.
            unsafe signs(octets.baseAddress, octets.count)
        }
    }
}
