public import CSeptet
internal import Septet

@c @implementation
public func septet_plan_column(
    _ options: UnsafePointer<septet_options>?,
    _ texts: UnsafePointer<septet_column>?,
    _ plans: UnsafeMutablePointer<septet_column_plans>?
) -> Int32 {
    status { () throws(Status) in
        // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
        let planner = unsafe try Planner(options)
        let column = unsafe try TextColumn(texts)
        guard let plans = unsafe plans else { throw .nullArgument }
        var output = unsafe try SizedStruct(
            UnsafePointer(plans),
            zero: septet_column_plans(),
            isInput: true
        )
        unsafe output.value.clearResults()
        let code = unsafe column.plan(by: planner, into: &output.value)
        unsafe output.write(to: plans)
        guard code == SEPTET_OK else { throw Status(code) }
    }
}

/// A column of texts in the caller's memory, in one of Arrow's layouts.
///
/// Source: the columnar format of Apache Arrow, "variable-size binary" and its "view" layout.
@safe
struct TextColumn {
    /// How many rows there are.
    let rowCount: Int

    private let firstRow: Int
    private let validity: UnsafePointer<UInt8>?
    private let layout: Layout

    @unsafe
    private enum Layout {
        case offsets32(OffsetRows<Int32>)
        case offsets64(OffsetRows<Int64>)
        case views(ViewRows)
        case pointers(PointerRows)
    }

    /// Takes a column of the caller's; its counts and pointers are checked here, its rows when read.
    init(_ pointer: UnsafePointer<septet_column>?) throws(Status) {
        let given = unsafe try SizedStruct(pointer, zero: septet_column(), isInput: true).value
        guard let rowCount = Int(exactly: unsafe given.row_count), rowCount >= 0,
            let firstRow = Int(exactly: unsafe given.first_row), firstRow >= 0,
            let dataCount = Int(exactly: unsafe given.data_octets), dataCount >= 0,
            let bufferCount = Int(exactly: unsafe given.buffer_count), bufferCount >= 0,
            // So that no place of a row is beyond what an address can be.
            rowCount < 1 << 55, firstRow < 1 << 55
        else { throw .invalidLayout }
        self.rowCount = rowCount
        self.firstRow = firstRow
        unsafe validity = unsafe given.validity
        let rows = unsafe given.rows ?? Self.nothing
        guard unsafe given.rows != nil || rowCount == 0 else { throw .nullArgument }
        switch Int32(bitPattern: unsafe given.layout) {
        case SEPTET_OFFSETS32, SEPTET_OFFSETS64:
            guard unsafe given.data != nil || dataCount == 0 else { throw .nullArgument }
            if Int32(bitPattern: unsafe given.layout) == SEPTET_OFFSETS32 {
                let rows = unsafe OffsetRows<Int32>(
                    offsets: rows + 4 * firstRow,
                    data: given.data,
                    dataCount: dataCount
                )
                // Each layout holds its rows to its data.
                unsafe layout = .offsets32(rows)
            } else {
                let rows = unsafe OffsetRows<Int64>(
                    offsets: rows + 8 * firstRow,
                    data: given.data,
                    dataCount: dataCount
                )
                unsafe layout = .offsets64(rows)
            }
        case SEPTET_VIEWS:
            guard unsafe bufferCount == 0 || given.buffers != nil && given.buffer_octets != nil
            else {
                throw .nullArgument
            }
            let rows = unsafe ViewRows(
                views: rows + 16 * firstRow,
                buffers: given.buffers,
                bufferCounts: given.buffer_octets,
                bufferCount: bufferCount
            )
            // Each layout holds its rows to its data.
            unsafe layout = .views(rows)
        case SEPTET_POINTERS:
            let rows = unsafe PointerRows(texts: rows + 16 * firstRow)
            unsafe layout = .pointers(rows)
        default:
            throw .invalidArgument
        }
    }

    /// Where the rows of a column without rows are; never read.
    private static var nothing: UnsafeRawPointer {
        unsafe UnsafeRawPointer(bitPattern: 8).unsafelyUnwrapped
    }

    /// Whether a row is null.
    @inline(__always)
    func isNull(_ row: Int) -> Bool {
        guard let validity = unsafe validity else { return false }
        let place = firstRow &+ row
        // In bounds: the caller's bitmap has a bit for each row behind the first.
        return unsafe validity[place >> 3] >> UInt8(truncatingIfNeeded: place & 7) & 1 == 0
    }

