import Septet
import TestSupport
import Testing

/// `Vectors/headers.tsv`: user data headers, sound and malformed.
@Suite struct HeaderVectorTests {
    @Test func headersAreReadAsTheVectorsSay() throws {
        for row in try VectorFile.rows("headers.tsv") {
            let octets = try row.octets("octets")
            let header: UserDataHeader
            do {
                header = try UserDataHeader(parsing: octets.span)
            } catch {
                let result = try row.raw("result")
                #expect(result == "error", "\(row): \(error)")
                let expectedError = try row.raw("error")
                #expect(error.place == expectedError, "\(row): \(error)")
                continue
            }
            let result = try row.raw("result")
            #expect(result == "valid", "\(row)")
            let elements = header.elements.map {
                HexadecimalDigits.string([$0.identifier.rawValue]) + ":"
                    + HexadecimalDigits.string($0.data)
            }
            let expectedElements = try row.optional("elements") ?? ""
            #expect(elements.joined(separator: ",") == expectedElements, "\(row)")
            let concatenation = header.concatenation.map {
                "\($0.reference.width.rawValue):\($0.reference.number):\($0.partCount):\($0.sequence)"
            }
            let expectedConcatenation = try row.optional("concatenation")
            #expect(concatenation == expectedConcatenation, "\(row)")
            // The engine does not say how wide the ports were.
            let ports = try row.optional("ports")?.split(separator: ":").dropFirst().map { Int($0) }
            let found = header.ports.map { [Int($0.destination), Int($0.source)] }
            #expect(found == ports, "\(row)")
            let expectedLocking = try row.integer("locking")
            #expect(header.lockingShiftIdentifier.map(Int.init) == expectedLocking, "\(row)")
            let expectedSingle = try row.integer("single")
            #expect(header.singleShiftIdentifier.map(Int.init) == expectedSingle, "\(row)")
        }
    }

    @Test func soundHeadersAreWrittenAsTheyWereRead() throws {
        for row in try VectorFile.rows("headers.tsv") where try row.raw("result") == "valid" {
            let octets = try row.octets("octets")
            let header = try UserDataHeader(parsing: octets.span)
            let expected = octets == [0] ? [] : Array(octets.prefix(1 + Int(octets[0])))
            #expect(header.octets == expected, "\(row)")
            #expect(header.octetCount == expected.count, "\(row)")
            #expect(try UserDataHeader(header.elements).octets == header.octets, "\(row)")
        }
    }
}

extension UserDataHeaderError {
    /// The octet that is wrong, in the words of the vectors.
    var place: String {
        switch self {
        case .missingLength, .headerPastUserData: "headerLength@0"
        // The offset is that of the identifier; the length octet follows it.
        case .missingElementLength(_, let offset): "elementLength@\(offset + 1)"
        case .elementPastHeader(_, let offset, _, _): "elementLength@\(offset + 1)"
        case .wrongElementLength(_, let offset, _, _): "wrongLength@\(offset)"
        case .impossiblePart(_, _, let offset): "impossiblePart@\(offset)"
        case .headerTooLong: "\(self)"
        }
    }
}
