internal import SeptetBilling

/// Sorts all beginnings of numbers into groups with the same prices.
///
/// Rows that count for the same numbers are a set, which all groups share that have them; so a row is
/// kept once, whatever the number of countries it counts for.
struct PriceGrouping {
    /// The rows for one beginning of numbers, in the order of the list.
    fileprivate struct Candidates {
        var all: [Int] = []
        /// Those that do not say which country they are for.
        var unnamed: [Int] = []
        /// Those for a country by the octets of its code.
        var byCountry: [[UInt8]: [Int]] = [:]
        /// Those without the code of a country, by their mobile country code.
        var byMobileCode: [Int: [Int]] = [:]
        /// All with a mobile country code.
        var allByMobileCode: [Int: [Int]] = [:]
    }

    /// Which of the rows of one beginning count.
    private enum Choice: Hashable {
        case all(UInt64)
        case unnamed(UInt64)
        case country(UInt64, [UInt8]?, [Int])
    }

    /// What makes a group: the country, and the set of rows.
    private struct Identity: Hashable {
        let country: [UInt8]?
        let set: Int

        init(country: String?, set: Int) {
            self.country = country.map { Array($0.utf8) }
            self.set = set
        }
    }

    private let rows: [PriceRow]
    private var candidates: [UInt64: Candidates] = [:]

    private var setOfChoice: [Choice: Int] = [:]
    private var setOfRows: [[Int]: Int] = [:]

    /// The sets of rows that count together.
    private(set) var sets: [PriceSet] = []

    /// The groups; group 0 is that of all numbers not in the tree.
    private(set) var groups: [PriceGroup] = []

    /// The set of each group.
    private(set) var groupSets: [Int] = []

    /// The group of each beginning.
    private(set) var tree = PrefixTree()

    /// Sorts the rows of a list.
    ///
    /// Complexity: linear in the rows and in the beginnings of numbers; allocates.
    init(_ rows: [PriceRow]) throws(PriceListError) {
        self.rows = rows
        for (index, row) in rows.enumerated() {
            candidates[Self.key(row.prefix), default: Candidates()].add(row, index)
        }
        try makeGroups()
    }

    private mutating func makeGroups() throws(PriceListError) {
        var numbers: [Identity: Int] = [:]
        // Numbers of no known country and no beginning of the list.
        let others = try set(.unnamed(Self.key("")))
        append(country: nil, set: others ?? emptySet(), &numbers)
        var prefixes: [UInt64: String] = [:]
        for row in rows where row.prefix.utf8.first != nil {
            prefixes[Self.key(row.prefix)] = row.prefix
        }
        for code in CallingCode.all { prefixes[Self.key(code.prefix)] = code.prefix }
        // The tree wants shorter beginnings first; a key is the greater the longer it is.
        for (key, prefix) in prefixes.sorted(by: { $0.key < $1.key }) {
            let code = CallingCode.of(prefix)
            let set = try set(for: key, digitCount: prefix.utf8.count, code) ?? emptySet()
            let number = append(country: country(of: sets[set], code), set: set, &numbers)
            tree.set(number, for: prefix)
        }
    }

    /// The digits behind a leading 1.
    private static func key(_ prefix: String) -> UInt64 {
        prefix.utf8.reduce(1) { $0 * 10 + UInt64($1 &- 0x30) }
    }

    /// The number of a group, which is made when there is none yet.
    @discardableResult
    private mutating func append(
        country: String?,
        set: Int,
        _ numbers: inout [Identity: Int]
    ) -> Int {
        let identity = Identity(country: country, set: set)
        if let number = numbers[identity] { return number }
        numbers[identity] = groups.count
        groups.append(PriceGroup(country: country, sets[set]))
        groupSets.append(set)
        return groups.count - 1
    }

    /// The rows that count for a beginning: those of its longest beginning that has any.
    private mutating func set(
        for key: UInt64,
        digitCount: Int,
        _ code: CallingCode?
    ) throws(PriceListError) -> Int? {
        var key = key
        for count in (0...digitCount).reversed() {
            if candidates[key] != nil, let found = try counting(key, digitCount: count, code) {
                return found
            }
            key /= 10
        }
        return nil
    }