    /// Plans all rows; returns the status.
    func plan(by planner: Planner, into output: inout septet_column_plans) -> Int32 {
        switch unsafe layout {
        case .offsets32(let rows): unsafe plan(rows, planner, &output)
        case .offsets64(let rows): unsafe plan(rows, planner, &output)
        case .views(let rows): unsafe plan(rows, planner, &output)
        case .pointers(let rows): unsafe plan(rows, planner, &output)
        }
    }

    /// The octets of a row; `nil` when it lies outside of its data.
    func text(_ row: Int) -> UnsafeBufferPointer<UInt8>? {
        switch unsafe layout {
        case .offsets32(let rows): unsafe rows.text(row)
        case .offsets64(let rows): unsafe rows.text(row)
        case .views(let rows): unsafe rows.text(row)
        case .pointers(let rows): unsafe rows.text(row)
        }
    }

    /// Throws unless all rows that are not null lie within their data.
    func checkRows() throws(Status) {
        for row in 0..<rowCount where !isNull(row) {
            guard unsafe text(row) != nil else { throw .invalidLayout }
        }
    }

    @inline(__always)
    private func plan(
        _ rows: some TextRows,
        _ planner: Planner,
        _ output: inout septet_column_plans
    ) -> Int32 {
        let faultsAreNull: Bool
        switch Int32(bitPattern: unsafe output.faults) {
        case SEPTET_FAULTS_END: faultsAreNull = false
        case SEPTET_FAULTS_ARE_NULL: faultsAreNull = true
        default: return SEPTET_INVALID_ARGUMENT
        }
        // A copy of the caller's struct, in memory of our own.
        guard unsafe !faultsAreNull || output.validity != nil, unsafe output.reserved == 0 else {
            return SEPTET_INVALID_ARGUMENT
        }
        let columns = unsafe PlanColumns(output)
        let planner = ColumnPlanner(planner)
        var partSum: Int64 = 0
        var nullCount: Int64 = 0
        defer {
            unsafe output.part_sum = partSum
            unsafe output.null_count = nullCount
        }
        for row in 0..<rowCount {
            if isNull(row) {
                nullCount &+= 1
                columns.setNull(row)
                continue
            }
            // Each layout holds its rows to its data.
            guard let text = unsafe rows.text(row) else {
                unsafe output.fault_row = Int64(row)
                unsafe output.fault_status = SEPTET_INVALID_LAYOUT
                return SEPTET_INVALID_LAYOUT
            }
            do throws(PlanningError) {
                let counts = try planner.counts(utf8: unsafe text.span)
                columns.set(row, counts)
                partSum &+= Int64(counts.partCount)
            } catch {
                let fault = PlanFault(error)
                if unsafe output.fault_row < 0 {
                    unsafe output.setFault(fault, row: row)
                }
                guard faultsAreNull else { return fault.status }
                unsafe output.fault_count &+= 1
                nullCount &+= 1
                columns.setNull(row)
            }
        }
        return SEPTET_OK
    }
}

extension septet_column_plans {
    /// Clears what the call sets.
    fileprivate mutating func clearResults() {
        unsafe null_count = 0
        unsafe fault_count = 0
        unsafe part_sum = 0
        unsafe fault_row = -1
        unsafe fault_offset = -1
        unsafe fault_status = SEPTET_OK
        unsafe fault_scalar = 0
        unsafe fault_parts = 0
    }

    fileprivate mutating func setFault(_ fault: PlanFault, row: Int) {
        unsafe fault_row = Int64(row)
        unsafe fault_status = fault.status
        unsafe fault_offset = fault.offset
        unsafe fault_scalar = fault.scalar
        // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
        unsafe fault_parts = fault.partCount
    }
}

/// The caller's columns that plans are written to, each with room for all rows.
@safe
private struct PlanColumns {
    private let encodings: UnsafeMutablePointer<Int8>?
    private let units: UnsafeMutablePointer<Int32>?
    private let parts: UnsafeMutablePointer<Int32>?
    private let remaining: UnsafeMutablePointer<Int32>?
    private let validity: UnsafeMutablePointer<UInt8>?

    init(_ output: septet_column_plans) {
        unsafe encodings = unsafe output.encodings
        unsafe units = unsafe output.units
        unsafe parts = unsafe output.parts
        unsafe remaining = unsafe output.remaining
        unsafe validity = unsafe output.validity
    }

    @inline(__always)
    func set(_ row: Int, _ counts: ColumnPlanner.Counts) {
        set(
            row,
            Int8(truncatingIfNeeded: counts.alphabet.code),
            counts.unitCount,
            counts.partCount,
            counts.remainingUnitCount
        )
        setValid(row, 1)
    }

    @inline(__always)
    func setNull(_ row: Int) {
        set(row, 0, 0, 0, 0)
        setValid(row, 0)
    }

