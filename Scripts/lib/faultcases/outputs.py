"""Faults of what is written: full disks, closed pipes, limits of files."""

import contextlib
import itertools
import os
import resource
import shutil
import signal
import subprocess
import threading
import time

from .table import SUBCOMMANDS, TEXT, Result, broken_line, is_root, write

FULL = "standard output: No space left on device"
SMALL_DISK_OCTETS = 256 << 10


def try_all(bench):
    full_device(bench)
    full_disk(bench)
    closed_pipe(bench)
    closed_output(bench)
    errors_unwritten(bench)
    file_limit(bench)
    interrupted(bench)
    interrupted_early(bench)
    interrupted_pipe(bench)
    slow_reader(bench)
    files(bench)


def full_device(bench):
    for name, (arguments, stdin) in SUBCOMMANDS.items():
        with open("/dev/full", "wb") as full:
            result = bench.run(arguments, stdin, stdout=full)
        bench.row(f"disk full, {name}", arguments, result, 74, FULL)


def lines(count):
    return TEXT * count


def full_disk(bench):
    fault = "disk becomes full while writing"
    disk = bench.folder / "disk"
    disk.mkdir()
    options = f"size={SMALL_DISK_OCTETS}"
    mount = ["mount", "-t", "tmpfs", "-o", options, "septet-faults", disk]
    if not is_root() or subprocess.run(mount, stderr=subprocess.DEVNULL, check=False).returncode:
        bench.skip(fault, "mounting a small disk needs root")
        return
    try:
        for arguments in (["count"], ["encode"], ["normalize", "--json", "--table", "lossy"]):
            with open(disk / "out", "wb") as out:
                result = bench.run(arguments, lines(20_000), stdout=out)
            octets = (disk / "out").read_bytes()
            note = f"{len(octets)} octets, whole lines" if octets else ""
            bench.row(fault, arguments, result, 74, FULL, broken_line(octets), note)
        with contextlib.suppress(OSError):
            write(disk / "rest", b"x" * SMALL_DISK_OCTETS)
        environment = os.environ | {"TMPDIR": str(disk)}
        result = bench.run(["estimate", "--json"], lines(20_000), environment=environment)
        bench.row("folder for temporary files full", ["estimate", "--json"], result, 0)
    finally:
        subprocess.run(["umount", disk], check=True)


def closed_pipe(bench):
    for name, (arguments, stdin) in SUBCOMMANDS.items():
        reading, writing = os.pipe()
        os.close(reading)
        result = bench.run(arguments, stdin, stdout=writing)
        os.close(writing)
        bench.row(f"pipe closed by its reader, {name}", arguments, result, 0)


def closed_output(bench):
    def close_output():
        os.close(1)

    for arguments, stdin in (SUBCOMMANDS["count"], SUBCOMMANDS["estimate"]):
        result = bench.run(arguments, stdin, stdout=None, preexec_fn=close_output)
        bench.row("standard output closed", arguments, result, 74, "standard output: Bad file descriptor")


def errors_unwritten(bench):
    arguments = ["count"]
    with open("/dev/full", "wb") as full:
        result = bench.run(arguments, b"a\n\xff\nb\n", stderr=full)
    problem = "" if result.out.count(b"\n") == 2 else "two texts were expected"
    bench.row("standard error full", arguments, result, 65, None, problem)
    result = bench.run(arguments, b"a\n\xff\nb\n", stderr=None, preexec_fn=lambda: os.close(2))
    problem = "" if result.out.count(b"\n") == 2 else "two texts were expected"
    bench.row("standard error closed", arguments, result, 65, None, problem)


def file_limit(bench):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    path = bench.folder / "limited"
    arguments = ["count"]
    with open(path, "wb") as out:
        result = bench.run(arguments, lines(20_000), stdout=out, preexec_fn=limit)
    octets = path.read_bytes()
    bench.row("file as large as it may be (ulimit -f)", arguments, result, 74,
              "standard output: File too large", broken_line(octets), f"{len(octets)} octets, whole lines")


