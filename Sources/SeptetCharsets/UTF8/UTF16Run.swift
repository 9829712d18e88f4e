/// Writes UTF-16 as UTF-8.
enum UTF16Run {
    /// Appends units up to `count`, or up to one that is not paired, and returns where it stopped.
    ///
    /// `lead` is the first half of a pair, carried from one run to the next. Stops with `lead` set
    /// at a unit that is no second half, and without it at a second half that has no first. The
    /// output has room for three octets a unit and one more.
    static func append(
        _ units: [UInt16],
        from start: Int,
        count: Int,
        lead: inout UInt16?,
        to output: inout OutputSpan<UInt8>
    ) -> Int {
        var index = start
        while index < count {
            let unit = units[index]
            if let first = lead {
                guard unit & 0xFC00 == 0xDC00 else { return index }
                let value = 0x1_0000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF))
                output.append(0xF0 | UInt8(truncatingIfNeeded: value >> 18))
                output.append(0x80 | UInt8(truncatingIfNeeded: value >> 12) & 0x3F)
                output.append(0x80 | UInt8(truncatingIfNeeded: value >> 6) & 0x3F)
                output.append(0x80 | UInt8(truncatingIfNeeded: value) & 0x3F)
                lead = nil
            } else if unit < 0x80 {
                output.append(UInt8(truncatingIfNeeded: unit))
            } else if unit < 0x800 {
                output.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
                output.append(0x80 | UInt8(truncatingIfNeeded: unit) & 0x3F)
            } else if unit & 0xF800 != 0xD800 {
                output.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
                output.append(0x80 | UInt8(truncatingIfNeeded: unit >> 6) & 0x3F)
                output.append(0x80 | UInt8(truncatingIfNeeded: unit) & 0x3F)
            } else if unit & 0xFC00 == 0xD800 {
                lead = unit
            } else {
                return index
            }
            index += 1
        }
        return index
    }
}
