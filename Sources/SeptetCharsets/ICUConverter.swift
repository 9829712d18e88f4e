import CICU

/// One open ICU converter, which belongs to one value and so to one thread at a time.
///
/// It cannot be copied, and all that touches ICU's state is `mutating`. So the compiler's rule of
/// exclusive access keeps two threads from using it at once; `@unchecked Sendable` only lets it move
/// between threads, which ICU allows.
@safe
struct ICUConverter: ~Copyable, @unchecked Sendable {
    private let handle: OpaquePointer
    let charset: String

    /// Opens ICU's converter; `charset` is the name for error messages.
    init(converterName: String, charset: String) throws(CharsetError) {
        var errorCode: Int32 = 0
        guard let opened = unsafe cicu_open(converterName, &errorCode) else {
            throw .icuFailure(charset: charset, status: Self.errorName(errorCode))
        }
        unsafe handle = opened
        self.charset = charset
    }

    /// Takes over a handle that no one else has.
    private init(adopting handle: OpaquePointer, charset: String) {
        unsafe self.handle = handle
        self.charset = charset
    }

    deinit {
        // The handle has never left this value.
        unsafe cicu_close(handle)
    }

    /// The name of an ICU error code.
    static func errorName(_ errorCode: Int32) -> String {
        // ICU returns a string constant for every number.
        unsafe String(cString: cicu_error_name(errorCode))
    }

    /// Another converter in the same state.
    func clone() throws(CharsetError) -> ICUConverter {
        var errorCode: Int32 = 0
        // Cloning reads the state only, and `self` is borrowed, so it does not change meanwhile.
        guard let copy = unsafe cicu_clone(handle, &errorCode) else {
            throw .icuFailure(charset: charset, status: Self.errorName(errorCode))
        }
        return unsafe ICUConverter(adopting: copy, charset: charset)
    }

    /// Forgets all state.
    mutating func reset() {
        unsafe cicu_reset(handle)
    }

    /// Makes `encode` write these UTF-16 units in place of what it cannot encode.
    mutating func setSubstitute(_ units: [UInt16]) throws(CharsetError) {
        let errorCode = unsafe units.withUnsafeBufferPointer { buffer in
            // The shim copies the units before it returns.
            unsafe cicu_set_substitute(handle, buffer.baseAddress, Int32(clamping: buffer.count))
        }
        guard errorCode == 0 else {
            throw .icuFailure(charset: charset, status: Self.errorName(errorCode))
        }
    }

    /// Whether `clone` works: ICU (72.1) follows a null pointer when it clones one of its converters.
    var isCloneable: Bool { unsafe cicu_is_cloneable(handle) != 0 }

    /// Whether a single octet of a fixed value ends a line, whatever state the converter is in.
    var hasOctetLineEnds: Bool { unsafe cicu_has_octet_line_ends(handle) != 0 }

    /// The most octets one UTF-16 unit can become, state changes included.
    var octetsPerUnit: Int { unsafe Int(cicu_octets_per_unit(handle)) }

    /// Converts octets to UTF-16 units in `units`.
    mutating func decode(
        _ octets: Span<UInt8>,
        into units: inout [UInt16],
        isLast: Bool
    ) -> CICUStep {
        var step = CICUStep()
        unsafe octets.withUnsafeBufferPointer { source in
            unsafe units.withUnsafeMutableBufferPointer { target in
                // ICU stays within both counts; clamping can only make them smaller.
                unsafe cicu_decode(
                    handle,
                    source.baseAddress,
                    Int32(clamping: source.count),
                    target.baseAddress,
                    Int32(clamping: target.count),
                    isLast ? 1 : 0,
                    &step
                )
            }
        }
        return step
    }

    /// The octets at fault in the last malformed or unassigned step of `decode`.
    func invalidOctets() -> [UInt8] {
        [UInt8](capacity: 32) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
                // The shim writes no more than the capacity it is given.
                initializedCount = unsafe Int(
                    cicu_invalid_octets(handle, buffer.baseAddress, Int32(clamping: buffer.count))
                )
            }
        }
    }

    /// Converts the UTF-16 units from `start` on to octets, appended to `output`.
    mutating func encode(
        _ units: [UInt16],
        from start: Int = 0,
        into output: inout OutputSpan<UInt8>,
        isLast: Bool
    ) -> CICUStep {
        var step = CICUStep()
        unsafe units.withUnsafeBufferPointer { all in
            // In bounds: slices of the buffers are checked, and do not leave these closures.
            let source = unsafe UnsafeBufferPointer(rebasing: all[start...])
            unsafe output.withUnsafeMutableBufferPointer { target, initializedCount in
                let free = unsafe UnsafeMutableBufferPointer(rebasing: target[initializedCount...])
                // ICU stays within both counts; clamping can only make them smaller.
                unsafe cicu_encode(
                    handle,
                    source.baseAddress,
                    Int32(clamping: source.count),
                    free.baseAddress,
                    Int32(clamping: free.count),
                    isLast ? 1 : 0,
                    &step
                )
                initializedCount += Int(step.writtenCount)
            }
        }
        return step
    }
}

extension ICUConverter {
    /// The one scalar that a whole text of this octet stands for, or `nil`.
    mutating func scalar(for octet: UInt8) -> Unicode.Scalar? {
        reset()
        var units: [UInt16] = [0, 0]
        let text: InlineArray<1, UInt8> = [octet]
        let step = decode(text.span, into: &units, isLast: true)
        guard step.outcome == .done, step.writtenCount == 1 else { return nil }
        return Unicode.Scalar(units[0])
    }

    /// The one octet that a whole text of this scalar is written as, or `nil`.
    mutating func octet(for scalar: Unicode.Scalar) -> UInt8? {
        reset()
        let units = Array(UTF16.encode(scalar) ?? .init())
        var step = CICUStep()
        var octets = [UInt8]()
        octets.append(addingCapacity: 16) { step = encode(units, into: &$0, isLast: true) }
        return step.outcome == .done && octets.count == 1 ? octets.first : nil
    }
}
