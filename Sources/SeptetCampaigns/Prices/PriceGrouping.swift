internal import SeptetProviders

/// Sorts all beginnings of numbers into groups with the same prices.
struct PriceGrouping {
    /// What makes a group: the country, and the rows that count.
    private struct Identity: Hashable {
        let country: String?
        let rows: [Int]
    }

    private let rows: [PriceRow]
    private var rowsByPrefix: [String: [Int]] = [:]

    init(_ rows: [PriceRow]) {
        self.rows = rows
        for (index, row) in rows.enumerated() {
            rowsByPrefix[row.prefix, default: []].append(index)
        }
    }

    /// The groups, and the group of each beginning in the tree; group 0 is that of all others.
    ///
    /// Complexity: the beginnings times the rows without one; allocates.
    func groups(_ tree: inout PrefixTree) -> [PriceGroup] {
        let flat = (rowsByPrefix[""] ?? []).filter { !rows[$0].namesCountry }
        var numbers: [Identity: Int] = [Identity(country: nil, rows: flat): 0]
        var groups = [PriceGroup(country: nil, rows: flat.map { rows[$0] })]
        let prefixes = Set(CallingCode.all.map(\.prefix)).union(rowsByPrefix.keys)
        // The tree wants shorter beginnings first.
        for prefix in prefixes.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) })
        where !prefix.isEmpty {
            let code = CallingCode.of(prefix)
            let found = rows(for: prefix, code)
            let identity = Identity(country: country(of: found, code), rows: found)
            let number = numbers[identity] ?? groups.count
            if number == groups.count {
                numbers[identity] = number
                groups.append(PriceGroup(country: identity.country, rows: found.map { rows[$0] }))
            }
            tree.set(number, for: prefix)
        }
        return groups
    }

    /// The rows that count for a beginning: of its longest beginning that has any.
    private func rows(for prefix: String, _ code: CallingCode?) -> [Int] {
        for count in (0...prefix.utf8.count).reversed() {
            guard let candidates = rowsByPrefix[String(prefix.prefix(count))] else { continue }
            let found = counting(candidates, digitCount: count, code)
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Those rows that are not for another country.
    ///
    /// A calling code that is shorter than the rows' own beginning knows less than they do.
    private func counting(_ rows: [Int], digitCount: Int, _ code: CallingCode?) -> [Int] {
        guard let code, code.prefix.utf8.count >= digitCount else { return rows }
        let named = rows.filter { self.rows[$0].isFor(code) }
        if !named.isEmpty { return named }
        return code.prefix.utf8.count == digitCount && digitCount > 0
            ? rows : rows.filter { !self.rows[$0].namesCountry }
    }

    /// The country the rows agree on, else that of the calling code.
    private func country(of found: [Int], _ code: CallingCode?) -> String? {
        let named = Set(found.compactMap { rows[$0].country })
        guard let only = named.first, named.count == 1, only.utf8.count == 2 else {
            return code?.country ?? (named.count == 1 ? named.first : nil)
        }
        return only
    }
}
