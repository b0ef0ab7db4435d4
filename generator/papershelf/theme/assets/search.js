// One search over the papers, for the box in the header and for the browse page: Pagefind, made strict and tolerant.
// In order: the search, finding, the engine, lists beside the index, what a query means, spelling, what a result shows.
import { fetchJson, fold, root } from "./site.js";

// No paper has this facet. A search with it counts the papers that have the words in a thousandth of the time that
// Pagefind takes to hand all of them over.
const NONE = { "no-facet": "-" };

/** One search. query: text ("" means all); filters: {facet: {any: [...], none: [...]}} (OR within, AND across);
 *  order: null (relevance), newest, oldest, added, title or votes.
 *  Resolves to {total, results, counts, outside, instead}: results: [{id, load(length)}] in order, where `load` gives
 *  what `shownPaper` does; counts: {facet: {value: number}} of what is found, for the facets that are counted or filter;
 *  outside: the same without the filters, or null where that takes another search;
 *  instead: the query that was answered, if a word was misspelt or no paper has them all, else null. */
export async function search(query, { filters = {}, order = null } = {}) {
  if (order) orderList(order).catch(() => {}); // on its way while the engine is; `sorted` reports what goes wrong
  const pagefind = await preload();
  const wantedDoi = doiOf(query);
  if (wantedDoi) return answer(await find(pagefind, readQuery(""), { ...filters, doi: { any: [wantedDoi] } }), order, null);
  const asked = readQuery(query);
  let answered = await correct(asked, async (text) => (await pagefind.search(text, { filters: NONE })).unfilteredResultCount);
  let found = await find(pagefind, answered, filters);
  if (!found.unfiltered && answered.words.length + answered.phrases.length * 2 > 1) {
    const second = await relax(pagefind, answered, filters);
    if (second.found.results.length) ({ answered, found } = second);
  }
  return answer(found, order, answered.changed ? writeQuery(answered) : null);
}

async function answer({ results, counts, outside }, order, instead) {
  const ordered = order ? await sorted(results, order) : results;
  const loadable = ordered.map((result) => ({ id: result.id, load: (length) => shownPaper(result, length) }));
  return { total: results.length, results: loadable, counts, outside, instead };
}

/** No paper has all of it: leave out the word without which most is found, or the quotation marks. */
async function relax(pagefind, query, filters) {
  const { words, phrases, as } = query;
  const loose = phrases.flat();
  const fewer = loose.length
    ? [{ ...query, words: [...words, ...loose], phrases: [], as: new Map([...as, ...loose.map((word) => [word, word])]) }]
    : words.map((_, at) => ({ ...query, words: words.toSpliced(at, 1) }));
  const tried = await Promise.all(fewer.map(async (some) => ({
    answered: { ...some, changed: true },
    found: await find(pagefind, some, filters),
  })));
  return tried.reduce((best, one) => (one.found.results.length > best.found.results.length ? one : best));
}

// Finding: papers that have every word and every phrase and nothing that is left out, ranked by the words

const phrases = new Map();

async function find(pagefind, query, filters) {
  const blank = zeros();
  if (query.unknown) return { results: [], counts: blank, outside: blank, unfiltered: 0 };
  const words = everyWord(query);
  const ranked = await pagefind.search(words || null, { filters });
  const found = {
    results: ranked.results,
    counts: { ...blank, ...ranked.filters },
    outside: words ? { ...blank, ...ranked.totalFilters } : null, // which Pagefind leaves out without words
    unfiltered: ranked.unfilteredResultCount,
  };
  if (!query.phrases.length && !query.without.length) return found;
  const [having, lacking] = await Promise.all([query.phrases, query.without].map((some) =>
    Promise.all(some.map((phrase) => havingPhrase(pagefind, phrase)))));
  found.results = ranked.results.filter(({ id }) => having.every((ids) => ids.has(id)) && !lacking.some((ids) => ids.has(id)));
  found.unfiltered = Math.min(found.unfiltered, ...having.map((ids) => ids.size));
  found.outside = null;
  if (found.results.length < ranked.results.length) found.counts = await tally(pagefind, found.results);
  return found;
}

function everyWord({ words, phrases, as }) {
  return [...words.map((word) => as.get(word)), ...phrases.flat()].join(" ");
}

