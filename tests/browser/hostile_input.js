// Made-up input of every kind for the functions that read what anybody may have written: no error, and nothing but what fits.
// Runs in a page: texts and values by a seed, with names that every object has, half characters, huge numbers and broken JSON.

const rounds = 10_000;
let state = 20240501;
const random = (most) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 2 ** 32 * most); };
const one = (list) => list[random(list.length)];
const WORDS = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "a-b", "a", "", "%", "%E0%A4%A", "%00", "\0",
  "\ud800", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "../../x", "//evil.example", "\u202e", "x".repeat(5000), "9".repeat(400),
  "2024-05-01", "to-read", "read", "starred", "papershelf reading state", "-", "--", "a--b", "A", "é", "tag:x", ",", "\\", "[", "{", "null", "1e999"];
const KEYS = [...WORDS.slice(0, 6), "state", "starred", "note", "at", "seen", "before", "count", "papers", "order", "format", "version"];
const value = (deep = 0) => one([
  () => one(WORDS), () => one([0, -1, 1.5, 1e300, -1e300, 8.64e15 + 1, 2 ** 53]), () => one([true, false, null]),
  () => (deep > 3 ? 0 : Array.from({ length: random(4) }, () => value(deep + 1))),
  () => (deep > 3 ? 0 : Object.fromEntries(Array.from({ length: random(5) }, () => [one(KEYS), value(deep + 1)]))),
])();
const cut = (text) => one([text, text, text.slice(0, random(text.length + 1)), text + one(WORDS), text.replace(one(['"', ":", ",", "}"]), one(WORDS))]);
const json = () => cut(JSON.stringify(value()));
const module = (name) => import(new URL(`assets/${name}.js`, new URL(document.querySelector("meta[name=papershelf-root]").content + "/", location)));
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const before = Object.getOwnPropertyNames(Object.prototype).join();
const wrong = [];
const check = (isRight, input) => { if (!isRight && wrong.length < 5) wrong.push(JSON.stringify(input)?.slice(0, 300)); };

const CHECKS = {
  async storage() {
    const { read, listOf, record, anId, aWord, aFlag, aTime, aText } = await module("site");
    const { clean } = await module("reading");
    const shape = record({ at: aTime, seen: aWord, before: record({ at: aTime }), asked: aFlag, note: aText });
    let found = 0;
    for (let round = 0; round < rounds; round += 1) {
      const text = json();
      const ids = read(text, listOf(anId)), visit = read(text, shape), marks = read(text, clean) ?? clean();
      check(ids === undefined || ids.every((id) => ID.test(id)), text);
      check(visit === undefined || Object.entries(visit).every(([key, each]) =>
        ({ at: Number.isFinite(each) && !Number.isNaN(new Date(each).getTime()), seen: typeof each === "string", before: typeof each === "object",
          asked: typeof each === "boolean", note: typeof each === "string" })[key]), text);
      check(Object.keys(marks).join() === "state,starred,note,at" && typeof marks.note === "string" && typeof marks.starred === "boolean"
        && [undefined, "to-read", "reading", "read"].includes(marks.state) && new Date(marks.at).toISOString(), text);
      found += Boolean(ids?.length || Object.keys(visit ?? {}).length);
    }
    check(found > rounds / 100, found);
  },
  async addresses() {
    const { decoded } = await module("site");
    const { sharedIds } = await module("reading-page");
    let found = 0;
    for (let round = 0; round < rounds; round += 1) {
      const text = Array.from({ length: 1 + random(4) }, () => one([one(WORDS), encodeURIComponent(one(WORDS).toWellFormed()), "a-b"])).join(one([",", "%2C", "&"]));
      check(typeof decoded(text) === "string", text);
      const ids = sharedIds(one(["#share=", "#share=", "#", ""]) + text);
      check(ids.every((id) => ID.test(id)) && new Set(ids).size === ids.length && ids.length <= 1000, text);
      found += ids.length > 0;
    }
    check(found > rounds / 100, found);
  },
  async files() {
    const { parsed } = await module("reading-file");
    let taken = 0;
    for (let round = 0; round < rounds; round += 1) {
      const given = { format: "papershelf reading state", version: 1, papers: { [one(["a-b", ...WORDS])]: { state: "read", at: "2024-05-01T10:00:00Z", [one(KEYS)]: value() } } };
      if (random(2)) given[one(["order", "version", "papers", "x"])] = value();
      const text = cut(JSON.stringify(given));
      try {
        const { entries, order } = parsed(text);
        taken += 1;
        check([...entries.keys(), ...order].every((id) => typeof id === "string" && ID.test(id)), text);
        check([...entries.values()].every((each) => Object.keys(each).join() === "state,starred,note,at" && new Date(each.at).toISOString()), text);
      } catch (error) {
        check(error.constructor === Error && error.message.length < 500, [text, String(error)]);
      }
    }
    check(taken > rounds / 20, taken);
  },
  async queries() {
    const { parse, format } = await module("browse-state");
    for (let round = 0; round < rounds; round += 1) {
      const pair = () => `${one(["q", "tag", "not-tag", "author", "year", "not-year", "sort", "view", "show", "seed", "mark", ...KEYS])}=${one(WORDS)}`;
      const text = `?${Array.from({ length: random(5) }, pair).join("&")}`;
      const asked = parse(text);
      check(Number.isFinite(asked.show) && asked.show <= 3000 && Number.isFinite(asked.seed) && typeof asked.q === "string", text);
      const again = format(parse(format(asked)));
      check(again === format(asked), text);
    }
  },
};

/** What came of inputs of a kind: the first of those that were not read as they should be. */
async function outcome(kind) {
  await CHECKS[kind]();
  check(before === Object.getOwnPropertyNames(Object.prototype).join(), "Object.prototype");
  return wrong;
}
