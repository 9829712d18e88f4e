internal import SeptetBilling
internal import SeptetNumbers

/// Which group of prices a number belongs to: by the longest beginning of it that the list has, and
/// by its country.
struct PriceIndex: Sendable {
    /// The groups of the numbers with one longest beginning, by country.
    private struct Table: Sendable {
        /// Where its groups begin.
        let start: Int
        /// Whether the beginning holds a whole calling code, so that few countries are left.
        let isOfOneCode: Bool
    }

    /// For each node its ten followers, 0 for none: the root follows nothing.
    private var followers: [Int32] = [Int32](repeating: 0, count: 10)

    /// For each node its table, or that of the nearest node above it that has one.
    private var tablesOfNodes: [Int32] = [0]

    private var tables = [Table(start: 0, isOfOneCode: false)]
    private var groups = [Int32](repeating: 0, count: 256)

    /// For each country its place among those of its calling code.
    private let places: [UInt8]

    /// The countries by their calling codes, in the order of `places`.
    private let countriesOfCodes: [Int: [CountryCode]]

    init() {
        let countries = CountryCode.all + [.world]
        var places = [UInt8](repeating: 0, count: 256)
        var countriesOfCodes: [Int: [CountryCode]] = [:]
        for country in countries where country != .world {
            places[country.ordinal] = UInt8(countriesOfCodes[country.callingCode]?.count ?? 0)
            countriesOfCodes[country.callingCode, default: []].append(country)
        }
        self.places = places
        self.countriesOfCodes = countriesOfCodes
    }

    /// Gives groups to the numbers with a beginning; those that are shorter must have theirs.
    ///
    /// - Parameters:
    ///   - prefix: Digits, the calling code first; none for all numbers.
    ///   - group: The group of the numbers of a country.
    mutating func add(
        _ prefix: String,
        group: (CountryCode) throws(PriceListError) -> Int
    ) throws(PriceListError) {
        var node = 0
        for octet in prefix.utf8 {
            let place = node * 10 + Int(octet - 0x30)
            if followers[place] == 0 {
                followers[place] = Int32(tablesOfNodes.count)
                tablesOfNodes.append(tablesOfNodes[node])
                followers.append(contentsOf: repeatElement(0, count: 10))
            }
            node = Int(followers[place])
        }
        tablesOfNodes[node] = Int32(tables.count)
        if let code = Self.callingCode(of: prefix) {
            tables.append(Table(start: groups.count, isOfOneCode: true))
            for country in countriesOfCodes[code] ?? [.world] {
                groups.append(Int32(try group(country)))
            }
        } else {
            tables.append(Table(start: groups.count, isOfOneCode: false))
            var row = [Int32](repeating: 0, count: 256)
            for country in CountryCode.all + [.world] {
                row[country.ordinal] = Int32(try group(country))
            }
            groups += row
        }
    }

    /// The calling code that a beginning starts with; `nil` when it is shorter.
    private static func callingCode(of prefix: String) -> Int? {
        (1...3).lazy.compactMap { count -> Int? in
            guard prefix.utf8.count >= count,
                let code = Int(Substring(prefix.utf8.prefix(count))),
                CountryCode.main(ofCallingCode: code) != nil
            else { return nil }
            return code
        }.first
    }

    /// The group of a number.
    ///
    /// Complexity: linear in the digits of the longest beginning; allocates nothing.
    @inline(__always)
    func group(of reading: NumberReading) -> Int {
        var node = 0
        var digits = reading.number.firstDigits
        // No beginning has more than fifteen digits.
        var left = min(reading.number.internationalDigitCount, 16)
        while left > 0 {
            let follower = followers[node &* 10 &+ Int(truncatingIfNeeded: digits &>> 60)]
            if follower == 0 { break }
            node = Int(follower)
            digits &<<= 4
            left &-= 1
        }
        let table = tables[Int(tablesOfNodes[node])]
        let ordinal = reading.likelyCountry.ordinal
        return Int(groups[table.start + (table.isOfOneCode ? Int(places[ordinal]) : ordinal)])
    }
}

/// Sorts all numbers into groups with the same prices.
///
/// Rows that count for the same numbers are a set, which all groups share that have them; so a row is
/// kept once, whatever the number of countries it counts for.
struct PriceGrouping {
    /// The rows for one beginning of numbers, in the order of the list.
    fileprivate struct Candidates {
        var all: [Int] = []
        /// Those that do not say which country they are for.
        var unnamed: [Int] = []
        /// Those for a country by its code.
        var byCountry: [CountryCode: [Int]] = [:]
        /// Those without the code of a country, by their mobile country code.
        var byMobileCode: [Int: [Int]] = [:]
    }

    /// Which of the rows of one beginning count.
    private enum Choice: Hashable {
        case all(UInt64)
        case unnamed(UInt64)
        case country(UInt64, CountryCode)
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

    /// The groups; group 0 is that of what is not a number.
    private(set) var groups: [PriceGroup] = []

    /// The set of each group.
    private(set) var groupSets: [Int] = []

    /// Where the numbers belong.
    private(set) var index = PriceIndex()

    /// Sorts the rows of a list.
    ///
    /// Complexity: linear in the rows and in the beginnings of numbers times the countries that such
    /// numbers may have; allocates.
    init(_ rows: [PriceRow]) throws(PriceListError) {
        self.rows = rows
        for (index, row) in rows.enumerated() {
            candidates[Self.key(row.prefix), default: Candidates()].add(row, index)
        }
        try makeGroups()
    }

