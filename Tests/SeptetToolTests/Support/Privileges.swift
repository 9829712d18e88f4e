import Foundation

/// How to run something as a user who may not read everything.
enum Privileges {
    private static let isRoot = geteuid() == 0

    /// A command that runs its arguments without the privileges of root.
    static let dropping =
        isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "env"

    /// Whether that command is there.
    static let canBeDropped =
        !isRoot || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")
}
