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

    /// The text of one field.
    static func text(of fields: ReceivedFields, at index: Int) throws -> String? {
        let octets = fields.octets.span
        return try ReceivedPart(
            userData: octets.extracting(fields.starts[index]..<fields.starts[index + 1]),
            userDataLength: fields.lengths[index],
            dataCodingScheme: DataCodingScheme(octet: fields.dataCodingSchemes[index]),
            hasHeader: false
        ).text
    }
}
