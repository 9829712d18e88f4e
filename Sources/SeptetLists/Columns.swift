internal import SeptetNumbers

/// What the names of one column have in common, however people write them.
///
/// Case, surrounding and invisible characters do not count, and a space, `_` and `-` are the same:
/// `First_Name ` and `first name` have one key. Everything else is told apart by its octets: the
/// precomposed and the decomposed form of a letter are two names.
package struct ColumnKey: Sendable, Hashable {
    /// The words in lower case, with a space between them.
    package let octets: [UInt8]

    /// The key of a name; complexity: linear, allocates.
    package init(_ name: String) {
        var octets: [UInt8] = []
        var isGapBefore = false
        for scalar in name.unicodeScalars {
            let properties = scalar.properties
            if Self.isGap(scalar) {
                isGapBefore = !octets.isEmpty
                continue
            }
            let category = properties.generalCategory
            if category == .control || category == .format || properties.isDefaultIgnorableCodePoint
            {
                continue
            }
            if isGapBefore { octets.append(0x20) }
            isGapBefore = false
            octets += Array(properties.lowercaseMapping.utf8)
        }
        self.octets = octets
    }

    /// Whether a character stands between words: white space, a hyphen or a low line.
    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x5F, 0x2010...0x2015: true
        default: scalar.properties.isWhitespace
        }
    }

    /// Whether a name has nothing to see.
    var isEmpty: Bool { octets.isEmpty }
}

/// Finds the columns of a list by their names.
package struct ColumnIndex: Sendable, Hashable {
    /// The names, in the order of the columns.
    package let names: [String]

    /// The first column of each key.
    private var first: [ColumnKey: Int]

    /// All columns of the keys that several have.
    private var repeated: [ColumnKey: [Int]] = [:]

    /// Complexity: linear in the names; allocates.
    package init(_ names: [String]) {
        self.names = names
        first = Dictionary(minimumCapacity: min(names.count, 64))
        for (place, name) in names.enumerated() {
            let key = ColumnKey(name)
            if let first = first[key] {
                repeated[key, default: [first]].append(place)
            } else {
                first[key] = place
            }
        }
    }

    /// The places of the columns that a name may mean: of the only one with its very spelling, otherwise
    /// of all with its key.
    ///
    /// Complexity: linear in the name and in the columns of its key.
    package func places(of name: String) -> [Int] {
        let key = ColumnKey(name)
        let found = repeated[key] ?? first[key].map { [$0] } ?? []
        guard found.count > 1 || key.isEmpty else { return found }
        let exact = found.filter { names[$0].utf8.elementsEqual(name.utf8) }
        // Names of nothing visible, such as " ", are only themselves.
        return exact.count == 1 || key.isEmpty ? exact : found
    }

    /// The name that a column has where another spelling of it is given; `nil` when none has it.
    func spelling(of name: String) -> String? { places(of: name).first.map { names[$0] } }
}

/// The names of the columns of a list.
package struct ColumnNames: Sendable, Hashable {
    /// The columns by their names.
    package let index: ColumnIndex

    /// How many columns of a header a message lists.
    private static let listedCount = 40

    private let input: String
    private let line: Int

    /// Takes the names a reader has read.
    package init(_ names: [String], _ reader: borrowing BlockReader) {
        index = ColumnIndex(names)
        input = reader.name
        line = reader.headerLine
    }

    /// The names, in the order of the columns.
    package var names: [String] { index.names }

    /// The names for a person, as many as can be read.
    package var listing: String { Self.listing(names) }

    /// Names of columns for a person, as many as can be read; those without any name are left out.
    package static func listing(_ names: [String]) -> String {
        let named = names.filter { !ColumnKey($0).isEmpty }
        return named.prefix(listedCount).map { "\"\($0.prefix(80))\"" }.joined(separator: ", ")
            + (named.count > listedCount ? " and \(named.count - listedCount) more" : "")
    }

    /// Finds a column by its name, which must mean no other.
    package func place(of name: String) throws(HeaderError) -> Int {
        let found = index.places(of: name)
        guard let place = found.first else {
            throw error(.unknownColumn(name, known: names))
        }
        guard found.count == 1 else {
            throw error(.ambiguousColumn(name, among: found.map { names[$0] }))
        }
        return place
    }

    func error(_ reason: RecordError) -> HeaderError {
        HeaderError(name: input, line: line, reason: reason)
    }
}

