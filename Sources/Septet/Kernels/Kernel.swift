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
