/// Why a value is not a telephone number, or not one that a message can be sent to.
public struct NumberFault: Error, Sendable, Hashable {
    /// The kinds of faults.
    @nonexhaustive
    public enum Reason: Sendable, Hashable, CaseIterable {
        /// There is nothing, or nothing that is visible.
        case empty
        /// There is no digit.
        case noDigits
        /// It is an e-mail address.
        case emailAddress
        /// A spreadsheet rounded the number, as `4.479E+11`; its last digits are gone.
        case roundedBySpreadsheet
        /// An extension follows; a message cannot reach one.
        case phoneExtension
        /// There are two numbers.
        case twoNumbers
        /// There are letters.
        case letters
        /// There is a character that no number has.
        case unexpectedCharacter
        /// The octets are not UTF-8.
        case notUTF8
        /// The number lacks its country, and none is given.
        case nationalNumber
        /// No country has the calling code.
        case unknownCallingCode
        /// Too few digits.
        case tooShort
        /// Too many digits.
        case tooLong
        /// No number of that country has that many digits, though some have fewer and some more.
        case wrongLength
        /// The area code is missing.
        case noAreaCode
        /// The number is in an unassigned range.
        case unknownRange
    }

    /// What is wrong.
    public let reason: Reason

    /// Where it is: how many Unicode scalars stand in front of it.
    public let scalarOffset: Int

    /// A fault of a kind, at a place or of the whole value.
    public init(_ reason: Reason, scalarOffset: Int = 0) {
        self.reason = reason
        self.scalarOffset = scalarOffset
    }
}

extension NumberFault.Reason {
    /// The name in JSON and in tables, such as `twoNumbers`.
    public var name: String {
        switch self {
        case .empty: "empty"
        case .noDigits: "noDigits"
        case .emailAddress: "emailAddress"
        case .roundedBySpreadsheet: "roundedBySpreadsheet"
        case .phoneExtension: "extension"
        case .twoNumbers: "twoNumbers"
        case .letters: "letters"
        case .unexpectedCharacter: "unexpectedCharacter"
        case .notUTF8: "notUTF8"
        case .nationalNumber: "nationalNumber"
        case .unknownCallingCode: "unknownCallingCode"
        case .tooShort: "tooShort"
        case .tooLong: "tooLong"
        case .wrongLength: "wrongLength"
        case .noAreaCode: "noAreaCode"
        case .unknownRange: "unknownRange"
        }
    }

    /// Whether the fault is at one place of the value.
    var hasPlace: Bool {
        switch self {
        case .phoneExtension, .twoNumbers, .letters, .unexpectedCharacter, .notUTF8: true
        default: false
        }
    }
}

extension NumberFault.Reason: CustomStringConvertible {
    /// The reason in words, without the place.
    public var description: String {
        switch self {
        case .empty: "there is no number"
        case .noDigits: "not a number: it has no digits"
        case .emailAddress: "an e-mail address, not a number"
        case .roundedBySpreadsheet: "rounded by a spreadsheet: its last digits are lost"
        case .phoneExtension: "an extension, which no message can reach"
        case .twoNumbers: "two numbers in one cell"
        case .letters: "letters in a number"
        case .unexpectedCharacter: "a character that no number has"
        case .notUTF8: "octets that are not UTF-8"
        case .nationalNumber: "a national number; give --country"
        case .unknownCallingCode: "no country has this calling code"
        case .tooShort: "too few digits"
        case .tooLong: "too many digits"
        case .wrongLength: "the wrong number of digits"
        case .noAreaCode: "the area code is missing"
        case .unknownRange: "no such number: it is in a range that is not in use"
        }
    }
}

extension NumberFault: CustomStringConvertible {
    /// The reason in words, with its place where it has one: `letters in a number, at character 5`.
    public var description: String {
        reason.hasPlace ? "\(reason), at character \(scalarOffset + 1)" : "\(reason)"
    }
}
