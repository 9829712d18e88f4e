public import ArgumentParser
public import SeptetProtocols

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
