internal import ArgumentParser
internal import SeptetCampaigns
internal import SeptetCharsets
internal import SeptetLists

/// The options of subcommands that look at one text.
struct MessageTextOptions: ParsableArguments {
    @Argument(help: "The text; standard input, up to its end, by default or with -.")
    var text: String?

    @Option(
        help: ArgumentHelp(
            "The charset of standard input by IANA name, UTF-8 by default.",
            valueName: "NAME"
        ),
        transform: CharsetName.init(named:)
    )
    var charset = CharsetName(.utf8)

    @Flag(help: "In the text, \\n, \\r, \\t and \\\\ stand for those characters.")
    var escaped = false

    func validate() throws {
        if isArgument && charset.charset != .utf8 {
            throw ValidationError("--charset goes with standard input; an argument is UTF-8.")
        }
    }

    /// What a rejection of the text names.
    private var place: String { isArgument ? "argument" : "<stdin>:1" }

    private var isArgument: Bool { text != nil && text != "-" }

    /// Reads the text: valid UTF-8, without byte order mark and last line end.
    ///
    /// Input that isn't text is reported on standard error and ends the command.
    func read() throws -> [UInt8] {
        let octets = isArgument ? Array((text ?? "").utf8) : try readStandardInput()
        do {
            _ = try UTF8Span(validating: octets.span)
        } catch {
            throw rejected("invalid UTF-8 at byte \(error.byteOffsets.lowerBound)")
        }
        return escaped ? EscapedText.unescaped(octets[...]) : octets
    }

    /// Reports what is wrong with the text, and returns the status to end with.
    func rejected(_ reason: some CustomStringConvertible) -> ExitCode {
        StandardError.report("\(place): \(reason)")
        return ExitStatus.inputRejected
    }

    private func readStandardInput() throws -> [UInt8] {
        var octets = try ByteSource.standardInput().readToEnd(limit: ByteSource.octetLimit)
        if charset.charset != .utf8 {
            do {
                octets = try Transcoder.convert(octets, from: charset.charset, to: .utf8)
            } catch {
                throw rejected(error)
            }
        }
        if octets.starts(with: ByteSource.byteOrderMark) {
            octets.removeFirst(ByteSource.byteOrderMark.count)
        }
        if octets.last == 0x0A {
            octets.removeLast()
            if octets.last == 0x0D { octets.removeLast() }
        }
        return octets
    }
}

/// The value of an option for a charset.
struct CharsetName: CustomStringConvertible {
    let charset: Charset

    /// Takes the name of any charset that ICU can convert; what is wrong is in the error.
    init(named name: String) throws {
        charset = try Charset(name: name)
        try charset.check()
    }

    init(_ charset: Charset) {
        self.charset = charset
    }

    var description: String { charset.ianaName }
}
