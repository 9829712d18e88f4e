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

/// What a message is planned with.
package struct ReferenceSettings: Sendable {
    /// What a cut may not divide.
    package enum Boundary: String, Sendable, CaseIterable {
        case unit
        case pair
        case grapheme
    }

    /// Which encodings compete.
    package enum Choice: Sendable, CaseIterable {
        case cheapest
        case gsm7Bit
        case ucs2
    }

    /// The identifiers of the languages whose tables may be used.
    package var languages: [Int]
    package var boundary: Boundary
    /// Bits of the concatenation reference, 8 or 16.
    package var referenceBits: Int
    package var choice: Choice
    /// Octets of further elements in each header.
    package var elements: [UInt8]

    /// Settings; without arguments the default ones.
    package init(
        languages: [Int] = [],
        boundary: Boundary = .pair,
        referenceBits: Int = 8,
        choice: Choice = .cheapest,
        elements: [UInt8] = []
    ) {
        self.languages = languages
        self.boundary = boundary
        self.referenceBits = referenceBits
        self.choice = choice
        self.elements = elements
    }
}

/// The cheapest way to send a text, as the reference finds it.
package struct ReferencePlan: Sendable, Equatable {
    package var encoding: ReferenceEncoding
    /// The units of each part.
    package var unitCounts: [Int]
    /// What fits into each part.
    package var unitsPerPart: Int
    /// Octets of user data over all parts, headers included.
    package var octetCount: Int

    /// The units of all parts.
    package var unitCount: Int { unitCounts.reduce(0, +) }
}

/// One part of a message as the reference cuts it.
package struct ReferencePart: Sendable, Equatable {
    package var userData: [UInt8]
    package var userDataLength: Int
    package var headerOctetCount: Int
    package var unitCount: Int
    /// The octets of the UTF-8 text whose characters begin in the part.
    package var utf8Range: Range<Int>

    /// A part; of an engine's segment, to be compared.
    package init(
        userData: [UInt8],
        userDataLength: Int,
        headerOctetCount: Int,
        unitCount: Int,
        utf8Range: Range<Int>
    ) {
        self.userData = userData
        self.userDataLength = userDataLength
        self.headerOctetCount = headerOctetCount
        self.unitCount = unitCount
        self.utf8Range = utf8Range
    }
}

/// One way to write a text: with a pair of tables, or as UTF-16.
package enum ReferenceEncoding: Sendable, Hashable {
    case gsm7Bit(locking: Int, single: Int)
    case ucs2

    /// How many national tables there are; UCS-2 is less simple than any number of them.
    var simplicity: Int {
        switch self {
        case .gsm7Bit(let locking, let single): (locking == 0 ? 0 : 1) + (single == 0 ? 0 : 1)
        case .ucs2: 3
        }
    }

    /// What decides between encodings that cost the same, the smallest first.
    var rank: [Int] {
        switch self {
        case .gsm7Bit(let locking, let single) where simplicity == 1:
            // Of one table the identifier, then locking before single shift.
            [simplicity, locking + single, locking == 0 ? 1 : 0]
        case .gsm7Bit(let locking, let single): [simplicity, locking, single]
        case .ucs2: [simplicity]
        }
    }
}
