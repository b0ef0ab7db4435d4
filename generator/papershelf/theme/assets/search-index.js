// The files of the search index, each loaded when something asks for it, and once.
// In order: files, words, places, corrections, lists, names, results.
import { entryOf, fetchJson } from "./site.js";
import { nearest, wordsInOrder } from "./search-words.js";

// Files: the one at the start says where the others are, which never change

const LISTS = new Set(["facets", "topics", "authors", "ids", "keys", "added", "title", "built-on", "mentioned", "votes"]);
const files = new Map();
let started;

/** What the index is made of: {edition, papers, together, few, spellings, words, names}. */
export function start() {
  started ??= fetchJson("search-index/start.json", { cache: "no-cache" }).catch((error) => {
    started = undefined; // the next search may find a network
    throw error;
  });
  return started;
}

addEventListener("indexrenewed", () => { started = undefined; }); // by `mkdocs serve`

async function file(name) {
  const { edition } = await start();
  const path = `search-index/${edition}/${name}.json`;
  if (!files.has(path)) {
    files.set(path, fetchJson(path).catch((error) => {
      files.delete(path);
      started = undefined; // the site may be another by now
      throw error;
    }));
  }
  return files.get(path);
}

// Words: parts of an alphabetical list, each with the words that begin alike

const CODES = 32; // a step to the next paper and a code are one number
const WEIGHT = 15; // the part of a code that is the word's weight
const IN_TITLE = 16; // and the part that says that it is in the title
const MOST_PARTS = 12; // what a reader loads for a word that is being typed

/** The words that begin so: [[word, row]], of at most so many files. */
export async function wordsBeginning(beginning, most = 3) {
  return beginningIn("words", (await start()).words, beginning, most);
}

async function beginningIn(kind, firsts, beginning, most) {
  const [first, last] = partsWith(firsts, beginning);
  const wanted = Array.from({ length: Math.min(last - first + 1, most) }, (_, at) => file(`${kind}-${first + at}`));
  return (await Promise.all(wanted)).flatMap((part) => entriesBeginning(part, beginning));
}

const alphabets = new WeakMap();

function entriesBeginning(part, beginning) {
  if (!alphabets.has(part)) alphabets.set(part, Object.keys(part).sort());
  const words = alphabets.get(part);
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < beginning) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let at = low; at < words.length && words[at].startsWith(beginning); at += 1) found.push([words[at], part[words[at]]]);
  return found;
}

/** All words that begin so, as far as a reader can be asked to wait for them. */
export const unfinished = (beginning) => wordsBeginning(beginning, MOST_PARTS);

/** The first and the last part of an alphabetical list that may hold what begins so. */
function partsWith(firsts, beginning) {
  const isBefore = (word) => compare(word, beginning) <= 0;
  let first = 0;
  while (first + 1 < firsts.length && isBefore(firsts[first + 1])) first += 1;
  let last = first;
  while (last + 1 < firsts.length && firsts[last + 1].startsWith(beginning)) last += 1;
  return [first, last];
}

/** The order of code points, which the generator has; JavaScript compares halves of them. */
function compare(one, other) {
  const [left, right] = [one, other].map((word) => Array.from(word, (letter) => letter.codePointAt(0)));
  const at = left.findIndex((point, place) => point !== right[place]);
  return at < 0 ? left.length - right.length : left[at] - (right[at] ?? -1);
}

const decoded = new WeakMap();

/** The papers of a row, {numbers, weights, titled}: a weight is from 0, where the text lacks the word, to 1. */
export function postings(row) {
  if (!decoded.has(row)) {
    let number = -1;
    decoded.set(row, {
      numbers: row.map((value) => (number += Math.floor(value / CODES))),
      weights: row.map((value) => (value & WEIGHT) / WEIGHT),
      titled: row.map((value) => (value & IN_TITLE) > 0),
    });
  }
  return decoded.get(row);
}

// Places: where words stand in the texts; only phrases ask for them

