import Testing

/// A public function, called with values that no caller should pass.
///
/// `Scripts/check safety` demands a call of every public function that takes an argument, by the
/// name that the compiler's symbol graph gives it.
struct HostileCall: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let call: @Sendable () throws -> Void

    init(_ name: String, _ call: @escaping @Sendable () throws -> Void) {
        testDescription = name
        self.call = call
    }

    /// Calls it; an error is an answer, a trap would end the tests.
    func run() {
        do { try call() } catch { _ = "\(error)" }
    }
}

/// Calls `body` with every value; an error for one does not end the loop.
func each<Value>(_ values: [Value], _ body: (Value) throws -> Void) {
    for value in values {
        do { try body(value) } catch { _ = "\(error)" }
    }
}
