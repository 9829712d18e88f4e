/// Decodes a stream of a single-byte charset to UTF-8.
struct SingleByteDecoder: Sendable {
    let table: SingleByteTable
    let substitute: [UInt8]?
    /// How many octets of the stream came before the next chunk.
    private(set) var octetOffset = 0

    /// Writes `substitute` (UTF-8) for each undefined octet, or throws where it is `nil`.
    init(table: SingleByteTable, substitute: [UInt8]?) {
        self.table = table
        self.substitute = substitute
    }

    mutating func reset() {
        octetOffset = 0
    }

    /// Appends the UTF-8 form of a chunk, reserving exactly what each defined run needs beyond the
    /// room there is.
    mutating func decode(
        _ chunk: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        var index = 0
        while index < chunk.count {
            table.appendRun(chunk, from: &index, to: &output)
            if index < chunk.count {
                guard let substitute else {
                    throw .undefined(octets: [chunk[index]], octetOffset: octetOffset + index)
                }
                output.append(contentsOf: substitute)
                index += 1
            }
        }
        octetOffset += chunk.count
    }
}
