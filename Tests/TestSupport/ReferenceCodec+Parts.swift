extension ReferenceCodec {
    /// The parts of a planned text, at most 255 of them.
    ///
    /// `reference` is a number from 0 on.
    package func parts(
        _ text: String,
        _ settings: ReferenceSettings,
        _ plan: ReferencePlan,
        reference: Int
    ) -> [ReferencePart] {
        var units: [UInt16] = []
        // For each unit the octet of the text at which its character begins, `nil` for the second
        // unit of a pair.
        var starts: [Int?] = []
        var offset = 0
        for scalar in text.unicodeScalars {
            for (index, unit) in (self.units(of: scalar, plan.encoding) ?? []).enumerated() {
                units.append(unit)
                starts.append(index == 0 ? offset : nil)
            }
            offset += String(scalar).utf8.count
        }
        var parts: [ReferencePart] = []
        var first = 0
        for (index, unitCount) in plan.unitCounts.enumerated() {
            let place = (partCount: plan.unitCounts.count, sequence: index + 1)
            let header = header(settings, plan.encoding, place, reference: reference)
            let end = first + unitCount
            let lower = starts[first...].compactMap { $0 }.first ?? offset
            let upper = starts[end...].compactMap { $0 }.first ?? offset
            parts.append(
                part(Array(units[first..<end]), header, plan.encoding, utf8Range: lower..<upper)
            )
            first = end
        }
        return parts
    }

    private func part(
        _ units: [UInt16],
        _ header: [UInt8],
        _ encoding: ReferenceEncoding,
        utf8Range: Range<Int>
    ) -> ReferencePart {
        var body: [UInt8] = []
        var userDataLength = 0
        switch encoding {
        case .ucs2:
            for unit in units { body += [UInt8(unit / 256), UInt8(unit % 256)] }
            userDataLength = header.count + body.count
        case .gsm7Bit:
            let fillBitCount = ReferenceBits.fillBitCount(headerOctetCount: header.count)
            body = ReferenceBits.packed(units, fillBitCount: fillBitCount)
            userDataLength = (header.count * 8 + fillBitCount) / 7 + units.count
        }
        return ReferencePart(
            userData: header + body,
            userDataLength: userDataLength,
            headerOctetCount: header.count,
            unitCount: units.count,
            utf8Range: utf8Range
        )
    }

    /// What a receiver shows for septets in a pair of tables.
    ///
    /// An escape before an escape or before nothing shows a space; after an escape a septet without
    /// a character shows that of the locking table. A septet that has none there either shows
    /// U+FFFD.
    package func text(_ septets: [UInt16], locking: Int, single: Int) -> String {
        let main = tables.locking[locking] ?? tables.locking[0]
        let extra = tables.single[single] ?? tables.single[0]
        var text = String.UnicodeScalarView()
        var index = 0
        while index < septets.count {
            var septet = Int(septets[index])
            index += 1
            if septet == 0x1B {
                if index == septets.count || septets[index] == 0x1B {
                    text.append(" ")
                    index += 1
                    continue
                }
                septet = Int(septets[index])
                index += 1
                if let scalar = extra?.decoded[septet] {
                    text.append(scalar)
                    continue
                }
            }
            text.append((main?.decoded[septet] ?? nil) ?? "\u{FFFD}")
        }
        return String(text)
    }
}