    /// The rows of a beginning that are not for another country.
    ///
    /// A calling code that is shorter than the rows' own beginning knows less than they do.
    private mutating func counting(
        _ key: UInt64,
        digitCount: Int,
        _ code: CallingCode?
    ) throws(PriceListError) -> Int? {
        guard let code, code.prefix.utf8.count >= digitCount else { return try set(.all(key)) }
        let country = code.country.map { Array($0.utf8) }
        if let named = try set(.country(key, country, code.mobileCountryCodes)) {
            return named
        }
        let isCode = code.prefix.utf8.count == digitCount && digitCount > 0
        return try set(isCode ? .all(key) : .unnamed(key))
    }

    /// The set of a choice; `nil` when it has no rows.
    private mutating func set(_ choice: Choice) throws(PriceListError) -> Int? {
        if let known = setOfChoice[choice] { return known < 0 ? nil : known }
        let found = rows(of: choice)
        guard found.count <= PriceList.priceLimitPerNumber else {
            throw .tooManyPricesForANumber(
                limit: PriceList.priceLimitPerNumber,
                line: rows[found[PriceList.priceLimitPerNumber]].line
            )
        }
        let set = found.isEmpty ? -1 : makeSet(found)
        setOfChoice[choice] = set
        return set < 0 ? nil : set
    }

    private func rows(of choice: Choice) -> [Int] {
        switch choice {
        case .all(let key): candidates[key]?.all ?? []
        case .unnamed(let key): candidates[key]?.unnamed ?? []
        case .country(let key, let country, let codes):
            candidates[key]?.rows(for: country, codes) ?? []
        }
    }

    private mutating func emptySet() -> Int { makeSet([]) }

    private mutating func makeSet(_ found: [Int]) -> Int {
        if let known = setOfRows[found] { return known }
        setOfRows[found] = sets.count
        sets.append(PriceSet(found.map { rows[$0] }))
        return sets.count - 1
    }

    /// The country the rows agree on, else that of the calling code.
    private func country(of set: PriceSet, _ code: CallingCode?) -> String? {
        if let only = set.country, only.utf8.count == 2 { return only }
        return code?.country ?? set.country
    }
}

extension PriceGrouping.Candidates {
    fileprivate mutating func add(_ row: PriceRow, _ index: Int) {
        all.append(index)
        if !row.namesCountry { unnamed.append(index) }
        let code = row.country.flatMap { $0.utf8.count == 2 ? $0 : nil }
        if let code { byCountry[Array(code.utf8), default: []].append(index) }
        guard let mobileCode = row.mobileCountryCode else { return }
        allByMobileCode[mobileCode, default: []].append(index)
        if code == nil { byMobileCode[mobileCode, default: []].append(index) }
    }

    /// The rows for a country, which is compared by its code where both have one, else by its mobile
    /// country codes.
    fileprivate func rows(for country: [UInt8]?, _ mobileCodes: [Int]) -> [Int] {
        let table = country == nil ? allByMobileCode : byMobileCode
        let named = country.flatMap { byCountry[$0] } ?? []
        let coded = Set(mobileCodes).flatMap { table[$0] ?? [] }
        return coded.isEmpty ? named : (named + coded).sorted()
    }
}

/// Rows of a list that count together, and what follows from them.
struct PriceSet: Sendable {
    let mobileCountryCodes: [Int]
    let networks: [PriceGroup.Network]
    let price: ClosedRange<Amount>?

    /// The country, when the rows name one and no other.
    let country: String?

    init(_ rows: [PriceRow]) {
        mobileCountryCodes = Set(rows.compactMap(\.mobileCountryCode)).sorted()
        networks = rows.map { row in
            PriceGroup.Network(code: row.network, name: row.networkName, price: row.price)
        }
        price = Self.range(networks)
        let countries = Set(rows.compactMap { $0.country.map { Array($0.utf8) } })
        country = countries.count == 1 ? rows.lazy.compactMap(\.country).first : nil
    }

    private init(_ other: Self, _ networks: [PriceGroup.Network]) {
        mobileCountryCodes = other.mobileCountryCodes
        self.networks = networks
        price = Self.range(networks)
        country = other.country
    }

    /// The same set with other prices.
    func priced(_ changed: (Amount) -> Amount) -> Self {
        Self(
            self,
            networks.map { network in
                PriceGroup.Network(
                    code: network.code,
                    name: network.name,
                    price: changed(network.price)
                )
            }
        )
    }

    private static func range(_ networks: [PriceGroup.Network]) -> ClosedRange<Amount>? {
        guard let least = networks.map(\.price).min(), let most = networks.map(\.price).max()
        else { return nil }
        return least...most
    }
}
