/// Ascending keys, each written as its distance to the one before, seven bits an octet.
///
/// The lower seven bits come first, and all octets but a number's last have the top bit set.
/// Neighbouring telephone numbers take two or three octets.
struct KeyRun<Key: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    /// The octets.
    private(set) var octets: [UInt8] = []

    private var last: Key = 0

    /// An empty run with room for some octets.
    init(octetCapacity: Int = 0) {
        octets.reserveCapacity(octetCapacity)
    }

    /// A run of ascending keys.
    init(_ keys: [Key]) {
        octets.reserveCapacity(keys.count * 3)
        for key in keys { append(key) }
    }

    /// Appends a key greater than all before.
    mutating func append(_ key: Key) {
        var distance = key - last
        last = key
        while distance >= 0x80 {
            octets.append(UInt8(truncatingIfNeeded: distance) | 0x80)
            distance >>= 7
        }
        octets.append(UInt8(distance))
    }

    /// Takes the octets written so far; keys appended later go on behind them.
    mutating func takeOctets() -> [UInt8] {
        let taken = octets
        octets = []
        return taken
    }
}