    @inline(__always)
    private func set(
        _ row: Int,
        _ encoding: Int8,
        _ unitCount: Int32,
        _ partCount: Int32,
        _ left: Int32
    ) {
        // In bounds: each of the caller's columns has room for all rows.
        unsafe encodings?[row] = encoding
        unsafe units?[row] = unitCount
        unsafe parts?[row] = partCount
        unsafe remaining?[row] = left
    }

    /// Sets the bit of a row; the first row of an octet clears the others.
    @inline(__always)
    private func setValid(_ row: Int, _ bit: UInt8) {
        guard let validity = unsafe validity else { return }
        // In bounds: the bitmap has a bit for each row.
        let octet = unsafe row & 7 == 0 ? 0 : validity[row >> 3]
        unsafe validity[row >> 3] = octet | bit << UInt8(truncatingIfNeeded: row & 7)
    }
}

/// The rows of a column in some layout.
private protocol TextRows {
    /// The octets of a row; `nil` when it lies outside of its data.
    func text(_ row: Int) -> UnsafeBufferPointer<UInt8>?
}

/// Rows by their offsets in one buffer.
@unsafe
private struct OffsetRows<Offset: FixedWidthInteger & BitwiseCopyable>: TextRows {
    /// The offset of the first row.
    let offsets: UnsafeRawPointer
    let data: UnsafePointer<UInt8>?
    let dataCount: Int

    @inline(__always)
    func text(_ row: Int) -> UnsafeBufferPointer<UInt8>? {
        let place = unsafe offsets + row &* MemoryLayout<Offset>.size
        // In bounds: the caller has one offset more than rows.
        let start = Int(truncatingIfNeeded: unsafe place.loadUnaligned(as: Offset.self))
        let end = Int(
            truncatingIfNeeded: unsafe (place + MemoryLayout<Offset>.size)
                .loadUnaligned(as: Offset.self)
        )
        guard start >= 0, end >= start, unsafe end <= dataCount else { return nil }
        guard let data = unsafe data, end > start else { return unsafe noOctets }
        // In bounds: both offsets are between 0 and the end of the data.
        return unsafe UnsafeBufferPointer(start: data + start, count: end &- start)
    }
}

/// Rows as views of 16 octets: short texts lie in them, long ones in one of several buffers.
@unsafe
private struct ViewRows: TextRows {
    /// The view of the first row.
    let views: UnsafeRawPointer
    let buffers: UnsafePointer<UnsafePointer<UInt8>?>?
    let bufferCounts: UnsafePointer<Int64>?
    let bufferCount: Int

    @inline(__always)
    func text(_ row: Int) -> UnsafeBufferPointer<UInt8>? {
        let inlineOctetCount = 12
        let view = unsafe views + 16 &* row
        // In bounds: the caller has a view for each row, and all of these lie in it.
        let count = Int(unsafe view.loadUnaligned(as: Int32.self))
        guard count >= 0 else { return nil }
        if count <= inlineOctetCount {
            return unsafe UnsafeBufferPointer(
                start: (view + 4).assumingMemoryBound(to: UInt8.self),
                count: count
            )
        }
        let index = Int(unsafe (view + 8).loadUnaligned(as: Int32.self))
        let offset = Int(unsafe (view + 12).loadUnaligned(as: Int32.self))
        guard index >= 0, unsafe index < bufferCount, offset >= 0,
            let buffer = unsafe buffers?[index], let size = unsafe bufferCounts?[index],
            Int64(offset) + Int64(count) <= size
        else { return nil }
        // In bounds: the text ends within the buffer.
        return unsafe UnsafeBufferPointer(start: buffer + offset, count: count)
    }
}

/// Rows as DuckDB's strings of 16 octets: short texts lie in them, long ones behind a pointer.
@unsafe
private struct PointerRows: TextRows {
    /// The first row.
    let texts: UnsafeRawPointer

    @inline(__always)
    func text(_ row: Int) -> UnsafeBufferPointer<UInt8>? {
        let inlineOctetCount = 12
        // In bounds: the caller has 16 octets for each row, and all of these lie in them.
        let place = unsafe texts + 16 &* row
        let count = Int(unsafe place.loadUnaligned(as: UInt32.self))
        if count <= inlineOctetCount {
            return unsafe UnsafeBufferPointer(
                start: (place + 4).assumingMemoryBound(to: UInt8.self),
                count: count
            )
        }
        // The caller's pointer leads to as many octets.
        let address = unsafe (place + 8).loadUnaligned(as: UInt.self)
        guard let start = unsafe UnsafePointer<UInt8>(bitPattern: address) else { return nil }
        return unsafe UnsafeBufferPointer(start: start, count: count)
    }
}
