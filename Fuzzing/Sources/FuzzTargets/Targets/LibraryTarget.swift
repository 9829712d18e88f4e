internal import CSeptet
internal import Septet
internal import SeptetLibrary

extension FuzzTarget {
    /// The functions of `septet.h` write within the room they are given, and a column is planned as
    /// its texts are; offsets, views and settings may say anything.
    static let library = FuzzTarget("library") { input in
        var options = septet_options()
        options.struct_size = UInt32(MemoryLayout<septet_options>.size)
        options.languages = UInt32(input.number())
        options.boundary = UInt32(input.below(4))
        options.reference_bits = UInt32(input.element(of: [0, 8, 16, 7]))
        options.choice = UInt32(input.below(4))
        options.spare_octets = UInt32(input.element(of: [0, 0, 0, 1, 139, 140]))
        switch input.below(4) {
        case 0: column(&options, &input)
        case 1: encoding(&options, &input)
        case 2: decoding(&input)
        default: number(&input)
        }
    }

    /// Memory of exactly so many octets, so that the address sanitizer sees the first one beyond.
    static func withExactly<Result>(
        _ octets: [UInt8],
        _ body: (UnsafeMutableRawBufferPointer) -> Result
    ) -> Result {
        // In bounds: the buffer has as many octets as are copied, and lives while the closure runs.
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: octets.count, alignment: 16)
        unsafe buffer.copyBytes(from: octets)
        defer { unsafe buffer.deallocate() }
        return unsafe body(buffer)
    }

    private static func column(_ options: inout septet_options, _ input: inout FuzzInput) {
        let layout = input.element(of: [SEPTET_OFFSETS32, SEPTET_OFFSETS64, SEPTET_VIEWS, 4])
        let rowCount = input.below(6)
        let firstRow = input.below(3)
        let faults = input.below(3)
        let width = layout == SEPTET_VIEWS ? 16 : layout == SEPTET_OFFSETS64 ? 8 : 4
        let placeCount = rowCount + firstRow + (layout == SEPTET_VIEWS ? 0 : 1)
        // Small numbers, and now and then any.
        var rows: [UInt8] = []
        while rows.count < placeCount * width {
            let value = input.below(8) == 0 ? input.octets(4) : [input.octet() & 0x3F, 0, 0, 0]
            rows += value + [UInt8](repeating: 0, count: 4 - value.count)
            if width == 8 { rows += [0, 0, 0, input.below(16) == 0 ? 0x80 : 0] }
        }
        rows.removeLast(rows.count - placeCount * width)
        let bits = input.octets(2) + [0xFF, 0xFF]
        let data = input.rest()
        var parts = [Int32](repeating: -1, count: rowCount + 1)
        var validity = [UInt8](repeating: 0xEE, count: (rowCount + 7) / 8 + 1)
        var plans = unsafe septet_column_plans()
        let status = unsafe withExactly(rows) { rows in
            unsafe withExactly(data) { data in
                unsafe withExactly(bits) { bits in
                    // In bounds: everything has the sizes that are said, and lives during the call.
                    var column = unsafe septet_column()
                    unsafe column.struct_size = UInt32(MemoryLayout<septet_column>.size)
                    unsafe column.layout = UInt32(layout)
                    unsafe column.row_count = Int64(rowCount)
                    unsafe column.first_row = Int64(firstRow)
                    unsafe column.rows = UnsafeRawPointer(rows.baseAddress)
                    unsafe column.validity = UnsafePointer(
                        bits.bindMemory(to: UInt8.self).baseAddress
                    )
                    var text = unsafe UnsafePointer(data.bindMemory(to: UInt8.self).baseAddress)
                    var count = Int64(data.count)
                    unsafe column.data = text
                    unsafe column.data_octets = count
                    unsafe plans.struct_size = UInt32(MemoryLayout<septet_column_plans>.size)
                    unsafe plans.faults = UInt32(faults)
                    return unsafe withUnsafeMutablePointer(to: &text) { buffers in
                        unsafe withUnsafeMutablePointer(to: &count) { counts in
                            unsafe parts.withUnsafeMutableBufferPointer { parts in
                                unsafe validity.withUnsafeMutableBufferPointer { validity in
                                    unsafe column.buffers = UnsafePointer(buffers)
                                    unsafe column.buffer_octets = UnsafePointer(counts)
                                    unsafe column.buffer_count = 1
                                    unsafe plans.parts = parts.baseAddress
                                    unsafe plans.validity = validity.baseAddress
                                    return unsafe septet_plan_column(&options, &column, &plans)
                                }
                            }
                        }
                    }
                }
            }
        }
        require(
            parts[rowCount] == -1 && validity.last == 0xEE,
            "nothing is written behind the rows"
        )
        guard status == SEPTET_OK else { return }
        let sum = parts.dropLast().reduce(0) { $0 + Int64($1) }
        require(unsafe sum == plans.part_sum, "the sum is that of the rows")
    }

    private static func encoding(_ options: inout septet_options, _ input: inout FuzzInput) {
        let capacity = Int(input.number()) % 1500
        let partCapacity = input.below(20)
        let text = input.rest()
        var octets = [UInt8](repeating: 0xEE, count: capacity + 1)
        var parts = [septet_part](repeating: septet_part(), count: partCapacity + 1)
        var plan = septet_plan()
        plan.struct_size = UInt32(MemoryLayout<septet_plan>.size)
        // In bounds: there is an octet and a part more than is said.
        let status = unsafe septet_encode_text(
            &options,
            text,
            text.count,
            7,
            &octets,
            capacity,
            &parts,
            partCapacity,
            &plan
        )
        require(
            octets[capacity] == 0xEE && parts[partCapacity].octets == 0,
            "nothing beyond the room"
        )
        let bound = unsafe septet_encode_bound(&options, text.count)
        require(Int(plan.octets) <= bound, "the bound holds")
        var found = 0
        var offender = septet_offender()
        var other = septet_plan()
        other.struct_size = UInt32(MemoryLayout<septet_plan>.size)
        let search = unsafe septet_find_offenders(
            &options,
            text,
            text.count,
            &offender,
            1,
            &found,
            &other
        )
        inspection(&options, text)
        if status == SEPTET_OK {
            require(
                search == SEPTET_OK || search == SEPTET_BUFFER_TOO_SMALL,
                "one plan, one answer"
            )
            require(
                other.parts == plan.parts && other.units == plan.units,
                "the plans are the same"
            )
            let last = parts[Int(plan.parts) - 1]
            require(last.offset + last.octets == UInt32(plan.octets), "the parts fill the octets")
        }
    }

    /// A text is planned and inspected from memory that ends where it does.
    private static func inspection(_ options: inout septet_options, _ text: [UInt8]) {
        var plan = septet_plan()
        plan.struct_size = UInt32(MemoryLayout<septet_plan>.size)
        let status = unsafe withExactly(text) { text in
            // In bounds: the text has its octets, and lives during the call.
            let start = unsafe UnsafePointer(text.bindMemory(to: UInt8.self).baseAddress)
            return unsafe septet_plan_text(&options, start, text.count, &plan)
        }
        var count = 0
        // In bounds: nothing is written without room, and then exactly what was asked for.
        let first = unsafe septet_inspect_text(&options, text, text.count, nil, 0, &count, nil)
        guard status == SEPTET_OK else {
            require(first == status, "what has no plan is not inspected")
            return
        }
        require(first == SEPTET_BUFFER_TOO_SMALL && count > 0, "an inspection has octets")
        var json = [UInt8](repeating: 0xEE, count: count + 1)
        var again = 0
        let second = unsafe septet_inspect_text(
            &options,
            text,
            text.count,
            &json,
            count,
            &again,
            nil
        )
        require(second == SEPTET_OK && again == count, "the second call fits")
        require(json[count] == 0xEE && json[count - 1] != 0xEE, "all of the room, and no more")
    }

    private static func decoding(_ input: inout FuzzInput) {
        let length = Int32(input.octet()) - 16
        let scheme = UInt32(input.number()) % 300
        let hasHeader = Int32(input.below(3))
        let capacity = input.below(2) == 0 ? Int(SEPTET_PART_TEXT_BOUND) : input.below(256)
        let userData = input.rest()
        var text = [UInt8](repeating: 0xEE, count: capacity + 1)
        // In bounds: there is an octet more than is said.
        let status = unsafe septet_decode_part(
            userData,
            userData.count,
            length,
            scheme,
            hasHeader,
            &text,
            capacity,
            nil
        )
        require(text[capacity] == 0xEE, "nothing is written beyond the room")
        require(
            status != SEPTET_BUFFER_TOO_SMALL || capacity < Int(SEPTET_PART_TEXT_BOUND),
            "the bound is enough"
        )
    }

    private static func number(_ input: inout FuzzInput) {
        let country = input.octets(input.below(4))
        let text = input.rest()
        var number = septet_number()
        number.struct_size = UInt32(MemoryLayout<septet_number>.size)
        // In bounds: both have as many octets.
        let status = unsafe septet_parse_number(
            text,
            text.count,
            country,
            country.count,
            &number
        )
        require(
            (status == SEPTET_OK) == (number.fault.0 == 0 && number.e164.0 != 0),
            "one of the two"
        )
        // Names are never NULL, and end with a NUL.
        let any = Int32(truncatingIfNeeded: text.count) &- 2
        let names = [status, any].map { unsafe String(cString: septet_status_name($0)) }
        require(names[0].hasPrefix("SEPTET_") && !names[1].isEmpty, "statuses have names")
    }
}
