"""Runs the command under a fault and keeps what came of it as rows of a table."""

import dataclasses
import datetime
import os
import pathlib
import re
import signal
import subprocess

LONGEST_SECONDS = 120
SHOWN_CHARACTERS = 120

# One line of input for each subcommand that reads some.
TEXT = "Cena: 5 € [promo]\n"
PART = '{"userData":"e8329bfd06","userDataLength":5,"dataCoding":0,"hasHeader":false}\n'
JOB = '{"provider":"smsapi","input":{"endpoint":"sms.do","message":"Hi","recipients":["44123456789"]}}\n'
SUBCOMMANDS = {
    "count": (["count"], TEXT),
    "inspect": (["inspect", "Zażółć"], ""),
    "encode": (["encode"], TEXT),
    "decode": (["decode"], PART),
    "normalize": (["normalize", "--table", "typographic"], TEXT),
    "convert": (["convert", "--from", "utf-8", "--to", "windows-1250"], TEXT),
    "estimate": (["estimate"], TEXT),
    "request": (["request"], JOB),
    "reply": (["reply"], JOB),
    "compare": (["compare", "Hi"], ""),
    "help": (["help"], ""),
    "--version": (["--version"], ""),
    "completion script": (["--generate-completion-script", "bash"], ""),
}


@dataclasses.dataclass
class Result:
    status: int
    out: bytes
    err: str


@dataclasses.dataclass
class Row:
    fault: str
    command: str
    outcome: str
    problem: str


class Bench:
    def __init__(self, command, folder):
        self.command = command
        self.folder = folder
        self.rows = []

    @property
    def failures(self):
        return [row for row in self.rows if row.problem]

    def run(self, arguments, stdin="", *, environment=None, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, **options):
        """Runs the command; `stdin` is text, or what subprocess takes."""
        given = {}
        if isinstance(stdin, (str, bytes)):
            given["input"] = stdin.encode() if isinstance(stdin, str) else stdin
        else:
            given["stdin"] = stdin
        ran = subprocess.run(
            [self.command, *arguments], stdout=stdout, stderr=stderr, env=environment,
            timeout=LONGEST_SECONDS, check=False, **given, **options,
        )
        return Result(ran.returncode, ran.stdout or b"", (ran.stderr or b"").decode(errors="replace"))

    def row(self, fault, arguments, result, status, message=None, problem="", note=""):
        """Keeps a row; `message` is a pattern standard error matches, `None` when it is silent."""
        words = " ".join(self.shown(word) for word in arguments)
        if len(words) > SHOWN_CHARACTERS:
            words = words[:SHOWN_CHARACTERS] + " …"
        lines = result.err.strip().split("\n")
        said = self.shown(next((line for line in lines if message and re.search(message, line)), lines[-1]))
        outcome = f"{describe(result.status)}; " + (f"`{said}`" if said else "silent")
        if note:
            outcome += f"; {note}"
        problems = [problem] if problem else []
        if result.status not in (status if isinstance(status, tuple) else (status,)):
            problems.append(f"status {status} was expected")
        if message is None and result.err:
            problems.append("silence was expected")
        if message is not None and not re.search(message, result.err):
            problems.append(f"no message like {message!r}")
        if any(word in result.err for word in ("Fatal error", "Crash", "Backtrace")):
            problems.append("it crashed")
        self.keep(Row(fault, words, outcome, "; ".join(problems)))

    def skip(self, fault, reason):
        self.keep(Row(fault, "", f"not tried: {reason}", ""))

    def keep(self, row):
        self.rows.append(row)
        mark = "FAIL" if row.problem else "--  " if not row.command else "ok  "
        print(f"{mark}  {row.fault:52}  {row.command[:44]:44}  {row.outcome[:110]}", flush=True)
        if row.problem:
            print(f"      {row.problem}")

    def shown(self, text):
        return str(text).replace(str(self.folder) + "/", "").replace(str(self.folder), "FOLDER")

    def summary(self):
        tried = sum(1 for row in self.rows if row.command)
        return f"{tried} faults tried, {len(self.rows) - tried} not, {len(self.failures)} failed"

    def document(self):
        lines = [
            "# Faults", "",
            "What goes wrong on machines, and what the command makes of it. Written by `Scripts/faults",
            f"--write` on {datetime.date.today()}, which tries every row; `make faults` tries them again, and CI does.",
            "In each row what was written is whole lines, and no signal or crash ended the command unless it says",
            "so.", "",
            "| fault | `septet …` | exit status and last line of standard error |", "| --- | --- | --- |",
        ]
        for row in self.rows:
            cells = [row.fault, f"`{row.command}`" if row.command else "", row.outcome]
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        return "\n".join(lines) + "\n"


def describe(status):
    return signal.Signals(-status).name if status < 0 else str(status)


def broken_line(octets):
    """What is wrong with output that must be whole lines."""
    return "" if not octets or octets.endswith(b"\n") else f"ends in a broken line: {octets[-40:]!r}"


def write(path, text):
    path = pathlib.Path(path)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def is_root():
    return os.geteuid() == 0
