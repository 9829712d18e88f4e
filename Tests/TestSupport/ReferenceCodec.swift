/// A slow and obvious codec that the engine is compared with.
///
/// It tries every encoding, cuts each by filling one part after the other, and handles scalars and
/// bits in plain arrays. It shares nothing with the engine, not even its tables.
package struct ReferenceCodec: Sendable {
    /// The octets of a user data field.
    package static let fieldOctetCount = 140

    /// The tables of all languages.
    package let tables: ReferenceTables

    /// Reads the tables.
    package init() throws {
        tables = try ReferenceTables()
    }

    /// The cheapest plan; `nil` when no encoding that may be used has every character.
    ///
    /// Parts are not limited to 255 here.
    package func plan(_ text: String, _ settings: ReferenceSettings) -> ReferencePlan? {
        let text = ReferenceText(text, needsClusters: settings.boundary == .grapheme)
        var best: ReferencePlan?
        for encoding in encodings(settings) {
            guard let plan = plan(text, settings, encoding) else { continue }
            guard let champion = best else {
                best = plan
                continue
            }
            if price(plan).lexicographicallyPrecedes(price(champion)) { best = plan }
        }
        return best
    }

    private func price(_ plan: ReferencePlan) -> [Int] {
        [plan.unitCounts.count, plan.octetCount] + plan.encoding.rank
    }

    /// Every encoding that may be used.
    package func encodings(_ settings: ReferenceSettings) -> [ReferenceEncoding] {
        var encodings: [ReferenceEncoding] = []
        if settings.choice != .ucs2 {
            for locking in [0] + settings.languages where tables.locking[locking] != nil {
                for single in [0] + settings.languages where tables.single[single] != nil {
                    encodings.append(.gsm7Bit(locking: locking, single: single))
                }
            }
        }
        if settings.choice != .gsm7Bit { encodings.append(.ucs2) }
        return encodings
    }

    /// The plan in one encoding, `nil` when it lacks a character.
    package func plan(
        _ text: ReferenceText,
        _ settings: ReferenceSettings,
        _ encoding: ReferenceEncoding
    ) -> ReferencePlan? {
        var costs: [Int] = []
        for scalar in text.alphabet {
            guard let units = units(of: scalar, encoding) else { return nil }
            costs.append(units.count)
        }
        let unitCounts = text.kinds.map { costs[$0] }
        let alone = headerOctetCount(settings, encoding, isConcatenated: false)
        var headerOctetCount = alone
        var parts = [unitCounts.reduce(0, +)]
        if parts[0] > capacity(encoding, headerOctetCount: alone) {
            headerOctetCount = self.headerOctetCount(settings, encoding, isConcatenated: true)
            let capacity = capacity(encoding, headerOctetCount: headerOctetCount)
            guard capacity >= 2 else { return nil }
            parts = cut(unitCounts, text.clusters, settings.boundary, capacity: capacity)
        }
        return ReferencePlan(
            encoding: encoding,
            unitCounts: parts,
            unitsPerPart: capacity(encoding, headerOctetCount: headerOctetCount),
            octetCount: parts.reduce(0) {
                $0 + octetCount(encoding, headerOctetCount: headerOctetCount, unitCount: $1)
            }
        )
    }

    /// The units of each of several parts.
    private func cut(
        _ unitCounts: [Int],
        _ clusters: [Range<Int>],
        _ boundary: ReferenceSettings.Boundary,
        capacity: Int
    ) -> [Int] {
        var pieces: [Int] = []
        switch boundary {
        case .unit: pieces = Array(repeating: 1, count: unitCounts.reduce(0, +))
        case .pair: pieces = unitCounts
        case .grapheme:
            for cluster in clusters {
                let whole = unitCounts[cluster].reduce(0, +)
                pieces += whole <= capacity ? [whole] : Array(unitCounts[cluster])
            }
        }
        var parts = [0]
        for piece in pieces {
            if parts[parts.count - 1] + piece > capacity { parts.append(0) }
            parts[parts.count - 1] += piece
        }
        return parts
    }
}

extension ReferenceCodec {
    /// The units of a character, `nil` when the encoding lacks it.
    package func units(of scalar: Unicode.Scalar, _ encoding: ReferenceEncoding) -> [UInt16]? {
        switch encoding {
        case .ucs2: return Array(String(scalar).utf16)
        case .gsm7Bit(let locking, let single):
            if let septet = tables.locking[locking]?.written[scalar] { return [UInt16(septet)] }
            if let septet = tables.single[single]?.written[scalar] {
                return [0x1B, UInt16(septet)]
            }
            return nil
        }
    }

    /// What fits beside a header, in septets or UTF-16 units.
    package func capacity(_ encoding: ReferenceEncoding, headerOctetCount: Int) -> Int {
        let octets = max(0, Self.fieldOctetCount - headerOctetCount)
        switch encoding {
        case .ucs2: return octets / 2
        case .gsm7Bit:
            let fillBits = ReferenceBits.fillBitCount(headerOctetCount: headerOctetCount)
            return max(0, octets * 8 - fillBits) / 7
        }
    }

    /// The octets of a part with some units.
    func octetCount(
        _ encoding: ReferenceEncoding,
        headerOctetCount: Int,
        unitCount: Int
    ) -> Int {
        switch encoding {
        case .ucs2: return headerOctetCount + unitCount * 2
        case .gsm7Bit:
            let fillBits = ReferenceBits.fillBitCount(headerOctetCount: headerOctetCount)
            var octets = headerOctetCount
            while (octets - headerOctetCount) * 8 < fillBits + unitCount * 7 { octets += 1 }
            return octets
        }
    }

    private func headerOctetCount(
        _ settings: ReferenceSettings,
        _ encoding: ReferenceEncoding,
        isConcatenated: Bool
    ) -> Int {
        let place = isConcatenated ? (partCount: 2, sequence: 1) : (partCount: 1, sequence: 1)
        return header(settings, encoding, place, reference: 0).count
    }

    /// The octets of a header: concatenation, single shift, locking shift, further elements.
    package func header(
        _ settings: ReferenceSettings,
        _ encoding: ReferenceEncoding,
        _ place: (partCount: Int, sequence: Int),
        reference: Int
    ) -> [UInt8] {
        var elements: [UInt8] = []
        if place.partCount > 1 {
            if settings.referenceBits == 8 {
                elements += [0x00, 3, UInt8(reference % 256)]
            } else {
                elements += [0x08, 4, UInt8(reference / 256 % 256), UInt8(reference % 256)]
            }
            elements += [UInt8(place.partCount), UInt8(place.sequence)]
        }
        if case .gsm7Bit(let locking, let single) = encoding {
            if single != 0 { elements += [0x24, 1, UInt8(single)] }
            if locking != 0 { elements += [0x25, 1, UInt8(locking)] }
        }
        elements += settings.elements
        return elements.isEmpty ? [] : [UInt8(elements.count)] + elements
    }
}
