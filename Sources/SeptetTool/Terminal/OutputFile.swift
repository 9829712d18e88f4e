internal import ArgumentParser

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The files that a command writes beside standard output.
///
/// All are opened before the work begins. Until everything is written a file has no name; then it
/// appears under its own in one step, in place of a former one. So a failure or a signal leaves
/// nothing behind and a former file unchanged.
///
/// Pipes, terminals and other devices are written directly, as are open files by the names
/// `/dev/stdout`, `/dev/stderr` and `/dev/fd/N`. Any other symbolic link to a file is refused:
/// following it would let anyone who can write to the folder choose which file is overwritten, and
/// replacing it would silently break it.
struct OutputFiles: ~Copyable {
    /// Who may read a file that is made.
    enum Readers {
        /// Its owner, because it holds numbers or texts.
        case owner
        /// Those of the file it replaces; of a new file those that the umask allows.
        case umask
    }

    private enum Place {
        /// Written where it is.
        case direct
        /// A file without a name, which `/proc` can link into a folder.
        case unnamed
        /// A file with a name of its own, where the file system knows none without.
        case named(String)
    }

    private struct Entry {
        let file: OutputFile
        let place: Place
        let identities: [FileIdentity]

        var isDirect: Bool { if case .direct = place { true } else { false } }
    }

    private let inputs: [FileIdentity]
    private var entries: [Entry] = []

    /// - Parameter inputs: The files that are read; `-` is standard input.
    init(inputs: [String]) {
        self.inputs = inputs.compactMap {
            $0.utf8.elementsEqual("-".utf8) ? FileIdentity(STDIN_FILENO) : FileIdentity(path: $0)
        }
    }

    deinit {
        for entry in entries { Self.discard(entry) }
    }

    /// Opens a file; nothing is at its path before `keep`.
    ///
    /// Throws a `ValidationError` when the file is an input, or another output.
    mutating func open(_ path: String, readers: Readers) throws -> OutputFile {
        if let number = Self.descriptorNumber(path) {
            return try add(path, try Self.duplicate(number, path), .direct)
        }
        let former = FileIdentity(path: path, followsLink: false)
        if former == nil && errno != ENOENT { throw OutputError(path) }
        switch former?.kind {
        case nil, S_IFREG: break
        case S_IFLNK:
            let target = FileIdentity(path: path)
            let kind = target?.kind ?? S_IFREG
            if kind == S_IFREG {
                if let target, let problem = conflict(of: path, [target]) {
                    throw ValidationError(problem)
                }
                throw OutputError.fileFailed(
                    name: path,
                    reason: "Is a symbolic link; give the file it leads to"
                )
            }
            if kind == S_IFDIR { throw OutputError(path, EISDIR) }
            return try openDirectly(path)
        case S_IFDIR: throw OutputError(path, EISDIR)
        default: return try openDirectly(path)
        }
        let (folder, name) = Self.parts(of: path)
        if name.isEmpty { throw OutputError(path, path.isEmpty ? ENOENT : EISDIR) }
        // A rename asks only for permission to write to the folder.
        // The path lives as a C string for the length of the call.
        if former != nil, unsafe access(path, W_OK) != 0 { throw OutputError(path) }
        let mode: mode_t = readers == .owner ? 0o600 : 0o666
        let (descriptor, place) = try Self.makeTemporary(folder, mode, path)
        if readers == .umask, let former { _ = fchmod(descriptor, former.mode & 0o777) }
        let future = former ?? FileIdentity(future: name, in: folder)
        return try add(path, descriptor, place, future)
    }

    /// Ends all files and lets them appear.
    ///
    /// After an error those that have appeared stay; the others are gone.
    mutating func keep() throws(OutputError) {
        var kept: [FileIdentity] = []
        while let entry = entries.first {
            let path = entry.file.path
            if !entry.isDirect {
                // On a file system that ignores letter case two names can lead to one file.
                if let there = FileIdentity(path: path, followsLink: false), kept.contains(there) {
                    throw .fileFailed(name: path, reason: "Is another output")
                }
                try Self.link(entry)
                kept += entry.identities
            }
            entries.removeFirst()
            guard close(entry.file.descriptor) == 0 else { throw OutputError(path) }
        }
    }

