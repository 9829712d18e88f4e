import Foundation
import FuzzTargets
import TestSupport
import Testing

/// The inputs that fuzzing has kept, each run once through its target.
///
/// A property that does not hold ends the process with its name, as it ends a run of libFuzzer.
@Suite struct FuzzCorpusTests {
    private static let folder = PackageFolder.root.appending(path: "Fuzzing/Corpus")

    /// A target without a kept corpus has not been fuzzed yet; `Scripts/fuzz --keep` writes one.
    private static let targets = FuzzTarget.all.filter { target in
        FileManager.default.fileExists(atPath: folder.appending(path: "\(target.name).txt").path)
    }

    @Test("Every kept input still holds its target's properties", arguments: targets)
    func keptInputs(target: FuzzTarget) throws {
        let file = Self.folder.appending(path: "\(target.name).txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        try #require(lines.count > 10)
        for line in lines {
            var input = FuzzInput(try #require(HexadecimalDigits.octets(String(line))))
            target.run(&input)
        }
    }

    @Test("Every file of the corpus belongs to a target")
    func noFileIsLeftOver() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(names.count > 10)
        #expect(Set(names) == Set(Self.targets.map { "\($0.name).txt" }))
    }
}

extension FuzzTarget: CustomTestStringConvertible {
    public var testDescription: String { name }
}
