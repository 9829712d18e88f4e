import SeptetJSON
import TestSupport
import Testing

@Suite struct JSONObjectTests {
    @Test func namesAreComparedByOctets() {
        var object: JSONObject = ["\u{E9}": 1, "e\u{301}": 2]
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
        object["\u{212A}"] = 3
        object["K"] = 4
        object["\u{E9}"] = nil
        #expect(JSONText.string(of: .object(object)) == "{\"e\u{301}\":2,\"\u{212A}\":3,\"K\":4}")
    }

    @Test func valuesAreEqualByOctets() {
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
        #expect(JSONValue.string("K") != .string("\u{212A}"))
        #expect(JSONValue.object(["\u{E9}": 1]) != .object(["e\u{301}": 1]))
        #expect(JSONValue.object(["a": 1, "b": 1]) != .object(["b": 1, "a": 1]))
        #expect(JSONValue.number("1") != .string("1"))
        #expect(JSONValue.number("1") != .number("1.0"))
        #expect(
            Set<JSONValue>([.string("\u{E9}"), .string("e\u{301}"), ["\u{E9}"], ["e\u{301}"]]).count
                == 4
        )
        #expect([JSONValue.array([1]): 1][.array([1])] == 1)
    }

    /// An object does what a list that is searched from its end does, on both sides of the size
    /// from which it has an index.
    @Test(arguments: [0, 1, 15, 16, 17, 18, 40, 300])
    func anIndexChangesNothing(count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        func name() -> String { "n\(Int.random(in: 0...count, using: &random))" }
        var plain = (0..<count).map { (name(), $0) }
        var object = JSONObject(plain.map { JSONObject.Member(name: $0.0, value: .integer($0.1)) })
        for step in 0..<400 {
            let name = name()
            #expect(object[name] == plain.last { $0.0 == name }.map { .integer($0.1) })
            if step % 3 == 0 {
                object[name] = nil
                plain.removeAll { $0.0 == name }
            } else {
                object[name] = .integer(-step)
                if let place = plain.lastIndex(where: { $0.0 == name }) {
                    plain[place].1 = -step
                } else {
                    plain.append((name, -step))
                }
            }
            #expect(object.members.map(\.name) == plain.map(\.0))
            #expect(object.members.map(\.value) == plain.map { .integer($0.1) })
        }
    }

    /// Hundreds of thousands of members are looked up, set and merged in the time that each takes.
    @Test func manyMembersAreNotSearchedOneByOne() {
        let count = 200_000
        var object = JSONObject(
            (0..<count).map { JSONObject.Member(name: "k\($0)", value: .integer($0)) }
        )
        var other = JSONObject()
        for index in 0..<count { other["k\(index * 2)"] = .integer(-index) }
        let clock = ContinuousClock()
        let time = clock.measure { object.merge(other) }
        #expect(object.members.count == count * 3 / 2)
        #expect(object["k0"] == 0)
        #expect(object["k199998"] == .integer(-99_999))
        #expect(object["k199999"] == .integer(199_999))
        // One by one it takes minutes.
        #expect(time < .seconds(20))
    }
}
