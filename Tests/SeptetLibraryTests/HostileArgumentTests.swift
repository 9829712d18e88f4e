import CSeptet
import SeptetLibrary
import TestSupport
import Testing

/// What no caller should pass is a status, never a trap.
///
/// The address sanitizer watches these tests, too.
@Suite struct LibraryHostileArgumentTests {
    private static let text: [UInt8] = Array("Hello".utf8)

    /// Counts that no memory has.
    static let absurdCounts = [-1, Int.min]

    @Test func statusesHaveNames() {
        #expect(String(cString: septet_status_name(SEPTET_OK)) == "SEPTET_OK")
        for status: Int32 in [-1, 16, .min, .max] {
            #expect(String(cString: septet_status_name(status)) == "unknown status")
        }
        var names: Set<String> = []
        for status: Int32 in 0...15 {
            names.insert(String(cString: septet_status_name(status)))
        }
        #expect(names.count == 16 && names.allSatisfy { $0.hasPrefix("SEPTET_") })
        #expect(String(cString: septet_version()) == SEPTET_VERSION)
    }

    @Test func nothingIsAStatus() {
        var count = 0
        var plan = Self.plan
        var number = septet_number()
        number.struct_size = UInt32(MemoryLayout<septet_number>.size)
        // Nothing is read or written: each call is refused, or has no octets.
        #expect(septet_plan_text(nil, nil, 0, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_plan_text(nil, nil, 1, &plan) == SEPTET_NULL_ARGUMENT)
        #expect(septet_plan_text(nil, nil, 0, &plan) == SEPTET_OK)
        #expect(plan.parts == 1 && plan.units == 0)
        #expect(septet_encode_text(nil, nil, 0, 0, nil, 0, nil, 0, nil) == SEPTET_BUFFER_TOO_SMALL)
        #expect(septet_encode_text(nil, nil, 0, 0, nil, 0, nil, 1, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_find_offenders(nil, nil, 0, nil, 0, nil, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_find_offenders(nil, nil, 0, nil, 1, &count, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_inspect_text(nil, nil, 0, nil, 0, nil, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_inspect_text(nil, nil, 0, nil, 0, &count, nil) == SEPTET_BUFFER_TOO_SMALL)
        #expect(septet_inspect_text(nil, nil, 0, nil, .max, &count, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_decode_part(nil, 0, 0, 0, 0, nil, 0, nil) == SEPTET_OK)
        #expect(septet_decode_part(nil, 3, 0, 0, 0, nil, 0, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_plan_column(nil, nil, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_parse_number(nil, 0, nil, 0, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_parse_number(nil, 0, nil, 0, &number) == SEPTET_NOT_A_NUMBER)
        #expect(septet_parse_number(nil, 0, nil, 2, &number) == SEPTET_NULL_ARGUMENT)
        #expect(septet_campaign_open(nil, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_campaign_add(nil, nil, nil) == SEPTET_NULL_ARGUMENT)
        #expect(septet_campaign_merge(nil, nil, 0) == SEPTET_NULL_ARGUMENT)
        #expect(septet_campaign_state(nil, nil, 0, &count) == SEPTET_NULL_ARGUMENT)
        #expect(septet_campaign_report(nil, nil, 0, &count) == SEPTET_NULL_ARGUMENT)
        #expect(septet_campaign_explain(nil, nil, 0, &count) == SEPTET_NULL_ARGUMENT)
        septet_campaign_close(nil)
    }

