internal import SeptetJSON

/// How answers become the members of a result: `answers` of a description.
///
/// Where `ReplyGrammar` makes a `Reply` of the answer to a message, this is for everything else that a provider has to
/// say, such as accounts, contacts and campaigns, in the words of its page.
struct AnswerGrammar: Sendable, Hashable {
    /// What an answer is about, by the names of jobs; several names may stand for one record.
    private(set) var records = NamedValues<Record>()
    /// The names, in the order of the description.
    private(set) var names: [String] = []
    /// What reads a single value: a type, a hook or fields, by the names of jobs.
    private(set) var values: [Named] = []
    /// How an answer is written that isn't JSON; `nil` where all are.
    let plain: PlainAnswer?
    /// What the provider's error codes mean.
    let errors: [ProviderDescription.ErrorEntry]
    /// Where the answer lies.
    let data: DescribedPath?
    /// A member that may enclose any object or list.
    let wrapper: String?
    /// Whether the only element of a list may stand in the list's place.
    let oneMayBeBare: Bool
    /// Whether an empty text is a missing value.
    let emptyIsMissing: Bool
    let failure: Failure?
    /// Fields of the whole answer beside any list.
    let beside: [Field]
    /// What words of the provider are in results, and which of these are final.
    let words: [Word]
    /// The names of SMPP's statuses.
    let smpp: NamedTexts

    struct Named: Sendable, Hashable {
        let name: String
        let kind: Kind
    }

    struct Word: Sendable, Hashable {
        let result: String
        let words: [String]
        let isFinal: Bool
    }

    /// An object, or a list of objects.
    struct Record: Sendable, Hashable {
        /// The member of the result that has the list; `nil` for an object.
        let list: String?
        /// Where the rows or the object are; the first path that exists counts.
        let paths: [DescribedPath]
        /// Whether the rows are the members of an object; `@` is the name of one.
        let rowsAreMembers: Bool
        /// Members that aren't rows.
        let except: [String]
        /// Whether an object in the place of the list gives its own members.
        let mayBeSingle: Bool
        /// A field of a form that encloses JSON.
        let formField: String?
        let isForm: Bool
        let fields: [Field]
        /// Fields of the whole answer beside a list.
        let beside: [Field]
        /// Whether an error may stand beside rows.
        let isPartial: Bool
        /// The member of an object with an error that makes it one row and not the whole.
        let rowFailure: String?
        /// Members of which a row has one.
        let needs: [String]
        /// The field of a form whose list says how many rows the lists of the others make.
        let columns: String?
        /// The most rows of a form whose fields are written `0[name]`.
        let bracketLimit: Int?
        let plain: PlainAnswer.Rows?
        let choice: Choice?
    }

    /// Two answers of which the one that has a member is read by another grammar.
    struct Choice: Sendable, Hashable {
        let member: String
        let then: String
        let otherwise: String
    }

    /// A member of the result.
    struct Field: Sendable, Hashable {
        enum Presence: Sendable, Hashable {
            /// Left out when it is missing.
            case optional
            case required
            /// Required unless the row is an error, and null then.
            case requiredUnlessFailed
            /// Of a list: left out when it is missing or empty.
            case some
            /// What stands for a missing value.
            case orElse(JSONValue)
            /// The number of rows stands for a missing value; beside a list.
            case orElseRowCount
        }
        let name: String
        let paths: [DescribedPath]
        let kind: Kind
        let presence: Presence
    }

    enum Kind: Sendable, Hashable {
        case scalar(Scalar)
        case hook(AnswerHook)
        case object([Field])
        /// Fields that stand beside the others.
        case flat([Field])
        case objects([Field])
        /// Values at the first path that a row has; without a path the rows themselves.
        case list([DescribedPath], Scalar)
        /// The same in each answer.
        case constant(JSONValue)
        /// Whether the value is a word, in any letter case; or that of a member of each element.
        case equals(String, each: DescribedPath?)
    }