/// Why the header of an input does not lead to its texts; nothing below it can be read.
public struct HeaderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the input, as shown to a person.
    public let name: String

    /// The line the header begins on.
    public let line: Int

    /// What is wrong with it.
    public let reason: RecordError

    /// The name, the line and the reason.
    public var description: String { "\(name):\(line): \(reason)" }
}

/// Finds the column of the recipients' numbers, by what is in it and by what it is called.
struct RecipientColumn {
    /// The column; `nil` when none seems to have numbers.
    let best: Int?

    /// The column of nothing but numbers, whatever it is called.
    let byContent: Int?

    /// Other columns of numbers that could as well be meant.
    let others: [Int]

    /// What a name says about a column, the likelier the greater.
    private enum Meaning: Int, Comparable {
        case other, landline, any, phone, mobile

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// A column with what speaks for it.
    private struct Candidate {
        let column: Int
        let meaning: Meaning
        /// The share of values that are numbers, in 256ths; a half for those that may be some.
        var share = 0
        /// The share of values that a message can reach.
        var mobileShare = 0
        /// How many values there are.
        var valueCount = 0

        var isNumbers: Bool { valueCount > 0 && share >= (meaning >= .any ? 100 : 160) }

        var rank: (Int, Int, Int, Int, Int) {
            (isNumbers ? 1 : 0, meaning.rawValue, mobileShare / 64, share / 32, -column)
        }
    }

    /// Looks at the names and at the first rows.
    ///
    /// Columns of numbers come before others, then a mobile's name before a telephone's before any
    /// number's, then columns of mobiles before landlines. Without numbers the name decides.
    init(_ names: [String], _ rows: [[[UInt8]]], _ numbers: NumberReader) {
        var candidates = names.indices.map { column in
            Candidate(column: column, meaning: Self.meaning(of: names[column]))
        }
        for index in candidates.indices {
            Self.weigh(&candidates[index], rows, numbers)
        }
        let sorted = candidates.sorted { $0.rank > $1.rank }
        guard let first = sorted.first, first.isNumbers || first.meaning > .landline else {
            best = nil
            byContent = nil
            others = []
            return
        }
        best = first.column
        byContent = first.isNumbers ? first.column : nil
        others =
            first.isNumbers
            ? sorted.dropFirst().filter { $0.isNumbers && $0.meaning > .other }.map(\.column)
                .sorted()
            : []
    }

    /// Whether the first row has a number where most rows have one.
    static func hasNumberFirst(_ rows: [[[UInt8]]], _ numbers: NumberReader) -> Bool {
        guard let first = rows.first else { return false }
        return first.indices.contains { column in
            guard value(first[column], numbers) > 1 else { return false }
            var candidate = Candidate(column: column, meaning: .other)
            weigh(&candidate, rows, numbers)
            return candidate.isNumbers
        }
    }

    private static func weigh(
        _ candidate: inout Candidate,
        _ rows: [[[UInt8]]],
        _ numbers: NumberReader
    ) {
        var sum = 0
        var mobileCount = 0
        for row in rows where candidate.column < row.count {
            let cell = row[candidate.column]
            guard !cell[...].isBlank else { continue }
            candidate.valueCount += 1
            let value = value(cell, numbers)
            sum += min(value, 2)
            if value == 3 { mobileCount += 1 }
        }
        guard candidate.valueCount > 0 else { return }
        candidate.share = sum * 128 / candidate.valueCount
        candidate.mobileShare = mobileCount * 256 / candidate.valueCount
    }

    /// 3 for a number that a message can reach, 2 for another number, 1 for what may be one of some
    /// country, otherwise 0.
    private static func value(_ cell: [UInt8], _ numbers: NumberReader) -> Int {
        do throws(NumberFault) {
            let reading = try numbers.read(cell.span)
            if reading.fault(by: .possible) == nil {
                guard reading.facts.isValid else { return isShaped(cell) ? 2 : 0 }
                return reading.facts.kind.canReceiveTexts ? 3 : 2
            }
        } catch {
            if error.reason == .roundedBySpreadsheet { return 1 }
        }
        return isShaped(cell) ? 1 : 0
    }

