public import ArgumentParser
internal import Septet
public import SeptetProtocols

/// The options of `encode` for modems and for SMPP.
struct ProtocolOptions: ParsableArguments {
    @Flag(help: "Add the SMS-SUBMIT unit of each part, and the length for AT+CMGS.")
    var tpdu = false

    @Option(
        help: ArgumentHelp(
            "The recipient of --tpdu: +447900900123, a short code.",
            valueName: "NUMBER"
        ),
        transform: AddressArgument.init(text:)
    )
    var to: AddressArgument?

    @Option(
        help: ArgumentHelp(
            "Put the service centre's number in front of --tpdu; '' is the one that the modem knows.",
            valueName: "NUMBER"
        ),
        transform: CentreArgument.init(text:)
    )
    var smsc: CentreArgument?

    @Option(
        help: ArgumentHelp(
            "How long the service centre tries to deliver: 30m, 12h, 1d, 2w; rounded up.",
            valueName: "TIME"
        )
    )
    var validity: SecondsArgument?

    @Flag(help: "Ask for a status report.")
    var report = false

    @Flag(help: "Add the fields of a submit_sm for each part.")
    var smpp = false

    @Option(
        help: ArgumentHelp(
            "What data_coding 0 means to the centre; gsm7 by default.",
            valueName: "ALPHABET"
        )
    )
    var smppDefault: ServiceCentre.DefaultAlphabet?

    @Option(
        help: ArgumentHelp(
            "How long messages travel; udh8 by default.",
            valueName: "FORM"
        )
    )
    var smppLong: ServiceCentre.LongMessages?

    @Flag(help: "Leave one octet of each short_message free, which some centres need.")
    var smppSpare = false

    func validate() throws {
        if tpdu && to == nil { throw ValidationError("--tpdu needs --to, the recipient.") }
        if !tpdu, to != nil || smsc != nil || validity != nil || report {
            throw ValidationError("--to, --smsc, --validity and --report belong to --tpdu.")
        }
        if !smpp, smppDefault != nil || smppLong != nil || smppSpare {
            throw ValidationError("--smpp-default, --smpp-long and --smpp-spare belong to --smpp.")
        }
        if tpdu && smpp {
            throw ValidationError("--tpdu and --smpp cut long messages differently: give one.")
        }
        if let validity {
            do {
                _ = try ValidityPeriod.relative(seconds: validity.seconds)
            } catch {
                throw ValidationError("\(error).")
            }
        }
    }

    /// The centre that the options describe.
    ///
    /// - Parameter width: The reference that `--reference-size` asks for.
    func centre(_ width: ConcatenationReference.Width) -> ServiceCentre {
        ServiceCentre(
            defaultAlphabet: smppDefault ?? .gsm7,
            longMessages: smppLong ?? (width == .sixteenBit ? .udh16 : .udh8),
            sparesOctet: smppSpare
        )
    }

    /// The octets of a unit, with the service centre's address in front when it was asked for.
    func octets(of unit: SubmitTPDU) -> [UInt8] {
        guard let smsc else { return unit.octets }
        return TPDU.submit(unit).octets(behindServiceCentre: smsc.address)
    }

    /// The unit of a segment.
    func submit(_ segment: Segment) throws -> SubmitTPDU? {
        guard let to else { return nil }
        return SubmitTPDU(
            to: to.address,
            TPUserData(segment),
            validityPeriod: try validity.map { try ValidityPeriod.relative(seconds: $0.seconds) },
            requestsStatusReport: report
        )
    }
}

/// The value of `--to`.
struct AddressArgument {
    let address: Address

    init(text: String) throws {
        do {
            address = try Address(text)
        } catch {
            throw ValidationError("\(error)")
        }
    }
}

/// The value of `--smsc`.
struct CentreArgument {
    /// `nil` for the centre that the modem knows.
    let address: Address?

    init(text: String) throws {
        address = text.isEmpty ? nil : try AddressArgument(text: text).address
        if address?.typeOfNumber == .alphanumeric {
            throw ValidationError("a service centre has a number, not a name")
        }
    }
}

/// A length of time on the command line: a number and `s`, `m`, `h`, `d` or `w`.
struct SecondsArgument: ExpressibleByArgument {
    let seconds: Int

    init(seconds: Int) {
        self.seconds = seconds
    }

    init?(argument: String) {
        let units: [UInt8: Int] = [
            UInt8(ascii: "s"): 1, UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3_600,
            UInt8(ascii: "d"): 86_400, UInt8(ascii: "w"): 604_800,
        ]
        let digits = argument.utf8.dropLast()
        guard let unit = argument.utf8.last.flatMap({ units[$0] }), !digits.isEmpty else {
            return nil
        }
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit - 0x30)
            // No one waits for centuries.
            guard number <= 1_000_000_000 else { return nil }
        }
        seconds = number * unit
    }

    var defaultValueDescription: String {
        seconds % 3_600 == 0 ? "\(seconds / 3_600)h" : "\(seconds)s"
    }
}

extension ServiceCentre.DefaultAlphabet: ExpressibleByArgument {}
extension ServiceCentre.LongMessages: ExpressibleByArgument {}
