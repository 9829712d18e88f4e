import Septet
import TestSupport
import Testing

/// `Vectors/decoding.tsv`: one user data field back to text.
@Suite struct DecodingVectorTests {
    @Test func partsAreReadAsTheVectorsSay() throws {
        for row in try VectorFile.rows("decoding.tsv") {
            let part: ReceivedPart
            do {
                part = try row.part()
            } catch let error as PartDecodingError {
                let result = try row.raw("result")
                #expect(result == "error", "\(row): \(error)")
                let expected = try row.raw("expected")
                #expect(error.words == expected, "\(row): \(error)")
                continue
            }
            switch try row.raw("result") {
            case "text":
                let expected = try row.text("expected")
                #expect(part.text == expected, "\(row)")
            case "data":
                #expect(part.text == nil, "\(row)")
                let expected = try row.octets("expected").map(UInt16.init)
                #expect(part.units == expected, "\(row)")
            case let result: Issue.record("\(row): \(result) expected, there is no error")
            }
        }
    }
}

extension VectorRow {
    /// The part in the columns that decoding and reassembly have in common.
    func part() throws -> ReceivedPart {
        guard let octet = try octets("dataCoding").first, let length = try integer("userDataLength")
        else { throw unreadable(try raw("dataCoding"), "dataCoding") }
        let header = try raw("hasHeader")
        guard ["0", "1", "true", "false"].contains(header) else {
            throw unreadable(header, "hasHeader")
        }
        let userData = try octets("userData")
        return try ReceivedPart(
            userData: userData.span,
            userDataLength: length,
            dataCodingScheme: DataCodingScheme(octet: octet),
            hasHeader: header == "1" || header == "true"
        )
    }
}

extension PartDecodingError {
    /// The error in the words of the vectors.
    var words: String {
        switch self {
        case .header(let error): "header \(error.place)"
        case .userDataTooShort, .lengthBelowHeader, .negativeLength, .userDataTooLong,
            .bufferTooSmall:
            "userDataLength"
        case .oddOctetCount: "oddOctets"
        case .compressed: "compressed"
        }
    }
}
