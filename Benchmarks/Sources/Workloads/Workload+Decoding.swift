internal import Measuring
internal import Septet

extension Workload {
    static func decodingToStrings(_ fields: ReceivedFields) -> Contender {
        Contender(
            contenderName,
            messageCount: fields.texts.count,
            expected: fields.textOctetCount
        ) {
            var octetCount = 0
            for index in 0..<fields.lengths.count {
                octetCount += try text(of: fields, at: index)?.utf8.count ?? 0
            }
            return octetCount
        }
    }

    static func decodingIntoBuffer(_ fields: ReceivedFields) -> Contender {
        let buffer = OutputBuffer(octetCount: 1 << 16)
        return Contender(
            contenderName,
            messageCount: fields.texts.count,
            expected: fields.textOctetCount
        ) {
            let octets = fields.octets.span
            var octetCount = 0
            for index in 0..<fields.lengths.count {
                octetCount += try buffer.fill { output throws(PartDecodingError) in
                    _ = try PartText.write(
                        userData: octets.extracting(
                            fields.starts[index]..<fields.starts[index + 1]
                        ),
                        userDataLength: fields.lengths[index],
                        dataCodingScheme: DataCodingScheme(octet: fields.dataCodingSchemes[index]),
                        hasHeader: false,
                        into: &output
                    )
                }
            }
            return octetCount
        }
    }

    /// The text of one field.
    static func text(of fields: ReceivedFields, at index: Int) throws -> String? {
        let octets = fields.octets.span
        return try PartText.text(
            ofUserData: octets.extracting(fields.starts[index]..<fields.starts[index + 1]),
            userDataLength: fields.lengths[index],
            dataCodingScheme: DataCodingScheme(octet: fields.dataCodingSchemes[index]),
            hasHeader: false
        )
    }

    /// The text of one field as it comes into a buffer.
    static func octets(of fields: ReceivedFields, at index: Int) throws -> [UInt8] {
        let octets = fields.octets.span
        return try [UInt8](capacity: 1 << 12) { output throws(PartDecodingError) in
            _ = try PartText.write(
                userData: octets.extracting(fields.starts[index]..<fields.starts[index + 1]),
                userDataLength: fields.lengths[index],
                dataCodingScheme: DataCodingScheme(octet: fields.dataCodingSchemes[index]),
                hasHeader: false,
                into: &output
            )
        }
    }
}
