/// The command line as the system handed it over.
enum CommandLineOctets {
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
}
