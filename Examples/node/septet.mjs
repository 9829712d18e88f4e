// @ts-check
// Septet in JavaScript: one file around septet.wasm, which `make page` builds. Runs in Node and in browsers.
//
//     import { Septet } from "./septet.mjs";
//     const septet = await Septet.load(await readFile("septet.wasm"));
//     septet.layout("Hello").parts;

/**
 * How texts are planned; every member may be left out.
 * @typedef {object} Settings
 * @property {number[] | "all"} [languages] National languages by identifier: 1 is Turkish, 13 is Urdu.
 * @property {"pair" | "unit" | "grapheme"} [boundary] What a border between parts keeps whole.
 * @property {8 | 16} [referenceBits] The bits of the concatenation reference.
 * @property {"cheapest" | "gsm7" | "ucs2"} [encoding] The encoding.
 */

/**
 * The figures of a text.
 * @typedef {object} Figures
 * @property {"gsm7" | "ucs2" | "8bit"} encoding
 * @property {number} units Septets or UTF-16 code units of the whole text.
 * @property {number} parts
 * @property {number} unitsPerPart
 * @property {number} remaining The units that are free in the last part.
 * @property {string} [locking] The language of the locking shift table.
 * @property {string} [single] The language of the single shift table.
 */

/**
 * Why a text cannot be planned.
 * @typedef {object} Failure
 * @property {"tooManyParts" | "notEncodable" | "invalidUTF8" | "noRoomBesideHeader"} error
 * @property {string} message
 * @property {string} [encoding]
 * @property {number} [units]
 * @property {number} [parts]
 */

/**
 * Where parts lie and which characters cost; positions are octets of UTF-8. Three numbers are a mark: begin, end,
 * and 1 for characters that force UCS-2 or 2 for those of two units.
 * @typedef {Figures & {
 *   octets: number, headerOctets: number, partsWithoutForcing: number, mostParts: number, onlyLint: boolean,
 *   segments: [begin: number, end: number, units: number, stranded: number,
 *     reason: "end" | "full" | "escapePair" | "surrogatePair" | "cluster"][],
 *   marks: number[],
 *   kinds: { character: string, scalar: string, name: string, effect: 1 | 2, count: number }[],
 *   lint: { kind: string, scalar: string, name: string, byte: number, looksLike?: string }[],
 * }} Layout
 */

/**
 * What a list counts.
 * @typedef {object} Totals
 * @property {number} rows
 * @property {number} empty
 * @property {number} parts
 * @property {number} typographicParts The parts after the typographic replacements that pay.
 * @property {{ rows: number, parts: number }} gsm7
 * @property {{ rows: number, parts: number }} ucs2
 * @property {number[]} byParts How many rows have 0, 1, … 10 and more parts.
 * @property {number} longestRow
 * @property {number} longestParts
 * @property {number} invalid
 * @property {number} tooLong
 * @property {number} firstRejected
 * @property {{ character: string, scalar: string, name: string, rows: number }[]} offenders
 */

/** The engine: a module with its memory. */
class Septet {
  /** @param {any} exports */
  constructor(exports) {
    this.exports = exports;
    this.encoder = new TextEncoder();
    this.decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    /** Names of characters by code point, which the module does not have. @type {Map<string, string>} */
    this.names = new Map();
  }

  /**
   * Makes an engine of the octets of septet.wasm.
   * @param {BufferSource} octets
   * @returns {Promise<Septet>}
   */
  static async load(octets) {
    const { instance } = await WebAssembly.instantiate(octets, {});
    return new Septet(instance.exports);
  }

  /**
   * The figures of a text, its parts and the characters to mark.
   * @param {string} text
   * @param {Settings} [settings]
   * @returns {Layout | Failure}
   */
  layout(text, settings = {}) {
    return this.json(this.call("septet_layout", this.encoder.encode(text), bits(settings)));
  }

  /**
   * The object of `septet inspect --json`, with what travels and what providers bill.
   * @param {string} text
   * @param {Settings} [settings]
   * @returns {any}
   */
  inspect(text, settings = {}) {
    return this.json(this.call("septet_inspect", this.encoder.encode(text), bits(settings)));
  }

  /**
   * A text with the replacements of a suggestion made.
   * @param {string} text
   * @param {number} tier How many tables the suggestion uses, 1 to 3.
   * @param {number} index Which of those with as many tables, from 0.
   * @param {Settings} [settings]
   * @returns {string}
   */
  apply(text, tier, index, settings = {}) {
    const octets = this.call("septet_apply", this.encoder.encode(text), bits(settings), tier, index);
    return this.decoder.decode(octets);
  }