    @Test(arguments: absurdCounts)
    func absurdCountsAreAStatus(count: Int) {
        var plan = Self.plan
        var number = septet_number()
        number.struct_size = UInt32(MemoryLayout<septet_number>.size)
        var found = 0
        var octet: UInt8 = 0
        var offender = septet_offender()
        var part = septet_part()
        let text = Self.text
        // Nothing is read: the counts are refused.
        #expect(septet_plan_text(nil, text, count, &plan) == SEPTET_INVALID_LAYOUT)
        #expect(septet_encode_bound(nil, count) == 35_700)
        #expect(
            septet_encode_text(nil, text, count, 0, &octet, 1, &part, 1, nil)
                == SEPTET_INVALID_LAYOUT
        )
        #expect(
            septet_encode_text(nil, text, 5, 0, &octet, count, &part, 1, nil)
                == SEPTET_INVALID_LAYOUT
        )
        #expect(
            septet_encode_text(nil, text, 5, 0, &octet, 1, &part, count, nil)
                == SEPTET_INVALID_LAYOUT
        )
        #expect(
            septet_find_offenders(nil, text, 5, &offender, count, &found, nil)
                == SEPTET_INVALID_LAYOUT
        )
        #expect(
            septet_inspect_text(nil, text, 5, &octet, count, &found, nil)
                == SEPTET_INVALID_LAYOUT
        )
        #expect(
            septet_decode_part(text, count, 0, 0, 0, &octet, 1, nil) == SEPTET_INVALID_LAYOUT
        )
        #expect(
            septet_decode_part(text, 5, 5, 0, 0, &octet, count, nil) == SEPTET_INVALID_LAYOUT
        )
        #expect(septet_parse_number(text, count, nil, 0, &number) == SEPTET_INVALID_LAYOUT)
        #expect(septet_parse_number(text, 5, text, count, &number) == SEPTET_INVALID_LAYOUT)
    }

    @Test func wrongSizesOfStructsAreAStatus() {
        let text = Self.text
        for size: UInt32 in [0, 1, 8, 63, 5000, .max] {
            var plan = septet_plan()
            plan.struct_size = size
            plan.units = 77
            #expect(
                septet_plan_text(nil, text, text.count, &plan) == SEPTET_WRONG_STRUCT_SIZE,
                "\(size)"
            )
            #expect(plan.units == 77)
        }
    }

    @Test func laterMembersMustBeZero() {
        let text = Self.text
        let size = MemoryLayout<septet_options>.size
        var octets = [UInt8](repeating: 0, count: size + 8)
        octets[0] = UInt8(size + 8)
        var plan = Self.plan
        let first = octets.withUnsafeBytes {
            septet_plan_text(
                $0.baseAddress?.assumingMemoryBound(to: septet_options.self),
                text,
                text.count,
                &plan
            )
        }
        #expect(first == SEPTET_OK)
        octets[size + 7] = 1
        let second = octets.withUnsafeBytes {
            septet_plan_text(
                $0.baseAddress?.assumingMemoryBound(to: septet_options.self),
                text,
                text.count,
                &plan
            )
        }
        #expect(second == SEPTET_WRONG_STRUCT_SIZE)
    }

    @Test func unknownOptionsAreAStatus() {
        let text = Self.text
        let changes: [(inout septet_options) -> Void] = [
            { $0.languages = 0x10000 }, { $0.boundary = 3 }, { $0.reference_bits = 7 },
            { $0.choice = 3 }, { $0.reserved = 1 }, { $0.boundary = .max }, { $0.choice = .max },
        ]
        for change in changes {
            var options = Self.options
            change(&options)
            var plan = Self.plan
            #expect(
                septet_plan_text(&options, text, text.count, &plan) == SEPTET_INVALID_ARGUMENT
            )
        }
        for octets in [140, UInt32.max] {
            var options = Self.options
            options.spare_octets = octets
            var plan = Self.plan
            #expect(septet_plan_text(&options, text, text.count, &plan) == SEPTET_NO_ROOM)
            options.element_octets = octets
            #expect(septet_plan_text(&options, text, text.count, &plan) == SEPTET_NO_ROOM)
        }
    }

    @Test func faultsOfTextsHaveTheirPlace() {
        var plan = Self.plan
        let broken = Array("Hello".utf8) + [0xC3, 0x28]
        #expect(septet_plan_text(nil, broken, broken.count, &plan) == SEPTET_INVALID_UTF8)
        #expect(plan.fault_offset == 5 && plan.parts == 0)
        var options = Self.options
        options.choice = UInt32(SEPTET_CHOOSE_GSM7)
        let foreign = Array("ab\u{44F}".utf8)
        #expect(
            septet_plan_text(&options, foreign, foreign.count, &plan) == SEPTET_NOT_ENCODABLE
        )
        #expect(plan.fault_offset == 2 && plan.fault_scalar == 0x44F)
        let long = [UInt8](repeating: 0x61, count: 256 * 153)
        #expect(septet_plan_text(nil, long, long.count, &plan) == SEPTET_TOO_MANY_PARTS)
        #expect(plan.fault_parts == 256 && plan.fault_offset == -1)
    }

    @Test func roomIsNeverExceeded() {
        let text = [UInt8](repeating: 0x61, count: 400)
        for capacity in [0, 1, 139, 140, 341, 342, 343, 360] {
            var octets = [UInt8](repeating: 0xEE, count: capacity + 1)
            var parts = [septet_part](repeating: septet_part(), count: 4)
            var plan = Self.plan
            let status = septet_encode_text(
                nil,
                text,
                text.count,
                7,
                &octets,
                capacity,
                &parts,
                3,
                &plan
            )
            // 153 + 153 + 94 septets, each part with a header of six octets and a fill bit.
            #expect(plan.parts == 3 && plan.octets == 140 + 140 + 89)
            #expect(status == (capacity >= 369 ? SEPTET_OK : SEPTET_BUFFER_TOO_SMALL))
            #expect(octets.last == 0xEE && parts[3].octets == 0)
        }
        var octets = [UInt8](repeating: 0xEE, count: 370)
        var parts = [septet_part](repeating: septet_part(), count: 3)
        #expect(
            septet_encode_text(nil, text, 400, 7, &octets, 369, &parts, 3, nil) == SEPTET_OK
        )
        #expect(octets.last == 0xEE && parts.map(\.offset) == [0, 140, 280])
        #expect(
            septet_encode_text(nil, text, 400, 7, &octets, 369, &parts, 2, nil)
                == SEPTET_BUFFER_TOO_SMALL
        )
    }

    @Test func offendersBeyondTheRoomAreCounted() {
        let text = Array("\u{44F}a\u{20AC}\u{44F}".utf8)
        var found = 0
        var offenders = [septet_offender](repeating: septet_offender(), count: 2)
        #expect(
            septet_find_offenders(nil, text, text.count, &offenders, 1, &found, nil)
                == SEPTET_BUFFER_TOO_SMALL
        )
        #expect(found == 2 && offenders[0].scalar == 0x44F && offenders[1].scalar == 0)
        #expect(
            septet_find_offenders(nil, text, text.count, &offenders, 2, &found, nil) == SEPTET_OK
        )
        #expect(offenders.map(\.offset) == [0, 6] && offenders[1].effect == 0)
    }

    @Test func offsetsThatLieAreAStatus() {
        let rows: [([Int32], dataCount: Int64, fault: Int)] = [
            ([0, 5, 4], 5, 1), ([-1, 5, 5], 5, 0), ([0, 5, 6], 5, 1), ([0, .max, .max], 5, 0),
            ([.min, .max, 0], 5, 0), ([3, 2, 1], 5, 0), ([0, 3, 5], 0, 0),
        ]
        for (offsets, dataCount, fault) in rows {
            var column = Self.column(SEPTET_OFFSETS32, rowCount: 2)
            let plans = Self.text.withUnsafeBufferPointer { data in
                offsets.withUnsafeBytes { offsets in
                    column.data = data.baseAddress
                    column.data_octets = dataCount
                    column.rows = offsets.baseAddress
                    return CPlans(&column)
                }
            }
            #expect(plans.status == SEPTET_INVALID_LAYOUT, "\(offsets)")
            #expect(plans.faultRow == fault, "\(offsets)")
        }
    }

    @Test func viewsThatLieAreAStatus() {
        let views: [[Int32]] = [
            [-1, 0, 0, 0], [13, 0, 1, 0], [13, 0, -1, 0], [13, 0, 0, -1], [13, 0, 0, 8],
            [.max, 0, 0, .max], [.min, 0, 0, 0], [21, 0, 0, 0],
        ]
        let data = [UInt8](repeating: 0x61, count: 20)
        for view in views {
            var column = Self.column(SEPTET_VIEWS, rowCount: 1)
            let plans = data.withUnsafeBufferPointer { data in
                view.withUnsafeBytes { view in
                    var buffer = data.baseAddress
                    var count: Int64 = 20
                    return withUnsafeMutablePointer(to: &buffer) { buffers in
                        withUnsafeMutablePointer(to: &count) { counts in
                            column.rows = view.baseAddress
                            column.buffers = UnsafePointer(buffers)
                            column.buffer_octets = UnsafePointer(counts)
                            column.buffer_count = 1
                            return CPlans(&column)
                        }
                    }
                }
            }
            #expect(plans.status == SEPTET_INVALID_LAYOUT, "\(view)")
        }
    }

    @Test func columnsWithAbsurdCountsAreAStatus() {
        for count: Int64 in [-1, .min, .max, 1 << 60] {
            for layout in [
                SEPTET_OFFSETS32, SEPTET_OFFSETS64, SEPTET_VIEWS, SEPTET_POINTERS, 4, -1,
            ] {
                // Nothing is read: the counts are refused.
                for change: (inout septet_column) -> Void in [
                    { $0.row_count = count }, { $0.first_row = count },
                ] {
                    var column = Self.column(layout, rowCount: 0)
                    change(&column)
                    var plans = septet_column_plans()
                    plans.struct_size = UInt32(MemoryLayout<septet_column_plans>.size)
                    #expect(septet_plan_column(nil, &column, &plans) != SEPTET_OK)
                }
            }
        }
        var column = Self.column(SEPTET_OFFSETS32, rowCount: 3)
        // No offsets where there are rows.
        #expect(CPlans(&column).status == SEPTET_NULL_ARGUMENT)
        column.row_count = 0
        #expect(CPlans(&column).status == SEPTET_OK)
    }

    @Test(arguments: LibraryConformanceTests.layouts)
    func rowsThatCannotBePlannedEndOrAreNull(layout: Int32) {
        let texts: [[UInt8]?] = [
            Array("ok".utf8), nil, [0x61, 0xFF], Array("long enough for a view".utf8),
            [UInt8](repeating: 0x61, count: 256 * 153),
        ]
        let column = CColumn(texts, layout: layout)
        let ended = column.with { CPlans(&$0) }
        #expect(ended.status == SEPTET_INVALID_UTF8)
        #expect(ended.faultRow == 2 && ended.faultOffset == 1 && ended.parts == [1, 0, -1, -1, -1])
        let nulled = column.with { CPlans(&$0, faults: SEPTET_FAULTS_ARE_NULL) }
        #expect(nulled.status == SEPTET_OK)
        #expect(nulled.parts == [1, 0, 0, 1, 0] && nulled.validity == [0b01001])
        #expect(nulled.nullCount == 3 && nulled.faultCount == 2 && nulled.faultRow == 2)
        #expect(nulled.faultStatus == SEPTET_INVALID_UTF8)
        #expect(column.with { CPlans(&$0, faults: 2) }.status == SEPTET_INVALID_ARGUMENT)
    }

    @Test func anyOctetsAreDecodedOrRefused() {
        var random = Seed.generator("library")
        var text = [UInt8](repeating: 0, count: Int(SEPTET_PART_TEXT_BOUND))
        for _ in 0..<20_000 {
            let octets = (0..<random.below(150)).map { _ in UInt8(random.below(256)) }
            let length = Int32(truncatingIfNeeded: random.below(200) - 10)
            let status = septet_decode_part(
                octets,
                octets.count,
                length,
                UInt32(random.below(260)),
                Int32(random.below(3)),
                &text,
                text.count,
                nil
            )
            #expect(
                [
                    SEPTET_OK, SEPTET_MALFORMED_PART, SEPTET_NOT_TEXT, SEPTET_INVALID_ARGUMENT,
                ].contains(status),
                "\(Seed.note("library"))"
            )
        }
    }

    static var plan: septet_plan {
        var plan = septet_plan()
        plan.struct_size = UInt32(MemoryLayout<septet_plan>.size)
        return plan
    }

    static var options: septet_options {
        var options = septet_options()
        options.struct_size = UInt32(MemoryLayout<septet_options>.size)
        return options
    }

    static func column(_ layout: Int32, rowCount: Int) -> septet_column {
        var column = septet_column()
        column.struct_size = UInt32(MemoryLayout<septet_column>.size)
        column.layout = UInt32(bitPattern: layout)
        column.row_count = Int64(rowCount)
        return column
    }
}