def interrupted(bench):
    """Signals while a command works: whole lines in the file, and nothing that looks like totals."""
    for number in (signal.SIGINT, signal.SIGTERM):
        for arguments in (["count"], ["estimate", "--json"]):
            path = bench.folder / "interrupted"
            with open(path, "wb") as out:
                process = subprocess.Popen([bench.command, *arguments], stdin=subprocess.PIPE, stdout=out,
                                           stderr=subprocess.PIPE)
                # The input has no end, so the signal always comes in the middle of the work.
                feeder = threading.Thread(target=feed, args=(process.stdin,))
                feeder.start()
                time.sleep(1)
                process.send_signal(number)
                error = process.stderr.read().decode()
                process.wait()
                feeder.join()
            octets = path.read_bytes()
            problem = broken_line(octets)
            if arguments[0] == "estimate" and octets and b"partial" not in octets:
                problem = problem or "totals of a part are not marked"
            result = Result(process.returncode, octets, error)
            bench.row(f"{number.name} in the middle of work", arguments, result,
                      (-number, 128 + number), "" if error else None, problem,
                      f"{octets.count(10)} whole lines")


def interrupted_early(bench):
    """Signals from the first moment on, while nothing has come to be read: none may be lost."""
    for number in (signal.SIGINT, signal.SIGTERM):
        arguments = ["estimate", "--json"]
        problem = ""
        for milliseconds in range(0, 120, 4):
            process = subprocess.Popen([bench.command, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            time.sleep(milliseconds / 1_000)
            process.send_signal(number)
            # `communicate` would close the input, which ends the command as well.
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                problem = f"the signal after {milliseconds} ms is lost"
            octets, error = process.stdout.read(), process.stderr.read().decode()
            if octets and b"partial" not in octets:
                problem = "totals of a part are not marked"
            if process.returncode not in (-number, 128 + number):
                problem = problem or f"status {process.returncode}"
        result = Result(process.returncode, octets, error)
        bench.row(f"{number.name} in the first moments, 30 times", arguments, result,
                  (-number, 128 + number), None, problem)


def interrupted_pipe(bench):
    """Signals while a pipe is read in pieces, or no more: what came through is whole lines."""
    text = write(bench.folder / "pipe.txt", lines(300_000))
    commands = [["count", text], ["encode", text], ["estimate", "--each", text]]
    for reads_on, arguments in itertools.product((True, False), commands):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            problem = ""
            for attempt in range(5):
                process = subprocess.Popen([bench.command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                octets = os.read(process.stdout.fileno(), 10_000)
                ender = threading.Timer(0.01 * attempt, process.send_signal, [number])
                ender.start()
                while reads_on and (piece := os.read(process.stdout.fileno(), 10_000)):
                    octets += piece
                    time.sleep(0.0001)
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    problem = "the signal is lost while the pipe is full"
                    process.kill()
                    process.wait()
                octets += process.stdout.read()
                error = process.stderr.read().decode()
                ender.join()
                if process.returncode not in (-number, 128 + number, *([0] if reads_on else [])):
                    problem = problem or f"status {process.returncode}"
                problem = problem or broken_line(octets)
            result = Result(process.returncode, octets, error)
            fault = f"{number.name} while the reader {'reads on' if reads_on else 'has stopped'}, 5 times"
            bench.row(fault, arguments, result, (result.status,), None, problem)


def feed(pipe):
    """Writes lines until nobody reads them."""
    with contextlib.suppress(BrokenPipeError):
        while True:
            pipe.write(lines(1_000).encode())
            pipe.flush()


def slow_reader(bench):
    """Megabytes through a pipe that is read in small pieces."""
    campaign = write(bench.folder / "slow.txt", lines(20_000))
    arguments = ["count", campaign]
    process = subprocess.Popen([bench.command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    octets = b""
    while piece := os.read(process.stdout.fileno(), 1_000):
        octets += piece
        if len(octets) < 100_000:
            time.sleep(0.002)
    error = process.stderr.read().decode()
    process.wait()
    problem = "" if octets.count(b"\n") == 20_000 else "lines are missing"
    result = Result(process.returncode, octets, error)
    bench.row("slow reader of the output", arguments, result, 0, None, problem)


def files(bench):
    """The files of `estimate`: whole or not at all, and never over another file in use."""
    folder = bench.folder / "files"
    options = ["--rejects", "r.csv", "--html", "p.html", "--csv", "t.csv"]
    count = ["estimate", "list.csv", "--input", "csv", "--column", "text"]

    def try_one(fault, arguments, status, message, *, left=(), stdin="", **given):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        write(folder / "list.csv", "text\na\nb,c\n")
        write(folder / "t.csv", "old\n")
        (folder / "link").symlink_to("t.csv")
        kept = {"list.csv", "t.csv", "link", *left}
        result = bench.run(arguments, stdin, cwd=folder, **given)
        there = set(os.listdir(folder))
        problem = "" if there == kept else f"left behind: {sorted(there - kept)}, gone: {sorted(kept - there)}"
        if not left and (folder / "t.csv").read_bytes() != b"old\n":
            problem = problem or "the former file is another"
        bench.row(fault, arguments, result, status, message, problem)

    try_one("all files written", [*count, *options], 65, None, left=("r.csv", "p.html"))
    for option in ("--rejects", "--html", "--csv"):
        try_one("file in a folder that is missing", [*count, option, "missing/x"], 74, "missing/x: No such file")
        try_one("file is a folder", [*count, option, "."], 74, "Is a directory")
        try_one("file is a symbolic link", [*count, option, "link"], 74, "link: Is a symbolic link")
        try_one("file is the input", [*count, option, "./list.csv"], 64, "is read, so nothing can be written")
    try_one("two files are one", [*count, "--html", "x", "--csv", "./x"], 64, "x and ./x are one file")
    with open(bench.folder / "report", "wb") as report:
        arguments = [*count, "--csv", "../report"]
        try_one("file is standard output", arguments, 64, "is where standard output goes", stdout=report)
    try_one("header without the column", [*count[:-1], "body", *options], 65, 'no column "body"')
    try_one("input missing", ["estimate", "missing", *options], 66, "missing: No such file")
    with open("/dev/full", "wb") as full:
        try_one("disk full for the messages", [*count, "--each", *options], 74, FULL, stdout=full)
        try_one("disk full for a file", [*count, *options[:4], "--csv", "/dev/full"], 74, "/dev/full: No space left")

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))

    try_one("file as large as it may be", [*count, *options], 74, "p.html: File too large", preexec_fn=limit)
    interrupted_files(bench, folder, options)


def interrupted_files(bench, folder, options):
    """Signals while a list is counted: no file appears, and none is left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGKILL):
        for path in folder.iterdir():
            path.unlink()
        write(folder / "t.csv", "old\n")
        arguments = ["estimate", "--json", *options]
        process = subprocess.Popen([bench.command, *arguments], cwd=folder, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   preexec_fn=lambda: signal.signal(signal.SIGQUIT, signal.SIG_DFL))
        process.stdin.write(TEXT.encode())
        process.stdin.flush()
        time.sleep(0.5)
        process.send_signal(number)
        process.wait(10)
        result = Result(process.returncode, process.stdout.read(), process.stderr.read().decode())
        process.stdin.close()
        problem = "" if os.listdir(folder) == ["t.csv"] else f"left behind: {os.listdir(folder)}"
        if (folder / "t.csv").read_bytes() != b"old\n":
            problem = problem or "the former file is another"
        noticed = number not in (signal.SIGQUIT, signal.SIGKILL)
        bench.row(f"{number.name} before the files are written", arguments, result, 128 + number if noticed else -number,
                  "not written, because a signal" if noticed else None, problem)
