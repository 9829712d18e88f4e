"""The largest inputs of each kind: memory and time stay within bounds, and the answer is right."""

import io
import json
import subprocess
import sys
import zipfile

from .table import Result, broken_line, write

MEBIOCTET = 1 << 20
# No input makes the command hold more, or work longer.
MEBIOCTETS = 72
# Rows of a million fields: what is kept of the fields of a header is in proportion to their number.
WIDEST_ROWS_MEBIOCTETS = 160
SECONDS_OF_PROCESSOR = 60

# Linux counts to a process what its parent held when it was made, so a small one is its parent.
LAUNCHER = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, code, usage = os.wait4(process.pid, 0)
with open(sys.argv[1], "w") as file:
    json.dump([os.waitstatus_to_exitcode(code), usage.ru_maxrss, usage.ru_utime + usage.ru_stime], file)
"""


def try_all(bench):
    records(bench)
    headers_and_parts(bench)
    flood(bench)
    template(bench)
    workbooks(bench)
    jobs(bench)


def try_one(bench, fault, arguments, text, status, message=None, *, is_right, mebioctets=MEBIOCTETS):
    """Runs the command over a file, and looks at what the kernel says it took."""
    octets = text.encode() if isinstance(text, str) else text
    paths = [write(bench.folder / name, content) for name, content in
             (("largest", octets), ("out", b""), ("err", b""), ("usage", b""))]
    launcher = [sys.executable, "-I", "-S", "-c", LAUNCHER, paths[3]]
    with open(paths[0], "rb") as stdin, open(paths[1], "wb") as out, open(paths[2], "wb") as err:
        subprocess.run([*launcher, bench.command, *arguments], stdin=stdin, stdout=out, stderr=err,
                       cwd=bench.folder, check=True)
    written = paths[1].read_bytes()
    ended, kibioctets, seconds = json.loads(paths[3].read_text(encoding="ascii"))
    problems = [broken_line(written)] if broken_line(written) else []
    if not is_right(written):
        problems.append(f"another answer: {written[:100]!r}")
    if kibioctets > mebioctets << 10:
        problems.append(f"{kibioctets >> 10} MiB held")
    if seconds > SECONDS_OF_PROCESSOR:
        problems.append(f"{seconds:.0f} s of processor")
    result = Result(ended, written, paths[2].read_text(encoding="utf-8"))
    bench.row(fault, arguments, result, status, message, "; ".join(problems), f"below {mebioctets} MiB")


def ends_with_one_part(written):
    return json.loads(written.splitlines()[-1])["parts"] == 1


def records(bench):
    line = b"x" * (MEBIOCTET - 1) + b"\n"
    try_one(bench, "longest line, 100 times", ["count"], line * 100 + b"a\n", 65, ":100: the text needs",
            is_right=ends_with_one_part)
    marks = b"e" + "\u0301".encode() * (MEBIOCTET // 2 - 2) + b"\n"
    try_one(bench, "longest character", ["count", "--boundary", "grapheme"], marks + b"a\n", 65, ":1: the text needs",
            is_right=ends_with_one_part)
    columns = b"," * (MEBIOCTET - 10)
    for name in ("count", "estimate"):
        arguments = [name, "--input", "csv", "--column", "text"]
        arguments += ["--threads", "2", "--json"] if name == "estimate" else []
        try_one(bench, f"widest rows, {name}", arguments, columns + b"text\n" + (columns + b"a\n") * 20, 0,
                is_right=lambda written, name=name: written.count(b"\n") == (20 if name == "count" else 1)
                and b'"gsm7"' in written,
                mebioctets=WIDEST_ROWS_MEBIOCTETS)
    # The object and 63 arrays, which is as deep as JSON may be, as often as a record has room.
    deep = b"[" * 62 + b"]" * 62
    nested = b'{"x":[' + b",".join([deep] * (MEBIOCTET // 126)) + b'],"text":"a"}\n'
    try_one(bench, "deepest JSON", ["count", "--input", "ndjson"], nested * 20, 0,
            is_right=lambda written: written.count(b'"parts":1,') == 20)


def part(header, text, sender=None):
    octets = header + text
    fields = {"userData": octets.hex(), "userDataLength": len(octets), "dataCoding": 8, "hasHeader": True}
    return json.dumps(fields | ({"sender": sender} if sender else {})) + "\n"


def headers_and_parts(bench):
    elements = bytes([138]) + bytes([0x70, 0]) * 69
    try_one(bench, "largest header", ["decode"], part(elements, b"") * 1_000, 0,
            is_right=lambda written: written.count(b'"complete":true') == 1_000)
    parts = [part(bytes([6, 8, 4, number, 0, 255, sequence]), "é€".encode("utf-16-be"))
             for sequence in range(255, 0, -1) for number in range(200)]
    try_one(bench, "255 parts, 200 messages in turn", ["decode"], "".join(parts), 0,
            is_right=lambda written: written.count(("é€" * 255).encode()) == 200)


def flood(bench):
    """A million messages that are never finished, and among them a thousand that are."""
    count, whole_every = 1_000_000, 1_000
    lines = []
    for number in range(count):
        header = bytes([6, 8, 4, number >> 8 & 255, number & 255, 3, 1])
        lines.append(part(header, b"\0a", f"s{number >> 16}"))
        if number % whole_every == 0:
            for sequence in (2, 1):
                lines.append(part(bytes([5, 0, 3, 7, 2, sequence]), b"\0b", f"w{number}"))
    try_one(bench, "flood of a million partial messages", ["decode"], "".join(lines), 0,
            is_right=lambda written: written.count(b'"complete":true') == count // whole_every
            and written.count(b'"complete":false') == count)


def template(bench):
    columns = [f"c{number}" for number in range(10_000)]
    write(bench.folder / "fields.txt", "é".join("{{" + column + "}}" for column in columns))
    row = ",".join("1" * len(columns)) + "\n"
    arguments = ["estimate", "--json", "--input", "csv", "--template", "fields.txt"]
    try_one(bench, "template with 10,000 fields", arguments, ",".join(columns) + "\n" + row * 100, 0,
            is_right=lambda written: json.loads(written)["histogram"] == {"131": 100})
    lengths = [word for column in columns for word in ("--length", f"{column}=0..999999:ucs2")]
    arguments = ["estimate", "--json", "--template", "fields.txt", "--lint-template"]
    try_one(bench, "template with 10,000 fields, each declared huge", [*arguments, *lengths], "", 0,
            is_right=lambda written: json.loads(written)["maximum"]["parts"] > 255)


def workbooks(bench):
    """Sheets that inflate to 1.5 GiB from 1.5 MB."""
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="P" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels":
            '<Relationships><Relationship Id="r1" Type="/worksheet" Target="s.xml"/></Relationships>',
    }
    for what, filler, around in (("spaces", b" ", (b"", b"")),
                                 ("one cell", b"a", (b'<row><c t="str"><v>', b"</v></c></row>"))):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
            with archive.open("xl/s.xml", "w", force_zip64=True) as sheet:
                sheet.write(b'<worksheet><sheetData><row><c t="str"><v>text</v></c></row>' + around[0])
                for _ in range(1_500):
                    sheet.write(filler * MEBIOCTET)
                sheet.write(around[1] + b"</sheetData></worksheet>")
        try_one(bench, f"workbook that inflates to 1.5 GiB, {what}", ["count", "--input", "xlsx"], file.getvalue(),
                66, "compressed more than any real one", is_right=lambda written: written == b"")


def jobs(bench):
    def job(members):
        given = {"endpoint": "sms.do", "message": "Hi"} | members
        return json.dumps({"provider": "smsapi", "input": given}) + "\n"

    recipients = [f"48{number:09}" for number in range(65_000)]
    try_one(bench, "job with 65,000 recipients", ["request"], job({"recipients": recipients}), 0,
            is_right=lambda written: json.loads(written)["billedRecipients"] == 65_000)
    count = 52_000
    try_one(bench, "reply with 52,000 items", ["reply"],
            job({"parse": "sms.do", "body": "OK:1:1:48500500500;" * count}), 0,
            is_right=lambda written: written.count(b"48500500500") == count)
