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

    private var isArgument: Bool { text != nil && text != "-" }

    private var message: MessageText {
        let argument = isArgument ? text : nil
        return MessageText(argument: argument, charset: charset.charset, escaped: escaped)
    }

    /// Reads the text: valid UTF-8, without byte order mark and last line end.
    ///
    /// Input that isn't text is reported on standard error and ends the command.
    func read() throws -> [UInt8] { try message.read() }

    /// Reports what is wrong with the text, and returns the status to end with.
    func rejected(_ reason: some CustomStringConvertible) -> ExitCode { message.rejected(reason) }
}

/// One text, which is an argument or a whole input.
struct MessageText {
    /// The text; `nil` when an input is read.
    var argument: String?

    /// The file that is read; `nil` and `-` are standard input.
    var file: String?

    /// What the octets of the input mean.
    var charset = Charset.utf8

    /// Whether `\n`, `\r`, `\t` and `\\` stand for those characters.
    var escaped = false

    /// What a rejection of the text names.
    private var place: String {
        if argument != nil { return "argument" }
        return (file.flatMap { $0.utf8.elementsEqual("-".utf8) ? nil : $0 } ?? "<stdin>") + ":1"
    }

    /// Reads the text: valid UTF-8, without byte order mark and last line end.
    ///
    /// Input that isn't text is reported on standard error and ends the command.
    func read() throws -> [UInt8] {
        let octets = try argument.map { Array($0.utf8) } ?? readInput()
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

    private func readInput() throws -> [UInt8] {
        var octets = try InputOptions.source(file).readToEnd(limit: ByteSource.octetLimit)
        if charset != .utf8 {
            do {
                octets = try Transcoder.convert(octets, from: charset, to: .utf8)
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
