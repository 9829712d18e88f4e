/// Decodes a stream of a single-byte charset to UTF-8.
struct SingleByteDecoder: Sendable {
    let table: SingleByteTable
    private var faults: FaultHandler
    /// How many octets of the stream came before the next chunk.
    private(set) var octetOffset = 0

    /// Hands each undefined octet to `faults`.
    init(table: SingleByteTable, faults: FaultHandler) {
        self.table = table
        self.faults = faults
    }

    mutating func reset() {
        octetOffset = 0
        faults.reset()
    }

    mutating func takeFaults() -> [DecodingFault] {
        defer { faults.faults = [] }
        return faults.faults
    }

    /// Appends the UTF-8 form of a chunk, reserving exactly what each defined run needs beyond the
    /// room there is.
    mutating func decode(
        _ chunk: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CharsetError) {
        faults.begin(output)
        defer { faults.end(output) }
        var index = 0
        while index < chunk.count {
            table.appendRun(chunk, from: &index, to: &output)
            if index < chunk.count {
                let fault = DecodingFault(
                    chunk.extracting(index...index),
                    octetOffset: octetOffset + index,
                    isUndefined: true
                )
                try faults.take(fault, into: &output)
                index += 1
            }
        }
        octetOffset += chunk.count
    }
}
