import CICU
import Testing

/// ICU called directly through the shim: what the library under test must agree with.
@safe
final class ICUReference {
    private let converter: OpaquePointer

    init(_ name: String) throws {
        var errorCode: Int32 = 0
        let opened = unsafe cicu_open(name, &errorCode)
        #expect(errorCode == 0)
        unsafe converter = try #require(opened)
    }

    deinit {
        unsafe cicu_close(converter)
    }

    func substitute(_ text: String) {
        let units = Array(text.utf16)
        #expect(unsafe cicu_set_substitute(converter, units, Int32(units.count)) == 0)
    }

    /// The text a whole stream of octets decodes to, `nil` at any error.
    func decode(_ octets: [UInt8]) -> String? {
        unsafe cicu_reset(converter)
        var units = [UInt16](repeating: 0, count: octets.count * 2 + 16)
        var step = CICUStep()
        unsafe cicu_decode(
            converter,
            octets,
            Int32(octets.count),
            &units,
            Int32(units.count),
            1,
            &step
        )
        guard step.outcome == .done else { return nil }
        return String(decoding: units.prefix(Int(step.writtenCount)), as: UTF16.self)
    }

    /// The octets a whole text is encoded to, `nil` at any error.
    func encode(_ text: String) -> [UInt8]? {
        encode(Array(text.utf16))
    }

    func encode(_ units: [UInt16]) -> [UInt8]? {
        unsafe cicu_reset(converter)
        var octets = [UInt8](repeating: 0, count: units.count * 8 + 32)
        var step = CICUStep()
        unsafe cicu_encode(
            converter,
            units,
            Int32(units.count),
            &octets,
            Int32(octets.count),
            1,
            &step
        )
        guard step.outcome == .done else { return nil }
        octets.removeLast(octets.count - Int(step.writtenCount))
        return octets
    }
}