  /**
   * Begins to count a list.
   * @param {(string | { column: number, fallback?: string })[]} pieces What each message is made of.
   * @param {{ separator?: string, headerRows?: number, settings?: Settings }} [options]
   *   Without a separator each line is a message.
   */
  list(pieces, { separator = "", headerRows = 0, settings = {} } = {}) {
    const form = this.write(this.form(pieces));
    const list = this.exports.septet_list_begin(
      form.pointer, form.count, bits(settings), separator ? separator.charCodeAt(0) : 0, headerRows);
    this.exports.septet_release(form.pointer);
    return {
      /** @param {Uint8Array} octets UTF-8 */
      add: (octets) => {
        const { pointer, count } = this.write(octets);
        this.exports.septet_list_add(list, pointer, count);
        this.exports.septet_release(pointer);
      },
      /** @returns {Totals} */
      totals: () => this.json(this.take(this.exports.septet_list_totals(list))),
      /** @returns {Totals} */
      end: () => this.json(this.take(this.exports.septet_list_end(list))),
    };
  }

  /** @param {(string | { column: number, fallback?: string })[]} pieces */
  form(pieces) {
    /** @type {number[]} */
    const form = [];
    const number = (/** @type {number} */ value) => {
      for (let shift = 0; shift < 32; shift += 8) form.push((value >>> shift) & 0xff);
    };
    for (const piece of pieces) {
      const text = this.encoder.encode(typeof piece === "string" ? piece : piece.fallback ?? "");
      form.push(typeof piece === "string" ? 0 : 1);
      if (typeof piece !== "string") number(piece.column);
      number(text.length);
      for (const octet of text) form.push(octet);
    }
    return Uint8Array.from(form);
  }

  /**
   * @param {string} name
   * @param {Uint8Array} text
   * @param {...number} others
   */
  call(name, text, ...others) {
    const { pointer, count } = this.write(text);
    const answer = this.exports[name](pointer, count, ...others);
    this.exports.septet_release(pointer);
    return this.take(answer);
  }

  /** @param {Uint8Array} octets */
  write(octets) {
    const pointer = this.exports.septet_allocate(octets.length);
    new Uint8Array(this.exports.memory.buffer, pointer, octets.length).set(octets);
    return { pointer, count: octets.length };
  }

  /** @param {number} answer A pointer to a count of four octets, and as many octets. */
  take(answer) {
    const memory = this.exports.memory.buffer;
    const count = new DataView(memory).getUint32(answer, true);
    const octets = new Uint8Array(memory, answer + 4, count).slice();
    this.exports.septet_release(answer);
    return octets;
  }

  /** @param {Uint8Array} octets */
  json(octets) {
    const answer = JSON.parse(this.decoder.decode(octets));
    for (const found of [...(answer.kinds ?? []), ...(answer.lint ?? []), ...(answer.offenders ?? []), answer]) {
      if (found.name === found.scalar && found.name) found.name = this.names.get(found.name) ?? computedName(found.name);
    }
    return answer;
  }
}

/** How the romanised letters of Hangul are called in the names of syllables (Unicode §3.12). */
const JAMO = [
  "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" "),
  "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" "),
  " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" "),
];

/**
 * The name of a character whose name follows from its code point; otherwise the code point.
 * @param {string} scalar
 */
function computedName(scalar) {
  const code = parseInt(scalar.slice(2), 16);
  if (code >= 0xac00 && code <= 0xd7a3) {
    const index = code - 0xac00;
    return "HANGUL SYLLABLE " + JAMO[0][Math.floor(index / 588)] + JAMO[1][Math.floor(index / 28) % 21] + JAMO[2][index % 28];
  }
  const isIdeograph = (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x20000 && code <= 0x2fa1f);
  return isIdeograph ? "CJK UNIFIED IDEOGRAPH-" + scalar.slice(2) : scalar;
}

/** @param {Settings} settings */
function bits({ languages = [], boundary = "pair", referenceBits = 8, encoding = "cheapest" }) {
  const mask = languages === "all" ? 0xffff : languages.reduce((sum, language) => sum | (1 << language), 0);
  return (mask & 0xffff) | ({ pair: 0, unit: 1, grapheme: 2 }[boundary] << 16) |
    (referenceBits === 16 ? 1 << 18 : 0) | ({ cheapest: 0, gsm7: 1, ucs2: 2 }[encoding] << 19);
}

export { Septet, bits };