/** Where a word stands: Map(number of a paper → its places). */
export async function placesOf(word, row) {
  const [part] = partsWith((await start()).words, word);
  const steps = entryOf(await file(`places-${part}`), word) ?? [];
  const { numbers, weights } = postings(row);
  const found = new Map();
  let at = 0;
  numbers.forEach((number, which) => {
    if (!weights[which]) return;
    const places = [];
    let place = 0, isLast = false;
    while (!isLast) {
      place += steps[at] >> 1;
      isLast = Boolean(steps[at] & 1);
      places.push(place);
      at += 1;
    }
    found.set(number, places);
  });
  return found;
}

// Corrections: the words of all papers by their first letter, those of several papers first, or, where they are few, all words

/** The word of the papers that is closest to one that none has; undefined if none is close. */
export async function corrected(word) {
  const { spellings, words } = await start();
  if (!spellings) return nearest(word, byFrequency(await Promise.all(words.map((_, at) => file(`words-${at}`))), word));
  // The first two letters, since either may be the right beginning of a word whose first letters are mixed up.
  const initials = new Set([...word].slice(0, 2).map((letter) => (letter >= "a" && letter <= "z" ? letter : "other")));
  const lists = await Promise.all([...initials].map((initial) => file(`spelling-${initial}`).catch(() => [])));
  return nearest(word, lists.flat());
}

function byFrequency(parts, word) {
  const initials = new Set([...word].slice(0, 2));
  const near = parts.flatMap((part) => Object.entries(part)).filter(([each]) => initials.has([...each][0]));
  return near.sort(([, one], [, other]) => other.length - one.length).map(([each]) => each);
}

// Lists: facets, names, orders, permalinks

/** A list by its name; a small list of papers has all of them in one file. */
export async function list(name) {
  const { few } = await start();
  return few && (LISTS.has(name) || name === "values" || name.startsWith("facet-")) ? (await file("lists"))[name] : file(name);
}

/** Numbers from the steps between them. */
export function numbersOf(steps) {
  let number = -1;
  return steps.map((step) => (number += step));
}

/** The number of each of some papers, by id; those that the list does not have are absent. */
export async function numbersById(ids) {
  const keys = await list("keys");
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const found = ids.map((id) => [id, numbers.get(id) ?? numbers.get(keyOf(id))]);
  return new Map(found.filter(([, number]) => number !== undefined));
}

/** FNV-1a, as search_lists.py computes it. */
function keyOf(id) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}

// Names: of authors, by each of their words

/** Authors with a word in their name that begins so: [[name, address, ...steps]]; with `isWhole`, the word itself. */
export async function authorsWith(beginning, isWhole) {
  const { names } = await start();
  if (names.length) {
    const found = await beginningIn("names", names, beginning, 2);
    return [...new Set(found.filter(([word]) => !isWhole || word === beginning).flatMap(([, rows]) => rows))];
  }
  const fits = (word) => (isWhole ? word === beginning : word.startsWith(beginning));
  return (await list("authors")).filter(([name]) => nameWords(name).some(fits));
}

const known = new Map();

/** The words of a name. */
export function nameWords(name) {
  if (!known.has(name)) known.set(name, wordsInOrder(name).flat());
  return known.get(name);
}

/** An author by name: [name, address, ...steps]; undefined where there is none. */
export async function authorNamed(name) {
  const isTheOne = ([each]) => each === name;
  const [word] = nameWords(name);
  return (await list("authors")).find(isTheOne) ?? (word === undefined ? [] : await authorsWith(word, true)).find(isTheOne);
}

/** Whether the list of authors is that of the most frequent alone. */
export const hasMoreAuthors = async () => (await start()).names.length > 0;

/** The values of the list's own facets that have pages: [[name, address, facet, ...steps]]. */
export const ownValues = async () => ((await start()).own ? ((await list("values")) ?? []) : []);

// Results: what is shown of a paper

/** What the index has of a paper: [id, title, authors, facts, tags, abstract, more]. */
export async function record(number) {
  const { together } = await start();
  return (await file(`results-${Math.floor(number / together)}`))[number % together];
}
