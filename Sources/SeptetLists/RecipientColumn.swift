internal import SeptetNumbers

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
