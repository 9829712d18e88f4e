/// The octets of one execution, taken from the front: first settings, then the rest.
package struct FuzzInput: ~Copyable {
    private let octets: [UInt8]
    private var position = 0

    package init(_ octets: [UInt8]) {
        self.octets = octets
    }

    /// The next octet; 0 behind the last.
    mutating func octet() -> UInt8 {
        guard position < octets.count else { return 0 }
        defer { position += 1 }
        return octets[position]
    }

    /// A number below `limit`, of one octet.
    mutating func below(_ limit: Int) -> Int {
        Int(octet()) % limit
    }

    /// An element of a list that is not empty.
    mutating func element<Element>(of list: [Element]) -> Element {
        list[below(list.count)]
    }

    /// A number of two octets.
    mutating func number() -> UInt16 {
        UInt16(octet()) << 8 | UInt16(octet())
    }

    /// Up to `count` of the next octets.
    mutating func octets(_ count: Int) -> [UInt8] {
        let end = min(octets.count, position + count)
        defer { position = end }
        return Array(octets[position..<end])
    }

    /// All that is left.
    mutating func rest() -> [UInt8] {
        octets(octets.count - position)
    }

    var isAtEnd: Bool { position == octets.count }
}
