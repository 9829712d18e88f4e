internal import CSeptetKernels

/// One form of the loops over single-byte charsets: plain Swift, or C for an instruction set.
///
/// All of them give the same answers. Which one runs is decided where that of all hot loops is, and
/// `SEPTET_KERNEL` chooses another by name.
@safe package struct SingleByteKernel: @unchecked Sendable {
    // Constant static memory: nobody writes it and nobody frees it.
    private let table: UnsafePointer<CSeptetKernel>

    /// The functions in C; one that is not there is plain Swift's.
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
