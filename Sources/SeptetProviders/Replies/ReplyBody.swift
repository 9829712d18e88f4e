package import SeptetBilling
package import SeptetJSON

/// The octets of a reply, checked once: no longer than any reply, and UTF-8.
package struct ReplyBody: Sendable {
    package let octets: [UInt8]

    /// The text without a byte order mark and without white space at its ends.
    package let text: Substring

    /// Where `text` begins in the octets.
    package let textOffset: Int

    /// Checks the octets.
    ///
    /// Complexity: linear; allocates the text.
    ///
    /// - Parameter octetLimit: Longer replies are refused unread.
    package init(
        _ octets: [UInt8],
        octetLimit: Int = JSONReader.octetLimit
    ) throws(ReplyError) {
        guard octets.count <= octetLimit else {
            throw .tooLong(octetCount: octets.count, limit: octetLimit)
        }
        do {
            _ = try UTF8Span(validating: octets.span)
        } catch {
            throw .invalidUTF8(offset: error.byteOffsets.lowerBound)
        }
        self.octets = octets
        let whole = String(decoding: octets, as: UTF8.self)
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
        let scalars = whole.unicodeScalars
        let start = scalars.firstIndex { !isSpace($0) } ?? scalars.endIndex
        let end = scalars.lastIndex { !isSpace($0) }.map(scalars.index(after:)) ?? start
        text = whole[start..<end]
        textOffset = whole.utf8.distance(from: whole.startIndex, to: start)
    }

    /// Whether the text can only be JSON: an object or an array.
    package var looksLikeJSON: Bool { text.utf8.first.map { $0 == 0x7B || $0 == 0x5B } ?? false }

    /// The reply as JSON.
    package func json() throws(ReplyError) -> JSONNode {
        do {
            return JSONNode(try JSONReader.value(of: octets, octetLimit: octets.count))
        } catch {
            throw ReplyError(error)
        }
    }

    /// What a reading of the JSON gives, its faults in the words of replies.
    package func reading<Reply>(
        _ read: (JSONNode) throws(JSONFault) -> Reply
    ) throws(ReplyError) -> Reply {
        let node = try json()
        do {
            return try read(node)
        } catch {
            throw ReplyError(error)
        }
    }
}

extension JSONNode {
    /// An exact amount, as a number or as a string of its digits.
    package func amount() throws(JSONFault) -> Amount {
        switch value {
        case .string(let text), .number(let text):
            do {
                return try Amount(text)
            } catch {
                throw JSONFault(.invalid(path: name, wanted: "an amount"))
            }
        default: throw wrongKind("an amount")
        }
    }
}
