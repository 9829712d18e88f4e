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
        func received(dataCoding: UInt8) throws(DecodingError) -> ReceivedPart {
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
    init(json: Data) throws(DecodableLineError) {
        let fields: Fields
        do {
            fields = try JSONDecoder().decode(Fields.self, from: json)
        } catch {
            throw DecodableLineError(error)
        }
        guard let octet = UInt8(exactly: fields.dataCoding ?? 0) else {
            throw .outOfRange(key: "dataCoding", value: fields.dataCoding ?? 0)
        }
        dataCoding = octet
        sender = fields.sender
        if let entries = fields.parts {
            var parts: [Part] = []
            for entry in entries { parts.append(try Self.part(entry)) }
            self.parts = parts
            part = Part(userData: [], userDataLength: 0, hasHeader: false)
        } else {
            parts = nil
            part = try Self.part(fields)
        }
    }

    private static func part(_ fields: Fields) throws(DecodableLineError) -> Part {
        guard let digits = fields.userData else { throw .missing(key: "userData") }
        guard let length = fields.userDataLength else { throw .missing(key: "userDataLength") }
        let userData: [UInt8]
        do {
            userData = try Hexadecimal.octets(of: digits)
        } catch {
            throw .hexadecimal(key: "userData", error)
        }
        return Part(
            userData: userData,
            userDataLength: length,
            hasHeader: fields.hasHeader ?? fields.header.map { !$0.isEmpty } ?? false
        )
    }
}

/// Why a line of the input of `decode` holds no part.
enum DecodableLineError: Error, CustomStringConvertible {
    case notJSON(reason: String)
    case missing(key: String)
    case outOfRange(key: String, value: Int)
    case hexadecimal(key: String, Hexadecimal.DecodingError)

    init(_ error: any Error) {
        switch error {
        case Swift.DecodingError.typeMismatch(_, let context),
            Swift.DecodingError.valueNotFound(_, let context):
            let key = context.codingPath.map(\.stringValue).joined(separator: ".")
            self = .notJSON(reason: "\"\(key)\": \(context.debugDescription)")
        default: self = .notJSON(reason: "the line is not valid JSON")
        }
    }

    var description: String {
        switch self {
        case .notJSON(let reason): reason
        case .missing(let key): "no \"\(key)\""
        case .outOfRange(let key, let value): "\"\(key)\": \(value) is not an octet, 0 to 255"
        case .hexadecimal(let key, let error): "\"\(key)\": \(error)"
        }
    }
}
