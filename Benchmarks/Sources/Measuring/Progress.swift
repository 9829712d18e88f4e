internal import Foundation

/// Says on standard error what is being measured.
package enum Progress {
    /// Says a line.
    package static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
