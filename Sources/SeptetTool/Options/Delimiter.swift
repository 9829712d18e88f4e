public import ArgumentParser
public import SeptetLists

extension CSVDelimiter: ExpressibleByArgument {
    /// Takes what the library takes.
    public init?(argument: String) {
        self.init(argument)
    }

    /// What to add to the names of columns that another delimiter would tell apart.
    static func hint(for names: [String]) -> String {
        switch likely(inHeader: names) {
        case nil: ""
        case .tab?: "; perhaps --delimiter tab"
        case let delimiter?: "; perhaps --delimiter '\(delimiter.defaultValueDescription)'"
        }
    }

    public var defaultValueDescription: String { self == .tab ? "tab" : String(Unicode.Scalar(octet)) }
}

extension HeaderError {
    /// What is wrong with the header, and the delimiter that it seems to have.
    var withHint: String {
        guard case .unknownColumn(_, let known) = reason else { return description }
        return description + CSVDelimiter.hint(for: known)
    }
}
