// Prints the figures of a text: node Examples/node/count.mjs "Hello, “world”"
import { readFile } from "node:fs/promises";
import { Septet } from "./septet.mjs";

const module = new URL("../../.build/page/septet.wasm", import.meta.url);
const septet = await Septet.load(await readFile(module));
const text = process.argv[2] ?? "We’ll be there at 9 €";
const found = septet.layout(text);
if ("error" in found) {
  console.error(found.message);
  process.exitCode = 1;
} else {
  console.log(`${found.encoding}, ${found.units} units, ${found.parts} part(s), ${found.remaining} left`);
  for (const kind of found.kinds) console.log(`${kind.character} ${kind.scalar} × ${kind.count}`);
  for (const advice of septet.inspect(text).advice.filter((item) => item.action === "normalize")) {
    console.log(`${advice.tables.join(", ")}: ${advice.partsAfter} part(s) in ${advice.encodingAfter}`);
  }
}
