// Runs behind the page, after the engine: looks for cheaper ways, and counts lists.
"use strict";

/** The engine, once it is loaded; what is asked before waits for it. */
let loading;
let list;

/** Pieces of a file that are counted between two messages; small enough to stop soon. */
const STEP = 1 << 20;

onmessage = async ({ data }) => {
  switch (data.kind) {
    case "start":
      loading = Septet.load(data.module);
      (await loading).names = new Map(data.names);
      break;
    case "inspect":
      postMessage({ kind: "inspected", number: data.number, answer: inspected(await loading, data.text, data.settings) });
      break;
    case "list":
      await count(data);
      break;
    case "cancel":
      list = undefined;
      break;
  }
};

/** Counts a file; what it was replaced by ends it early. */
async function count({ file, number, pieces, separator, headerRows, settings, charset }) {
  const started = performance.now();
  const counter = (await loading).list(pieces, { separator, headerRows, settings });
  list = counter;
  // UTF-8 goes to the engine as it is, without its mark; other charsets are decoded first.
  const decoder = charset === "utf-8" ? null : new TextDecoder(charset);
  const encoder = new TextEncoder();
  let position = 0;
  try {
    while (position < file.size) {
      const end = Math.min(file.size, position + STEP);
      let octets = new Uint8Array(await file.slice(position, end).arrayBuffer());
      if (list !== counter) break;
      if (decoder) octets = encoder.encode(decoder.decode(octets, { stream: end < file.size }));
      else if (position === 0 && octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf) octets = octets.subarray(3);
      counter.add(octets);
      position = end;
      // Messages that have arrived are read between two pieces.
      await new Promise((resolve) => setTimeout(resolve));
      postMessage({ kind: "progress", number, done: position / file.size, totals: counter.totals() });
    }
  } catch {
    // The file is gone, or memory is; the page starts another worker.
    postMessage({ kind: "unreadable", number });
    return;
  }
  const isWhole = list === counter;
  const totals = counter.end();
  if (isWhole) {
    list = undefined;
    postMessage({ kind: "counted", number, totals, seconds: (performance.now() - started) / 1000 });
  }
}
