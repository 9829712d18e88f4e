"""What the page's functions answer, beside the answers of the command."""

import json
import pathlib
import subprocess

from reference import expression

ROOT = pathlib.Path(__file__).resolve().parents[3]
LANGUAGES = ["turkish", "spanish", "portuguese", "bengali", "gujarati", "hindi", "kannada", "malayalam", "oriya",
             "punjabi", "tamil", "telugu", "urdu"]
# Members that only the page has.
ADDED = ("dataCodingScheme", "octets", "smpp", "billed")
ADVICE = ["150*{a} + {“b”}", "{“”} + 68*{a} + {\\u{200B}b} + 63*{c}", "100*{a} + {\\u{2014}…ﬁ} + 100*{b}",
          "70*{a} + {Cafe\\u{301} ł ő}", "40*{ж} + {\\u{feff}} + 40*{b}", "60*{👍🏽} + {’}", "{pаypal} + 80*{a}",
          "160*{a} + {\\u{a0}}", "{\\u{202e}abc\\u{85}}", "65*{a} + {𝐀🅊🄐ẑ} + 65*{€}", "{İstanbul ğşç} + 140*{a}",
          "{你好 한글} + 70*{a}", "30*{नमस्ते }", "{a\\u{0}\\u{1b}\\u{7f}b’}", "3*{مرحبا }"]


def vectors(name):
    lines = (ROOT / "Vectors" / name).read_text(encoding="utf-8").splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"))) for line in lines[1:]]


def cases():
    """(what, text, settings of the page, arguments of the command, the row of the vector or None)."""
    for row in vectors("counting.tsv"):
        yield case("counting " + row["id"], row["text"], row["languages"], row["boundary"], row["reference"], row)
    for row in vectors("segmentation.tsv"):
        yield case("segmentation " + row["id"], row["text"], row["languages"], row["boundary"], row["referenceSize"], row)
    for text in ADVICE:
        yield case("advice " + text, text, "none", "pair", "8", None)
        yield case("advice " + text, text, "all", "grapheme", "16", None)


def case(what, text, languages, boundary, reference, row):
    numbers = "all" if languages == "all" else [LANGUAGES.index(name) + 1 for name in languages.split(",") if name != "none"]
    settings = {"languages": numbers, "boundary": boundary, "referenceBits": int(reference)}
    arguments = ["--languages", languages, "--boundary", boundary, "--reference-size", reference]
    return what, expression.expand(text), settings, arguments, row


def command(tool, text, arguments):
    """The object that the command prints; its status when it rejects the text."""
    # From standard input a last line end and a byte order mark are not part of the text; no argument has a NUL.
    place = ["-"] if "\0" in text else ["--", text]
    done = subprocess.run([tool, "inspect", "--json", *arguments, *place], input=text.encode(), capture_output=True)
    return json.loads(done.stdout) if done.returncode == 0 else done.returncode


def differences(tool, ask):
    """Where `ask(text, settings)` answers something else than the command, or than the vectors."""
    count = 0
    for what, text, settings, arguments, row in cases():
        count += 1
        answer = ask(text, settings)
        wanted = command(tool, text, arguments)
        if isinstance(wanted, int):
            if answer.get("error") is None:
                yield f"{what}: the command rejects it, the page does not"
        elif {name: value for name, value in answer.items() if name not in ADDED} != wanted:
            names = [name for name in wanted if wanted[name] != answer.get(name)]
            yield f"{what}: {', '.join(names)}: {[(wanted[name], answer.get(name)) for name in names]}"[:1000]
        if row is None or row.get("encoding") == "error":
            if row and answer.get("parts") != int(row["parts"]):
                yield f"{what}: {answer.get('parts')} parts, not {row['parts']}"
            continue
        for name in ("encoding", "units", "parts", "unitsPerPart", "remaining"):
            if name in row and str(answer.get(name)) != row[name]:
                yield f"{what}: {name} is {answer.get(name)}, not {row[name]}"
        if "unitCounts" in row:
            found = ",".join(str(part["units"]) for part in answer["segments"])
            octets = ",".join(part["header"] + part["body"] for part in answer["octets"]) or "-"
            if found != row["unitCounts"]:
                yield f"{what}: units {found}, not {row['unitCounts']}"
            # The page's reference is 0, so of a header only its other octets are compared.
            if row["reference"] == "0" and octets != row["userData"]:
                yield f"{what}: {octets}, not {row['userData']}"
            if len(answer["segments"]) == 1 and "," not in row["userData"] and octets != row["userData"]:
                yield f"{what}: {octets}, not {row['userData']}"
    if count < 250:
        yield f"only {count} cases"