/** The papers with a phrase, whatever else is asked; each filter asks for them again, so they are remembered. */
function havingPhrase(pagefind, words) {
  const phrase = words.join(" ");
  if (!phrases.has(phrase)) phrases.set(phrase, findPhrase(pagefind, words));
  return phrases.get(phrase);
}

/** The index holds "two-fold" as "twofold" and as "two" and "fold" in one place: ask for the phrase in each spelling. */
async function findPhrase(pagefind, words) {
  const joined = words.slice(1).map((_, at) => words.toSpliced(at, 2, words[at] + words[at + 1]));
  const spellings = [words, ...joined].map((some) => pagefind.search(`"${some.join(" ")}"`));
  return new Set((await Promise.all(spellings)).flatMap(({ results }) => results).filter(isInText).map(({ id }) => id));
}

/** Found in what the page shows, not only in the other names of its tags. */
const isInText = ({ words }) => words.length > 0;

/** Count the facets of results that no single search by words gives. */
async function tally(pagefind, results) {
  if (!counted.size || !results.length) return zeros();
  const { filters } = await pagefind.search(null, { filters: { paper: { any: await permalinks(results) } } });
  return filters;
}

// The engine, which is loaded when somebody searches; the rest of the index comes with the words

// What a word found in these fields adds to a paper's rank; `also` holds words that are not on its page.
const FIELD_WEIGHTS = { title: 6, also: 0.2 };
const SMALL = 1000; // papers; so few are searched in an instant, and the worker would be 12 KB more to load
const counted = new Set();
let engine;

/** Load the engine and what it needs for any search. */
export function preload() {
  engine ??= start();
  return engine;
}

async function start() {
  const [pagefind, entry] = await Promise.all([
    import(new URL("pagefind/pagefind.js", root)),
    fetchJson("pagefind/pagefind-entry.json"),
  ]);
  const papers = Math.max(...Object.values(entry.languages).map((language) => language.page_count));
  await pagefind.options({ noWorker: papers < SMALL, ranking: { metaWeights: FIELD_WEIGHTS } });
  await pagefind.init();
  return pagefind;
}

/** Count these facets in what is found from now on; `author` and `paper` are large. */
export async function countFacets(names) {
  const missing = names.filter((name) => !counted.has(name));
  if (!missing.length) return;
  const pagefind = await preload();
  const every = Object.fromEntries(missing.map((name) => [name, { any: [] }]));
  await pagefind.search(null, { filters: { ...every, ...NONE } });
  missing.forEach((name) => counted.add(name));
}

// Facets that are counted, before anything is; Pagefind leaves out those that no paper has.
const zeros = () => Object.fromEntries([...counted].map((facet) => [facet, {}]));

// Lists beside the index: other orders than that of rank, permalinks, words by their first letter

const lists = new Map();

/** The permalink of each result. */
export async function permalinks(results) {
  const ids = await list("ids");
  return results.map(({ id }) => ids[id]);
}

/** Results in an order of the index: newest, added, title or votes; `oldest` is `newest` from its end. */
async function sorted(results, order) {
  const places = new Map((await orderList(order)).map((name, place) => [name, order === "oldest" ? -place : place]));
  const place = ({ id }) => places.get(id) ?? places.size; // a list kept from before may lack the newest papers
  return results.toSorted((one, other) => place(one) - place(other));
}

const orderList = (order) => list(`orders/${order === "oldest" ? "newest" : order}`);

function list(name) {
  if (!lists.has(name)) lists.set(name, fetchJson(`pagefind/${name}.json`));
  return lists.get(name);
}

// What a query means: words, quoted phrases, words to leave out, identifiers

// Nearly every abstract has these: they say little, and their places are the largest parts of the index.
const COMMON = new Set(["a", "an", "and", "are", "as", "by", "for", "from", "in", "is", "of", "on", "or", "our", "that", "the", "this", "to", "we", "with"]);

