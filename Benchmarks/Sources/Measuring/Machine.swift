internal import Foundation

/// Where a run took place.
package struct Machine: Codable, Sendable {
    package let processor: String
    package let coreCount: Int
    package let system: String
    package let swift: String

    /// This machine.
    package init() {
        processor = Self.value(of: "model name", separator: ":", in: "/proc/cpuinfo") ?? "unknown"
        coreCount = ProcessInfo.processInfo.activeProcessorCount
        system = Self.value(of: "PRETTY_NAME", separator: "=", in: "/etc/os-release") ?? "unknown"
        swift = Self.compilerVersion
    }

    private static func value(
        of key: String,
        separator: Character,
        in path: String
    ) -> String? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") {
            let pair = line.split(separator: separator, maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingCharacters(in: .whitespaces) == key else {
                continue
            }
            return pair[1].trimmingCharacters(in: CharacterSet(charactersIn: " \"\t"))
        }
        return nil
    }

    private static var compilerVersion: String {
        #if compiler(>=6.5)
            "6.5 or newer"
        #elseif compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3.2)
            "6.3.2 or newer"
        #elseif compiler(>=6.3.1)
            "6.3.1"
        #else
            "6.3"
        #endif
    }
}