    /// Whether a cell has nine to fifteen digits and little else.
    private static func isShaped(_ cell: [UInt8]) -> Bool {
        let digitCount = cell.count { (0x30...0x39).contains($0) }
        return (9...15).contains(digitCount)
            && cell.allSatisfy { (0x30...0x39).contains($0) || " +-.()/\"'\t".utf8.contains($0) }
    }

    // MARK: Names

    /// Words for a mobile telephone, in the languages of people's lists.
    private static let mobileWords = [
        "mobile", "mob", "mobil", "mobiel", "mobilnummer", "mobilnr", "mobilní", "mobilny",
        "mobilný", "mobiltelefon", "mobiltelefonnummer", "mobitel", "móvil", "movil", "móviles",
        "movel", "móvel", "telemóvel", "telemovel", "celular", "cellulare", "cell", "cellphone",
        "cellular", "cel", "handy", "handynummer", "handynr", "natel", "gsm", "portable", "komórka",
        "komorka", "komórkowy", "komorkowy", "matkapuhelin", "kännykkä", "msisdn", "sms",
        "whatsapp", "wa", "cep", "мобильный", "мобильник", "мобільний", "мобилен", "κινητό",
        "κινητο", "נייד", "جوال", "الجوال", "محمول", "موبايل", "携帯", "携帯電話", "手机", "手機",
        "手机号", "手机号码", "휴대폰", "휴대전화", "मोबाइल",
    ]

    /// Words for a telephone.
    private static let phoneWords = [
        "phone", "phones", "phonenumber", "phoneno", "telephone", "téléphone", "tel", "tél",
        "telefon", "telefono", "teléfono", "telefone", "telefoon", "telefoonnummer",
        "telefonnummer", "telefonnr", "telnr", "fon", "fono", "puhelin", "puhelinnumero", "sími",
        "tālrunis", "telefonas", "телефон", "тел", "τηλέφωνο", "τηλεφωνο", "טלפון", "هاتف",
        "الهاتف", "电话", "電話", "電話番号", "전화", "전화번호", "फोन",
    ]

    /// Words for the number of anything, or for who gets a message.
    private static let anyWords = [
        "number", "numbers", "recipient", "recipients", "to", "destination", "dest", "receiver",
        "numero", "número", "numéro", "nummer", "numer", "nr", "číslo", "cislo", "номер",
        "empfänger", "destinataire", "destinatario", "destinatário", "odbiorca", "příjemce",
        "contact", "contacts", "号码",
    ]

    /// Words for a telephone that does not move, and for a fax.
    private static let landlineWords = [
        "fax", "landline", "festnetz", "fixe", "fixed", "fijo", "fisso", "stacjonarny", "pevná",
    ]

    /// Whether a name is that of a column of numbers.
    static func isNameOfNumbers(_ name: String) -> Bool {
        let meaning = meaning(of: name)
        return meaning == .phone || meaning == .mobile
    }

    private static func meaning(of name: String) -> Meaning {
        var words: [[UInt8]] = [[]]
        for octet in ColumnKey(name).octets {
            if " ./():".utf8.contains(octet) {
                words.append([])
            } else {
                words[words.count - 1].append(octet)
            }
        }
        func has(_ known: Set<[UInt8]>) -> Bool { words.contains { known.contains($0) } }
        if has(Self.known.landline) { return .landline }
        if has(Self.known.mobile) { return .mobile }
        if has(Self.known.phone) { return .phone }
        return has(Self.known.any) ? .any : .other
    }

    private static let known = (
        mobile: Set(mobileWords.map { Array($0.utf8) }),
        phone: Set(phoneWords.map { Array($0.utf8) }),
        any: Set(anyWords.map { Array($0.utf8) }),
        landline: Set(landlineWords.map { Array($0.utf8) })
    )
}
