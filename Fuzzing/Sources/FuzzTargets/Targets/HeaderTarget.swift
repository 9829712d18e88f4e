internal import Septet

extension FuzzTarget {
    /// A header that is read is written back octet for octet; an error names an offset within it.
    static let header = FuzzTarget("header") { input in
        let octets = input.rest()
        let header: UserDataHeader
        do throws(UserDataHeaderError) {
            header = try UserDataHeader(parsing: octets.span)
        } catch {
            if let offset = error.offset {
                require(offset <= octets.count, "\(error) is within \(octets.count) octets")
            }
            return
        }
        let end = header.elements.isEmpty ? 0 : 1 + Int(octets[0])
        require(header.octets == Array(octets[..<end]), "the header is written back")
        require(header.octetCount == end, "the header counts itself")
        if (try? header.checkMeaning()) != nil, let place = header.concatenation {
            require(place.isValid, "a checked concatenation names a part that exists")
        }
        if header.octetCount <= 140 {
            require((try? UserDataHeader(header.elements)) == header, "elements make the header")
        }
        _ = (header.ports, header.shiftTables)
    }
}

extension UserDataHeaderError {
    /// Where in the octets the error stands.
    fileprivate var offset: Int? {
        switch self {
        case .missingElementLength(_, let offset), .elementPastHeader(_, let offset, _, _),
            .wrongElementLength(_, let offset, _, _), .impossiblePart(_, _, let offset):
            offset
        case .missingLength, .headerPastUserData, .headerTooLong: nil
        }
    }
}
