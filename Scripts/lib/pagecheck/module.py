"""The module outside of browsers: in Node, in wasmtime, and its runtime in C on this machine."""

import json
import os
import pathlib
import random
import subprocess
import tempfile

from pagecheck import answers
from PythonTests import vectors

ROOT = pathlib.Path(__file__).resolve().parents[3]
MODULE = ROOT / ".build" / "page" / "septet.wasm"
# The languages with national tables, by identifier from 1.
LANGUAGES = (
    "turkish", "spanish", "portuguese", "bengali", "gujarati", "hindi", "kannada", "malayalam", "oriya", "punjabi", "tamil", "telugu", "urdu",
)
NODE = """
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Septet } from "%s";
const septet = await Septet.load(await readFile("%s"));
for await (const line of createInterface({ input: process.stdin })) {
  const { text, settings } = JSON.parse(line);
  console.log(JSON.stringify(septet.inspect(text, settings)));
}
"""


def without_names(value):
    """The module has no names of characters; the page adds them."""
    if isinstance(value, dict):
        return {name: without_names(member) for name, member in value.items() if name != "name"}
    return [without_names(member) for member in value] if isinstance(value, list) else value


def check_node(tool):
    source = NODE % ((ROOT / "Examples/node/septet.mjs").as_uri(), MODULE)
    node = subprocess.Popen(["node", "--input-type=module", "-e", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def ask(text, settings):
        node.stdin.write(json.dumps({"text": text, "settings": settings}) + "\n")
        node.stdin.flush()
        return json.loads(node.stdout.readline())

    for what, text, settings, arguments, _ in answers.cases():
        answer, wanted = ask(text, settings), answers.command(tool, text, arguments)
        if isinstance(wanted, int):
            assert "error" in answer, f"Node: {what}"
            continue
        answer = {name: value for name, value in answer.items() if name not in answers.ADDED}
        assert without_names(answer) == without_names(wanted), f"Node: {what}"
    node.stdin.close()
    assert node.wait() == 0
    shown = subprocess.run(["node", ROOT / "Examples/node/count.mjs", "a" * 159 + "€’"], check=True, capture_output=True, encoding="utf-8").stdout
    assert "ucs2, 161 units, 3 part(s), 40 left" in shown and "typographic: 2 part(s) in gsm7" in shown, shown


def check_vectors():
    """Each row of counting.tsv through the module, in Node."""
    source = NODE.replace("septet.inspect", "septet.layout") % ((ROOT / "Examples/node/septet.mjs").as_uri(), MODULE)
    cases = vectors.counting()
    lines = []
    for text, planning, _ in cases:
        languages = planning["languages"]
        if languages != "all":
            languages = [1 + LANGUAGES.index(name) for name in languages]
        settings = {"languages": languages, "boundary": planning["boundary"], "referenceBits": planning["reference_bits"]}
        lines.append(json.dumps({"text": text, "settings": settings}) + "\n")
    done = subprocess.run(["node", "--input-type=module", "-e", source], input="".join(lines), check=True, capture_output=True, encoding="utf-8")
    for (text, planning, expected), line in zip(cases, done.stdout.splitlines(), strict=True):
        found = json.loads(line)
        if isinstance(expected, int):
            assert (found["error"], found["parts"]) == ("tooManyParts", expected), (planning, found)
        else:
            assert {name: found[name] for name in expected} == expected, (text, planning, found)


def check_random():
    seed = random.randrange(1, 1 << 31)
    subprocess.run(["node", ROOT / "Scripts/lib/pagecheck/random_texts.mjs", "1000", str(seed)], check=True)


def check_wasmtime():
    import wasmtime

    store = wasmtime.Store()
    instance = wasmtime.Instance(store, wasmtime.Module.from_file(store.engine, str(MODULE)), [])
    exports = instance.exports(store)
    memory = exports["memory"]

    def layout(text):
        octets = text.encode()
        pointer = exports["septet_allocate"](store, len(octets))
        memory.write(store, octets, pointer)
        answer = exports["septet_layout"](store, pointer, len(octets), 0)
        count = int.from_bytes(memory.read(store, answer, answer + 4), "little")
        found = json.loads(memory.read(store, answer + 4, answer + 4 + count))
        exports["septet_release"](store, pointer)
        exports["septet_release"](store, answer)
        return found

    for text, wanted in (("", ("gsm7", 0, 1)), ("a" * 161, ("gsm7", 161, 2)), ("€" * 153, ("gsm7", 306, 3)), ("👍" * 67, ("ucs2", 134, 3))):
        found = layout(text)
        assert (found["encoding"], found["units"], found["parts"]) == wanted, found
    layout("ж’" * 5_000)
    before = memory.data_len(store)
    for _ in range(200):
        layout("ж’" * 5_000)
    assert memory.data_len(store) == before, "memory that is given back is used again"


def check_runtime():
    """The allocator and the other functions in C, under the sanitizers."""
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "test"
        sources = [ROOT / "Page/runtime/runtime.c", ROOT / "Tests/PageRuntimeTests/runtime_test.c"]
        subprocess.run(["clang", "-std=c17", "-g", "-O1", "-Wall", "-Wextra", "-Werror", "-DSEPTET_RUNTIME_TEST",
                        "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fuse-ld=lld", *sources, "-o", program], check=True)
        subprocess.run([program], check=True, env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})


def check(tool):
    check_runtime()
    check_node(tool)
    check_vectors()
    check_random()
    check_wasmtime()
