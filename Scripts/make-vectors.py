#!/usr/bin/env python3
"""Fills in, or with --check verifies, the expected columns of Vectors/*.tsv.

The input columns are written by hand in the files themselves; everything expected is computed by
the plain model in Scripts/reference from Vectors/tables. data-coding-schemes.tsv is written whole.
"""

import pathlib
import sys

sys.dont_write_bytecode = True

from reference import expression, planning, receiving, userdata  # noqa: E402
from reference.tables import LANGUAGES, Tables, read  # noqa: E402

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "Vectors"
TABLES = Tables(VECTORS / "tables")
MAXIMUM_PARTS = 255
COLUMNS = {
    "counting": "id text languages boundary reference encoding locking single units parts"
                " unitsPerPart remaining source",
    "segmentation": "id text boundary referenceSize reference languages unitCounts userData source",
    "packing": "id septets fillBits packed source",
    "headers": "id octets result error elements concatenation ports locking single source",
    "data-coding-schemes": "octet group alphabet compressed messageClass indicationActive"
                           " indicationType receivedAs source",
    "decoding": "id userData userDataLength dataCoding hasHeader result expected source",
    "reassembly": "case step sender userData userDataLength dataCoding hasHeader expected source",
}


def language(identifier):
    return LANGUAGES[identifier - 1] if identifier else "-"


def octets(column):
    return b"" if column == "-" else bytes.fromhex(column)


def counting(rows):
    for row in rows:
        plan = planning.cheapest(expression.expand(row["text"]), TABLES, row["languages"],
                                 row["boundary"], int(row["reference"]))
        parts = len(plan.parts)
        row["parts"] = str(parts)
        if parts > MAXIMUM_PARTS:
            row["encoding"] = "error"
            for name in ("locking", "single", "units", "unitsPerPart", "remaining"):
                row[name] = "-"
            continue
        row["encoding"] = "ucs2" if plan.is_ucs2 else "gsm7"
        row["locking"], row["single"] = language(plan.locking), language(plan.single)
        row["units"], row["unitsPerPart"] = str(plan.units), str(plan.capacity)
        row["remaining"] = str(plan.capacity - len(plan.parts[-1]))


def segmentation(rows):
    for row in rows:
        plan = planning.cheapest(expression.expand(row["text"]), TABLES, row["languages"],
                                 row["boundary"], int(row["referenceSize"]))
        segments = plan.segments(int(row["reference"]))
        row["unitCounts"] = ",".join(str(len(part)) for part in plan.parts)
        row["userData"] = ",".join(segment.hex() for segment in segments) or "-"
        if any(len(segment) > userdata.FIELD for segment in segments):
            raise ValueError(row["id"])


def packing(rows):
    for row in rows:
        septets, fill = octets(row["septets"]), int(row["fillBits"])
        packed = userdata.pack(septets, fill)
        row["packed"] = packed.hex() or "-"
        if bytes(userdata.unpack(packed, len(septets), fill)) != septets:
            raise ValueError(row["id"])


def headers(rows):
    for row in rows:
        row.update(result="valid", error="-", elements="-", concatenation="-", ports="-",
                   locking="-", single="-")
        try:
            pairs = userdata.elements(octets(row["octets"]))
        except userdata.HeaderError as error:
            row["result"], row["error"] = "error", str(error)
            continue
        found = userdata.meaning(pairs)
        row["elements"] = ",".join(f"{i:02x}:{data.hex()}" for i, data in pairs) or "-"
        for name in ("concatenation", "ports"):
            row[name] = ":".join(map(str, found[name] or "-"))
        for name in ("locking", "single"):
            row[name] = str(found[name] or "-")


def data_coding_schemes(rows):
    rows[:] = [{"octet": f"{octet:02x}", **userdata.data_coding_scheme(octet),
                "source": "TS 23.038 §4"} for octet in range(256)]


def decoding(rows):
    for row in rows:
        try:
            field = receiving.Field(octets(row["userData"]), int(row["userDataLength"]),
                                    int(row["dataCoding"], 16), row["hasHeader"] == "1")
        except receiving.ReceiveError as error:
            row["result"], row["expected"] = "error", str(error)
            continue
        if field.alphabet == "8bit":
            row["result"], row["expected"] = "data", bytes(field.units).hex() or "-"
        else:
            text = receiving.text([field], TABLES)
            row["result"], row["expected"] = "text", expression.write(text)


def reassembly(rows):
    case = None
    for row in rows:
        if row["case"] != case:
            case, reassembler = row["case"], receiving.Reassembler(TABLES)
        outcome = reassembler.receive(
            row["sender"], octets(row["userData"]), int(row["userDataLength"]),
            int(row["dataCoding"], 16), row["hasHeader"] == "1")
        if outcome[0] == "complete":
            outcome = ("complete", expression.write(outcome[1]))
        row["expected"] = ":".join(outcome)


def render(name, rows):
    columns = COLUMNS[name].split()
    lines = ["\t".join(columns)] + ["\t".join(row[c] for c in columns) for row in rows]
    return "\n".join(lines) + "\n"


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: make-vectors.py [--check]")
    different = 0
    for name in COLUMNS:
        path = VECTORS / f"{name}.tsv"
        rows = read(path) if path.exists() else []
        identifiers = [row.get("id") or (row.get("case"), row.get("step"), row.get("octet"))
                       for row in rows]
        if len(set(identifiers)) != len(identifiers):
            sys.exit(f"{path}: an id occurs twice")
        globals()[name.replace("-", "_")](rows)
        wanted = render(name, rows)
        found = path.read_text(encoding="utf-8") if path.exists() else ""
        if arguments:
            pairs = list(zip(wanted.split("\n"), found.split("\n")))
            wrong = [n for n, (a, b) in enumerate(pairs, 1) if a != b]
            if wanted != found:
                print(f"{path}:{wrong[0] if wrong else len(pairs)}: not what the model computes")
                different += 1
            else:
                print(f"{name}.tsv: {len(rows)} rows agree")
        else:
            path.write_text(wanted, encoding="utf-8")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
