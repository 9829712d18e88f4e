internal import ArgumentParser
internal import SeptetBilling
internal import SeptetLists
internal import SeptetProviders

/// The options that say what decides about parts beside a text and its provider.
struct RouteOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The kind of sender: long-code, toll-free, short-code or alphanumeric; by default as the sender shows.",
            valueName: "KIND"
        )
    )
    var senderType: SenderKind?

    @Option(
        help: ArgumentHelp(
            "Whether the provider's own encoding switch is on; by default as the provider has it.",
            valueName: "on|off"
        )
    )
    var encodingSwitch: SwitchPosition?

    @Option(
        help: ArgumentHelp(
            "What the provider appends to each text; counted, not sent.",
            valueName: "TEXT"
        )
    )
    var append: String?

    @Option(
        help: ArgumentHelp("The characters of each link once it is shortened.", valueName: "N")
    )
    var linkLength: Int?

    func validate() throws {
        if let linkLength, !(1...2_000).contains(linkLength) {
            throw ValidationError("--link-length is a number from 1 to 2000.")
        }
    }

    /// Checks that a provider is given where only its rules depend on an option.
    func require(hasProvider: Bool) throws {
        if !hasProvider && (senderType != nil || encodingSwitch != nil) {
            throw ValidationError("--sender-type and --encoding-switch go with --provider NAME.")
        }
    }

    /// The route of texts that have been rewritten already.
    var billedRoute: Route {
        Route(senderType: senderType?.type, isSwitchOn: encodingSwitch.map { $0 == .on })
    }

    /// The route; the destination is the recipient's.
    var route: Route {
        Route(
            senderType: senderType?.type,
            isSwitchOn: encodingSwitch.map { $0 == .on },
            appendedText: append ?? "",
            linkCharacterCount: linkLength
        )
    }
}

enum SwitchPosition: String, ExpressibleByArgument, CaseIterable { case on, off }

/// The value of `--sender-type`.
struct SenderKind: ExpressibleByArgument {
    let type: SenderType

    init?(argument: String) {
        guard let type = SenderType(rawValue: argument) else { return nil }
        self.type = type
    }

    static let allValueStrings = SenderType.allCases.map(\.rawValue)
}

/// The value of `--provider-file`: a provider that a file describes.
struct ProviderFile: ExpressibleByArgument {
    let path: String

    init?(argument: String) { path = argument }

    /// Reads the description; a fault is reported with its line.
    func provider() throws -> Provider {
        let octets = try ByteSource(path: path).readToEnd(limit: ProviderDescription.octetLimit)
        do {
            return try Provider(description: octets)
        } catch {
            StandardError.report("\(path):\(error.line): \(error.reason)")
            throw ExitStatus.inputRejected
        }
    }

    static let help = ArgumentHelp(
        "A provider that a file describes; docs/providers/describing.md.",
        valueName: "FILE"
    )
}

extension ProviderAnswer {
    /// The kind of sender, as it is said or as the sender shows.
    var senderType: SenderType? {
        message.route.senderType ?? message.sender.flatMap { SenderType(of: $0) }
    }

    /// Says in warnings which fees the cost has.
    mutating func nameFees() {
        guard let currency = cost?.currency, let description = provider.description else { return }
        for recipient in message.recipients {
            let country = Provider.country(ofRecipient: recipient)
            for fee in description.fees(sender: senderType, country: country)
            where fee.currency.utf8.elementsEqual(currency.utf8)
                && !preparation.estimate.warnings.contains(fee.warning)
            {
                preparation.estimate.warnings.append(fee.warning)
            }
        }
    }
}
