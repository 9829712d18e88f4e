/// The command line as the system handed it over.
enum CommandLineArguments {
    /// Where the command line stops being UTF-8.
    ///
    /// Swift replaces damaged octets silently, and the text would be another one.
    static var firstDamage: (argument: Int, utf8Offset: Int)? {
        for number in 1..<max(1, Int(CommandLine.argc)) {
            // In bounds: the system gives `argc` arguments, each a C string.
            guard let argument = unsafe CommandLine.unsafeArgv[number] else { continue }
            var octets: [UInt8] = []
            while unsafe argument[octets.count] != 0 {
                unsafe octets.append(UInt8(bitPattern: argument[octets.count]))
            }
            do {
                _ = try UTF8Span(validating: octets.span)
            } catch {
                return (number, error.byteOffsets.lowerBound)
            }
        }
        return nil
    }

    /// The arguments for the parser, which looks for `=` among Characters and takes `--name=` for a
    /// name that lacks its value.
    ///
    /// So of an option that takes a value, one that is empty or begins with a mark that combines
    /// with the `=` becomes an argument of its own.
    static func divided(_ arguments: [String]) -> [String] {
        var divided: [String] = []
        for (index, argument) in arguments.enumerated() {
            if argument.utf8.elementsEqual("--".utf8) { return divided + arguments[index...] }
            let octets = argument.utf8
            guard let equals = octets.firstIndex(of: UInt8(ascii: "=")),
                argument.firstIndex(of: "=") != equals
                    || octets.index(after: equals) == octets.endIndex
            else {
                divided.append(argument)
                continue
            }
            let name = String(argument[..<equals])
            if namesOfValues.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
                divided += [name, String(argument[octets.index(after: equals)...])]
            } else {
                divided.append(argument)
            }
        }
        return divided
    }

    /// The options that take a value.
    static let namesOfValues = [
        "--append", "--balance", "--boundary", "--budget", "--charset", "--column", "--country",
        "--csv", "--currency", "--delimiter", "--duplicates", "--encoding-switch", "--exclude",
        "--expire", "--file", "--free-parts", "--from", "--html", "--input", "--languages",
        "--length", "--link-length", "--max-parts", "--messages", "--numbers", "--params",
        "--pending", "--preview", "--price", "--prices", "--provider", "--provider-file",
        "--recipient", "--reference", "--reference-size", "--rejects", "--row", "--sender-type",
        "--sheet", "--smpp-default", "--smpp-long", "--smsc", "--substitute", "--table", "--tax",
        "--template", "--template-text", "--text", "--threads", "--to", "--validity",
    ]

    /// A message of the parser with the arguments that it quotes shown.
    static func shown(in message: String, _ arguments: [String]) -> String {
        var octets = Array(message.utf8)
        let lineFeed = UInt8(ascii: "\n")
        for argument in arguments where argument.utf8.contains(lineFeed) {
            let equals = argument.utf8.firstIndex(of: UInt8(ascii: "="))
            let value = equals.map { String(argument[argument.utf8.index(after: $0)...]) } ?? ""
            for quoted in [argument, value] where quoted.utf8.contains(lineFeed) {
                octets.replace(Array(quoted.utf8), with: Array(quoted.shown.utf8))
            }
        }
        return String(decoding: octets, as: UTF8.self).shown(keepingLineFeeds: true)
    }
}
