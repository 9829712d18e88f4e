"""Faults of the machine and its settings: memory, descriptors, locale, libraries, arguments."""

import os
import resource
import shutil
import subprocess

from .table import TEXT, broken_line, write

COUNT = ["count"]


def try_all(bench):
    limits(bench)
    settings(bench)
    without_charset_data(bench)
    arguments(bench)


def limits(bench):
    def limit(what, amount):
        return lambda: resource.setrlimit(what, (amount, amount))

    result = bench.run(COUNT, TEXT * 200_000, preexec_fn=limit(resource.RLIMIT_AS, 512 << 20))
    problem = "" if result.out.count(b"\n") == 200_000 else "lines are missing"
    bench.row("512 MB of address space (ulimit -v)", COUNT, result, 0, None, problem)
    octets = (b"y" * (1 << 20)) * 300 + b"\nend\n"
    result = bench.run(COUNT, octets, preexec_fn=limit(resource.RLIMIT_AS, 512 << 20))
    bench.row("line of 300 MB in 512 MB", COUNT, result, 65, ":1: the record is longer than")
    result = bench.run(COUNT, TEXT, preexec_fn=limit(resource.RLIMIT_NOFILE, 4))
    bench.row("four file descriptors (ulimit -n)", COUNT, result, 0)
    result = bench.run(COUNT, TEXT, preexec_fn=limit(resource.RLIMIT_STACK, 256 << 10))
    bench.row("256 kB of stack (ulimit -s)", COUNT, result, 0)
    part = b'{"dataCoding":0,"userData":"","userDataLength":0,"hasHeader":false,"x":' + b"[" * 63 + b"]" * 63 + b"}\n"
    result = bench.run(["decode"], part, preexec_fn=limit(resource.RLIMIT_STACK, 256 << 10))
    bench.row("deepest JSON in 256 kB of stack", ["decode"], result, 0)
    nested = b'{"parts":[' * 250 + b"]}" * 250 + b"\n"
    result = bench.run(["decode"], nested, preexec_fn=limit(resource.RLIMIT_STACK, 256 << 10))
    bench.row("parts nested 250 deep in 256 kB of stack", ["decode"], result, 65, ":1: not valid JSON: more than 64 values")


def settings(bench):
    expected = bench.run(COUNT, TEXT).out
    for fault, changes in {
        "locale that does not exist": {"LC_ALL": "xx_YY.bogus", "LANG": "xx_YY.bogus"},
        "no home folder": {"HOME": "/nowhere"},
        "kernel forced to plain code": {"SEPTET_KERNEL": "plain"},
    }.items():
        result = bench.run(COUNT, TEXT, environment=os.environ | changes)
        bench.row(fault, COUNT, result, 0, None, "" if result.out == expected else "another result")
    result = bench.run(COUNT, TEXT, environment={})
    bench.row("empty environment", COUNT, result, 0, None, "" if result.out == expected else "another result")
    result = bench.run(COUNT, TEXT, environment=os.environ | {"SEPTET_KERNEL": "bogus"})
    bench.row("kernel that does not exist", COUNT, result, (0, 64), "SEPTET_KERNEL" if result.err else None)
    inspect = ["inspect", "Zażółć"]
    environment = os.environ | {"NO_COLOR": "1", "TERM": "bogus", "COLUMNS": "-3"}
    result = bench.run(inspect, environment=environment)
    bench.row("NO_COLOR and an unknown terminal", inspect, result, 0, None,
              "colours are there" if b"\x1b" in result.out else broken_line(result.out))


def icu_data_library(bench):
    """The name of ICU's library of data that the command links, and the symbol in it."""
    listed = subprocess.run(["ldd", bench.command], stdout=subprocess.PIPE, text=True, check=False).stdout
    for line in listed.split("\n"):
        name = line.strip().split(" ")[0]
        if name.startswith("libicudata.so."):
            return name, f"icudt{name.rsplit('.', 1)[-1]}_dat"
    return None


def without_charset_data(bench):
    fault = "no data of ICU"
    compiler = shutil.which("clang") or shutil.which("cc")
    library = icu_data_library(bench)
    if compiler is None or library is None:
        bench.skip(fault, "there is no C compiler, or ICU is not a shared library")
        return
    name, symbol = library
    folder = bench.folder / "empty-icu"
    folder.mkdir()
    source = write(folder / "empty.c", f"const char {symbol}[64] __attribute__((aligned(16))) = {{0}};\n")
    subprocess.run([compiler, "-shared", "-fPIC", f"-Wl,-soname,{name}", "-o", folder / name, source], check=True)
    environment = os.environ | {"LD_LIBRARY_PATH": f"{folder}:{os.environ.get('LD_LIBRARY_PATH', '')}"}
    bench.row(fault + ", UTF-8", COUNT, bench.run(COUNT, TEXT, environment=environment), 0)
    for charset in ("windows-1250", "Shift_JIS"):
        words = ["count", "--charset", charset]
        result = bench.run(words, TEXT, environment=environment)
        bench.row(f"{fault}, {charset}", words, result, 64, "ICU cannot")


def arguments(bench):
    bad = ["count", b"caf\xe9.txt"]
    bench.row("argument that is not UTF-8", ["count", "caf\\xe9.txt"], bench.run(bad), 65, "argument 2: invalid UTF-8 at byte 3")
    for words, message in (
        (["cuont"], "Unexpected argument|Did you mean|Error"),
        (["count", "--boundary", "word"], "--boundary"),
        (["count", "--input", "csv"], "--input csv needs --column"),
        (["convert", "--from", "klingon", "--to", "utf-8"], "klingon"),
    ):
        bench.row("usage that does not exist", words, bench.run(words), 64, message)
    words = ["inspect", "x" * 100_000]
    bench.row("text of 100,000 characters as an argument", ["inspect", "xxx…"], bench.run(words), (0, 65), "the text needs")
    words = ["inspect", "e" + "\u0301" * 30_000]
    bench.row("one character of 30,000 marks", ["inspect", "é…"], bench.run(words), (0, 65), "")
