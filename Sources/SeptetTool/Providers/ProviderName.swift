internal import ArgumentParser
internal import SeptetProviders

/// The value of `--provider`: a name or alias of the catalogue, in any letter case.
struct ProviderName: ExpressibleByArgument {
    let provider: Provider

    init?(argument: String) {
        guard let provider = Provider.named(argument) else { return nil }
        self.provider = provider
    }

    static let allValueStrings = Provider.all.map(\.name)
}
