// Random texts and lists through the module: it never traps, its parts are the text, and suggestions do what they promise.
//
//     node Scripts/lib/pagecheck/random_texts.mjs COUNT SEED
import { readFile } from "node:fs/promises";
import { Septet } from "../../../Examples/node/septet.mjs";

const septet = await Septet.load(await readFile(new URL("../../../.build/page/septet.wasm", import.meta.url)));
const count = Number(process.argv[2]);
const seed = Number(process.argv[3]);
let state = seed;

function below(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

const PIECES = [
  "a", "b", " ", "€", "[", "ж", "你", "😀", "👨‍👩‍👧", "’", "“", "…", "\u200b", "\u202e", "\u0301", "ł", "ő", "é", "ğ", "ş", "न", "म", "्",
  "\n", "\r", "\0", "\u001b", "\ud800", "\ufeff", "\u0430", "x".repeat(150), "y".repeat(60), "{{n}}", "🇩🇪",
];
const OCTETS = [0x22, 0x2c, 0x0a, 0x0d, 0x61, 0xc3, 0xa9, 0xff, 0x3b];

function demand(condition, what, ...values) {
  if (condition) return;
  console.error(`seed ${seed}: ${what}: ${JSON.stringify(values)}`);
  process.exit(1);
}

let appliedCount = 0;
for (let number = 0; number < count; number++) {
  let text = "";
  for (let left = 1 + below(60); left > 0; left--) text += PIECES[below(PIECES.length)].repeat(1 + (below(10) ? 0 : below(80)));
  const settings = {
    languages: below(3) ? (below(2) ? [] : [1 + below(13)]) : "all", boundary: ["pair", "unit", "grapheme"][below(3)],
    referenceBits: below(2) ? 8 : 16, encoding: ["cheapest", "gsm7", "ucs2"][below(3)],
  };
  const layout = septet.layout(text, settings);
  const inspection = septet.inspect(text, settings);
  demand(layout.error === inspection.error, "the same error", text, settings);
  if (layout.error) continue;
  demand(layout.segments.length === layout.parts && inspection.parts === layout.parts, "as many parts as are counted", text, settings);
  let end = 0;
  let units = 0;
  for (const [begin, until, unitCount] of layout.segments) {
    demand(begin === end, "no gap between parts", text, settings);
    end = until;
    units += unitCount;
  }
  demand(units === layout.units && end === septet.encoder.encode(text).length, "all of the text", text, settings);
  const turns = new Map();
  for (const advice of inspection.advice.filter((item) => item.action === "normalize")) {
    const tier = advice.tables.length;
    const index = turns.get(tier) ?? 0;
    turns.set(tier, index + 1);
    const changed = septet.layout(septet.apply(text, tier, index, settings), settings);
    demand(changed.parts === advice.partsAfter && changed.units === advice.unitsAfter, "the advised parts", text, settings, advice);
    appliedCount++;
  }
  const octets = Uint8Array.from({ length: below(400) }, () => OCTETS[below(OCTETS.length)]);
  const list = septet.list([{ column: below(3), fallback: "x" }, "q"], { separator: [",", ";", ""][below(3)], headerRows: below(2) });
  list.add(octets);
  const totals = list.end();
  demand(totals.rows === totals.gsm7.rows + totals.ucs2.rows + totals.invalid + totals.tooLong, "all rows", [...octets]);
}
demand(appliedCount > count / 20, "enough suggestions", appliedCount);
