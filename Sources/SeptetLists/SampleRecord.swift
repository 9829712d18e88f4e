internal import SeptetJSON

/// One of the first records of an input.
struct SampleRecord {
    /// The cells; a line is one.
    var cells: [[UInt8]] = []

    /// What is wrong with it; then it has no cells.
    var error: RecordError?

    /// The line it begins on.
    var line: Int

    /// The line the next one begins on.
    var nextLine: Int

    /// Where it lies in its block.
    var range: Range<Int>

    init(cells: [[UInt8]], line: Int, range: Range<Int>) {
        self.cells = cells
        self.line = line
        self.range = range
        nextLine = line + 1
    }

    init(error: RecordError, line: Int, range: Range<Int> = 0..<0, next: Int? = nil) {
        self.error = error
        self.line = line
        self.range = range
        nextLine = next ?? line + 1
    }
}

extension [UInt8] {
    /// Whether fields have nothing in them that a person could see.
    func isBlank(_ fields: ArraySlice<Range<Int>>) -> Bool {
        fields.allSatisfy { self[$0].isBlank }
    }
}

extension ArraySlice<UInt8> {
    /// Whether there is nothing in the octets that a person could see: spaces, no-break spaces and
    /// characters without width.
    var isBlank: Bool {
        var position = startIndex
        while position < endIndex {
            let octet = self[position]
            if octet <= 0x20 || octet == 0x7F {
                position += 1
            } else if octet == 0xC2 && position + 1 < endIndex && self[position + 1] == 0xA0 {
                position += 2
            } else if octet >= 0xE1 && octet <= 0xEF && position + 2 < endIndex {
                let scalar =
                    UInt32(octet & 0x0F) << 12 | UInt32(self[position + 1] & 0x3F) << 6
                    | UInt32(self[position + 2] & 0x3F)
                switch scalar {
                case 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2064, 0x3000,
                    0xFEFF:
                    position += 3
                default: return false
                }
            } else {
                return false
            }
        }
        return true
    }
}

extension UInt8 {
    /// The octet, a capital of ASCII as the small letter.
    package var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension SampleRecord {
    /// The cells as names.
    var names: [String] { cells.map { String(decoding: $0, as: UTF8.self) } }

    /// The names of the columns: the cells, or numbers from 1.
    func columnNames(hasHeader: Bool) -> [String] {
        hasHeader ? names : (1...max(1, cells.count)).map { String($0) }
    }

    /// Whether this is a line such as `sep=;`, with which Excel says what separates cells.
    var isSeparatorLine: Bool {
        let octets = cells.reduce(into: [UInt8]()) { $0 += $1 }
        return octets.prefix(4).map(\.asciiLowercased).elementsEqual("sep=".utf8)
            && octets.count <= 5
    }
}

/// The members of the first objects of a list.
struct SampledMembers {
    /// The names that occur, in the order in which they do.
    private(set) var names: [String] = []

    /// The values of each object, as text; empty where it has none.
    private(set) var rows: [[[UInt8]]] = []

    /// Whether each member is an object or an array somewhere, which isn't read.
    private(set) var isNested: [Bool] = []

    init(_ records: [SampleRecord]) {
        var places: [[UInt8]: Int] = [:]
        for record in records {
            guard let line = record.cells.first,
                let value = try? JSONReader.value(of: line), case .object(let object) = value
            else { continue }
            var row = [[UInt8]](repeating: [], count: names.count)
            for member in object.members {
                let text: [UInt8] =
                    switch member.value {
                    case .string(let text): Array(text.utf8)
                    case .number(let digits): Array(digits.utf8)
                    default: []
                    }
                let place = places[Array(member.name.utf8)] ?? names.count
                if place == names.count {
                    places[Array(member.name.utf8)] = place
                    names.append(member.name)
                    isNested.append(false)
                    row.append([])
                }
                row[place] = text
                switch member.value {
                case .object, .array: isNested[place] = true
                default: break
                }
            }
            rows.append(row)
        }
    }
}
