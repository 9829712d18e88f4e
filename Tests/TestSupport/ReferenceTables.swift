import Foundation

/// The tables of the alphabets, read from the files in `Vectors/tables`.
///
/// Tables are numbered by language identifier; 0 is the default alphabet and its extension table.
package struct ReferenceTables: Sendable {
    /// One table: what each of the 128 septets shows, and which septet is written for a character.
    package struct Table: Sendable {
        /// The scalar each septet shows, `nil` where there is none.
        package let decoded: [Unicode.Scalar?]

        /// The septet written for each scalar.
        package let written: [Unicode.Scalar: UInt8]
    }

    /// The locking shift tables by language.
    package let locking: [Int: Table]

    /// The single shift tables by language.
    package let single: [Int: Table]

    /// The identifiers of all languages that have a table, 0 included.
    package var languages: [Int] { Set(locking.keys).union(single.keys).sorted() }

    /// The file of each table, in the order of the names.
    package static func fileNames() throws -> [String] {
        let folder = PackageFolder.vectors.appending(path: "tables")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("nl") || $0.hasPrefix("gsm0338_") }
            .sorted()
    }

    /// Reads every table.
    package init() throws {
        let decisions = try VectorFile.rows("tables/decisions.tsv")
        var locking: [Int: Table] = [:]
        var single: [Int: Table] = [:]
        for file in try Self.fileNames() {
            let words = file.dropLast(".tsv".count).split(separator: "_").map(String.init)
            switch words[1] {
            case "default": locking[0] = try Self.table(file, "default", "locking", decisions)
            case "extension": single[0] = try Self.table(file, "default", "single", decisions)
            default:
                guard let identifier = Int(words[0].dropFirst(2)) else {
                    throw VectorError.unreadable(value: file, column: "file name", row: "")
                }
                let table = try Self.table(file, words[1], words[2], decisions)
                if words[2] == "locking" {
                    locking[identifier] = table
                } else {
                    single[identifier] = table
                }
            }
        }
        self.locking = locking
        self.single = single
    }

    private static func table(
        _ file: String,
        _ language: String,
        _ kind: String,
        _ decisions: [VectorRow]
    ) throws -> Table {
        var decoded = [Unicode.Scalar?](repeating: nil, count: 128)
        for row in try VectorFile.rows("tables/" + file) {
            if try row.raw("status") == "escape" { continue }
            decoded[try septet(row)] = try scalar(row, "codepoint")
        }
        var unwritten: Set<Int> = []
        for row in decisions {
            guard try row.raw("language") == language, try row.raw("kind") == kind else { continue }
            decoded[try septet(row)] = try scalar(row, "decodes")
            if try row.raw("written") == "no" { unwritten.insert(try septet(row)) }
        }
        var written: [Unicode.Scalar: UInt8] = [:]
        for septet in 0..<128 where !unwritten.contains(septet) {
            // Of two places the lower septet is written.
            if let scalar = decoded[septet], written[scalar] == nil {
                written[scalar] = UInt8(septet)
            }
        }
        return Table(decoded: decoded, written: written)
    }

    private static func septet(_ row: VectorRow) throws -> Int {
        let cell = try row.raw("septet")
        guard let septet = Int(cell, radix: 16), septet < 128 else {
            throw row.unreadable(cell, "septet")
        }
        return septet
    }

    private static func scalar(_ row: VectorRow, _ column: String) throws -> Unicode.Scalar? {
        guard let cell = try row.optional(column) else { return nil }
        guard let value = UInt32(cell.dropFirst(2), radix: 16),
            let scalar = Unicode.Scalar(value)
        else { throw row.unreadable(cell, column) }
        return scalar
    }
}

/// A text as the reference works on it: scalars, their kinds and their clusters.
package struct ReferenceText: Sendable {
    let scalars: [Unicode.Scalar]
    /// The different scalars of the text.
    let alphabet: [Unicode.Scalar]
    /// For each scalar its place in `alphabet`.
    let kinds: [Int]
    /// The grapheme clusters as ranges of `scalars`, made only when they are asked for.
    let clusters: [Range<Int>]

    package init(_ text: String, needsClusters: Bool) {
        scalars = Array(text.unicodeScalars)
        var places: [Unicode.Scalar: Int] = [:]
        var alphabet: [Unicode.Scalar] = []
        var kinds: [Int] = []
        for scalar in scalars {
            if let place = places[scalar] {
                kinds.append(place)
            } else {
                places[scalar] = alphabet.count
                kinds.append(alphabet.count)
                alphabet.append(scalar)
            }
        }
        self.alphabet = alphabet
        self.kinds = kinds
        var clusters: [Range<Int>] = []
        if needsClusters {
            var start = 0
            for character in text {
                let end = start + character.unicodeScalars.count
                clusters.append(start..<end)
                start = end
            }
        }
        self.clusters = clusters
    }
}

/// Septets packed bit by bit, as drawn in TS 23.038 §6.1.2.1.
package enum ReferenceBits {
    /// The octets that hold the septets after some zero bits.
    package static func packed(_ septets: [UInt16], fillBitCount: Int) -> [UInt8] {
        var bits = [Bool](repeating: false, count: fillBitCount)
        for septet in septets {
            for bit in 0..<7 { bits.append(septet >> bit & 1 == 1) }
        }
        while bits.count % 8 != 0 { bits.append(false) }
        var octets: [UInt8] = []
        for first in stride(from: 0, to: bits.count, by: 8) {
            var octet: UInt8 = 0
            for bit in 0..<8 where bits[first + bit] { octet |= 1 << bit }
            octets.append(octet)
        }
        return octets
    }

    /// The first `count` septets behind some bits that are skipped.
    package static func unpacked(_ octets: [UInt8], fillBitCount: Int, count: Int) -> [UInt16] {
        var bits: [Bool] = []
        for octet in octets {
            for bit in 0..<8 { bits.append(octet >> bit & 1 == 1) }
        }
        return (0..<count).map { index in
            var septet: UInt16 = 0
            for bit in 0..<7 where bits[fillBitCount + index * 7 + bit] { septet |= 1 << bit }
            return septet
        }
    }

    /// The zero bits that follow a header of some octets so that text begins on a septet border.
    package static func fillBitCount(headerOctetCount: Int) -> Int {
        var bits = 0
        while (headerOctetCount * 8 + bits) % 7 != 0 { bits += 1 }
        return bits
    }
}