    enum Scalar: String, Sendable, CaseIterable {
        case text, string, identifier, integer, boolean, amount, number
        /// Unix time that is not 0.
        case unix
        /// The word in results for a word of the provider; one that is not known gives `other`.
        case word
        /// The text at the first path, otherwise the word for the second; nothing for one that is not known.
        case said
        case known, final
        /// The same as `final`; nothing for a word that isn't known.
        case settled
        /// The number of a word, which is the first of those that mean the same; a number stays one.
        case code
        /// What `errors` say about a code, and whether the same request would fail again; nothing for other codes.
        case meaning, permanent
        /// Whether `errors` allow to send again, or say that it may have had an effect; and their word, otherwise `other`.
        case retry, unclear, kind
        /// What SMPP calls a code that is not in `errors`.
        case smpp
        /// The text in capital letters.
        case capitals
        /// Whether a text is the word that a plain answer begins with.
        case accepted
        /// The error of a row or of a code; nothing for a row without one.
        case failure
    }
}

extension AnswerGrammar {
    init(
        _ whole: JSONNode,
        _ errors: [ProviderDescription.ErrorEntry],
        smpp: NamedTexts
    ) throws(JSONFault) {
        let node = try whole.members(of: [
            "data", "wrapper", "oneMayBeBare", "emptyIsMissing", "failure", "beside", "words",
            "final",
            "of", "values", "plain",
        ])
        self.errors = errors
        self.smpp = smpp
        plain = try node["plain"].map { node throws(JSONFault) in try PlainAnswer(node) }
        data = try node.describedPath("data")
        wrapper = try node["wrapper"]?.filled()
        oneMayBeBare = try node["oneMayBeBare"]?.truth() ?? false
        emptyIsMissing = try node["emptyIsMissing"]?.truth() ?? false
        failure = try node["failure"].map { node throws(JSONFault) in try Failure(node) }
        beside = try Field.list(node["beside"]) { _ in nil }
        let finals = try node["final"]?.filledTexts() ?? []
        var words: [Word] = []
        for (result, list) in try node["words"]?.members() ?? [] {
            words.append(
                Word(
                    result: result,
                    words: try list.filledTexts(),
                    isFinal: finals.contains(where: result.isSame)
                )
            )
        }
        self.words = words
        for final in finals where !words.contains(where: { $0.result.isSame(as: final) }) {
            throw try node.required("final").fault("about words; '\(final)' is not one")
        }
        for (name, value) in try node["values"]?.members() ?? [] {
            let kind: Kind =
                if case .object = value.value {
                    .object(try Field.list(value) { _ in nil })
                } else { try Self.kind(value) }
            values.append(Named(name: name, kind: kind))
        }
        for (name, record) in try node.required("of").members() {
            if case .string(let other) = record.value {
                guard let found = records[other] else {
                    throw record.fault("the name of an answer above")
                }
                records[name] = found
            } else {
                let read = try Record(record) { records[$0]?.fields }
                for other in [read.choice?.then, read.choice?.otherwise].compactMap(\.self)
                where records[other] == nil {
                    throw record.fault("a choice of answers above; '\(other)' is not one")
                }
                guard read.plain == nil || plain != nil else {
                    throw try record.required("plain").fault("only where 'answers' has 'plain'")
                }
                records[name] = read
            }
            names.append(name)
        }
    }

    /// A type or a hook by its name.
    static func kind(_ node: JSONNode) throws(JSONFault) -> Kind {
        let name = try node.string()
        if let scalar = Scalar.allCases.first(where: { $0.rawValue.isSame(as: name) }) {
            return .scalar(scalar)
        }
        if let hook = AnswerHook.allCases.first(where: { $0.rawValue.isSame(as: name) }) {
            return .hook(hook)
        }
        let names = Scalar.allCases.map(\.rawValue) + AnswerHook.allCases.map(\.rawValue)
        throw node.fault("one of \(names.joined(separator: ", "))")
    }
}

