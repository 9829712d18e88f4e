internal import SeptetJSON

extension FuzzTarget {
    /// The reader of members finds what the tree has, and refuses what it refuses, at the same
    /// octet; what is written of the tree is read as the same tree.
    static let members = FuzzTarget("members") { input in
        let settings = input.octet()
        let octets = input.rest()
        let tree = outcome { () throws(JSONFault) in try JSONReader.value(of: octets) }
        var names = ["", "text", "a", "\u{E9}", "e\u{301}", "K", "\u{212A}"]
        if case .success(.object(let object)) = tree {
            names += object.members.map(\.name)
        }
        // Many names, and some of them twice: linear, or the time limit of libFuzzer shows it.
        if settings & 1 == 1 { names += (0..<20_000).map { "k\($0)" } + names }
        var reader = JSONMemberReader(names)
        let hasMark = octets.starts(with: [0xEF, 0xBB, 0xBF])
        switch outcome({ () throws(JSONFault) in try reader.read(octets.span) }) {
        case .failure(let fault):
            require(hasMark || tree == .failure(fault), "both readers refuse it alike")
        case .success(.blank):
            let fault = JSONFault(.syntax(offset: octets.count, wanted: "a value"))
            require(tree == .failure(fault), "a blank text has no value")
        case .success(.other):
            guard case .success(let value) = tree else { return require(false, "both accept it") }
            if case .object = value { require(false, "an object is one for both") }
        case .success(.object):
            guard case .success(.object(let object)) = tree else {
                return require(false, "an object is one for both")
            }
            for (index, name) in names.enumerated() {
                require(agrees(reader[index], object[name], octets), "member \(name)")
            }
            let listed = try? JSONMemberReader.names(of: octets.span)
            require(listed == object.members.map(\.name), "the names are those of the tree")
        }
        guard case .success(let value) = tree else { return }
        let written = JSONText.octets(of: value)
        require(!written.contains { $0 < 0x20 || $0 == 0x7F }, "nothing breaks a line")
        let again = outcome { () throws(JSONFault) in
            try JSONReader.value(of: written, octetLimit: .max)
        }
        require(again == .success(value), "what is written is read as it was")
    }

    private static func agrees(
        _ member: JSONMemberReader.Member,
        _ value: JSONValue?,
        _ octets: [UInt8]
    ) -> Bool {
        switch (member, value) {
        case (.missing, nil): true
        case (.string(let string), .string(let text)?):
            string.text(in: octets.span).utf8.elementsEqual(text.utf8)
        case (.number(let range), .number(let digits)?):
            octets[range].elementsEqual(digits.utf8)
        case (.null, .null?), (.other, .boolean?), (.other, .array?), (.other, .object?): true
        default: false
        }
    }
}
