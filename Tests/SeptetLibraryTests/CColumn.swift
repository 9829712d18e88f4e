import CSeptet

/// Texts in one of Arrow's layouts, in memory as C has it.
struct CColumn {
    let layout: Int32
    private let rows: [UInt8]
    private let data: [UInt8]
    private let validity: [UInt8]?
    private let firstRow: Int
    private let rowCount: Int

    /// - Parameters:
    ///   - texts: The octets of each row; `nil` for a null row.
    ///   - firstRow: How many rows stand before the first, which must not be read.
    init(_ texts: [[UInt8]?], layout: Int32, firstRow: Int = 0) {
        self.layout = layout
        self.firstRow = firstRow
        rowCount = texts.count
        // What stands before the first row is out of bounds and null.
        var rows: [UInt8] = []
        var data: [UInt8] = []
        var bits = [Bool](repeating: false, count: firstRow)
        let width = layout == SEPTET_OFFSETS32 ? 4 : 8
        if layout == SEPTET_VIEWS || layout == SEPTET_POINTERS {
            rows = [UInt8](repeating: 0xFF, count: 16 * firstRow)
        } else {
            rows = [UInt8](repeating: 0xFF, count: width * firstRow)
            rows += Self.octets(0, width)
        }
        for text in texts {
            bits.append(text != nil)
            let text = text ?? []
            if layout == SEPTET_VIEWS || layout == SEPTET_POINTERS {
                rows += Self.octets(text.count, 4)
                if text.count <= 12 {
                    rows += text + [UInt8](repeating: 0, count: 12 - text.count)
                } else if layout == SEPTET_POINTERS {
                    // Memory that stays, since a pointer leads there.
                    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count)
                    copy.initialize(from: text, count: text.count)
                    rows += text.prefix(4) + Self.octets(Int(bitPattern: copy), 8)
                } else {
                    rows += text.prefix(4) + Self.octets(0, 4) + Self.octets(data.count, 4)
                    data += text
                }
            } else {
                data += text
                rows += Self.octets(data.count, width)
            }
        }
        self.rows = rows
        self.data = data
        validity =
            bits.allSatisfy { $0 }
            ? nil
            : stride(from: 0, to: bits.count, by: 8).map { start in
                (0..<8).reduce(0) { octet, bit in
                    let isSet = start + bit < bits.count && bits[start + bit]
                    return octet | (isSet ? 1 << UInt8(bit) : 0)
                }
            }
    }

    private static func octets(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// Calls with the column as C has it.
    func with<Result>(_ body: (inout septet_column) -> Result) -> Result {
        rows.withUnsafeBytes { rows in
            data.withUnsafeBufferPointer { data in
                (validity ?? []).withUnsafeBufferPointer { validity in
                    var buffer = data.baseAddress
                    var octetCount = Int64(data.count)
                    return withUnsafeMutablePointer(to: &buffer) { buffers in
                        withUnsafeMutablePointer(to: &octetCount) { counts in
                            var column = septet_column()
                            column.struct_size = UInt32(MemoryLayout<septet_column>.size)
                            column.layout = UInt32(layout)
                            column.row_count = Int64(rowCount)
                            column.first_row = Int64(firstRow)
                            column.rows = rows.baseAddress
                            if self.validity != nil {
                                column.validity = validity.baseAddress
                            }
                            if layout == SEPTET_VIEWS {
                                column.buffers = UnsafePointer(buffers)
                                column.buffer_octets = UnsafePointer(counts)
                                column.buffer_count = 1
                            } else if layout != SEPTET_POINTERS {
                                column.data = data.baseAddress
                                column.data_octets = Int64(data.count)
                            }
                            return body(&column)
                        }
                    }
                }
            }
        }
    }
}

/// The plans of a column, in arrays of their own.
struct CPlans {
    var encodings: [Int8]
    var units: [Int32]
    var parts: [Int32]
    var remaining: [Int32]
    var validity: [UInt8]
    var status: Int32 = -1
    var nullCount = 0
    var faultCount = 0
    var faultRow = 0
    var faultOffset = 0
    var faultStatus: Int32 = 0
    var partSum = 0

    /// Plans a column in one call.
    init(_ column: inout septet_column, _ options: septet_options? = nil, faults: Int32 = 0) {
        let count = Int(max(0, column.row_count))
        encodings = [Int8](repeating: -1, count: count)
        units = [Int32](repeating: -1, count: count)
        parts = units
        remaining = units
        validity = [UInt8](repeating: 0xFF, count: (count + 7) / 8)
        var output = septet_column_plans()
        output.struct_size = UInt32(MemoryLayout<septet_column_plans>.size)
        output.faults = UInt32(faults)
        status = encodings.withUnsafeMutableBufferPointer { encodings in
            units.withUnsafeMutableBufferPointer { units in
                parts.withUnsafeMutableBufferPointer { parts in
                    remaining.withUnsafeMutableBufferPointer { remaining in
                        validity.withUnsafeMutableBufferPointer { validity in
                            output.encodings = encodings.baseAddress
                            output.units = units.baseAddress
                            output.parts = parts.baseAddress
                            output.remaining = remaining.baseAddress
                            output.validity = validity.baseAddress
                            guard var options else {
                                return septet_plan_column(nil, &column, &output)
                            }
                            return septet_plan_column(&options, &column, &output)
                        }
                    }
                }
            }
        }
        nullCount = Int(output.null_count)
        faultCount = Int(output.fault_count)
        faultRow = Int(output.fault_row)
        faultOffset = Int(output.fault_offset)
        faultStatus = output.fault_status
        partSum = Int(output.part_sum)
    }
}
