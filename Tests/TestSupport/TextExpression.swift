/// The notation of texts in vector files: terms `[N*]{content}`, joined by ` + `.
///
/// `Vectors/README.md` defines it.
package enum TextExpression {
    /// The text an expression stands for.
    package static func text(_ expression: String) throws -> String {
        var reader = Reader(expression)
        var text = String.UnicodeScalarView()
        repeat {
            let (count, content) = try reader.term()
            for _ in 0..<count { text.append(contentsOf: content) }
        } while try reader.joins()
        return String(text)
    }
}

extension TextExpression {
    private struct Reader {
        let expression: String
        let scalars: [Unicode.Scalar]
        var position = 0

        init(_ expression: String) {
            self.expression = expression
            scalars = Array(expression.unicodeScalars)
        }

        var failure: VectorError { .badExpression(expression, offset: position) }

        mutating func next() throws -> Unicode.Scalar {
            guard position < scalars.count else { throw failure }
            defer { position += 1 }
            return scalars[position]
        }

        mutating func expect(_ text: String) throws {
            for scalar in text.unicodeScalars {
                guard try next() == scalar else { throw failure }
            }
        }

        /// Whether another term follows; reads the joint.
        mutating func joins() throws -> Bool {
            guard position < scalars.count else { return false }
            try expect(" + ")
            return true
        }

        mutating func term() throws -> (count: Int, content: [Unicode.Scalar]) {
            var digits = ""
            while position < scalars.count, "0"..."9" ~= scalars[position] {
                digits.unicodeScalars.append(try next())
            }
            if !digits.isEmpty { try expect("*") }
            guard let count = digits.isEmpty ? 1 : Int(digits) else { throw failure }
            try expect("{")
            var content: [Unicode.Scalar] = []
            while true {
                let scalar = try next()
                switch scalar {
                case "}": return (count, content)
                case "{": throw failure
                case "\\": content.append(try escaped())
                default: content.append(scalar)
                }
            }
        }

        mutating func escaped() throws -> Unicode.Scalar {
            switch try next() {
            case "n": return "\n"
            case "r": return "\r"
            case "t": return "\t"
            case "{": return "{"
            case "}": return "}"
            case "\\": return "\\"
            case "u":
                try expect("{")
                var digits = ""
                while true {
                    let digit = try next()
                    if digit == "}" { break }
                    digits.unicodeScalars.append(digit)
                }
                guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
                else { throw failure }
                return scalar
            default: throw failure
            }
        }
    }
}
