"""The public API of the products, as the compiler's symbol graphs have it."""

import json
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULES = ["Septet", "SeptetProtocols", "SeptetBilling", "SeptetCharsets", "SeptetLists",
           "SeptetNumbers", "SeptetProviders", "SeptetCampaigns"]


def graphs(build):
    """(module, its symbols, its relationships) for each product of a build folder, such as .build/debug.

    Extensions of types of other modules are in it; members that the compiler or a protocol provides are not.
    """
    modules = build / "Modules"
    maps = [f"-fmodule-map-file={path}" for path in build.glob("C*.build/module.modulemap")]
    includes = [f"-I{path}" for path in (ROOT / "Sources").glob("C*/include")]
    target = json.loads(
        subprocess.run(["swiftc", "-print-target-info"], check=True, stdout=subprocess.PIPE).stdout
    )["target"]["triple"]
    for module in MODULES:
        with tempfile.TemporaryDirectory() as folder:
            command = ["swift-symbolgraph-extract", "-module-name", module, "-I", modules, "-target", target]
            command += [word for flag in maps + includes for word in ("-Xcc", flag)]
            command += ["-minimum-access-level", "public", "-output-dir", folder]
            command += ["-skip-inherited-docs"]
            subprocess.run(command, check=True)
            symbols, relationships = [], []
            for path in sorted(pathlib.Path(folder).glob("*.symbols.json")):
                graph = json.loads(path.read_text(encoding="utf-8"))
                symbols += [
                    symbol
                    for symbol in graph["symbols"]
                    if "::SYNTHESIZED::" not in symbol["identifier"]["precise"]
                ]
                relationships += graph["relationships"]
            yield module, symbols, relationships


def name(symbol):
    """`Planner.encoded(_:messageNumber:)`."""
    return ".".join(symbol["pathComponents"])


def declaration(symbol):
    return "".join(fragment["spelling"] for fragment in symbol["declarationFragments"])