// URLs that end in an arXiv id, and the ways to write a DOI.
const ARXIV = /(?:https?:\/\/)?(?:www\.)?(?:arxiv\.org\/(?:abs|pdf|html)|huggingface\.co\/papers|doi\.org\/10\.48550\/arxiv)[/.]([\w./-]+?)(?:v\d+)?(?:\.pdf)?(?=[?#\s]|$)\S*/gi;
const DOI = /^\s*(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)\s*$/i;

/** The DOI that a query consists of, in lower case; null for anything else. */
function doiOf(text) {
  return DOI.exec(text.replace(ARXIV, ""))?.[1].toLowerCase() ?? null;
}

/** Read a query: {words: [...], phrases: [[...], ...], without: [[...], ...]}, the last of words and phrases behind a
 *  minus. Words are split as in the index, at hyphens and other marks; of a URL only its arXiv id counts.
 *  Words like "the" count only within a phrase, or where there are no others. */
function readQuery(text) {
  const quoted = [], without = [];
  const rest = text.replace(ARXIV, " $1 ")
    .replace(/(-?)["“”„«»]([^"“”„«»]*)["“”„«»]/g, (_, minus, phrase) => {
      (minus ? without : quoted).push(split(phrase));
      return " ";
    })
    .replace(/(?<=^|\s)-(?=\p{L})(\S+)/gu, (_, word) => {
      without.push(split(word));
      return " ";
    });
  const words = [...split(rest), ...quoted.filter(({ length }) => length === 1).flat()];
  const telling = words.filter((word) => !COMMON.has(word));
  const phrases = quoted.filter(({ length }) => length > 1);
  return {
    words: [...new Set(telling.length || phrases.length ? telling : words)],
    phrases,
    without: without.filter(({ length }) => length),
  };
}

/** The text of a query that reads the same. */
function writeQuery({ words, phrases, without }) {
  const quoted = (phrase) => `"${phrase.join(" ")}"`;
  return [...words, ...phrases.map(quoted), ...without.map((some) => `-${some.length > 1 ? quoted(some) : some}`)].join(" ");
}

function split(text) {
  return fold(text).replace(/['’]/g, "").match(/\p{N}+(?:\.\p{N}+)+\p{L}*|[\p{L}\p{N}]+/gu) ?? [];
}

// Spelling: misspelt and half-typed words, and the words of the papers that were meant

const SPELLINGS = [["our", "or"], ["isa", "iza"], ["ise", "ize"], ["isi", "izi"], ["yse", "yze"], ["ogue", "og"], ["elling", "eling"]];
const corrections = new Map();

/** The query with each word that no paper has in its nearest spelling, or without it; the same object if nothing is wrong.
 *  `count(text)` asks the index. `as` maps words to those to search for; `unknown` says that no word is known. */
async function correct(query, count) {
  const found = await Promise.all(query.words.map((word) => correctOnce(word, count)));
  const as = new Map(found.filter(Boolean).map(({ word, as }) => [word, as]));
  const words = [...new Set(found.filter(Boolean).map(({ word }) => word))];
  if (!words.length && !query.phrases.length && query.words.length) return { ...query, unknown: true };
  return { ...query, words, as, changed: found.some((one, at) => one?.word !== query.words[at]) };
}

function correctOnce(word, count) {
  if (!corrections.has(word)) corrections.set(word, correctWord(word, count));
  return corrections.get(word);
}

async function correctWord(word, count) {
  if (await count(`"${word}"`)) return { word, as: word };
  if (word.includes(".")) return { word, as: word.replaceAll(".", " ") };
  for (const other of otherSpellings(word)) if (await count(`"${other}"`)) return { word: other, as: other };
  const words = (await Promise.all([...initials(word)].map((initial) => list(`words/${initial}`).catch(() => [])))).flat();
  const whole = words.find((each) => each.startsWith(word));
  if (whole) return { word, as: await fuller(word, whole, count) };
  const other = nearest(word, words);
  return other && { word: other, as: other };
}

/** The word as it is spelt on the other side of the Atlantic, where that differs. */
function otherSpellings(word) {
  const ways = SPELLINGS.flatMap(([one, other]) => [word.replace(one, other), word.replace(other, one)]);
  return [...new Set(ways)].filter((way) => way !== word);
}

/** The index knows "sorting" as "sort": the beginning "sortin" is then found by way of the whole word. */
async function fuller(word, whole, count) {
  return (await count(whole)) > (await count(word)) ? whole : word;
}

/** The first two letters, since either may be the right beginning of a word whose first letters are mixed up. */
function initials(word) {
  return new Set([...word.slice(0, 2)].map((letter) => (letter >= "a" && letter <= "z" ? letter : "other")));
}

/** The closest word; among equals the first, which is the most frequent. */
function nearest(word, words) {
  const allowed = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let [best, least] = [undefined, allowed + 1];
  for (const each of words) {
    if (Math.abs(each.length - word.length) >= least) continue;
    const steps = distance(word, each, least);
    if (steps < least) [best, least] = [each, steps];
  }
  return best;
}

/** Damerau-Levenshtein (no substring edited twice); gives up at `limit`. */
function distance(one, other, limit) {
  let before = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      line[at] = Math.min(above[at] + 1, line[at - 1] + 1, above[at - 1] + (same ? 0 : 1));
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
        line[at] = Math.min(line[at], before[at - 2] + 1);
      }
    }
    if (Math.min(...line) >= limit) return limit;
    [before, above] = [above, line];
  }
  return above[other.length];
}

