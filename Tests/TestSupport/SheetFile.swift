/// A workbook with one sheet, whose parts are stored without compression.
package struct SheetFile {
    private let parts: [(name: String, octets: [UInt8])]

    /// The rows of the sheet; the cells of one column may be numbers, and a cell without text is left out.
    package init(_ rows: [[String]], numberColumn: Int? = nil) {
        var sheet = "<worksheet><sheetData>"
        for (row, cells) in rows.enumerated() {
            sheet += "<row r=\"\(row + 1)\">"
            for (column, text) in cells.enumerated() where !text.isEmpty {
                let place = "\(Unicode.Scalar(UInt8(0x41 + column)))\(row + 1)"
                let digits = text.utf8.drop { $0 == 0x2B }
                let isNumber =
                    column == numberColumn && digits.allSatisfy { (0x30...0x39).contains($0) }
                sheet +=
                    isNumber
                    ? "<c r=\"\(place)\"><v>\(Substring(digits))</v></c>"
                    : "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(Self.escaped(text))</t></is></c>"
            }
            sheet += "</row>"
        }
        self.init(sheet: sheet + "</sheetData></worksheet>")
    }

    /// A workbook whose sheet is this XML.
    package init(
        sheet: String,
        strings: String? = nil,
        styles: String? = nil,
        sheets: String? = nil
    ) {
        let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        func relation(_ id: String, _ kind: String, _ target: String) -> String {
            "<Relationship Id=\"\(id)\" Type=\"\(type)\(kind)\" Target=\"\(target)\"/>"
        }
        var relations = relation("r1", "worksheet", "worksheets/sheet1.xml")
        var parts: [(String, String)] = []
        if let strings {
            relations += relation("r2", "sharedStrings", "sharedStrings.xml")
            parts.append(("xl/sharedStrings.xml", strings))
        }
        if let styles {
            relations += relation("r3", "styles", "/xl/styles.xml")
            parts.append(("xl/styles.xml", styles))
        }
        let list = sheets ?? "<sheet name=\"People\" sheetId=\"1\" r:id=\"r1\"/>"
        parts += [
            (
                "_rels/.rels",
                "<Relationships>" + relation("r1", "officeDocument", "xl/workbook.xml")
                    + "</Relationships>"
            ),
            ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets>\(list)</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships>\(relations)</Relationships>"),
            ("xl/worksheets/sheet1.xml", sheet),
        ]
        self.parts = parts.map { ($0, Array($1.utf8)) }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The file.
    package var octets: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let fields =
                Self.number(20, 2) + Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 4)
                + Self.number(Int(Self.crc(part.octets)), 4) + Self.number(part.octets.count, 4)
                + Self.number(part.octets.count, 4) + Self.number(part.name.utf8.count, 2)
                + Self.number(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + Self.number(20, 2) + fields + Self.number(0, 10)
                + Self.number(file.count, 4) + Array(part.name.utf8)
            file += [0x50, 0x4B, 3, 4] + fields + Array(part.name.utf8) + part.octets
        }
        return file + directory + [0x50, 0x4B, 5, 6] + Self.number(0, 4)
            + Self.number(parts.count, 2) + Self.number(parts.count, 2)
            + Self.number(directory.count, 4) + Self.number(file.count, 4) + Self.number(0, 2)
    }

    private static func number(_ value: Int, _ octetCount: Int) -> [UInt8] {
        (0..<octetCount).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
    }

    private static func crc(_ octets: [UInt8]) -> UInt32 {
        var crc: UInt32 = .max
        for octet in octets {
            crc ^= UInt32(octet)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~crc
    }
}