    /// The paths of files that have not appeared.
    var missingPaths: [String] {
        entries.filter { !$0.isDirect }.map(\.file.path)
    }

    private mutating func openDirectly(_ path: String) throws -> OutputFile {
        let descriptor = openFile(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw OutputError(path) }
        return try add(path, descriptor, .direct)
    }

    private mutating func add(
        _ path: String,
        _ descriptor: Int32,
        _ place: Place,
        _ future: FileIdentity? = nil
    ) throws -> OutputFile {
        let file = OutputFile(path: path, descriptor: descriptor)
        let identities = [FileIdentity(descriptor), future].compactMap(\.self)
        let entry = Entry(file: file, place: place, identities: identities)
        if let problem = conflict(of: path, identities) {
            Self.discard(entry)
            throw ValidationError(problem)
        }
        entries.append(entry)
        return file
    }

    /// Why a file cannot be written beside all others.
    private func conflict(of path: String, _ identities: [FileIdentity]) -> String? {
        // What is written to a terminal or to /dev/null takes nothing from another output.
        let own = identities.filter { $0.kind != S_IFCHR }
        if own.contains(where: inputs.contains) {
            return "\(path) is read, so nothing can be written into it."
        }
        for other in entries where own.contains(where: other.identities.contains) {
            return "\(other.file.path) and \(path) are one file."
        }
        for (number, name) in [(STDOUT_FILENO, "output"), (STDERR_FILENO, "error")] {
            if let stream = FileIdentity(number), stream.kind == S_IFREG, own.contains(stream) {
                return "\(path) is where standard \(name) goes, so nothing else can."
            }
        }
        return nil
    }

    /// Makes a file without a name; where that cannot be, one with a name no other file has.
    private static func makeTemporary(
        _ folder: String,
        _ mode: mode_t,
        _ path: String
    ) throws(OutputError) -> (descriptor: Int32, place: Place) {
        #if os(Linux)
            // O_TMPFILE of <fcntl.h>, a macro that Swift does not import.
            let unnamed = 0o20_000_000 | O_DIRECTORY
            let descriptor = openFile(folder, unnamed | O_WRONLY | O_CLOEXEC, mode)
            if descriptor >= 0 {
                // The path lives as a C string for the length of the call.
                if unsafe access(linkedPath(descriptor), F_OK) == 0 {
                    return (descriptor, .unnamed)
                }
                _ = close(descriptor)
            }
        #endif
        let name = temporaryPath(folder)
        let flags = O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC
        let named = openFile(name, flags, mode)
        guard named >= 0 else { throw OutputError(path) }
        return (named, .named(name))
    }

    /// Gives a file its name.
    private static func link(_ entry: Entry) throws(OutputError) {
        let path = entry.file.path
        let name: String
        switch entry.place {
        case .direct: return
        case .named(let given): name = given
        case .unnamed:
            // A link cannot take the place of a file, so the file has another name in between.
            name = temporaryPath(parts(of: path).folder)
            let open = linkedPath(entry.file.descriptor)
            // The paths live as C strings for the length of the call.
            guard unsafe linkat(AT_FDCWD, open, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else {
                throw OutputError(path)
            }
        }
        // The paths live as C strings for the length of the calls.
        guard unsafe rename(name, path) == 0 else {
            let error = OutputError(path)
            unsafe unlink(name)
            throw error
        }
    }

    private static func discard(_ entry: Entry) {
        _ = close(entry.file.descriptor)
        // The path lives as a C string for the length of the call.
        if case .named(let name) = entry.place { unsafe unlink(name) }
    }

    private static func temporaryPath(_ folder: String) -> String {
        "\(folder)/.septet-\(String(UInt64.random(in: .min ... .max), radix: 16))"
    }

    private static func linkedPath(_ descriptor: Int32) -> String {
        "/proc/self/fd/\(descriptor)"
    }

    /// The number of an open descriptor that a path is a name of.
    private static func descriptorNumber(_ path: String) -> Int32? {
        let names = [("/dev/stdin", STDIN_FILENO), ("/dev/stdout", STDOUT_FILENO)]
        for (name, number) in names + [("/dev/stderr", STDERR_FILENO)]
        where path.utf8.elementsEqual(name.utf8) {
            return number
        }
        for prefix in ["/dev/fd/", "/proc/self/fd/"] where path.utf8.starts(with: prefix.utf8) {
            return Int32(String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
        }
        return nil
    }

    /// A descriptor of the same open file, which shares its position.
    private static func duplicate(_ number: Int32, _ path: String) throws(OutputError) -> Int32 {
        let flags = fcntl(number, F_GETFL)
        guard flags >= 0 else { throw OutputError(path) }
        guard flags & O_ACCMODE != O_RDONLY else { throw OutputError(path, EBADF) }
        let descriptor = fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
        guard descriptor >= 0 else { throw OutputError(path) }
        return descriptor
    }

    /// The folder of a path and the name in it.
    private static func parts(of path: String) -> (folder: String, name: String) {
        let octets = path.utf8
        guard let slash = octets.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
        let folder = slash == octets.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[octets.index(after: slash)...]))
    }
}

