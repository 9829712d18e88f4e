internal import SeptetBilling
internal import SeptetProviders

extension FuzzTarget {
    /// The smallest amount that is read.
    private static let fine = (try? Amount("1e-23")) ?? .zero

    /// Amounts, times, dates and encoded texts that are read are written back with their value.
    static let values = FuzzTarget("values") { input in
        let count = Int(input.number())
        let octets = input.rest()
        let text = String(decoding: octets, as: UTF8.self)
        if let amount = try? Amount(text) {
            require((try? Amount(amount.description)) == amount, "\(amount) is written back")
            require(amount + .zero == amount, "zero adds nothing")
            let sum = (0..<count % 16).reduce(Amount.zero) { sum, _ in sum + amount }
            require(sum == amount * (count % 16), "a product is a sum")
            for other in [Amount(1), Amount(Int.max), fine] {
                require(amount + other != amount, "\(other) is not lost beside \(amount)")
                require(amount + other + other * -1 == amount, "\(other) goes as it came")
            }
            require(amount.halfAsMuchAgain * 2 == amount * 3, "half as much again is exact")
        }
        if let time = Timestamp(iso8601: text) {
            require(Timestamp(iso8601: "\(time)") == time, "\(time) is written back")
        }
        if let date = CalendarDate(text) {
            require("\(date)" == text, "\(date) is written back")
            require(CalendarDate(dayNumber: date.dayNumber) == date, "\(date) has its number")
            let later = date.adding(days: count)
            require(later.dayNumber >= date.dayNumber, "later days come later")
        }
        let encoded = PercentEncoding.string(of: octets)
        require(PercentEncoding.octets(of: encoded) == octets, "octets come back")
        if let fields = try? FormFields(encoded: text) {
            let written = fields.fields.map {
                "\(PercentEncoding.string(of: $0.name))=\(PercentEncoding.string(of: $0.value))"
            }
            let again = try? FormFields(encoded: written.joined(separator: "&"))
            require(again == fields, "fields come back")
        }
    }
}
