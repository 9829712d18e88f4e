internal import Septet
internal import SeptetJSON
internal import SeptetProtocols
internal import SeptetProviders

/// One line of the input of `decode`.
struct DecodableLine {
    /// A part, as it was received or as `encode` prints it.
    enum Part {
        /// The user data and what says how to read it.
        case userData(
            [UInt8],
            userDataLength: Int,
            DataCodingScheme,
            hasHeader: Bool,
            ReceivedPart.Packing
        )
        /// A unit as it travels between phone and service centre.
        case tpdu([UInt8], TPDU.Kind?, hasServiceCentre: Bool)
        /// The fields of a submit_sm or deliver_sm.
        case smpp(SMPPFields)
    }

    /// The parts of one message, when the line comes from `encode`.
    let parts: [Part]?

    /// The part the line holds, when it holds only one.
    let part: Part?

    let sender: String?

    /// When the part was received, in seconds since 1970.
    let receivedAt: Int?

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
        sender = try line["sender"]?.onlyString()
        receivedAt = try line["receivedAt"].map { member throws(DecodableLineError) in
            let text = try member.onlyString()
            guard let time = Timestamp(iso8601: text) else { throw .notATime(key: member.path) }
            return time.secondsSince1970
        }
        if let list = line["parts"] {
            guard case .array = list.value else { throw .wrongKind(list, "an array") }
            parts = try list.oneOrMore().map { entry throws(DecodableLineError) in
                guard case .object = entry.value else { throw .wrongKind(entry, "an object") }
                return try Part(entry, line: line)
            }
            if parts?.isEmpty ?? true { throw .missing(key: "parts[0]") }
            part = nil
        } else {
            parts = nil
            part = try Part(line, line: line)
        }
    }
}

extension DecodableLine.Part {
    /// Reads a part; what all parts of a line have in common may stand in the line.
    fileprivate init(_ node: JSONNode, line: JSONNode) throws(DecodableLineError) {
        if node["userData"] == nil, let unit = node["tpdu"] {
            let direction = try (node["direction"] ?? line["direction"])?.tpduKind()
            let hasServiceCentre = try (node["smsc"] ?? line["smsc"])?.onlyBoolean() ?? false
            self = .tpdu(try unit.octets(), direction, hasServiceCentre: hasServiceCentre)
            return
        }
        if node["userData"] == nil, let fields = node["smpp"] {
            guard case .object = fields.value else { throw .wrongKind(fields, "an object") }
            self = .smpp(try SMPPFields(fields))
            return
        }
        let scheme = DataCodingScheme(octet: try line.required("dataCoding").octet())
        let digits = try node.required("userData")
        let isPacked = try (node["packed"] ?? line["packed"])?.onlyBoolean() ?? true
        // Of unpacked septets the octets say how many there are.
        let length =
            isPacked
            ? try node.required("userDataLength").wholeNumber()
            : try node["userDataLength"]?.wholeNumber()
        let hasHeader: Bool
        if node["hasHeader"] == nil, let header = node["header"] {
            hasHeader = try !header.onlyString().isEmpty
        } else {
            hasHeader = try node.required("hasHeader").onlyBoolean()
        }
        let octets = try digits.octets()
        self = .userData(
            octets,
            userDataLength: length ?? octets.count,
            scheme,
            hasHeader: hasHeader,
            isPacked ? .packed : .unpacked
        )
    }
}

extension SMPPFields {
    fileprivate init(_ node: JSONNode) throws(DecodableLineError) {
        let list = node["tlvs"]
        if let list {
            guard case .array = list.value else { throw .wrongKind(list, "an array") }
        }
        let parameters = try (list?.oneOrMore() ?? []).map {
            entry throws(DecodableLineError) -> TaggedParameter in
            guard case .object = entry.value else { throw .wrongKind(entry, "an object") }
            let member = try entry.required("tag")
            let tag = try member.octets()
            guard tag.count == 2 else { throw .notATag(key: member.path) }
            return TaggedParameter(
                tag: .init(rawValue: UInt16(tag[0]) << 8 | UInt16(tag[1])),
                value: try entry.required("value").octets()
            )
        }
        self.init(
            dataCoding: try node.required("dataCoding").octet(),
            esmClass: try node["esmClass"]?.octet() ?? 0,
            shortMessage: try node["shortMessage"]?.octets() ?? [],
            parameters: parameters
        )
        if node["shortMessage"] == nil, parameters.allSatisfy({ $0.tag != .messagePayload }) {
            throw .missing(key: node.path + ".shortMessage")
        }
    }
}

extension JSONNode {
    fileprivate func required(_ name: String) throws(DecodableLineError) -> JSONNode {
        guard let member = self[name] else {
            throw .missing(key: path.isEmpty ? name : "\(path).\(name)")
        }
        return member
    }

    /// The text of a value that must be a string.
    fileprivate func onlyString() throws(DecodableLineError) -> String {
        guard case .string(let text) = value else { throw .wrongKind(self, "a string") }
        return text
    }

    fileprivate func onlyBoolean() throws(DecodableLineError) -> Bool {
        guard case .boolean(let truth) = value else { throw .wrongKind(self, "a boolean") }
        return truth
    }

    /// A number without a fraction, such as `140`, `140.0` and `1.4e2`.
    fileprivate func wholeNumber() throws(DecodableLineError) -> Int {
        guard case .number(let digits) = value,
            let number = Int(digits) ?? Double(digits).flatMap(Int.init(exactly:))
        else { throw .wrongKind(self, "a whole number") }
        return number
    }

    fileprivate func octet() throws(DecodableLineError) -> UInt8 {
        let number = try wholeNumber()
        guard let octet = UInt8(exactly: number) else {
            throw .outOfRange(key: path, value: number)
        }
        return octet
    }

    /// The octets of a string of hexadecimal digits.
    fileprivate func octets() throws(DecodableLineError) -> [UInt8] {
        let text = try onlyString()
        do {
            return try Hexadecimal.octets(of: text)
        } catch {
            throw .hexadecimal(key: path, error)
        }
    }

    fileprivate func tpduKind() throws(DecodableLineError) -> TPDU.Kind {
        let name = try onlyString()
        let kind = TPDU.Kind.allCases.first { $0.jsonName.utf8.elementsEqual(name.utf8) }
        guard let kind else { throw .notADirection(key: path) }
        return kind
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
    case notATime(key: String)
    case notADirection(key: String)
    case notATag(key: String)

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
        case .notATime(let key):
            "\"\(key)\": not a time of ISO 8601 with a zone, such as 2026-11-30T15:02:00Z"
        case .notADirection(let key):
            "\"\(key)\": expected "
                + TPDU.Kind.allCases.map { "\"\($0.jsonName)\"" }.joined(separator: ", ")
        case .notATag(let key): "\"\(key)\": a tag is 4 hexadecimal digits"
        }
    }
}
