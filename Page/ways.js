// Beyond the engine's advice, for the page and its worker: a message without its emoji.
"use strict";

/** An emoji with what belongs to it, and one space behind it. */
const EMOJI = new RegExp(
  "(?:[\\u{1F1E6}-\\u{1F1FF}]{2}|[0-9#*]\\uFE0F?\\u20E3|(?=[\\u231A-\\u23FF\\u2600-\\u27BF\\u2B05-\\u2B55\\u{1F000}-\\u{1FAFF}])" +
  "\\p{Extended_Pictographic}[\\u{1F3FB}-\\u{1F3FF}\\uFE0F]*(?:\\u200D\\p{Extended_Pictographic}[\\u{1F3FB}-\\u{1F3FF}\\uFE0F]*)*) ?", "gu");

/**
 * What `septet.inspect` answers, with the member `leaveOut` where leaving out the emoji saves parts, alone or with
 * replacements: `{ text, count, replacedCount, partsAfter, encodingAfter }`.
 */
function inspected(septet, text, settings) {
  const answer = septet.inspect(text, settings);
  const emoji = text.match(EMOJI);
  if (answer.error || !emoji) return answer;
  const rest = text.replace(EMOJI, "");
  const without = septet.inspect(rest, settings);
  if (without.error || rest.trim() === "") return answer;
  let best = { text: rest, count: emoji.length, replacedCount: 0, partsAfter: without.parts, encodingAfter: without.encoding };
  const turns = new Map();
  for (const advice of without.advice.filter((item) => item.action === "normalize")) {
    const tier = advice.tables.length;
    const index = turns.get(tier) ?? 0;
    turns.set(tier, index + 1);
    if (advice.partsAfter >= best.partsAfter) continue;
    best = {
      ...best, text: septet.apply(rest, tier, index, settings), partsAfter: advice.partsAfter, encodingAfter: advice.encodingAfter,
      replacedCount: advice.replacements.reduce((sum, item) => sum + item.count, 0),
    };
  }
  const least = Math.min(answer.parts, ...answer.advice.filter((item) => item.action === "normalize").map((item) => item.partsAfter));
  return best.partsAfter < least ? { ...answer, leaveOut: best } : answer;
}
