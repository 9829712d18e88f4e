internal import CSeptetKernels

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
    /// What a record is, the scanner of the records defines. Complexity: one pass; allocates
    /// nothing.
    ///
    /// - Returns: `nil` when a quote stands where none may, or this kernel has no form of its own:
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
