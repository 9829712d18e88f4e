internal import Foundation
internal import Septet

/// One line of the input of `decode`.
struct DecodableLine {
    /// A part, as received or as `encode` prints it.
    struct Part {
        let userData: [UInt8]
        let userDataLength: Int
        let hasHeader: Bool

        /// Reads the part under a data coding scheme.
        func received(dataCoding: UInt8) throws(PartDecodingError) -> ReceivedPart {
            try ReceivedPart(
                userData: userData.span,
                userDataLength: userDataLength,
                dataCodingScheme: DataCodingScheme(octet: dataCoding),
                hasHeader: hasHeader
            )
        }
    }

    /// The parts of one message, when the line comes from `encode`.
    let parts: [Part]?

    /// The part the line holds, when it holds only one.
    let part: Part

    let dataCoding: UInt8
    let sender: String?

    private struct Fields: Decodable {
        let userData: String?
        let userDataLength: Int?
        let dataCoding: Int?
        let hasHeader: Bool?
        let header: String?
        let sender: String?
        let parts: [Fields]?
    }

    /// Reads the JSON of a line.
    init(json: [UInt8]) throws(DecodableLineError) {
        do {
            _ = try UTF8Span(validating: json.span)
        } catch {
            throw .invalidUTF8(utf8Offset: error.byteOffsets.lowerBound)
        }
        let data = Data(json)
        let fields: Fields
        do {
            fields = try JSONDecoder().decode(Fields.self, from: data)
        } catch {
            throw DecodableLineError(error, data)
        }
        guard let number = fields.dataCoding else { throw .missing(key: "dataCoding") }
        guard let octet = UInt8(exactly: number) else {
            throw .outOfRange(key: "dataCoding", value: number)
        }
        dataCoding = octet
        sender = fields.sender
        if let entries = fields.parts {
            guard !entries.isEmpty else { throw .missing(key: "parts[0]") }
            var parts: [Part] = []
            for (index, entry) in entries.enumerated() {
                parts.append(try Self.part(entry, "parts[\(index)]."))
            }
            self.parts = parts
            part = Part(userData: [], userDataLength: 0, hasHeader: false)
        } else {
            parts = nil
            part = try Self.part(fields, "")
        }
    }

    private static func part(_ fields: Fields, _ path: String) throws(DecodableLineError) -> Part {
        guard let digits = fields.userData else { throw .missing(key: path + "userData") }
        guard let length = fields.userDataLength else {
            throw .missing(key: path + "userDataLength")
        }
        guard let hasHeader = fields.hasHeader ?? fields.header.map({ !$0.isEmpty }) else {
            throw .missing(key: path + "hasHeader")
        }
        let userData: [UInt8]
        do {
            userData = try Hexadecimal.octets(of: digits)
        } catch {
            throw .hexadecimal(key: path + "userData", error)
        }
        return Part(userData: userData, userDataLength: length, hasHeader: hasHeader)
    }
}
