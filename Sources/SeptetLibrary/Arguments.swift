internal import CSeptet
internal import Septet

// How arguments from C are read and results are written. `septet.h` is the manual of what is exported.
//
// A trap here would end somebody's database: each argument is checked before it is used, and what is
// wrong with it is a status. Only the caller knows whether memory is as long as it says.

/// A status of the header, other than `SEPTET_OK`, as an error.
struct Status: Error {
    let code: Int32

    init(_ code: Int32) { self.code = code }

    static var nullArgument: Self { Self(SEPTET_NULL_ARGUMENT) }
    static var wrongStructSize: Self { Self(SEPTET_WRONG_STRUCT_SIZE) }
    static var invalidArgument: Self { Self(SEPTET_INVALID_ARGUMENT) }
    static var invalidLayout: Self { Self(SEPTET_INVALID_LAYOUT) }
    static var bufferTooSmall: Self { Self(SEPTET_BUFFER_TOO_SMALL) }
    static var invalidUTF8: Self { Self(SEPTET_INVALID_UTF8) }
    static var malformedPart: Self { Self(SEPTET_MALFORMED_PART) }
    static var notText: Self { Self(SEPTET_NOT_TEXT) }
    static var notANumber: Self { Self(SEPTET_NOT_A_NUMBER) }
    static var unknownCountry: Self { Self(SEPTET_UNKNOWN_COUNTRY) }
    static var invalidPrices: Self { Self(SEPTET_INVALID_PRICES) }
    static var invalidState: Self { Self(SEPTET_INVALID_STATE) }
}

/// The status of a call, which is `SEPTET_OK` unless it throws another one.
func status(_ call: () throws(Status) -> Void) -> Int32 {
    do throws(Status) {
        try call()
        return SEPTET_OK
    } catch {
        return error.code
    }
}

/// A struct of C that begins with its size, as much of it as the caller and this library know.
struct SizedStruct<Value: BitwiseCopyable> {
    /// The members; those that the caller doesn't know are zero.
    var value: Value

    private let octetCount: Int

    /// No struct of any version is larger.
    private static var octetLimit: Int { 4096 }

    /// Reads a struct.
    ///
    /// - Parameters:
    ///   - pointer: Where the caller has it.
    ///   - zero: A struct whose octets are all zero.
    ///   - isInput: Whether members behind those known here must be zero.
    init(
        _ pointer: UnsafePointer<Value>?,
        zero: Value,
        isInput: Bool
    ) throws(Status) {
        guard let pointer = unsafe pointer else { throw .nullArgument }
        // A struct has its size at least; `loadUnaligned` needs no alignment.
        let octets = unsafe UnsafeRawPointer(pointer)
        let size = Int(unsafe octets.loadUnaligned(as: UInt32.self))
        let known = MemoryLayout<Value>.size
        guard (known...Self.octetLimit).contains(size) else { throw .wrongStructSize }
        octetCount = known
        value = zero
        unsafe withUnsafeMutableBytes(of: &value) { target in
            // In bounds: both have `known` octets, by the size the caller gave.
            unsafe target.copyMemory(from: UnsafeRawBufferPointer(start: octets, count: known))
        }
        guard isInput, size > known else { return }
        for offset in known..<size {
            // In bounds: the caller's struct has `size` octets.
            guard unsafe octets.load(fromByteOffset: offset, as: UInt8.self) == 0 else {
                throw .wrongStructSize
            }
        }
    }

    /// Writes the members that are known here; the size stays as the caller set it.
    func write(to pointer: UnsafeMutablePointer<Value>?) {
        guard let pointer = unsafe pointer else { return }
        let target = UnsafeMutableRawPointer(pointer)
        unsafe withUnsafeBytes(of: value) { source in
            let skipped = MemoryLayout<UInt32>.size
            // In bounds: the caller's struct has at least `octetCount` octets, which was checked.
            unsafe UnsafeMutableRawBufferPointer(start: target, count: octetCount)[skipped...]
                .copyBytes(from: source[skipped..<octetCount])
        }
    }
}

/// No octets, at an address that is not NULL, because C may not even add 0 to NULL; never read.
var noOctets: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: UnsafePointer(bitPattern: 64), count: 0)
}

/// Some octets of the caller's.
func octets(
    _ pointer: UnsafePointer<UInt8>?,
    _ count: Int
) throws(Status) -> UnsafeBufferPointer<UInt8> {
    guard count >= 0 else { throw .invalidLayout }
    guard unsafe pointer != nil || count == 0 else { throw .nullArgument }
    return unsafe count == 0 ? noOctets : UnsafeBufferPointer(start: pointer, count: count)
}

/// A text of the caller's.
func text(_ pointer: UnsafePointer<UInt8>?, _ count: UInt64) throws(Status) -> String? {
    guard unsafe pointer != nil else {
        if count > 0 { throw .nullArgument }
        return nil
    }
    guard let count = Int(exactly: count) else { throw .invalidLayout }
    let buffer = unsafe try octets(pointer, count)
    do {
        return String(copying: try UTF8Span(validating: unsafe buffer.span))
    } catch {
        throw .invalidUTF8
    }
}

