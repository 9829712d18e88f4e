internal import SeptetNumbers

extension FuzzTarget {
    /// A number that was read comes back from its form; a fault is within the text.
    static let numbers = FuzzTarget("numbers") { input in
        let countries = CountryCode.all
        let index = Int(input.octet())
        let reader = NumberReader(country: index < countries.count ? countries[index] : nil)
        let octets = input.rest()
        var survey = CountrySurvey(limit: 4)
        switch outcome({ () throws(NumberFault) in try reader.read(octets.span) }) {
        case .success(let reading):
            let form = reading.number.description
            require(PhoneNumber(e164: form) == reading.number, "\(form) is the same number")
            require(reading.number.facts == reading.facts, "\(form) has the same facts")
            if let read = try? reader.read(form) {
                // An unused number may lose what looks like a national prefix.
                require(!reading.facts.isValid || read.number == reading.number, "\(form) is read")
            } else {
                require(!reading.facts.isValid, "\(form) can be read")
            }
            require(!reading.facts.isValid || reading.facts.isPossible, "\(form) is possible")
            survey.add(octets.span, read: reading)
        case .failure(let fault):
            let count = String(decoding: octets, as: UTF8.self).unicodeScalars.count
            require((0...count).contains(fault.scalarOffset), "\(fault) is within the text")
            survey.add(octets.span, rejected: fault)
        }
        _ = survey
    }
}
