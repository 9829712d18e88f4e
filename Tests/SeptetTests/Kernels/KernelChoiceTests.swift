@testable import Septet
import Testing

/// One kernel is chosen by CPU, or by name.
@Suite struct KernelChoiceTests {
    @Test func plainSwiftIsFirstAndNamesAreUnique() {
        let names = Kernel.available.map(\.name)
        #expect(names.first == "plain")
        #expect(Set(names).count == names.count)
        #expect(Set(names).isSubset(of: ["plain", "avx2", "avx512", "neon"]))
    }

    @Test func eachAvailableKernelIsFoundByItsName() {
        for kernel in Kernel.available {
            #expect(Kernel.named(kernel.name)?.name == kernel.name)
        }
        #expect(Kernel.named("") == nil)
        #expect(Kernel.named("AVX2") == nil)
        #expect(Kernel.named("sse9") == nil)
    }

    @Test func theChosenKernelIsTheOneAskedForOrTheLast() {
        let wanted = Kernel.requestedName.map { Kernel.named($0)?.name ?? "plain" }
        #expect(Kernel.chosen.name == wanted ?? Kernel.available.last?.name)
    }
}
