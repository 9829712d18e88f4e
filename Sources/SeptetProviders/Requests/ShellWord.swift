/// Why a request cannot be written as a command line.
@nonexhaustive
public enum ShellWordError: Error, Sendable, Hashable {
    /// U+0000 at `offset` octets into the word; no argument of a program can hold it.
    case containsNUL(offset: Int)
    /// The octets are not UTF-8 from `offset` on, and a command line is a text.
    case invalidUTF8(offset: Int)
    /// A secret's variable has a name that no shell takes: letters, digits and underscores.
    case invalidVariable
}

extension ShellWordError: CustomStringConvertible {
    /// What is wrong, as part of a sentence; it repeats no value.
    public var description: String {
        switch self {
        case .containsNUL(let offset): "U+0000 at byte \(offset), which no argument can hold"
        case .invalidUTF8(let offset): "invalid UTF-8 at byte \(offset)"
        case .invalidVariable: "the name of a shell variable is letters, digits and underscores"
        }
    }
}

/// One word of a command line: text that a shell passes on as it is, and variables that it fills in.
///
/// This is the only place where text is quoted for a shell. Text stands in single quotes and variables in
/// double quotes, so neither is split, expanded or executed. The work is done octet by octet: among
/// Characters a quote with a combining mark behind it would not be a quote.
public struct ShellWord: Sendable {
    private static let quote = UInt8(ascii: "'")
    private var octets: [UInt8] = [quote]

    /// Makes an empty word.
    public init() {}

    /// Makes a word of a text.
    ///
    /// Complexity: linear; allocates the word.
    public init(_ text: some Sequence<UInt8>) throws(ShellWordError) {
        try append(text)
    }

    /// Appends text, given as UTF-8.
    public mutating func append(_ text: some Sequence<UInt8>) throws(ShellWordError) {
        for (offset, octet) in text.enumerated() {
            switch octet {
            case 0: throw .containsNUL(offset: offset)
            // Closes the quotes, adds an escaped quote and opens them again.
            case Self.quote: octets += #"'\''"#.utf8
            default: octets.append(octet)
            }
        }
    }

    /// Appends the value of a variable.
    public mutating func append(variable: String) throws(ShellWordError) {
        guard let first = variable.utf8.first, !(0x30...0x39).contains(first),
            variable.utf8.allSatisfy(Self.isNameOctet)
        else { throw .invalidVariable }
        octets += "'\"${\(variable)}\"'".utf8
    }

    /// The word as a shell reads it.
    public var text: String {
        get throws(ShellWordError) {
            let word = octets + [Self.quote]
            do {
                return String(copying: try UTF8Span(validating: word.span))
            } catch {
                throw .invalidUTF8(offset: error.byteOffsets.lowerBound)
            }
        }
    }

    private static func isNameOctet(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension PreparedRequest {
    /// A `curl` command that sends this request, with every secret as a shell variable.
    ///
    /// A variable in an address or a form must hold percent-encoded text. The shell interprets no text of a
    /// message. Throws for a body that no argument can hold. Complexity: linear; allocates the result.
    public var curlCommand: String {
        get throws(ShellWordError) {
            var words = ["curl", "--request", method.rawValue]
            switch authorization {
            case .bearer(let token):
                words += [
                    "--header", try Self.word([.text("Authorization: Bearer "), .secret(token)]),
                ]
            case .basic(let user, let password):
                words += ["--user", try Self.word([.secret(user), .text(":"), .secret(password)])]
            case .header(let name, let prefix, let secret):
                words += [
                    "--header", try Self.word([.text("\(name): \(prefix)"), .secret(secret)]),
                ]
            case .aws4(let service, let region, let key, let secret):
                words += ["--aws-sigv4", try Self.word([.text("aws:amz:\(region):\(service)")])]
                words += ["--user", try Self.word([.secret(key), .text(":"), .secret(secret)])]
            case nil: break
            }
            for field in headerFields {
                words += ["--header", try Self.word([.text("\(field.name): \(field.value)")])]
            }
            if let contentType {
                words += ["--header", try Self.word([.text("Content-Type: \(contentType)")])]
            }
            switch content {
            case .empty: break
            case .form(let form):
                words += ["--data-raw", try Self.word(Self.fragments(of: form))]
            case .octets(let octets, _):
                words += ["--data-raw", try ShellWord(octets).text]
            }
            words.append(try Self.word(addressFragments + queryFragments))
            return words.joined(separator: " ")
        }
    }

    private static func word(_ fragments: [Fragment]) throws(ShellWordError) -> String {
        var word = ShellWord()
        for fragment in fragments {
            switch fragment {
            case .text(let text): try word.append(text.utf8)
            case .secret(let secret): try word.append(variable: secret.variable)
            }
        }
        return try word.text
    }
}
