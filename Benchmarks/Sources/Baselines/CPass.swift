package import Measuring

/// A C function that goes over messages; `CBaselines.h` says how.
package typealias CPass =
    @convention(c) (
        UnsafePointer<UInt8>?, UnsafePointer<Int64>?, Int64, UnsafeMutablePointer<UInt8>?
    ) -> Int64

extension Contender {
    /// A contender whose whole loop is in C, so that it pays for no call from Swift.
    package init(
        _ name: String,
        shortcut: String? = nil,
        octets: [UInt8],
        starts: [Int],
        expected: Int?,
        pass: CPass
    ) {
        let offsets = starts.map(Int64.init)
        var output = [UInt8](repeating: 0, count: 1 << 18)
        self.init(
            name,
            shortcut: shortcut,
            messageCount: starts.count - 1,
            expected: expected
        ) {
            // Every message is shorter than a quarter of the output, and the arrays outlive the call.
            Int(pass(octets, offsets, Int64(offsets.count - 1), &output))
        }
    }
}
