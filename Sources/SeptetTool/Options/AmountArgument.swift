internal import ArgumentParser
internal import SeptetProviders

/// An amount of money on the command line; not below zero.
struct AmountArgument: ExpressibleByArgument {
    let amount: Amount

    init?(argument: String) {
        guard let amount = try? Amount(argument), amount >= .zero else { return nil }
        self.amount = amount
    }
}
