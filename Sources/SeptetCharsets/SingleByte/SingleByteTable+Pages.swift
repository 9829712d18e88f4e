internal import CSeptetKernels

extension SingleByteTable {
    /// The octets of scalars, by pages of those that differ in their low six bits.
    ///
    /// The scalars of a page have their UTF-8 in common, save the last octet.
    struct Pages {
        static let octetsPerPage = 64

        /// The page of each scalar of the Basic Multilingual Plane, by its upper ten bits.
        private(set) var numbers = [UInt8](repeating: 0, count: 1024)

        /// The octet of each scalar on each page, 0 where there is none; page 0 is empty.
        private(set) var cells = [UInt8](repeating: 0, count: octetsPerPage)

        /// What the UTF-8 of each page begins with, from page 1 on, in the order of the scalars.
        private(set) var prefixes: [CSeptetPagePrefix] = []

        /// How many pages, the first ones, have UTF-8 of two octets.
        private(set) var twoOctetPageCount = 0

        /// Takes the scalars that have an octet, save ASCII, which is its own.
        init(scalars: [Unicode.Scalar?], octets: [UInt8?]) {
            let rows = zip(scalars, octets).compactMap { scalar, octet in
                scalar.flatMap { scalar in octet.map { (scalar: scalar.value, octet: $0) } }
            }
            let ordered = rows.filter { 0x80...0xFFFF ~= $0.scalar }.sorted {
                $0.scalar < $1.scalar
            }
            for (scalar, octet) in ordered {
                let upper = Int(scalar >> 6)
                if numbers[upper] == 0 {
                    // 128 pages at most, one for each octet above 7F.
                    prefixes.append(Self.prefix(ofPage: UInt32(upper)))
                    numbers[upper] = UInt8(prefixes.count)
                    cells.append(contentsOf: repeatElement(0, count: Self.octetsPerPage))
                    if scalar < 0x800 { twoOctetPageCount += 1 }
                }
                cells[Int(numbers[upper]) * Self.octetsPerPage + Int(scalar & 0x3F)] = octet
            }
        }

        private static func prefix(ofPage upperBits: UInt32) -> CSeptetPagePrefix {
            let fourTimes: UInt32 = 0x0101_0101
            return upperBits < 0x20
                ? CSeptetPagePrefix(first: 0, last: (0xC0 | upperBits) * fourTimes)
                : CSeptetPagePrefix(
                    first: (0xE0 | upperBits >> 6) * fourTimes,
                    last: (0x80 | upperBits & 0x3F) * fourTimes
                )
        }
    }
}
