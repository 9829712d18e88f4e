internal import SeptetNumbers

/// A recipient as it was given, read as every other part of Septet reads numbers.
///
/// What a provider's document adds, such as lengths of its own or a default dial code, stands on top
/// of it, in the provider's folder.
struct RecipientNumber {
    /// What was given.
    let text: String

    /// The international form without a plus; `nil` for what is not a number.
    let digits: String?

    /// Why it is not a number that a message can be sent to.
    let fault: NumberFault?

    /// The number's country, or the main one of its calling code.
    let country: CountryCode?

    /// Reads a recipient.
    ///
    /// - Parameter country: The country of numbers that do not show theirs.
    init(_ text: some StringProtocol, country: CountryCode? = nil) {
        self.text = String(text)
        do throws(NumberFault) {
            let reading = try NumberReader(country: country).read(self.text)
            let reason = reading.fault(by: .possible)
            fault = reason.map { NumberFault($0) }
            digits = reason == nil ? reading.number.internationalDigits : nil
            self.country = reason == nil ? reading.likelyCountry : nil
        } catch {
            fault = error
            digits = nil
            self.country = nil
        }
    }

    /// The digits of a number that begins with one zero, and so lacks its country.
    var nationalDigits: String? {
        guard fault?.reason == .nationalNumber else { return nil }
        let digits = text.without { !("0"..."9").contains($0) }
        return digits.begins(with: "0") && !digits.begins(with: "00") ? digits : nil
    }
}

/// How providers' warnings report recipients that are left out.
enum InvalidNumberWording {
    /// "1 recipient is not a phone number", or the same of several, and why the first one isn't.
    static func sentence(_ count: Int, _ noun: String, _ first: RecipientNumber?) -> String {
        sentence("\(count) \(noun)\(count == 1 ? "" : "s")", count, first)
    }

    /// The same with another subject: "1 of 3 recipients".
    static func sentence(_ subject: String, _ count: Int, _ first: RecipientNumber?) -> String {
        let predicate = count == 1 ? "is not a phone number" : "are not phone numbers"
        return "\(subject) \(predicate)\(reason(first))"
    }

    /// Why a recipient is not a number, to be put behind a sentence; empty when it is not known.
    static func reason(_ first: RecipientNumber?) -> String {
        guard let first, let fault = first.fault else { return "" }
        return ": \"\(first.text)\", \(fault)"
    }
}
