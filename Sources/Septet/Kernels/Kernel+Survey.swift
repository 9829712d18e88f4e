internal import CSeptetKernels

extension Kernel {
    /// Whether a form in C does what `SurveyReading` defines.
    var hasSurvey: Bool { unsafe functions.survey != nil }

    /// Surveys valid UTF-8 from a position on; returns where a character is that is unknown.
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
