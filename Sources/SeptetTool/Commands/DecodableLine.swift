internal import Septet
internal import SeptetJSON

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

    /// Reads the JSON of a line.
    ///
    /// Members that are null are missing; unknown ones are ignored.
    init(json: [UInt8]) throws(DecodableLineError) {
        let line: JSONNode
        do {
            line = try JSONNode(octets: json)
        } catch {
            throw .notJSON(error)
        }
        guard case .object = line.value else { throw .notAnObject }
        guard let number = line["dataCoding"] else { throw .missing(key: "dataCoding") }
        let value = try number.wholeNumber()
        guard let octet = UInt8(exactly: value) else {
            throw .outOfRange(key: "dataCoding", value: value)
        }
        dataCoding = octet
        sender = try line["sender"]?.onlyString()
        if let list = line["parts"] {
            guard case .array = list.value else { throw .wrongKind(list, "an array") }
            parts = try list.oneOrMore().map { entry throws(DecodableLineError) in
                guard case .object = entry.value else { throw .wrongKind(entry, "an object") }
                return try Part(entry)
            }
            if parts?.isEmpty ?? true { throw .missing(key: "parts[0]") }
            part = Part(userData: [], userDataLength: 0, hasHeader: false)
        } else {
            parts = nil
            part = try Part(line)
        }
    }
}

extension DecodableLine.Part {
    fileprivate init(_ node: JSONNode) throws(DecodableLineError) {
        func required(_ name: String) throws(DecodableLineError) -> JSONNode {
            guard let member = node[name] else {
                throw .missing(key: node.path.isEmpty ? name : "\(node.path).\(name)")
            }
            return member
        }
        let digits = try required("userData")
        userDataLength = try required("userDataLength").wholeNumber()
        if node["hasHeader"] == nil, let header = node["header"] {
            hasHeader = try !header.onlyString().isEmpty
        } else {
            let member = try required("hasHeader")
            guard case .boolean(let truth) = member.value else {
                throw .wrongKind(member, "a boolean")
            }
            hasHeader = truth
        }
        let text = try digits.onlyString()
        do {
            userData = try Hexadecimal.octets(of: text)
        } catch {
            throw .hexadecimal(key: digits.path, error)
        }
    }
}

extension JSONNode {
    /// The text of a value that must be a string.
    fileprivate func onlyString() throws(DecodableLineError) -> String {
        guard case .string(let text) = value else { throw .wrongKind(self, "a string") }
        return text
    }

    /// A number without a fraction, such as `140`, `140.0` and `1.4e2`.
    fileprivate func wholeNumber() throws(DecodableLineError) -> Int {
        guard case .number(let digits) = value,
            let number = Int(digits) ?? Double(digits).flatMap(Int.init(exactly:))
        else { throw .wrongKind(self, "a whole number") }
        return number
    }
}

/// Why a line of the input of `decode` holds no part.
enum DecodableLineError: Error, CustomStringConvertible {
    case notJSON(JSONFault)
    case notAnObject
    case wrongKind(path: String, found: String, wanted: String)
    case missing(key: String)
    case outOfRange(key: String, value: Int)
    case hexadecimal(key: String, Hexadecimal.DecodingError)

    fileprivate static func wrongKind(_ node: JSONNode, _ wanted: String) -> Self {
        .wrongKind(path: node.path, found: node.value.kind, wanted: wanted)
    }

    var description: String {
        switch self {
        case .notJSON(let fault):
            if case .invalidUTF8 = fault.kind { "\(fault)" } else { "not valid JSON: \(fault)" }
        case .notAnObject: "the line is not an object"
        case .wrongKind(let path, let found, let wanted):
            "\"\(path)\": expected \(wanted), found \(found)"
        case .missing(let key): "no \"\(key)\""
        case .outOfRange(let key, let value): "\"\(key)\": \(value) is not an octet, 0 to 255"
        case .hexadecimal(let key, let error): "\"\(key)\": \(error)"
        }
    }
}