/// Copies octets into the caller's buffer, and reports how many there are.
func copy(
    _ source: [UInt8],
    _ target: UnsafeMutablePointer<UInt8>?,
    _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) throws(Status) {
    guard let count = unsafe count else { throw .nullArgument }
    guard capacity >= 0 else { throw .invalidLayout }
    unsafe count.pointee = source.count
    guard source.count <= capacity else { throw .bufferTooSmall }
    guard !source.isEmpty else { return }
    guard let target = unsafe target else { throw .nullArgument }
    unsafe source.withUnsafeBufferPointer { source in
        guard let first = source.baseAddress else { return }
        // In bounds: the target has room for `capacity` octets, which are no fewer.
        unsafe target.update(from: first, count: source.count)
    }
}

extension Planner {
    /// The planner of some options; without options the default.
    init(_ options: UnsafePointer<septet_options>?) throws(Status) {
        self.init()
        guard let options = unsafe options else { return }
        let given = unsafe try SizedStruct(options, zero: septet_options(), isInput: true).value
        guard given.languages <= UInt32(SEPTET_ALL_LANGUAGES), given.reserved == 0 else {
            throw .invalidArgument
        }
        languages = NationalLanguages(rawValue: UInt16(truncatingIfNeeded: given.languages))
        boundary =
            switch Int32(bitPattern: given.boundary) {
            case SEPTET_KEEP_PAIRS: .pair
            case SEPTET_KEEP_NOTHING: .unit
            case SEPTET_KEEP_CLUSTERS: .grapheme
            default: throw .invalidArgument
            }
        referenceWidth =
            switch given.reference_bits {
            case 0, 8: .eightBit
            case 16: .sixteenBit
            default: throw .invalidArgument
            }
        choice =
            switch Int32(bitPattern: given.choice) {
            case SEPTET_CHOOSE_CHEAPEST: .cheapest
            case SEPTET_CHOOSE_GSM7: .gsm7Bit
            case SEPTET_CHOOSE_UCS2: .ucs2
            default: throw .invalidArgument
            }
        elementOctetCount = Int(given.element_octets)
        spareOctetCount = Int(given.spare_octets)
    }
}

/// Why a text has no plan, with its place.
struct PlanFault {
    let status: Int32
    var offset: Int64 = -1
    var scalar: UInt32 = 0
    var partCount: Int32 = 0

    init(_ error: PlanningError) {
        switch error {
        case .invalidUTF8(let utf8Offset):
            status = SEPTET_INVALID_UTF8
            offset = Int64(utf8Offset)
        case .tooManyParts(let count, _, _):
            status = SEPTET_TOO_MANY_PARTS
            partCount = Int32(clamping: count)
        case .notEncodable(let character, let utf8Offset):
            status = SEPTET_NOT_ENCODABLE
            offset = Int64(utf8Offset)
            scalar = character.value
        case .noRoomBesideHeader, .noRoomBesideSpare:
            status = SEPTET_NO_ROOM
        }
    }
}

/// The plan of the caller's that a call fills in.
@safe
struct PlanOutput {
    private var output: SizedStruct<septet_plan>?
    private let pointer: UnsafeMutablePointer<septet_plan>?

    /// Clears the plan.
    init(_ pointer: UnsafeMutablePointer<septet_plan>?) throws(Status) {
        unsafe self.pointer = unsafe pointer
        guard let pointer = unsafe pointer else { return }
        output = unsafe try SizedStruct(UnsafePointer(pointer), zero: septet_plan(), isInput: false)
        output?.value = septet_plan()
        output?.value.fault_offset = -1
        write()
    }

    private func write() {
        unsafe output?.write(to: pointer)
    }

    /// Fills in a plan.
    mutating func write(_ plan: MessagePlan) {
        output?.value.fill(plan)
        write()
    }

    /// Fills in why there is no plan; returns the status.
    mutating func write(_ error: PlanningError) -> Status {
        let fault = PlanFault(error)
        output?.value.fault_offset = fault.offset
        output?.value.fault_scalar = fault.scalar
        output?.value.fault_parts = fault.partCount
        write()
        return Status(fault.status)
    }
}

extension septet_plan {
    fileprivate mutating func fill(_ plan: MessagePlan) {
        // None of these exceeds the octets of 255 parts.
        encoding = plan.alphabet.code
        units = Int32(truncatingIfNeeded: plan.unitCount)
        parts = Int32(truncatingIfNeeded: plan.partCount)
        remaining = Int32(truncatingIfNeeded: plan.remainingUnitCount)
        units_per_part = Int32(truncatingIfNeeded: plan.unitsPerPart)
        last_part_units = Int32(truncatingIfNeeded: plan.lastPartUnitCount)
        header_octets = Int32(truncatingIfNeeded: plan.headerOctetCount)
        octets = Int32(truncatingIfNeeded: plan.octetCount)
        locking_language = plan.shiftTables.locking.code
        single_language = plan.shiftTables.single.code
        data_coding_scheme = Int32(plan.dataCodingScheme().octet)
    }
}

extension Alphabet {
    /// The number in the header.
    var code: Int32 {
        switch self {
        case .gsm7Bit: SEPTET_GSM7
        case .ucs2: SEPTET_UCS2
        case .eightBitData: SEPTET_DATA
        }
    }
}

extension NationalLanguage? {
    /// The identifier; 0 for the default table.
    var code: Int32 { Int32(self?.rawValue ?? 0) }
}
