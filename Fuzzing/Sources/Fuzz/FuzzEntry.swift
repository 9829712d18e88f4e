internal import FuzzTargets
internal import Glibc

/// The variable that names the target; libFuzzer's own options stay as they are.
private let targetVariable = "SEPTET_FUZZ_TARGET"

private let target: FuzzTarget = {
    // The environment is not changed while its C string is read.
    let name = unsafe getenv(targetVariable).map { unsafe String(cString: $0) } ?? ""
    if let target = FuzzTarget.all.first(where: { $0.name == name }) { return target }
    print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
    exit(name.isEmpty ? 0 : 64)
}()

/// What libFuzzer calls before anything else: lists the targets when none is named.
@c(LLVMFuzzerInitialize)
public func initialize(
    _ argumentCount: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutableRawPointer
) -> Int32 {
    _ = target
    return 0
}

/// What libFuzzer calls with each input.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    // libFuzzer promises `count` octets at `start` for the length of the call.
    var input = FuzzInput(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    target.run(&input)
    return 0
}