/// A file of `OutputFiles`, written from its beginning.
struct OutputFile: Sendable {
    private static let pollMilliseconds: Int32 = 100

    fileprivate let path: String
    fileprivate let descriptor: Int32

    /// Appends text.
    func write(_ text: String) throws(OutputError) {
        try write(Array(text.utf8))
    }

    /// Appends octets; ends with `OutputError.interrupted` when a signal comes while the reader of
    /// a pipe takes nothing.
    func write(_ octets: [UInt8]) throws(OutputError) {
        let isPipe = FileIdentity(descriptor)?.kind != S_IFREG
        var start = 0
        while start < octets.count {
            if isPipe { try waitForRoom() }
            let rest = octets.count - start
            let count = isPipe ? min(rest, Int(PIPE_BUF)) : rest
            let written = writeOctets(descriptor, octets, from: start, count: count)
            if written >= 0 {
                start += written
            } else if errno != EINTR && errno != EAGAIN {
                throw OutputError(path)
            }
        }
    }

    private func waitForRoom() throws(OutputError) {
        while true {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            // One entry, which lives for the length of the call.
            let count = unsafe poll(&waiting, 1, Self.pollMilliseconds)
            // An error is left for write(2).
            if count > 0 || count < 0 && errno != EINTR { return }
            if Interruption.isAnyNoticed { throw .interrupted }
        }
    }
}

/// Which file it is, whatever its names.
struct FileIdentity: Equatable {
    /// The kind of file, such as `S_IFREG`.
    let kind: mode_t

    /// The permissions.
    let mode: mode_t

    /// How large a regular file was when it was looked at.
    let octetCount: Int

    private let device: dev_t
    private let number: ino_t

    /// The name of a file that does not exist, in the folder that `device` and `number` identify.
    private let futureName: [UInt8]?

    /// The file of a descriptor; `nil` when it is closed.
    init?(_ descriptor: Int32) {
        var status = stat()
        // The status lives for the length of the call.
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The file at a path; `nil`, with the reason in `errno`, when there is none.
    init?(path: String, followsLink: Bool = true) {
        var status = stat()
        // The path and the status live for the length of the calls.
        guard unsafe (followsLink ? stat(path, &status) : lstat(path, &status)) == 0 else {
            return nil
        }
        self.init(status)
    }

    /// A file that is not there yet.
    fileprivate init?(future name: String, in folder: String) {
        guard let folder = Self(path: folder) else { return nil }
        kind = S_IFREG
        mode = 0
        octetCount = 0
        device = folder.device
        number = folder.number
        futureName = Array(name.utf8)
    }

    private init(_ status: stat) {
        kind = status.st_mode & S_IFMT
        mode = status.st_mode & ~S_IFMT
        octetCount = Int(status.st_size)
        device = status.st_dev
        number = status.st_ino
        futureName = nil
    }

    static func == (left: Self, right: Self) -> Bool {
        left.device == right.device && left.number == right.number
            && left.futureName == right.futureName
    }
}
