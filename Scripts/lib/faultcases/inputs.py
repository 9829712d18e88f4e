"""Faults of what is read: files that are not there, change, or cannot be read."""

import os
import subprocess
import threading
import time

from .table import SUBCOMMANDS, TEXT, Result, broken_line, is_root, write

READERS = ("count", "encode", "decode", "normalize", "convert", "estimate", "request")
NOBODY = 65_534


def try_all(bench):
    missing(bench)
    unreadable(bench)
    changing(bench)
    broken_content(bench)
    streams(bench)


def arguments_with(name, path):
    """A subcommand that reads a file; `encode` takes other arguments for a text."""
    return SUBCOMMANDS[name][0] + (["--file"] if name == "encode" else []) + [str(path)]


def missing(bench):
    for name in READERS:
        arguments = arguments_with(name, bench.folder / "missing")
        bench.row(f"file missing, {name}", arguments, bench.run(arguments), 66, "missing: No such file or directory")
    for name in ("count", "estimate"):
        arguments = arguments_with(name, bench.folder)
        bench.row(f"folder instead of a file, {name}", arguments, bench.run(arguments), 66, "Is a directory")
    vanishing = bench.folder / "vanishing"
    vanishing.mkfifo() if hasattr(vanishing, "mkfifo") else os.mkfifo(vanishing)
    process = subprocess.Popen([bench.command, "count", vanishing], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with open(vanishing, "wb") as pipe:
        vanishing.unlink()
        pipe.write(TEXT.encode())
    out, error = process.communicate()
    problem = "" if out.count(b"\n") == 1 else "the text is missing"
    bench.row("file vanishes while it is read", ["count", vanishing], Result(process.returncode, out, error.decode()),
              0, None, problem)


def unreadable(bench):
    path = write(bench.folder / "secret.txt", TEXT)
    path.chmod(0)
    arguments = ["count", path]
    options = {"user": NOBODY, "group": NOBODY} if is_root() else {}
    os.chmod(bench.folder, 0o755)
    try:
        result = bench.run(arguments, **options)
        bench.row("file without permission", arguments, result, 66, "secret.txt: Permission denied")
    except PermissionError:
        bench.skip("file without permission", "the command itself cannot be run by another user")
    arguments = ["count", "/proc/self/mem"]
    bench.row("read error of the device", arguments, bench.run(arguments), 66, "/proc/self/mem: Input/output error")


def blocked(bench, arguments):
    """A command that waits for its output to be read, so that its input can change meanwhile."""
    process = subprocess.Popen([bench.command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    first = os.read(process.stdout.fileno(), 1)
    return process, first


def changing(bench):
    count = 400_000
    for fault in ("grows", "shrinks", "is overwritten"):
        for arguments in (["count"], ["estimate", "--json"]):
            path = write(bench.folder / "changing.txt", TEXT * count)
            arguments = [*arguments, path]
            process = subprocess.Popen([bench.command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            pieces = []
            reader = threading.Thread(target=lambda pieces=pieces, process=process: pieces.append(process.stdout.read()))
            if arguments[0] == "count":
                # Nothing is read yet, so the command waits in the middle of the file.
                time.sleep(0.2)
            else:
                time.sleep(0.05)
            if fault == "grows":
                with open(path, "ab") as file:
                    file.write(TEXT.encode() * count)
            elif fault == "shrinks":
                os.truncate(path, 1_000)
            else:
                with open(path, "r+b") as file:
                    file.write(b"\xff" * 100_000)
            reader.start()
            error = process.stderr.read().decode()
            process.wait()
            reader.join()
            result = Result(process.returncode, pieces[0], error)
            problem = broken_line(result.out)
            if fault == "grows" and arguments[0] == "count" and result.out.count(b"\n") < count:
                problem = "lines that were there are missing"
            note = f"{result.out.count(10)} whole lines" if arguments[0] == "count" else ""
            bench.row(f"file {fault} while it is read", arguments, result, (0, 65, 66), "" if error else None, problem, note)


def broken_content(bench):
    csv = ["count", "--input", "csv", "--column", "text"]
    cases = [
        ("invalid UTF-8 in one of three lines", ["count"], b"a\n\xff\nb\n", 65, ":2: invalid UTF-8 at byte 0", 2),
        ("input ends in a quoted field", csv, b'id,text\n1,"open\n2,b\n', 65, "never closed", None),
        ("record of CSV with a field too many", csv, b"id,text\n1,a,b\n2,c\n", 65, ":2: the record has 3 fields", 1),
        ("column missing", csv, b"id,body\n1,a\n", 65, 'no column "text"', 0),
        ("input ends in the middle of JSON", ["count", "--input", "ndjson"], b'{"text":"a"}\n{"te', 65, ":2: not valid JSON", 1),
        ("NUL and control characters", ["count"], b"a\0b\x1b\x07\n", 0, None, 1),
        ("line of 20 MB", ["count"], b"x" * 20_000_000 + b"\na\n", 65, ":1: the record is longer than", 1),
        ("text of more than 255 parts", ["count"], b"x" * 40_000 + b"\na\n", 65, ":1: the text needs", 1),
        ("values nested 100,000 deep", ["request"], b"[" * 100_000 + b"\n", 65, ":1: ", 1),
        ("octets that are no character of the charset", ["count", "--charset", "utf-16le"], b"a\0\n\0\x00\xd8\n\0b\0\n\0", 65, ":2: ", 2),
    ]
    for fault, arguments, octets, status, message, line_count in cases:
        result = bench.run(arguments, octets)
        problem = broken_line(result.out)
        if line_count is not None and result.out.count(b"\n") != line_count:
            problem = f"{line_count} lines were expected"
        bench.row(fault, arguments, result, status, message, problem)


def streams(bench):
    arguments = ["count"]
    result = bench.run(arguments, None, preexec_fn=lambda: os.close(0))
    bench.row("standard input closed", arguments, result, 66, "<stdin>: Bad file descriptor")
    process = subprocess.Popen([bench.command, "count"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for octet in (TEXT * 3).encode():
        process.stdin.write(bytes([octet]))
        process.stdin.flush()
        time.sleep(0.002)
    out, error = process.communicate()
    problem = "" if out == bench.run(arguments, TEXT * 3).out else "another result than at once"
    bench.row("input comes octet by octet", arguments, Result(process.returncode, out, error.decode()), 0, None, problem)
    folder = bench.folder / "deleted"
    folder.mkdir()
    result = bench.run(arguments, TEXT, cwd=folder, preexec_fn=lambda: folder.rmdir())
    bench.row("working folder deleted", arguments, result, 0)
