// The page: what the engine says about the message, kept up to date while it is written.
"use strict";
(() => {
  const W = JSON.parse(document.getElementById("words").textContent);
  const plural = new Intl.PluralRules(W.language);
  const decimal = new Intl.NumberFormat(W.language);
  const $ = (id) => document.getElementById(id);
  const message = $("message");
  const encoder = new TextEncoder();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  /** Bubbles that are drawn at first; a long message has up to 255. */
  const FIRST_BUBBLES = 8;
  /** Rows of a table of characters or octets. */
  const FIRST_KINDS = 20;
  const FOREIGN_KINDS = 5;
  const FIRST_OCTETS = 10;
  /** Octets from which on a message is drawn with less care. */
  const LONG = 3_000;
  /** How long nothing is typed before the worker looks for cheaper ways. */
  const PAUSE = 120;

  const LANGUAGES = ["Turkish", "Spanish", "Portuguese", "Bengali", "Gujarati", "Hindi", "Kannada", "Malayalam",
    "Oriya", "Punjabi", "Tamil", "Telugu", "Urdu"];

  let septet;
  let worker;
  let layout;
  let isForeign = false;
  let shown = FIRST_BUBBLES;
  let undoTexts = [];
  let asked = 0;
  let timer;

  // Words

  /** A text of words.json; `{name}` is replaced, and `count` chooses the plural. */
  function words(key, values = {}) {
    let text = W[key];
    if (typeof text === "object") text = text[plural.select(values.count ?? 0)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (whole, name) =>
      values[name] === undefined ? whole : typeof values[name] === "number" ? decimal.format(values[name]) : values[name]);
  }

  const encodingName = (plan) => {
    const tables = [plan.locking && words("lockingTable", { language: title(plan.locking) }),
      plan.single && words("singleTable", { language: title(plan.single) })].filter(Boolean);
    return [W[plan.encoding] ?? plan.encoding, ...tables].join(", ");
  };
  const title = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const unitName = (encoding, count) => words(encoding === "ucs2" ? "utf16" : "septets", { count });
  const unitCount = (encoding, count) => `${decimal.format(count)} ${unitName(encoding, count)}`;
  const partCount = (count) => words("partCount", { count });

  // Elements

  /** An element with attributes and content; texts are never read as HTML. */
  function make(tag, attributes = {}, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") element.addEventListener("click", value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...content.filter((item) => item !== undefined && item !== false));
    return element;
  }

  /** Sets a text only where it differs, so that nothing is drawn or read out again. */
  function say(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  /** Whether an element shows what it would be drawn from; typing then costs nothing there. */
  function isDrawn(element, source) {
    const key = JSON.stringify(source);
    if (element.dataset.key === key) return true;
    element.dataset.key = key;
    return false;
  }

  // Settings

  function settings() {
    const languages = [...$("languages").querySelectorAll("input:checked")].map((box) => Number(box.value));
    return {
      languages, boundary: $("boundary").value, referenceBits: Number($("reference").value), encoding: $("force").value,
    };
  }

  // Money: exact, in whole units of the last digit.

  function money() {
    const price = /^\s*(\d{0,12})(?:[.,](\d{0,12}))?\s*$/.exec($("price").value);
    const recipients = $("recipients").value.replace(/[\s,.'’_\u00a0\u202f]/g, "");
    if (!price || !(price[1] || price[2]) || !/^\d{1,15}$/.test(recipients)) return null;
    const fraction = price[2] ?? "";
    return {
      units: BigInt((price[1] || "0") + fraction), digits: fraction.length, recipients: BigInt(recipients),
      price: $("price").value.trim(),
    };
  }

  /** An amount of so many units of the last digit, with at least two digits behind the point. */
  function amount(units, digits) {
    let text = units.toString().padStart(digits + 1, "0");
    let whole = digits ? text.slice(0, -digits) : text;
    let fraction = (digits ? text.slice(-digits) : "").replace(/0+$/, "").padEnd(2, "0");
    const currency = $("currency").value.trim();
    const point = decimal.formatToParts(1.5).find((part) => part.type === "decimal").value;
    return `${decimal.format(BigInt(whole))}${point}${fraction}${currency ? " " + currency : ""}`;
  }

  function drawMoney() {
    const sum = money();
    const isCounted = layout && !layout.error;
    for (const id of ["price", "recipients"]) $(id).setAttribute("aria-invalid", String(!sum));
    if (!sum || !isCounted) {
      say($("total"), "–");
      say($("formula"), sum ? "" : W.badPrice);
      return;
    }
    say($("total"), amount(sum.units * sum.recipients * BigInt(layout.parts), sum.digits));
    say($("formula"), words("totalFormula", {
      recipients: decimal.format(sum.recipients), parts: partCount(layout.parts), price: sum.price,
    }));
  }

  const costOf = (parts) => {
    const sum = money();
    return sum ? amount(sum.units * sum.recipients * BigInt(parts), sum.digits) : "–";
  };

  // Figures

  function drawFigures() {
    const text = message.value;
    const plan = layout;
    say($("failure"), "");
    $("failure").hidden = !plan.error;
    if (plan.error) {
      const { parts, scalar, name, message } = plan;
      say($("failure"), plan.error === "tooManyParts" ? words("tooManyParts", { parts })
        : plan.error === "notEncodable" ? words("notEncodable", { scalar, name }) : words("cannotCount", { message }));
    }
    say($("encoding"), plan.encoding ? encodingName(plan).split(",")[0] : "–");
    say($("units"), plan.units === undefined ? "–" : decimal.format(plan.units));
    say($("parts"), plan.parts === undefined ? "–" : decimal.format(plan.parts));
    say($("remaining"), plan.remaining === undefined ? "–" : decimal.format(plan.remaining));
    const isSingle = plan.parts === 1;
    const forcing = forcingCount();
    const tables = plan.error ? "" : encodingName(plan).split(", ").slice(1).join(", ");
    say($("encodingHint"), plan.error ? "" : tables ? words("encodingNational", { tables })
      : plan.encoding === "gsm7" ? W.encodingCheap : forcing ? words("encodingForced", { count: forcing }) : W.encodingChosen);
    say($("unitsHint"), plan.error ? "" : words(isSingle ? "perPart" : "ofPerPart", { count: plan.unitsPerPart }));
    say($("remainingHint"), plan.error ? "" : isSingle ? W.remainingHere : W.remainingLast);
    $("figures").classList.toggle("expensive", Boolean(plan.error) || !isForeign && plan.partsWithoutForcing < plan.parts);
    clearTimeout(drawFigures.timer);
    // Read out once typing pauses, not with each key.
    drawFigures.timer = setTimeout(() => say($("summary"), plan.error || !text ? "" : words("summary", {
      encoding: encodingName(plan), units: unitCount(plan.encoding, plan.units), parts: partCount(plan.parts),
      remaining: decimal.format(plan.remaining),
    })), 700);
  }

  // Parts

  function drawBubbles(octets) {
    const parts = layout.segments ?? [];
    const isEmpty = message.value === "";
    $("phoneEmpty").hidden = !isEmpty;
    const list = $("bubbles");
    const count = isEmpty ? 0 : Math.min(parts.length, shown);
    const marks = layout.marks ?? [];
    let mark = 0;
    const lint = new Map((layout.lint ?? []).map((finding) => [finding.byte, finding]));
    const kinds = new Map((layout.kinds ?? []).map((kind) => [kind.character, kind]));
    for (let index = 0; index < count; index++) {
      const [begin, end, units, stranded, reason] = parts[index];
      const text = decoder.decode(octets.subarray(begin, end));
      // The runs that lie in the part; one may go on in the next part.
      const found = [];
      while (mark < marks.length && marks[mark] < end) {
        if (!isForeign || marks[mark + 2] !== 1) {
          found.push(Math.max(begin, marks[mark]) - begin, Math.min(end, marks[mark + 1]) - begin, marks[mark + 2]);
        }
        if (marks[mark + 1] > end) break;
        mark += 3;
      }
      const odd = [...lint.keys()].filter((offset) => offset >= begin && offset < end).map((offset) => offset - begin);
      const key = JSON.stringify([text, units, stranded, reason, found, odd, parts.length, layout.unitsPerPart, layout.encoding, isForeign]);
      const old = list.children[index];
      if (old?.dataset.key === key) continue;
      const item = bubble(text, begin, parts[index], index, found, lint, kinds);
      item.dataset.key = key;
      if (old) old.replaceWith(item);
      else list.append(item);
    }
    while (list.children.length > count) list.lastChild.remove();
    const rest = isEmpty ? 0 : parts.length - count;
    $("more").hidden = rest === 0;
    say($("more"), words("showMore", { count: rest }));
    say($("headerNote"), isEmpty || !layout.headerOctets ? "" : words("header", { count: layout.headerOctets }));
  }

  function bubble(text, begin, [, , units, stranded, reason], index, found, lint, kinds) {
    const body = make("div", { class: "bubble", dir: "auto" });
    let plain = "";
    let run;
    let offset = 0;
    let mark = 0;
    const flush = () => {
      if (plain) body.append(run ? marked(plain, run, kinds) : plain);
      plain = "";
    };
    for (const character of text) {
      while (mark < found.length && found[mark + 1] <= offset) mark += 3;
      const effect = offset >= found[mark] ? found[mark + 2] : undefined;
      const finding = lint.get(begin + offset);
      if (effect !== run || finding) {
        flush();
        run = effect;
      }
      if (finding) body.append(odd(character, effect, finding));
      else plain += character;
      offset += width(character);
    }
    flush();
    const reasonKey = "reason" + title(reason);
    const last = reason === "end";
    return make("li", {}, body, make("div", { class: "under" },
      make("b", {}, words("partOf", { number: index + 1, count: layout.segments.length })),
      make("span", {}, words("partUnits", { units, capacity: unitCount(layout.encoding, layout.unitsPerPart) })),
      make("span", { class: stranded ? "stranded" : undefined },
        words(reasonKey, { count: last ? layout.unitsPerPart - units : stranded })),
      make("span", { class: "meter", "aria-hidden": "true" }, fill(units / layout.unitsPerPart))));
  }

  /** A bar of a share of its track. */
  function fill(share) {
    const bar = make("i");
    bar.style.width = `${Math.min(100, share * 100)}%`;
    return bar;
  }

  /** How many octets a character has in UTF-8. */
  function width(character) {
    const code = character.codePointAt(0);
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }

  /** Characters that cost; a single one with its name. */
  function marked(text, effect, kinds) {
    const kind = kinds.get(text);
    const cost = costText(effect);
    return make("mark", {
      class: effect === 1 ? "forces" : "two",
      title: kind ? words("markTitle", { name: kind.name, scalar: kind.scalar, cost }) : words("marksTitle", { count: [...text].length, cost }),
    }, text);
  }

  /** A character that readers do not see as what it is. */
  function odd(character, effect, finding) {
    const isHidden = finding.kind !== "lookalike";
    const title = words("markTitle", { name: finding.name, scalar: finding.scalar, cost: lintText(finding) });
    return make(effect ? "mark" : "span", { title, class: [effect && (effect === 1 ? "forces" : "two"), isHidden ? "" : "looks"].filter(Boolean).join(" ") },
      isHidden ? make("span", { class: "ghost" }, finding.scalar) : character);
  }

  const costText = (effect) => effect === 1
    ? !isForeign && layout.partsWithoutForcing < layout.parts ? words("costForcesWould", { parts: partCount(layout.partsWithoutForcing) }) : W.costForces
    : layout.encoding === "ucs2" ? W.costUnits : W.costSeptets;
  const lintText = (finding) => words("lint" + title(finding.kind), { letter: finding.looksLike ?? "" });

  // Tables of characters

  function drawKinds() {
    const kinds = layout.kinds ?? [];
    const count = isForeign ? FOREIGN_KINDS : FIRST_KINDS;
    $("kindsCard").hidden = kinds.length === 0;
    if (isDrawn($("kinds"), [kinds, layout.encoding, layout.parts, layout.partsWithoutForcing])) return;
    $("kinds").replaceChildren(...kinds.slice(0, count).map((kind) => make("tr", {},
      make("td", {}, make("mark", { class: kind.effect === 1 ? "forces" : "two" }, picture(kind))),
      make("th", { scope: "row" }, lower(kind.name), make("small", {}, `${kind.scalar}: ${costText(kind.effect)}`)),
      make("td", { class: "number" }, decimal.format(kind.count)),
      make("td", { class: "number" }, make("button", {
        type: "button", "aria-label": words("showLabel", { name: kind.name }), onclick: () => showNext(kind.character),
      }, W.show)))));
    say($("moreKinds"), kinds.length > count ? words("moreKinds", { count: kinds.length - count }) : "");
  }

  const lower = (name) => name.startsWith("U+") ? name : name.toLowerCase();
  /** The character, or its code point when it shows nothing. */
  const picture = (kind) => (layout.lint ?? []).some((finding) => finding.scalar === kind.scalar && finding.kind !== "lookalike")
    || /[\p{Cc}\p{Cf}\p{Z}]/u.test(kind.character) ? make("span", { class: "ghost" }, kind.scalar)
    : /^\p{M}/u.test(kind.character) ? "◌" + kind.character : kind.character;

  function showNext(character) {
    const from = document.activeElement === message || message.selectionEnd ? message.selectionEnd : 0;
    let at = message.value.indexOf(character, from);
    if (at < 0) at = message.value.indexOf(character);
    if (at >= 0) select(at, at + character.length);
  }

  function select(begin, end) {
    message.focus();
    message.setSelectionRange(begin, end);
  }

  function drawLint() {
    const findings = layout.lint ?? [];
    $("lintCard").hidden = findings.length === 0;
    $("lintOnly").hidden = !layout.onlyLint;
    if (isDrawn($("lint"), findings)) return;
    $("lint").replaceChildren(...findings.slice(0, FIRST_KINDS).map((finding) => {
      const show = () => {
        const at = decoder.decode(encoder.encode(message.value).subarray(0, finding.byte)).length;
        select(at, at + String.fromCodePoint(parseInt(finding.scalar.slice(2), 16)).length);
      };
      return make("li", {}, make("span", { class: "ghost" }, finding.scalar), make("span", {}, lower(finding.name)),
        make("span", { class: "note" }, lintText(finding)),
        make("button", { type: "button", "aria-label": words("showLabel", { name: finding.name }), onclick: show }, W.show));
    }));
  }

  // Advice, providers and octets, which the worker finds.

  function drawInspection(answer) {
    drawAdvice(answer);
    drawProviders(answer);
    drawEncodings(answer);
    drawOctets(answer);
  }

  function drawAdvice(answer) {
    const isEmpty = message.value === "";
    const offers = answer.error ? [] : replacing(answer).map((advice) => offer(advice));
    if (answer.rewrite) offers.push(rewriting(answer));
    const shorten = (answer.advice ?? []).find((advice) => advice.action === "shorten");
    if (shorten) {
      offers.push(make("div", { class: "offer" }, make("p", { class: "what" }, words("adviceShorten", {
        count: shorten.units, unit: unitName(answer.encoding, shorten.units), after: partCount(shorten.partsAfter),
        before: decimal.format(shorten.partsBefore),
      })), gain(shorten.partsBefore, shorten.partsAfter)));
    }
    const forcing = (answer.offenders ?? []).length > 0;
    $("adviceCard").hidden = isEmpty || Boolean(answer.error) || (answer.parts === 1 && !forcing);
    offers[0]?.querySelector("button")?.classList.add("main");
    $("advice").replaceChildren(...(offers.length ? offers : [make("p", { class: "note" }, forcing && answer.encoding === "ucs2" ? W.adviceForeign : W.adviceNone)]));
  }

  function offer(advice) {
    const { tier, index } = advice;
    const count = advice.replacements.reduce((sum, item) => sum + item.count, 0);
    const isFewer = advice.partsAfter < (advice.partsBefore ?? Infinity);
    const what = words(isFewer ? "adviceFewer" : "adviceRoom", {
      count, after: partCount(advice.partsAfter), before: decimal.format(advice.partsBefore ?? 0),
    });
    return make("div", { class: "offer" },
      make("p", { class: "what" }, what),
      make("button", {
        type: "button", "aria-label": words("replaceLabel", { what }),
        onclick: () => replace(septet.apply(message.value, tier, index, settings()), count),
      }, W.replace),
      make("p", { class: "tier" }, W["tier" + tier], isFewer ? " · " : "", isFewer ? gain(advice.partsBefore, advice.partsAfter) : ""),
      make("ul", {}, ...advice.replacements.slice(0, FIRST_KINDS).map((item) => make("li", { class: "swap" },
        make("b", {}, visible(item.from)), " → ", item.to ? make("b", {}, visible(item.to)) : W.nothing,
        make("small", {}, " " + words("times", { count: item.count }))))));
  }

  function rewriting({ rewrite, parts }) {
    const { text, leftOutCount, replacedCount, partsAfter } = rewrite;
    const change = [leftOutCount && words("leaveOutEmoji", { count: leftOutCount }), replacedCount && words("replaceCharacters", { count: replacedCount })]
      .filter(Boolean).join(W.and);
    const what = words("adviceRewrite", { change: title(change), after: partCount(partsAfter), before: decimal.format(parts) });
    return make("div", { class: "offer" },
      make("p", { class: "what" }, what),
      make("button", {
        type: "button", "aria-label": words("replaceLabel", { what }),
        onclick: () => replace(text, leftOutCount + replacedCount, leftOutCount ? "changed" : "replaced"),
      }, leftOutCount ? W.change : W.replace),
      make("p", { class: "tier" }, W.rewriteNote, " · ", gain(parts, partsAfter)));
  }

  function gain(before, after) {
    const sum = money();
    if (!sum || sum.units === 0n || sum.recipients === 0n) return "";
    return make("span", { class: "gain" }, words("saves", { amount: costOf(before - after) }));
  }

  /** A text with the code points of what cannot be seen. */
  const visible = (text) => [...text].map((character) => /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Mn}]/u.test(character)
    ? character === " " ? "␣" : "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") : character).join("");

  function drawProviders(answer) {
    const rows = answer.error ? [] : [
      { title: W.standard, units: answer.units, parts: answer.parts },
      ...answer.billed.map((row) => ({ ...row, why: W["why" + title(row.provider)] })),
    ];
    $("providers").replaceChildren(...rows.map((row) => make("tr", {},
      make("th", { scope: "row" }, row.title, row.why ? make("small", {}, row.why) : ""),
      make("td", { class: "number wide" }, decimal.format(row.units)),
      make("td", { class: "number" + (row.parts > answer.parts ? " more" : row.parts < answer.parts ? " fewer" : "") },
        make("b", {}, decimal.format(row.parts))),
      make("td", { class: "number" }, costOf(row.parts)))),
    make("tr", {}, make("th", { scope: "row" }, W.smspins, make("small", {}, W.whySmspins)),
      ...["number wide", "number", "number"].map((name) => make("td", { class: name }, "–"))));
  }

  function drawEncodings(answer) {
    $("encodings").replaceChildren(...(answer.alternatives ?? []).map((plan) => make("li", { class: plan.chosen ? "chosen" : undefined },
      make("span", {}, encodingName(plan) + (plan.chosen ? ` (${W.chosen})` : "")),
      make("span", {}, `${partCount(plan.parts)}, ${words("octetCount", { count: plan.octets })}`))));
  }

  function drawOctets(answer) {
    if (answer.error) {
      $("octets").replaceChildren();
      say($("octetsNote"), "");
      return;
    }
    const hex = (octets) => octets.replace(/../g, "$& ").trim() || "–";
    const number = (value) => `${value} (0x${value.toString(16).padStart(2, "0")})`;
    say($("octetsNote"), words("octetsNote", { dcs: number(answer.dataCodingScheme) }));
    $("octets").replaceChildren(...answer.octets.slice(0, FIRST_OCTETS).flatMap((part, index) => {
      const smpp = answer.smpp[index];
      const fields = [[W.octetLength, String(part.userDataLength)], [W.octetHeader, hex(part.header)], [W.octetBody, hex(part.body)]];
      if (smpp) fields.push([W.smppCoding, number(smpp.dataCoding)], [W.smppClass, number(smpp.esmClass)],
        [W.smppLength, String(smpp.length)], [W.smppMessage, hex(smpp.shortMessage)]);
      return [make("h3", {}, words("partOf", { number: index + 1, count: answer.parts })),
        make("dl", { class: "fieldsOf" }, ...fields.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, make("code", {}, value))]))];
    }));
    const rest = answer.octets.length - FIRST_OCTETS;
    say($("octetsMore"), rest > 0 ? words("octetsMore", { count: rest }) : "");
  }

  // Templates

  const FIELD = /\{\{([^{}|]{1,64})(?:\|([^{}]{0,200}))?\}\}/g;
  const lengths = new Map();

  function drawFields() {
    const names = [...new Set([...message.value.matchAll(FIELD)].map((match) => match[1].trim()))].slice(0, 30);
    $("fieldsCard").hidden = names.length === 0;
    const key = JSON.stringify(names);
    if ($("fields").dataset.key !== key) {
      $("fields").dataset.key = key;
      $("fields").replaceChildren(...names.map((name) => {
        if (!lengths.has(name)) lengths.set(name, { least: 1, most: 20, isAny: false });
        const field = lengths.get(name);
        const count = (label, member) => {
          const input = make("input", { type: "number", min: "0", max: "2000", value: String(field[member]), "aria-label": words(label, { field: name }) });
          input.addEventListener("input", () => {
            field[member] = Math.max(0, Math.min(2000, Math.trunc(Number(input.value) || 0)));
            drawBounds();
          });
          return make("td", {}, input);
        };
        const any = make("input", { type: "checkbox", "aria-label": words("anyCharacterLabel", { field: name }) });
        any.checked = field.isAny;
        any.addEventListener("change", () => {
          field.isAny = any.checked;
          drawBounds();
        });
        return make("tr", {}, make("th", { scope: "row" }, name), count("shortestLabel", "least"), count("longestLabel", "most"), make("td", {}, any));
      }));
    }
    if (names.length) drawBounds();
  }

  /** A layout without the marks of fields, which no recipient sees. */
  function withoutFields(layout, octets) {
    if (layout.error || !layout.marks.length || !message.value.includes("{{")) return layout;
    const places = [];
    for (const match of message.value.matchAll(FIELD)) {
      const begin = encoder.encode(message.value.slice(0, match.index)).length;
      places.push([begin, begin + encoder.encode(match[0]).length]);
    }
    const marks = [];
    const hidden = new Map();
    for (let index = 0; index < layout.marks.length; index += 3) {
      const [begin, end, effect] = layout.marks.slice(index, index + 3);
      let offset = begin;
      for (const character of decoder.decode(octets.subarray(begin, end))) {
        const next = offset + width(character);
        if (places.some((place) => offset >= place[0] && offset < place[1])) hidden.set(character, (hidden.get(character) ?? 0) + 1);
        else if (marks.at(-2) === offset && marks.at(-1) === effect) marks[marks.length - 2] = next;
        else marks.push(offset, next, effect);
        offset = next;
      }
    }
    const kinds = layout.kinds.map((kind) => ({ ...kind, count: kind.count - (hidden.get(kind.character) ?? 0) }));
    return { ...layout, marks, kinds: kinds.filter((kind) => kind.count) };
  }

  /** The fewest and the most parts that values of the given lengths make. */
  function bounds() {
    const chosen = settings();
    let canForce = false;
    let hasRoom = false;
    const filled = (isLongest) => message.value.replace(FIELD, (whole, name, fallback = "") => {
      const field = lengths.get(name.trim());
      if (!field) return whole;
      const plain = septet.layout(fallback, { encoding: "gsm7" });
      const count = Math.max(plain.units ?? 0, fallback.length);
      canForce ||= field.isAny || (septet.layout(fallback, chosen).kinds ?? []).some((kind) => kind.effect === 1);
      let units = isLongest ? Math.max(field.least, field.most) : Math.min(field.least, field.most);
      // An empty value becomes the default, which may be shorter or longer than any value.
      if (fallback && field.least === 0) {
        const next = Math.min(1, field.most);
        const isPlain = !plain.error && !/[\r\n]/.test(fallback);
        if (isLongest ? count >= field.most : next === 0 || (count <= next && isPlain)) return fallback;
        units = isLongest ? field.most : next;
      }
      if (isLongest) hasRoom ||= field.most > 1 || fallback !== "";
      return "a".repeat(units);
    });
    // With room for pairs, one on each border leaves a unit of each part unused; clusters can leave more.
    const worst = (plan) => {
      if (plan.error || plan.parts === 1 || !hasRoom || chosen.boundary === "unit") return plan;
      const most = chosen.boundary === "pair" ? plan.mostParts : Math.floor(2 * plan.units / plan.unitsPerPart) + 1;
      return { ...plan, parts: Math.max(plan.parts, most) };
    };
    const least = septet.layout(filled(false), chosen);
    const longest = filled(true);
    let most = worst(septet.layout(longest, chosen));
    // With national tables a value of the default alphabet can be outside of the one chosen.
    if ((canForce || chosen.languages.length) && chosen.encoding === "cheapest") {
      const forced = worst(septet.layout(longest, { ...chosen, encoding: "ucs2" }));
      if ((forced.parts ?? 0) >= (most.parts ?? 0)) most = forced;
    }
    return { least, most };
  }

  function drawBounds() {
    const { least, most } = bounds();
    for (const [id, plan] of [["fewest", least], ["most", most]]) {
      say($(id), plan.parts === undefined ? "–" : words("boundText", {
        parts: partCount(plan.parts), encoding: W[plan.encoding], units: unitCount(plan.encoding, plan.units),
      }));
    }
  }

  // Keeping up

  /** Draws what the message is now. */
  function update() {
    const octets = encoder.encode(message.value);
    message.classList.toggle("long", octets.length > LONG);
    layout = withoutFields(septet.layout(message.value, settings()), octets);
    // Where most characters force UCS-2 the language does, and marking each would say nothing.
    isForeign = forcingCount() * 2 > message.value.length;
    drawFigures();
    drawMoney();
    drawBubbles(octets);
    drawKinds();
    drawLint();
    drawFields();
    clearTimeout(timer);
    timer = setTimeout(inspect, PAUSE);
  }

  function inspect() {
    const request = { kind: "inspect", number: ++asked, text: message.value, settings: settings() };
    if (worker) worker.postMessage(request);
    else drawInspection(inspected(septet, request.text, request.settings));
  }

  const forcingCount = () => (layout.kinds ?? []).reduce((sum, kind) => sum + (kind.effect === 1 ? kind.count : 0), 0);

  /** Puts a text in the place of the message, for the Undo button and for the browser's own undo. */
  function write(text) {
    message.focus();
    message.select();
    const isDone = text !== "" && document.execCommand?.("insertText", false, text);
    if (!isDone || message.value !== text) message.value = text;
    message.setSelectionRange(text.length, text.length);
    shown = FIRST_BUBBLES;
    update();
  }

  function replace(text, count, done = "replaced") {
    undoTexts.push(message.value);
    write(text);
    $("undo").hidden = false;
    $("undo").focus();
    say($("notice"), words(done, { count }));
  }

  function undo() {
    const text = undoTexts.pop();
    if (text === undefined) return;
    write(text);
    $("undo").hidden = undoTexts.length === 0;
    say($("notice"), W.undone);
  }

  // The address

  function readFragment() {
    const text = new URLSearchParams(location.hash.slice(1).replace(/\+/g, "%2B")).get("text");
    if (text === null || text === message.value) return;
    undoTexts = [];
    message.value = text;
    shown = FIRST_BUBBLES;
    update();
  }

  async function copyLink() {
    const address = location.href.split("#")[0] + "#text=" + encodeURIComponent(wellFormed(message.value));
    history.replaceState(null, "", address);
    try {
      await navigator.clipboard.writeText(address);
      say($("notice"), W.copied);
    } catch {
      say($("notice"), W.copyFailed);
    }
  }

  /** The text with U+FFFD in place of lone surrogates, which no address can carry. */
  const wellFormed = (text) => decoder.decode(encoder.encode(text));

  // Lists

  let file;
  let header = [];
  let separator = "";
  let charset = "utf-8";
  let listNumber = 0;

  async function open(chosen) {
    if (!chosen) return;
    file = chosen;
    say($("listNote"), "");
    $("listResult").replaceChildren();
    let start;
    try {
      start = new Uint8Array(await file.slice(0, 1 << 16).arrayBuffer());
    } catch {
      say($("listNote"), words("listFailed", { name: file.name }));
      return;
    }
    charset = start[0] === 0xff && start[1] === 0xfe ? "utf-16le" : start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8";
    if (charset === "utf-8") {
      try {
        new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: true });
      } catch {
        charset = "windows-1252";
        say($("listNote"), W.listWindows1252);
      }
    }
    const text = new TextDecoder(charset).decode(start);
    separator = separatorOf(text);
    header = separator ? fieldsOf(text, separator) : [text.split(/[\r\n]/, 1)[0]];
    const rows = separator ? header.length : 1;
    const template = fieldColumns();
    $("column").replaceChildren(
      ...(template ? [make("option", { value: "template" }, W.listUsesTemplate)] : []),
      ...Array.from({ length: rows }, (_, index) => make("option", { value: String(index) },
        words("listUsesColumn", { column: header[index]?.trim() || String(index + 1) }))));
    $("column").value = template ? "template" : String(likelyColumn());
    $("hasHeader").checked = Boolean(separator);
    $("listOptions").hidden = false;
    countList();
  }

  /** The separator that stands most often in the first line, outside quotes; none for lines of text. */
  function separatorOf(text) {
    const line = /^(?:[^"\r\n]|"(?:[^"]|"")*")*/.exec(text)[0].replace(/"(?:[^"]|"")*"/g, "");
    const counts = [",", ";", "\t"].map((octet) => [line.split(octet).length - 1, octet]).sort((a, b) => b[0] - a[0]);
    if (/\.csv$|\.tsv$/i.test(file.name) && counts[0][0] === 0) return ",";
    // A sentence has commas too; a table has no space behind them.
    if (counts[0][1] === "," && /, /.test(line) && !/\.csv$/i.test(file.name)) return "";
    return counts[0][0] ? counts[0][1] : "";
  }

  function fieldsOf(text, octet) {
    const fields = [];
    const pattern = new RegExp(`(?:"((?:[^"]|"")*)"|([^${octet}\\r\\n]*))(${octet}|\\r|\\n|$)`, "y");
    for (;;) {
      const match = pattern.exec(text);
      if (!match) break;
      fields.push(match[1] === undefined ? match[2] : match[1].replace(/""/g, '"'));
      if (match[3] !== octet) break;
    }
    return fields;
  }

  const likelyColumn = () => {
    const named = header.findIndex((name) => /^(text|message|body|sms|content|msg|wiadomo|nachricht|mensaje)/i.test(name.trim()));
    return named < 0 ? 0 : named;
  };

  /** The pieces of the message above when it has fields that are columns of the list. */
  function fieldColumns() {
    const pieces = [];
    let end = 0;
    for (const match of message.value.matchAll(FIELD)) {
      const column = header.findIndex((name) => name.trim() === match[1].trim());
      if (column < 0) return null;
      pieces.push(message.value.slice(end, match.index), { column, fallback: match[2] ?? "" });
      end = match.index + match[0].length;
    }
    return end ? [...pieces, message.value.slice(end)] : null;
  }

  function countList() {
    const column = $("column").value;
    const pieces = column === "template" ? fieldColumns() : [{ column: Number(column) }];
    if (!file || !pieces) return;
    if (!worker) return listFailed();
    $("listBusy").hidden = false;
    $("progress").value = 0;
    worker.postMessage({
      kind: "list", number: ++listNumber, file, pieces, separator, headerRows: $("hasHeader").checked ? 1 : 0,
      settings: settings(), charset,
    });
  }

  function listFailed() {
    $("listBusy").hidden = true;
    say($("listNote"), words("listFailed", { name: file.name }));
  }

  function cancelList() {
    listNumber++;
    worker.postMessage({ kind: "cancel" });
    $("listBusy").hidden = true;
    say($("listNote"), W.listCancelled);
  }

  function drawTotals(totals, seconds) {
    $("listBusy").hidden = true;
    say($("listNote"), words("listDone", { name: file.name, count: totals.rows, seconds: decimal.format(Math.round(seconds * 100) / 100) })
      + (charset === "windows-1252" ? " " + W.listWindows1252 : ""));
    const sum = money();
    const cost = (parts) => (sum ? amount(sum.units * BigInt(parts), sum.digits) : "–");
    const saved = totals.parts - totals.typographicParts;
    const figures = [
      [W.listRows, decimal.format(totals.rows), words("listEncoded", { gsm: totals.gsm7.rows, ucs: totals.ucs2.rows })],
      [W.listParts, decimal.format(totals.parts), totals.longestRow ? words("listLongest", { row: totals.longestRow, parts: partCount(totals.longestParts) }) : ""],
      [W.listCost, cost(totals.parts), ""],
    ];
    if (saved > 0) figures.push([W.listTypographic, cost(totals.typographicParts), words("saves", { amount: cost(saved) })]);
    const most = Math.max(1, ...totals.byParts);
    const faults = [["listInvalid", totals.invalid], ["listTooLong", totals.tooLong]].filter(([, count]) => count);
    $("listResult").replaceChildren(
      make("ul", { class: "totals" }, ...figures.map(([name, value, hint], index) => make("li", {}, make("span", { class: "label" }, name),
        make("strong", {}, value, hint ? make("small", { class: index === 3 ? "good" : undefined }, hint) : "")))),
      ...faults.map(([key, count]) => make("p", { class: "alarm" }, words(key, { count, row: totals.firstRejected }))),
      make("div", { class: "pair" },
        make("div", {}, make("h3", {}, W.listByParts),
          make("ul", { class: "chart" }, ...totals.byParts.flatMap((count, parts) => count === 0 ? [] : [make("li", {},
            make("span", {}, parts > 10 ? W.listTenMore : decimal.format(parts)), make("span", { class: "track" }, fill(count / most)),
            make("span", {}, words("rowCount", { count })))]))),
        totals.offenders.length ? make("div", {}, make("h3", {}, W.listOffenders),
          make("div", { class: "scroll kinds", tabindex: "0", role: "region", "aria-label": W.listOffenders },
            make("table", {}, make("tbody", {}, ...totals.offenders.map((row) => make("tr", {},
              make("td", {}, make("mark", { class: "forces" }, picture(row))),
              make("th", { scope: "row" }, lower(row.name), make("small", {}, row.scalar)),
              make("td", { class: "number" }, words("listOffenderRows", { count: row.rows })))))))) : ""));
  }

  // Starting

  async function unpack() {
    const packed = Uint8Array.from(atob($("module").textContent.trim()), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const octets = new Uint8Array(await new Response(stream).arrayBuffer());
    const size = new DataView(octets.buffer).getUint32(0, true);
    return { module: octets.slice(4, 4 + size), names: namesOf(decoder.decode(octets.subarray(4 + size))) };
  }

  /** Names by code point; a line with @ has the code point of the next one. */
  function namesOf(text) {
    const names = [];
    let code = 0;
    for (const line of text.split("\n")) {
      if (line.startsWith("@")) code = parseInt(line.slice(1), 16);
      else names.push(["U+" + (code++).toString(16).toUpperCase().padStart(4, "0"), line]);
    }
    return names;
  }

  function startWorker(module, names) {
    try {
      const source = [$("engine").textContent, $("ways").textContent, $("workerSource").textContent].join("\n");
      worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    } catch {
      return;
    }
    worker.onmessage = ({ data }) => {
      if (data.kind === "inspected" && data.number === asked) drawInspection(data.answer);
      if (data.number !== listNumber) return;
      if (data.kind === "progress") {
        $("progress").value = data.done;
        say($("listNote"), words("listProgress", { count: data.totals.rows }));
      } else if (data.kind === "counted") drawTotals(data.totals, data.seconds);
      else if (data.kind === "unreadable") {
        worker.terminate();
        startWorker(module, names);
        listFailed();
      }
    };
    worker.postMessage({ kind: "start", module, names });
  }

  function listen() {
    message.addEventListener("input", () => update());
    $("undo").addEventListener("click", undo);
    $("clear").addEventListener("click", () => {
      undoTexts.push(message.value);
      write("");
      $("undo").hidden = false;
    });
    $("link").addEventListener("click", copyLink);
    $("more").addEventListener("click", () => {
      shown = 255;
      drawBubbles(encoder.encode(message.value));
    });
    for (const button of document.querySelectorAll("[data-example]")) {
      button.addEventListener("click", () => write(W[button.dataset.example]));
    }
    for (const id of ["price", "currency", "recipients"]) {
      $(id).addEventListener("input", () => {
        drawMoney();
        clearTimeout(timer);
        timer = setTimeout(inspect, PAUSE);
      });
    }
    $("languages").lastElementChild.append(...LANGUAGES.map((name, index) => make("label", { class: "check" },
      make("input", { type: "checkbox", value: String(index + 1) }), " " + name)));
    const check = (isChecked) => {
      for (const box of $("languages").querySelectorAll("input")) box.checked = isChecked;
      update();
    };
    $("allLanguages").addEventListener("click", () => check(true));
    $("noLanguages").addEventListener("click", () => check(false));
    $("languages").addEventListener("change", () => update());
    for (const id of ["boundary", "reference", "force"]) $(id).addEventListener("change", () => update());
    addEventListener("hashchange", readFragment);

    $("file").addEventListener("change", () => open($("file").files[0]));
    $("listAgain").addEventListener("click", countList);
    $("listCancel").addEventListener("click", cancelList);
    for (const id of ["column", "hasHeader"]) $(id).addEventListener("change", countList);
    // A file may be dropped anywhere; a page that follows it would lose the text.
    addEventListener("dragover", (event) => {
      event.preventDefault();
      $("drop").classList.add("over");
    });
    addEventListener("dragleave", () => $("drop").classList.remove("over"));
    addEventListener("drop", (event) => {
      event.preventDefault();
      $("drop").classList.remove("over");
      open(event.dataTransfer?.files[0]);
    });
  }

  async function start() {
    try {
      const { module, names } = await unpack();
      septet = await Septet.load(module);
      septet.names = new Map(names);
      startWorker(module, names);
    } catch {
      say($("status"), W.failed);
      return;
    }
    $("status").hidden = true;
    $("main").hidden = false;
    listen();
    readFragment();
    update();
    // For tests, and for whoever opens the console: the engine, and what the page makes of it.
    window.septet = septet;
    window.septetPage = { bounds, open, ready: true };
  }

  start();
})();
