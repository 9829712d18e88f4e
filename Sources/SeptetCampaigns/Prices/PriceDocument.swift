internal import SeptetJSON
internal import SeptetNumbers

/// The prices of a JSON document, whatever its shape is.
///
/// Each object with a price is a row, which has the country, the network and the currency of the
/// objects around it too. So the answers of the providers' interfaces are read alike: a list of
/// prices, of countries with their networks, or of one country.
struct PriceDocument {
    /// The rows, in the order of the document.
    private(set) var rows: [PriceFields] = []

    /// The members that are not understood or not used, each once.
    private(set) var unusedNames: [String] = []

    /// All members, each once.
    private(set) var names: [String] = []

    private var seen: Set<[UInt8]> = []
    private var unused: Set<[UInt8]> = []

    /// Reads a document in UTF-8.
    ///
    /// Complexity: linear; allocates its values and the rows.
    init(_ octets: [UInt8]) throws(PriceListError) {
        let value: JSONValue
        do {
            value = try JSONReader.value(of: octets)
        } catch {
            throw .notPrices("\(error)")
        }
        read(value, PriceFields(line: 0))
        guard rows.isEmpty else { return }
        if case .array(let elements) = value, elements.isEmpty { throw .isEmpty }
        throw .notPrices("no object in it has a price")
    }

    private mutating func read(_ value: JSONValue, _ context: PriceFields) {
        switch value {
        case .array(let elements):
            for element in elements { read(element, context) }
        case .object(let object):
            if !readMap(object, context) { read(object, context) }
        default: break
        }
    }

    private mutating func read(_ object: JSONObject, _ context: PriceFields) {
        var fields = context
        var own = PriceFields(line: 0)
        var prices: [(rank: Int, name: String, text: String)] = []
        for member in object.members {
            guard let text = Self.text(member.value) else { continue }
            let column = PriceColumn(member.name)
            note(member.name, isUsed: column != nil)
            switch column {
            case nil: break
            case .price(let rank): prices.append((rank, member.name, text))
            case .some(let column): own.set(column, text)
            }
        }
        fields.inherit(own)
        // Of several prices the likeliest counts; of equals the first.
        let best = prices.indices.max { (prices[$0].rank, $1) < (prices[$1].rank, $0) }
        for (index, price) in prices.enumerated() where index != best {
            note(price.name, isUsed: false)
        }
        if let best {
            fields.line = rows.count + 1
            fields.price = prices[best].text
            fields.fee = own.fee
            rows.append(fields)
        } else if let fee = own.fee {
            fields.line = rows.count + 1
            fields.price = fee
            rows.append(fields)
        }
        fields.price = nil
        fields.fee = nil
        for member in object.members {
            switch member.value {
            case .array, .object:
                if PriceColumn.isOtherService(member.name) {
                    note(member.name, isUsed: false)
                } else {
                    read(member.value, fields)
                }
            default: break
            }
        }
    }

    /// Reads an object whose names are countries: `{"GB": 0.04, "FR": 0.05}`.
    private mutating func readMap(_ object: JSONObject, _ context: PriceFields) -> Bool {
        func isPlace(_ name: String) -> Bool {
            CountryName.code(of: name) != nil || (try? NumberPrefix(name)) != nil
        }
        var context = context
        var places: [JSONObject.Member] = []
        for member in object.members {
            if isPlace(member.name) {
                places.append(member)
                continue
            }
            // Beside the countries only what holds for all of them may stand.
            guard let column = PriceColumn(member.name), column == .currency || column == .date,
                let text = Self.text(member.value)
            else { return false }
            context.set(column, text)
        }
        guard places.count > 1 else { return false }
        for member in places {
            var fields = context
            fields.countries = [member.name]
            fields.prefixes = []
            if let text = Self.text(member.value) {
                fields.line = rows.count + 1
                fields.price = text
                rows.append(fields)
            } else {
                read(member.value, fields)
            }
        }
        return true
    }

    private mutating func note(_ name: String, isUsed: Bool) {
        let key = Array(name.utf8)
        if seen.insert(key).inserted { names.append(name) }
        if !isUsed, unused.insert(key).inserted { unusedNames.append(name) }
    }

    /// A number, a string or nothing as text; `nil` for objects, arrays and truth values.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .number(let digits): digits
        case .null: ""
        case .boolean, .array, .object: nil
        }
    }
}

extension PriceFields {
    /// Takes what an inner object says, in place of what those around it say.
    fileprivate mutating func inherit(_ own: PriceFields) {
        if own.hasPlace {
            if !own.prefixes.isEmpty { prefixes = own.prefixes }
            if !own.countries.isEmpty { countries = own.countries }
        }
        mcc = own.mcc ?? mcc
        mnc = own.mnc ?? mnc
        mccmnc = own.mccmnc ?? mccmnc
        network = own.network ?? network
        currency = own.currency ?? currency
        date = own.date ?? date
    }
}