    private mutating func makeGroups() throws(PriceListError) {
        var numbers: [Identity: Int] = [:]
        let others = try set(.unnamed(Self.key("")))
        append(country: nil, set: others ?? emptySet(), &numbers)
        var prefixes = [Self.key(""): ""]
        for row in rows { prefixes[Self.key(row.prefix)] = row.prefix }
        var index = PriceIndex()
        // The index wants shorter beginnings first; a key is the greater the longer it is.
        for (key, prefix) in prefixes.sorted(by: { $0.key < $1.key }) {
            try index.add(prefix) { country throws(PriceListError) in
                let set = try set(for: key, digitCount: prefix.utf8.count, country) ?? emptySet()
                return append(country: name(of: sets[set], country), set: set, &numbers)
            }
        }
        self.index = index
    }

    /// The digits behind a leading 1.
    private static func key(_ prefix: String) -> UInt64 {
        prefix.utf8.reduce(1) { $0 * 10 + UInt64($1 &- 0x30) }
    }

    /// The number of a group, which is made if necessary.
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

    /// The rows that count for the numbers of a country with a beginning: those of the longest
    /// beginning that has any.
    private mutating func set(
        for key: UInt64,
        digitCount: Int,
        _ country: CountryCode
    ) throws(PriceListError) -> Int? {
        var key = key
        for count in (0...digitCount).reversed() {
            if candidates[key] != nil, let found = try counting(key, digitCount: count, country) {
                return found
            }
            key /= 10
        }
        return nil
    }

    /// The rows of a beginning that are not for another country.
    ///
    /// A beginning that is longer than the calling code knows better than the country that we find,
    /// and so does the calling code itself where it is that of the country.
    private mutating func counting(
        _ key: UInt64,
        digitCount: Int,
        _ country: CountryCode
    ) throws(PriceListError) -> Int? {
        if let named = try set(.country(key, country)) { return named }
        let code = country.callingCode
        let codeDigitCount = code < 10 ? 1 : code < 100 ? 2 : 3
        let knowsBetter =
            digitCount > codeDigitCount
            || digitCount == codeDigitCount && country.isMainOfCallingCode
        return try set(knowsBetter ? .all(key) : .unnamed(key))
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
        case .country(let key, let country): candidates[key]?.rows(for: country) ?? []
        }
    }

    private mutating func emptySet() -> Int { makeSet([]) }

    private mutating func makeSet(_ found: [Int]) -> Int {
        if let known = setOfRows[found] { return known }
        setOfRows[found] = sets.count
        sets.append(PriceSet(found.map { rows[$0] }))
        return sets.count - 1
    }

    /// The country the rows agree on, otherwise that of the numbers.
    private func name(of set: PriceSet, _ country: CountryCode) -> String? {
        if let only = set.country, only.utf8.count == 2 { return only }
        return country == .world ? set.country : country.description
    }
}

extension PriceGrouping.Candidates {
    fileprivate mutating func add(_ row: PriceRow, _ index: Int) {
        all.append(index)
        if !row.namesCountry { unnamed.append(index) }
        if let code = row.country, code.utf8.count == 2 {
            if let country = CountryCode(code) { byCountry[country, default: []].append(index) }
        } else if let mobileCode = row.mobileCountryCode {
            byMobileCode[mobileCode, default: []].append(index)
        }
    }

    /// The rows for a country: those with its code, and those without any code and with one of its
    /// mobile country codes.
    fileprivate func rows(for country: CountryCode) -> [Int] {
        let named = byCountry[country] ?? []
        guard !byMobileCode.isEmpty else { return named }
        let coded = country.mobileCountryCodes.flatMap { byMobileCode[$0] ?? [] }
        return coded.isEmpty ? named : (named + coded).sorted()
    }
}

/// Rows of a list that count together, and what follows from them.
struct PriceSet: Sendable {
    let mobileCountryCodes: [Int]
    let networks: [PriceGroup.Network]

    /// Prices with their fees.
    private(set) var price: ClosedRange<Amount>?

    /// The fees; `nil` when no row has one.
    private(set) var fee: ClosedRange<Amount>?

    /// The country, when the rows name one and no other.
    let country: String?

    init(_ rows: [PriceRow]) {
        let countries = Set(rows.compactMap { $0.country.map { Array($0.utf8) } })
        self.init(
            rows.map { row in
                PriceGroup.Network(
                    code: row.network,
                    name: row.networkName,
                    price: row.price,
                    fee: row.fee
                )
            },
            mobileCountryCodes: Set(rows.compactMap(\.mobileCountryCode)).sorted(),
            country: countries.count == 1 ? rows.lazy.compactMap(\.country).first : nil
        )
    }

    private init(_ networks: [PriceGroup.Network], mobileCountryCodes: [Int], country: String?) {
        self.mobileCountryCodes = mobileCountryCodes
        self.networks = networks
        self.country = country
        price = Self.range(networks.map(\.total))
        fee =
            networks.contains { $0.fee != nil } ? Self.range(networks.map { $0.fee ?? .zero }) : nil
    }

    /// The same set with other prices; fees stay as they are.
    func priced(_ changed: (Amount) -> Amount) -> Self {
        Self(
            networks.map { network in
                PriceGroup.Network(
                    code: network.code,
                    name: network.name,
                    price: changed(network.price),
                    fee: network.fee
                )
            },
            mobileCountryCodes: mobileCountryCodes,
            country: country
        )
    }

    /// The same set with a fee on top; a set without a price stays without.
    func adding(_ added: ClosedRange<Amount>) -> Self {
        guard let price else { return self }
        var set = self
        func sum(_ range: ClosedRange<Amount>) -> ClosedRange<Amount> {
            range.lowerBound + added.lowerBound...range.upperBound + added.upperBound
        }
        set.price = sum(price)
        set.fee = fee.map(sum) ?? added
        return set
    }

    private static func range(_ amounts: [Amount]) -> ClosedRange<Amount>? {
        guard let least = amounts.min(), let most = amounts.max() else { return nil }
        return least...most
    }
}
