// Fuzzes the reader of a file of marks: `node tests/fuzz/reading_file.mjs [RUNS] [SEED]`.
// Bytes are changed one to eight at a time, from the seed files and from what was answered in a new way. The answer must be
// marks that fit, or an Error for people. What crashes is printed; the same seed gives the same bytes.
import { readFileSync, readdirSync } from "node:fs";

const [runs, seed] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 1)];
const STATES = { "to-read": "To read", reading: "Reading", read: "Read" };
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const WORDS = ["__proto__", "constructor", "toString", "null", "true", "1e999", "[]", "{}", '""', "\\ud800", "\u0000", "état", "papers", "order",
  "state", "starred", "note", "at", "version", "format", "2024-13-45", "-271821-04-20T00:00:00Z", "9".repeat(400), "[".repeat(200), '{"a":'.repeat(50)];

// The scripts of a page look for its parts when they are loaded; here every part is one that does nothing.
const nothing = new Proxy(function () {}, {
  get: (_, name) => ({ [Symbol.toPrimitive]: () => "https://papers.example/", textContent: "null", content: "/", length: 0, [Symbol.iterator]: function* () {} })[name] ?? nothing,
  apply: () => nothing,
  construct: () => nothing,
});
const states = { textContent: JSON.stringify(STATES) };
const isNothing = { getElementById: (id) => (id === "reading-states" ? states : null), querySelectorAll: () => [] };
for (const [name, value] of Object.entries({
  document: new Proxy(isNothing, { get: (own, name) => own[name] ?? nothing }),
  location: new URL("https://papers.example/reading/"),
  localStorage: { getItem: () => null, setItem: () => {}, removeItem: () => {} },
  addEventListener: () => {},
  matchMedia: () => nothing,
  navigator: {},
})) Object.defineProperty(globalThis, name, { value, configurable: true });

const { parsed } = await import("../../generator/papershelf/theme/assets/reading-file.js");

let state = seed;
const random = (most) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * most);
};
const one = (list) => list[random(list.length)];

/** A text with some of it changed: a byte, a word, a piece that goes, comes twice or comes from another text. */
function changed(bytes, corpus) {
  let made = bytes;
  for (let left = 1 + random(8); left; left -= 1) {
    const at = random(made.length + 1), end = at + random(20), other = one(corpus);
    const from = random(other.length + 1);
    const between = one([() => Buffer.from([random(256)]), () => Buffer.from(one(WORDS)), () => Buffer.alloc(0),
      () => made.subarray(at, end), () => other.subarray(from, from + random(60))])();
    made = Buffer.concat([made.subarray(0, at), between, made.subarray(one([at, at, end]))]).subarray(0, 20_000);
  }
  return made;
}

/** What is said of a text, without what it holds; throws for what may not be. */
function answer(text) {
  let found;
  try {
    found = parsed(text);
  } catch (error) {
    if (error.constructor !== Error || error.message.length > 500) throw error;
    return error.message.replace(/“.*”|[0-9]+|JSON:.*/gs, "");
  }
  const { entries, order } = found;
  const marks = [...entries.values()];
  if (![...entries.keys(), ...order].every((id) => typeof id === "string" && ID.test(id))) throw new TypeError("an id that is none");
  for (const each of marks) {
    if (Object.keys(each).join() !== "state,starred,note,at") throw new TypeError("a key that does not belong");
    if (each.state !== undefined && !Object.hasOwn(STATES, each.state)) throw new TypeError("a state that there is not");
    if (typeof each.starred !== "boolean" || typeof each.note !== "string") throw new TypeError("a value of another kind");
    new Date(each.at).toISOString();
  }
  return `${entries.size} ${order.length} ${marks.map((each) => [each.state, each.starred, Boolean(each.note)].join()).join(" ")}`.slice(0, 60);
}

const folder = new URL("seeds/reading-file/", import.meta.url);
const corpus = readdirSync(folder).map((name) => readFileSync(new URL(name, folder)));
const before = Object.getOwnPropertyNames(Object.prototype).join();
const seen = new Set(corpus.map((bytes) => answer(bytes.toString())));
for (let run = 0; run < runs; run += 1) {
  const bytes = changed(one(corpus), corpus);
  try {
    const said = answer(bytes.toString());
    if (before !== Object.getOwnPropertyNames(Object.prototype).join()) throw new TypeError("all objects have changed");
    if (!seen.has(said)) {
      seen.add(said);
      corpus.push(bytes);
    }
  } catch (error) {
    console.error(`run ${run} of seed ${seed}: ${error.stack}\n${JSON.stringify(bytes.toString())}`);
    process.exit(1);
  }
}
if (seen.size < 10) throw new Error(`only ${seen.size} different answers: the reader was not reached`);
console.log(`${runs} texts, ${seen.size} different answers`);