extension AnswerGrammar.Record {
    init(_ whole: JSONNode, _ shape: (String) -> [AnswerGrammar.Field]?) throws(JSONFault) {
        let node = try whole.members(of: [
            "list", "at", "rows", "except", "single", "form", "fields", "beside", "partial",
            "rowFailure", "needs", "columns", "brackets", "plain", "when", "then", "else",
        ])
        enum Rows: String, CaseIterable { case elements, members }
        isPartial = try node["partial"]?.truth() ?? false
        rowFailure = try node["rowFailure"]?.filled()
        needs = try node["needs"]?.filledTexts() ?? []
        columns = try node["columns"]?.filled()
        bracketLimit = try node["brackets"]?.whole()
        plain = try node["plain"].map { node throws(JSONFault) in try PlainAnswer.Rows(node) }
        choice = try node["when"].map { when throws(JSONFault) in
            AnswerGrammar.Choice(
                member: try when.filled(),
                then: try node.required("then").filled(),
                otherwise: try node.required("else").filled()
            )
        }
        list = try node["list"]?.filled()
        paths = try DescribedPath.list(node["at"])
        rowsAreMembers = try node["rows"]?.word(Rows.self) == .members
        except = try node["except"]?.filledTexts() ?? []
        mayBeSingle = try node["single"]?.truth() ?? false
        switch node["form"]?.value {
        case .string(let field):
            formField = field
            isForm = true
        default:
            formField = nil
            isForm = try node["form"]?.truth() ?? (columns != nil || bracketLimit != nil)
        }
        guard columns == nil || bracketLimit == nil, bracketLimit.map({ $0 > 0 }) ?? true else {
            throw node.fault("rows from 'columns' or from 1 and more 'brackets'")
        }
        fields = try AnswerGrammar.Field.list(node["fields"], shape)
        beside = try AnswerGrammar.Field.list(node["beside"], shape)
        guard list != nil || beside.isEmpty else { throw node.fault("a list, as 'beside' has it") }
    }
}

extension AnswerGrammar.Field {
    static func list(
        _ node: JSONNode?,
        _ shape: (String) -> [AnswerGrammar.Field]?
    ) throws(JSONFault) -> [Self] {
        if case .string(let name) = node?.value {
            guard let fields = shape(name) else {
                throw node?.fault("fields, or the name of an answer above")
                    ?? .init(.missing(path: "fields"))
            }
            return fields
        }
        var fields: [Self] = []
        for (name, field) in try node?.members() ?? [] {
            fields.append(try Self(name, field, shape))
        }
        return fields
    }

    private init(
        _ name: String,
        _ node: JSONNode,
        _ shape: (String) -> [AnswerGrammar.Field]?
    ) throws(JSONFault) {
        self.name = name
        switch node.value {
        case .string:
            paths = [try DescribedPath(node)]
            kind = .scalar(.text)
            presence = .optional
        case .array:
            let elements = try node.elements()
            guard (1...3).contains(elements.count) else {
                throw node.fault("[path, type, what stands for a missing value]")
            }
            paths = try DescribedPath.list(elements[0])
            kind = elements.count > 1 ? try AnswerGrammar.kind(elements[1]) : .scalar(.text)
            guard elements.count == 3 else {
                presence = .optional
                break
            }
            switch elements[2].value {
            case .string("required"): presence = .required
            case .string("rows"): presence = .orElseRowCount
            case .string("unlessFailed"): presence = .requiredUnlessFailed
            case let value: presence = .orElse(value)
            }
        default:
            let object = try node.members(of: [
                "at", "fields", "flat", "rows", "values", "required", "some", "value", "is", "each",
            ])
            presence =
                try object["required"]?.truth() ?? false
                ? .required : try object["some"]?.truth() ?? false ? .some : .optional
            if let value = object["value"] {
                paths = []
                kind = .constant(value.value)
            } else if let word = object["is"] {
                paths = try DescribedPath.list(try object.required("at"))
                kind = .equals(try word.text(), each: try object.describedPath("each"))
            } else if let rows = object["rows"] {
                paths = try DescribedPath.list(rows)
                if let values = object["values"] {
                    // [path, type], or the type alone.
                    var elements = [values]
                    if case .array = values.value { elements = try values.elements() }
                    guard (1...2).contains(elements.count), let type = elements.last,
                        case .scalar(let scalar) = try AnswerGrammar.kind(type)
                    else { throw values.fault("a type, or [path, type]") }
                    kind = .list(
                        elements.count > 1 ? try DescribedPath.list(elements[0]) : [],
                        scalar
                    )
                } else {
                    kind = .objects(try Self.list(try object.required("fields"), shape))
                }
            } else {
                paths = try DescribedPath.list(object["at"])
                let fields = try Self.list(try object.required("fields"), shape)
                kind = try object["flat"]?.truth() ?? false ? .flat(fields) : .object(fields)
            }
        }
    }
}

extension DescribedPath {
    /// One path, or several of which the first that exists counts; none where the member is missing.
    static func list(_ node: JSONNode?) throws(JSONFault) -> [Self] {
        var paths: [Self] = []
        for node in node?.oneOrMore() ?? [] { paths.append(try Self(node)) }
        return paths
    }
}
