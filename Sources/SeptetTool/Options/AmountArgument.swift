internal import ArgumentParser
internal import SeptetBilling
internal import SeptetProviders

/// An amount of money on the command line; not below zero.
struct AmountArgument {
    let amount: Amount

    /// Takes decimals with a point; one comma in its place is named.
    init(text: String) throws {
        if let amount = Self.amount(text) {
            self.amount = amount
            return
        }
        let pieces = text.split(atOctet: UInt8(ascii: ","))
        let pointed = pieces.joined(separator: ".")
        guard pieces.count == 2, Self.amount(pointed) != nil else {
            throw ValidationError("write an amount such as 0.05")
        }
        throw ValidationError("write \(pointed)")
    }

    private static func amount(_ text: String) -> Amount? {
        (try? Amount(text)).flatMap { $0 >= .zero ? $0 : nil }
    }
}