// What a result shows: the paper's title and the place in its abstract that fits best, with the found words marked

const LEAD = 4; // words of an excerpt before the first that was found
const NAMED = 4; // authors
const CORE = /([\p{L}\p{N}](?:.*[\p{L}\p{N}])?)/u; // a word without the marks around it

/** Load what is shown of a result: {id, url, title, heading, excerpt, authors, facts, tags, filters}; heading and
 *  excerpt, of at most `length` characters, are lists of [text, isFound]. */
async function shownPaper(result, length) {
  const { url, meta, filters, content, anchors, weighted_locations: found } = await result.data();
  const [facts, labels] = JSON.parse(filters.shown[0]);
  const weights = new Map(found.map(({ location, balanced_score: weight }) => [location, weight]));
  return {
    id: filters.paper[0],
    url,
    title: meta.title,
    heading: partsOf(meta.title.split(/\s+/), 0, weights), // the text begins with the title
    excerpt: excerptOf(content.split(/\s+/), anchors, weights, length),
    authors: firstAuthors(filters.author ?? []),
    facts,
    tags: labels.map(([slug, label]) => ({ slug, label })),
    filters,
  };
}

/** The part of the abstract that holds most of what was found. */
function excerptOf(words, anchors, weights, length) {
  const [start, end] = abstractIn(words, anchors);
  const first = bestStart(words, start, end, weights, length);
  const last = excerptEnd(words, first, end, length);
  const parts = partsOf(words.slice(first, last), first, weights);
  if (first > start) parts.unshift(["… ", false]);
  if (last < end) {
    const final = parts.at(-1);
    final[0] = final[0].replace(/[ ,;:]+$/, "");
    parts.push(["…", false]);
  }
  return parts;
}

/** Where the words of the abstract begin and end; without an abstract, of the whole page. */
function abstractIn(words, anchors) {
  const at = anchors.findIndex(({ id }) => id === "abstract");
  return at < 0 ? [0, words.length] : [anchors[at].location, anchors[at + 1]?.location ?? words.length];
}

function bestStart(words, start, end, weights, length) {
  let [first, most] = [start, 0];
  const latest = end - excerptEnd(words.slice(start, end).reverse(), 0, end - start, length); // for one of full length
  for (const place of weights.keys()) {
    if (place < start || place >= end) continue;
    const from = Math.max(start, Math.min(place - LEAD, latest));
    const to = excerptEnd(words, from, end, length);
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += weights.get(at) ?? 0;
    if (sum > most) [first, most] = [from, sum];
  }
  return first;
}

/** The end of an excerpt that begins at a word: as many words as there is room for, and for the sign of more. */
function excerptEnd(words, first, end, length) {
  let last = first;
  for (let size = 1; last < end && size + words[last].length < length; last += 1) size += words[last].length + 1;
  return last;
}

/** Words as a list of [text, isFound]; the marks around a found word, such as a comma, are not part of it. */
function partsOf(words, offset, weights) {
  const parts = [["", false]];
  const add = (text, isFound) => {
    if (parts.at(-1)[1] === isFound) parts.at(-1)[0] += text;
    else if (text) parts.push([text, isFound]);
  };
  words.forEach((word, at) => {
    const [before, core = "", after = ""] = weights.has(offset + at) ? word.split(CORE) : [word];
    add((at ? " " : "") + before, false);
    add(core, true);
    add(after, false);
  });
  return parts;
}

function firstAuthors(names) {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
