import Foundation
import Testing

/// The files that `estimate` writes: whole or not at all, and never over another file in use.
@Suite struct OutputFileTests {
    private static let options = ["--rejects", "--html", "--csv"]

    /// A folder with a list of three rows, of which one is damaged.
    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        _ = try folder.file("list.csv", "text\na\nb,c\nd\n")
        return folder
    }

    /// Runs a script in a folder, in which `$LIST` begins a command that counts the list.
    private func shell(_ script: String, in folder: TemporaryFolder) async throws -> CommandResult {
        try await BuiltCommand.shell(
            #"cd "$FOLDER" && umask 022 && "# + script,
            environment: ["FOLDER": folder.url.path]
        )
    }

    private static let count = #""$SEPTET" estimate list.csv --input csv --column text "#

    private func names(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    }

    private func text(_ name: String, _ folder: TemporaryFolder) throws -> String {
        try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }

    @Test func allThreeAppear() async throws {
        let folder = try folder()
        let result = try await shell(
            Self.count + "--rejects r.ndjson --html ./p.html --csv \"$FOLDER/t.csv\"",
            in: folder
        )
        #expect(result.status == 65)
        #expect(try names(folder) == ["list.csv", "p.html", "r.ndjson", "t.csv"])
        #expect(try text("r.ndjson", folder).hasPrefix(#"{"row":2,"line":3,"#))
        #expect(try text("p.html", folder).hasPrefix("<!DOCTYPE html>"))
        #expect(try text("t.csv", folder).hasPrefix("section,key,name,"))
    }

    /// Ways to name a file `x`, `y` being another name of it.
    private static let twins = [
        ("", "x", "x"), ("", "x", "./x"), ("mkdir d", "d/../x", "x"), ("", "x", "$FOLDER/x"),
        ("ln -s . d", "d/x", "x"), ("touch x; ln x y", "x", "y"), ("touch x", "x", ".//x"),
        ("touch x; exec 3>>x", "/dev/fd/3", "x"), ("touch x; exec 3>>x", "x", "/proc/self/fd/3"),
        ("mkfifo x; cat x >/dev/null & exec 3<>x", "x", "./x"),
    ]

    @Test(arguments: twins)
    func twoOutputsAreNeverOneFile(make: String, first: String, second: String) async throws {
        for (one, other) in [("--rejects", "--html"), ("--html", "--csv"), ("--csv", "--rejects")] {
            let folder = try folder()
            let result = try await shell(
                "{ \(make.isEmpty ? ":" : make); } && "
                    + Self.count + #"\#(one) "\#(first)" \#(other) "\#(second)""#,
                in: folder
            )
            #expect(result.status == 64, "\(one) \(first) \(other) \(second)")
            #expect(result.errors.contains(" are one file."), "\(result.errors)")
            #expect(result.errors.contains("Usage: septet estimate"))
            #expect(result.output == "")
            #expect(try names(folder).allSatisfy { ["list.csv", "d", "x", "y"].contains($0) })
        }
    }

    @Test(arguments: [
        ("", "list.csv"), ("", "./list.csv"), ("ln list.csv y", "y"), ("ln -s . d", "d/list.csv"),
        ("exec 3>>list.csv", "/dev/fd/3"), ("", "template"), ("ln prices.csv y", "y"),
    ])
    func anInputIsNeverAnOutput(make: String, output: String) async throws {
        for option in Self.options {
            let folder = try folder()
            _ = try folder.file("template", "{{text}}")
            _ = try folder.file("prices.csv", "price,currency\n1,EUR\n")
            let result = try await shell(
                "{ \(make.isEmpty ? ":" : make); } && "
                    + #""$SEPTET" estimate list.csv --input csv --template template "#
                    + "--prices prices.csv \(option) \(output)",
                in: folder
            )
            #expect(result.status == 64)
            #expect(
                result.errors.hasPrefix(
                    "Error: \(output) is read, so nothing can be written into it.\n"
                )
            )
            #expect(try text("list.csv", folder) == "text\na\nb,c\nd\n")
            #expect(try text("template", folder) == "{{text}}")
            #expect(try text("prices.csv", folder) == "price,currency\n1,EUR\n")
        }
    }

    @Test func standardInputIsNoOutput() async throws {
        let folder = try folder()
        let result = try await shell(
            #""$SEPTET" estimate --csv list.csv < list.csv"#,
            in: folder
        )
        #expect(result.status == 64)
        #expect(try text("list.csv", folder) == "text\na\nb,c\nd\n")
    }

    @Test func standardStreamsAreOutputsToo() async throws {
        for (option, stream) in [
            ("--csv out", ">out"), ("--csv /dev/stdout", ">out"), ("--html out", "2>out"),
            ("--rejects /dev/fd/2", "2>out"), ("--rejects /dev/stdout", ">>out"),
        ] {
            let folder = try folder()
            let result = try await shell(Self.count + option + " " + stream, in: folder)
            #expect(result.status == 64, "\(option) \(stream)")
            let said = try result.errors + text("out", folder)
            #expect(said.contains(", so nothing else can."), "\(option) \(stream)")
        }
        // What is appended to a list would be read as well, without end.
        for command in [
            "count", "estimate", "normalize --table lossy", "convert --from utf8 --to utf8",
        ] {
            let folder = try folder()
            let result = try await shell(
                #"timeout 20 "$SEPTET" \#(command) list.csv >> list.csv"#,
                in: folder
            )
            #expect(result.status == 64)
            #expect(
                result.errors.contains(
                    "list.csv is where standard output goes, so it cannot be read."
                )
            )
            #expect(try text("list.csv", folder) == "text\na\nb,c\nd\n")
        }
    }

    @Test func devicesPipesAndDescriptorsAreWrittenDirectly() async throws {
        let folder = try folder()
        let result = try await shell(
            "mkfifo pipe; cat pipe > copy & " + Self.count
                + "--csv /dev/fd/3 --rejects pipe --html /dev/null 3>>table >report; s=$?; wait; exit $s",
            in: folder
        )
        #expect(result.status == 65)
        #expect(result.errors == "")
        #expect(try text("table", folder).hasPrefix("section,key,name,"))
        #expect(try text("copy", folder).hasPrefix("row,line,reason,explanation,record\n2,3,"))
        #expect(try text("report", folder).contains("Campaign\n"))
        #expect(try names(folder) == ["copy", "list.csv", "pipe", "report", "table"])
        // A pipe and a device can be given twice: what is written takes nothing from the other.
        let both = try await shell(Self.count + "--csv /dev/null --html /dev/null", in: folder)
        #expect(both.status == 65)
        let piped = try await shell(Self.count + "--csv /dev/stdout 2>&- | cat", in: folder)
        #expect(piped.output.contains("section,key,name,"))
        #expect(piped.output.contains("\nCampaign\n"))
        for closed in ["/dev/fd/9", "/dev/stdin", "/dev/fd/x"] {
            let refused = try await shell(Self.count + "--csv \(closed) </dev/null", in: folder)
            #expect(refused.status == 74, "\(closed)")
            #expect(refused.output == "")
        }
    }

    @Test func symbolicLinksAreRefused() async throws {
        for make in [
            "touch t; ln -s t link", "ln -s nowhere link", "touch t; ln -s t s; ln -s s link",
        ] {
            let folder = try folder()
            for option in Self.options {
                let result = try await shell(
                    "{ \(make); } 2>&-; " + Self.count + option + " link",
                    in: folder
                )
                #expect(result.status == 74)
                #expect(
                    result.errors == "septet: link: Is a symbolic link; give the file it leads to\n"
                )
                #expect(result.output == "")
            }
            #expect(try text("list.csv", folder) == "text\na\nb,c\nd\n")
            #expect(try !names(folder).contains("nowhere"))
        }
    }

    @Test(arguments: [
        ("missing/file", "No such file or directory"), ("list.csv/x", "Not a directory"),
        ("", "No such file or directory"),
        (".", "Is a directory"), ("d", "Is a directory"), ("new/", "Is a directory"),
        ("d/", "Is a directory"),
        (String(repeating: "x", count: 256), "File name too long"),
    ])
    func whatCannotBeWrittenIsReportedBeforeCounting(path: String, reason: String) async throws {
        let folder = try folder()
        for option in Self.options {
            // The input has no end: only the error can end the command.
            let result = try await shell(
                "mkdir -p d; timeout 20 yes | timeout 20 \"$SEPTET\" estimate --each "
                    + "\(option) '\(path)'; exit ${PIPESTATUS[1]}",
                in: folder
            )
            #expect(result.status == 74, "\(option) \(path)")
            #expect(result.errors == "septet: \(path): \(reason)\n")
            #expect(result.output == "")
            #expect(try names(folder) == ["d", "list.csv"])
        }
    }

    @Test func rejectedRowsAreTheirOwnersOnly() async throws {
        let folder = try folder()
        let script =
            Self.count + "--rejects r.csv --html p.html --csv t.csv >/dev/null; "
            + "stat -c '%a' r.csv p.html t.csv"
        let fresh = try await shell(script, in: folder)
        #expect(fresh.lines == ["600", "644", "644"])
        // A report takes the permissions of the one it replaces; a former file of rows does not.
        let again = try await shell(
            "chmod 640 r.csv p.html; chmod 600 t.csv; " + script,
            in: folder
        )
        #expect(again.lines == ["600", "640", "600"])
    }

    @Test func aFormerFileIsReplacedInOneStep() async throws {
        let folder = try folder()
        _ = try folder.file("t.csv", String(repeating: "old\n", count: 10_000))
        let result = try await shell(
            "ln t.csv kept; exec 3<t.csv; " + Self.count + "--csv t.csv >/dev/null; head -c 3 <&3",
            in: folder
        )
        #expect(result.output == "old")
        #expect(try !text("t.csv", folder).contains("old"))
        #expect(try text("kept", folder).utf8.count == 40_000)
    }

    @Test(.enabled(if: Privileges.canBeDropped, "root writes everything, and setpriv is missing"))
    func aProtectedFileIsNotReplaced() async throws {
        let folder = try folder()
        let result = try await shell(
            #"""
            cp "$SEPTET" septet; chmod 755 septet; chmod 777 .; echo old > t.csv; chmod 444 t.csv
            $DROP ./septet estimate list.csv --input lines --csv t.csv; s=$?; rm -f septet; exit $s
            """#.replacing("$DROP", with: Privileges.dropping),
            in: folder
        )
        #expect(result.status == 74)
        #expect(result.errors == "septet: t.csv: Permission denied\n")
        #expect(try text("t.csv", folder) == "old\n")
    }

    @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129), ("KILL", 137)])
    func aSignalLeavesNothing(signal: String, status: Int32) async throws {
        let folder = try folder()
        _ = try folder.file("t.csv", "old\n")
        let result = try await shell(
            #"""
            set -m; mkfifo in; "$SEPTET" estimate in --input csv --column text --json \
                --rejects r.csv --html p.html --csv t.csv > report 2> errors & pid=$!
            exec 3>in; printf 'text\na\nb,c\n' >&3; sleep 0.4; kill -\#(signal) $pid
            (sleep 20; kill -9 $pid 2>/dev/null) & wait $pid; s=$?; kill %+ 2>/dev/null; exit $s
            """#,
            in: folder
        )
        #expect(result.status == status)
        #expect(try names(folder) == ["errors", "in", "list.csv", "report", "t.csv"])
        #expect(try text("t.csv", folder) == "old\n")
        let isNoticed = signal != "KILL"
        #expect(
            try text("errors", folder)
                == (isNoticed
                    ? ["r.csv", "p.html", "t.csv"].map {
                        "septet: \($0): not written, because a signal ended the count\n"
                    }.joined() : "")
        )
        #expect(try text("report", folder).contains(#""partial":true"#) == isNoticed)
    }

    @Test func aFailureLeavesNothing() async throws {
        for (command, status) in [
            (#"printf 'a\nb\n' | "$SEPTET" estimate --input csv --column text"#, 65),
            (Self.count + "--template-text '{{x}}'", 64),
            (Self.count + "--prices list.csv --currency EUR", 65),
            (#""$SEPTET" estimate missing.txt"#, 66), (Self.count + "--each > /dev/full", 74),
        ] {
            let folder = try folder()
            _ = try folder.file("t.csv", "old\n")
            let result = try await shell(
                "{ \(command); } --rejects r.csv --html p.html --csv t.csv".replacing(
                    "; } --rejects r.csv --html p.html --csv t.csv",
                    with: " --rejects r.csv --html p.html --csv t.csv; }"
                ),
                in: folder
            )
            #expect(result.status == Int32(status), "\(command) \(result.errors)")
            #expect(try names(folder) == ["list.csv", "t.csv"], "\(command)")
            #expect(try text("t.csv", folder) == "old\n")
        }
    }

    @Test func filesThatAClosedPipePreventsAreReported() async throws {
        let folder = try folder()
        let result = try await shell(
            #"yes | head -300000 | "$SEPTET" estimate --each --html p.html | head -1; exit ${PIPESTATUS[2]}"#,
            in: folder
        )
        #expect(result.status == 74)
        #expect(
            result.errors == "septet: p.html: not written, because standard output was closed\n"
        )
        #expect(try names(folder) == ["list.csv"])
        // The report comes last, and the page is there by then.
        let last = try await shell(
            #"(sleep 0.3; "$SEPTET" estimate list.csv --input lines --html p.html; echo $? >&2) | true"#,
            in: folder
        )
        #expect(last.errors == "0\n")
        #expect(try names(folder) == ["list.csv", "p.html"])
    }

    @Test func rejectedRowsAreNoFormulas() async throws {
        let folder = try TemporaryFolder()
        let rows = ["=1+1", "+1", "-1", "@x", "\t1", "'=1", "a=1", "=\u{301}1"]
        _ = try folder.file("list.csv", "text\n" + rows.map { $0 + ",x\n" }.joined())
        let result = try await shell(
            Self.count + "--rejects r.csv --json > /dev/null; "
                + Self.count + "--rejects r.jsonl --json > /dev/null",
            in: folder
        )
        #expect(result.errors == "")
        let table = try text("r.csv", folder).split(separator: "\n").dropFirst()
        let cells = table.map { line in
            String(line[(line.range(of: "\",\"")?.upperBound ?? line.startIndex)...].dropLast())
        }
        #expect(
            cells == [
                "'=1+1,x", "'+1,x", "'-1,x", "'@x,x", "'\t1,x", "'=1,x", "a=1,x", "'=\u{301}1,x",
            ]
        )
        // A program reads the octets as they are.
        let objects = try text("r.jsonl", folder).split(separator: "\n").map {
            try JSONObject(String($0))
        }
        #expect(try objects.map { try $0.string("record") } == rows.map { $0 + ",x" })
    }
}
