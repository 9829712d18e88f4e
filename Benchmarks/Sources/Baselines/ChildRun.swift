internal import Glibc

/// Runs a command to its end and loses no time about it, as Foundation's `Process` does.
enum ChildRun {
    /// A command could not be started.
    struct Fault: Error {
        let command: String
        let number: Int32
    }

    /// The exit status of a command whose output goes nowhere.
    static func status(
        _ command: String,
        _ arguments: [String],
        _ environment: [String: String]
    ) throws -> Int {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        // `env` sets what is to be different and becomes the command.
        let words = ["env"] + environment.map { "\($0)=\($1)" } + [command] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        var identifier: pid_t = 0
        let number = posix_spawn(&identifier, "/usr/bin/env", &actions, nil, pointers, environ)
        guard number == 0 else { throw Fault(command: command, number: number) }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        return Int(status)
    }
}
