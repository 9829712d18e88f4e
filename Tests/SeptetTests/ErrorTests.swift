import Septet
import Testing

/// Errors say what is wrong and where, in numbers and in words.
@Suite struct ErrorTests {
    @Test func partsThatAreNotWhatTheyAnnounce() {
        expect(
            [0xE8, 0x32, 0x9B, 0xFD],
            length: 5,
            .userDataTooShort(userDataLength: 5, octetCount: 5, available: 4),
            "user data length 5 means 5 octets, 4 are there"
        )
        expect(
            [],
            length: -1,
            .negativeLength(userDataLength: -1),
            "user data length -1 is below 0"
        )
        let far = 1_000_000_000_000_000_000
        expect(
            [0x61],
            length: far,
            .userDataTooShort(userDataLength: far, octetCount: far / 8 * 7, available: 1),
            "user data length 1000000000000000000 means 875000000000000000 octets, 1 are there"
        )
        expect(
            [UInt8](repeating: 0, count: 141),
            length: 1,
            .userDataTooLong(octetCount: 141),
            "user data of 141 octets, the field ends before offset 140"
        )
        expect(
            [0x05, 0x00, 0x03, 0x2A, 0x02, 0x01],
            length: 6,
            hasHeader: true,
            .lengthBelowHeader(userDataLength: 6, headerOctetCount: 6),
            "user data length 6 does not cover the header of 6 octets"
        )
        expect(
            [0x04, 0x16, 0x04],
            length: 3,
            scheme: 0x08,
            .oddOctetCount(offset: 2),
            "UCS-2 text has half a unit at offset 2 of the user data"
        )
        expect(
            [0x05, 0x00, 0x03, 0x2A, 0x02, 0x01, 0x04, 0x16, 0x04, 0xFF],
            length: 9,
            scheme: 0x08,
            hasHeader: true,
            .oddOctetCount(offset: 8),
            "UCS-2 text has half a unit at offset 8 of the user data"
        )
        expect(
            [0x61],
            length: 1,
            scheme: 0x20,
            .compressed,
            "the data coding scheme says the text is compressed (TS 23.042)"
        )
    }

    @Test func damagedHeaders() {
        expect(
            [0x05],
            length: 1,
            hasHeader: true,
            .header(.headerPastUserData(octetCount: 5, available: 0)),
            "user data header length at offset 0: 5 octets announced, 0 there"
        )
        expect(
            [],
            length: 0,
            hasHeader: true,
            .header(.missingLength),
            "user data header: no length octet at offset 0"
        )
        let second = UserDataHeaderError.elementPastHeader(
            identifier: 0x24,
            offset: 6,
            octetCount: 2,
            available: 1
        )
        expect(
            [0x08, 0x00, 0x03, 0x2A, 0x02, 0x01, 0x24, 0x02, 0x01],
            length: 9,
            scheme: 0x04,
            hasHeader: true,
            .header(second),
            "information element 0x24 at offset 6: 2 octets announced, 1 left in the header"
        )
        expect(
            [0x01, 0x7F],
            length: 2,
            scheme: 0x04,
            hasHeader: true,
            .header(.missingElementLength(identifier: 0x7F, offset: 1)),
            "information element 0x7f at offset 1: no length octet"
        )
    }

    private func expect(
        _ userData: [UInt8],
        length: Int,
        scheme: UInt8 = 0,
        hasHeader: Bool = false,
        _ error: PartDecodingError,
        _ description: String
    ) {
        #expect(throws: error) {
            try ReceivedPart(
                userData: userData.span,
                userDataLength: length,
                dataCodingScheme: DataCodingScheme(octet: scheme),
                hasHeader: hasHeader
            )
        }
        #expect(error.description == description)
    }

    @Test func textsThatCannotBePlanned() {
        #expect(PlanningError.invalidUTF8(utf8Offset: 3).description == "invalid UTF-8 at byte 3")
        #expect(
            PlanningError.tooManyParts(partCount: 256, alphabet: .ucs2, unitCount: 9).description
                == "the text needs 256 parts, a message has at most 255"
        )
        #expect(throws: PlanningError.notEncodable("ж", utf8Offset: 5)) {
            try Planner(choice: .gsm7Bit).plan("ab€жж")
        }
        #expect(
            PlanningError.notEncodable("ж", utf8Offset: 5).description
                == "U+0436 at byte 5 is not in the requested alphabet"
        )
        #expect(throws: PlanningError.noRoomBesideHeader(headerOctetCount: 140)) {
            try Planner(elementOctetCount: 140).plan("")
        }
        #expect(throws: PlanningError.noRoomBesideHeader(headerOctetCount: 143)) {
            try Planner(elementOctetCount: 137).plan("abc")
        }
    }

    @Test func writingAndReassembling() {
        let errors: [(any CustomStringConvertible, String)] = [
            (
                SegmentationError.planOfAnotherText(utf8Offset: 7),
                "the plan was made of another text, which differs at byte 7"
            ),
            (
                SegmentationError.elementsDiffer(octetCount: 1, planned: 2),
                "information elements of 1 octets, the plan counted with 2"
            ),
            (
                SegmentationError.bufferTooSmall(octetCount: 14, available: 13),
                "the next segment needs up to 14 octets, the buffer has room for 13"
            ),
            (
                ReassembledMessage.Interruption.otherPartCount(4),
                "its reference came in a part of a message of 4 parts, which is another message"
            ),
            (
                ReassembledMessage.Interruption.otherContent(sequence: 2),
                "its reference came with other content of part 2, which is another message"
            ),
            (
                ReassembledMessage.Interruption.expired,
                "the other parts did not come in time"
            ),
            (
                ReassembledMessage.Interruption.madeRoom,
                "too many messages were incomplete, and it was the oldest"
            ),
            (
                PartWarning.octetsBeyondLength(count: 1, areLikelyUnpacked: true),
                "1 octet lies beyond the user data length; the septets may be unpacked"
            ),
            (
                PartWarning.octetsBeyondLength(count: 2, areLikelyUnpacked: false),
                "2 octets lie beyond the user data length"
            ),
            (
                PartWarning.littleEndianMark,
                "the text begins with a little-endian byte order mark; its units are read big-endian"
            ),
            (
                PartWarning.octetsAboveSeptets(count: 2, offset: 6),
                "2 octets of unpacked text above 7f, first at offset 6; the upper bit is dropped"
            ),
            (PartWarning.halfUnit(offset: 8), "half a UCS-2 unit at offset 8 is left out"),
            (
                PartWarning.longerThanAField(octetCount: 141),
                "user data of 141 octets, a short message has 140 at most"
            ),
            (
                ReassemblyError.senderTooLong(octetCount: 300, limit: 256),
                "a sender of 300 bytes, more than 256"
            ),
            (
                UserDataHeaderError.headerTooLong(octetCount: 141),
                "user data header of 141 octets, the field holds 140"
            ),
        ]
        for (error, description) in errors { #expect(error.description == description) }
    }
}
