internal import CSeptetKernels

/// One form of the hot loops: plain Swift, or C with the intrinsics of an instruction set.
///
/// All of them give the same answers. The fastest one this CPU can run is chosen when the first
/// one is needed; the environment variable `SEPTET_KERNEL` chooses another by name. A name that
/// means nothing on this machine chooses plain Swift; see `isRequestRefused`.
package struct Kernel: Sendable {
    /// The functions in C; `nil` for plain Swift.
    let functions: Functions?

    /// Plain Swift: the definition of each loop, and what runs on an unknown CPU.
    package static let plain = Self(functions: nil)

    /// What runs unless another kernel is asked for.
    package static let chosen = requestedName.map { named($0) ?? plain } ?? fastest

    /// Every kernel this machine can run, plain Swift first and the fastest last.
    package static var available: [Self] {
        var kernels = [plain]
        while let functions = Functions(at: kernels.count - 1) {
            kernels.append(Self(functions: functions))
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

    /// Whether a kernel was asked for that this machine does not have.
    package static var isRequestRefused: Bool {
        requestedName.map { named($0) == nil } ?? false
    }

    /// `plain`, or the instruction set in lower case.
    package var name: String { functions?.name ?? "plain" }

    private static var fastest: Self { available.last ?? plain }
}

extension Kernel: CustomStringConvertible {
    /// The name.
    package var description: String { name }
}

extension Kernel {
    /// The functions of one instruction set.
    @safe struct Functions: @unchecked Sendable {
        // Constant static memory: nobody writes it and nobody frees it, so any thread may read it
        // and nothing it points to can be gone.
        private let table: UnsafePointer<CSeptetKernel>

        /// The functions at an index of those this CPU can run, `nil` behind the last.
        init?(at index: Int) {
            guard let table = unsafe cseptet_kernel(index) else { return nil }
            unsafe self.table = table
        }

        /// The table itself, for the loops that call its functions.
        var pointee: CSeptetKernel {
            @inline(__always)
            get { unsafe table.pointee }
        }

        var name: String {
            // A C string in static memory.
            unsafe String(cString: table.pointee.name)
        }
    }
}
