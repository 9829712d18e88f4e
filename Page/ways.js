// Beyond the engine's advice, for the page and its worker: emoji left out, and look-alikes written as what they look like.
"use strict";

/** An emoji with what belongs to it, and one space behind it. */
const EMOJI = new RegExp(
  "(?:[\\u{1F1E6}-\\u{1F1FF}]{2}|[0-9#*]\\uFE0F?\\u20E3|(?=[\\u231A-\\u23FF\\u2600-\\u27BF\\u2B05-\\u2B55\\u{1F000}-\\u{1FAFF}])" +
  "\\p{Extended_Pictographic}[\\u{1F3FB}-\\u{1F3FF}\\uFE0F]*(?:\\u200D\\p{Extended_Pictographic}[\\u{1F3FB}-\\u{1F3FF}\\uFE0F]*)*) ?", "gu");

/**
 * What `septet.inspect` answers, with the member `rewrite` where leaving out the emoji, or writing look-alikes as the letters
 * they look like, makes fewer parts than the engine's replacements do, by itself or together with those:
 * `{ text, leftOutCount, replacedCount, partsAfter, encodingAfter }`.
 */
function inspected(septet, text, settings) {
  const answer = septet.inspect(text, settings);
  if (answer.error || answer.encoding !== "ucs2") return answer;
  const plain = latin(text, answer.lint);
  const emoji = text.match(EMOJI)?.length ?? 0;
  const ways = [[plain.text, 0, plain.count], [text.replace(EMOJI, ""), emoji, 0], [plain.text.replace(EMOJI, ""), emoji, plain.count]];
  let least = Math.min(answer.parts, ...replacing(answer).map((advice) => advice.partsAfter));
  let rewrite;
  for (const [rest, leftOutCount, replacedCount] of ways) {
    if (rest === text || rest.trim() === "") continue;
    const without = septet.inspect(rest, settings);
    if (without.error) continue;
    if (without.parts < least) {
      least = without.parts;
      rewrite = { text: rest, leftOutCount, replacedCount, partsAfter: without.parts, encodingAfter: without.encoding };
    }
    for (const { tier, index, partsAfter, encodingAfter, replacements } of replacing(without)) {
      if (partsAfter >= least) continue;
      least = partsAfter;
      const count = replacements.reduce((sum, item) => sum + item.count, replacedCount);
      rewrite = { text: septet.apply(rest, tier, index, settings), leftOutCount, replacedCount: count, partsAfter, encodingAfter };
    }
  }
  return rewrite ? { ...answer, rewrite } : answer;
}

/** The replacements that an inspection advises, each with the numbers that `septet.apply` takes. */
function replacing(answer) {
  const turns = new Map();
  return answer.advice.filter((advice) => advice.action === "normalize").map((advice) => {
    const tier = advice.tables.length;
    const index = turns.get(tier) ?? 0;
    turns.set(tier, index + 1);
    return { ...advice, tier, index };
  });
}

/** A text with each look-alike as the Latin letter it looks like, and how many there were. */
function latin(text, lint) {
  const letters = new Map(lint.filter((finding) => finding.kind === "lookalike").map((finding) => [finding.byte, finding.looksLike]));
  let offset = 0;
  let result = "";
  for (const character of text) {
    result += letters.get(offset) ?? character;
    const code = character.codePointAt(0);
    offset += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return { text: result, count: letters.size };
}
