// One search over the papers, for the box in the header and for the browse page: Pagefind, made strict and tolerant.
import { load } from "./search-result.js";
import { permalinks, sorted } from "./search-orders.js";
import { doi, read, write } from "./search-query.js";
import { correct } from "./search-words.js";

const BUNDLE = new URL("../pagefind/", import.meta.url);
// What a word found in these fields adds to a paper's rank; `also` holds words that are not on its page.
const FIELD_WEIGHTS = { title: 6, also: 0.2 };
const SMALL = 1000; // papers; so few are searched in an instant, and the worker would be 12 KB more to load
// No paper has this facet. Such a search tells how many papers have the words in a thousandth of the time that it
// takes Pagefind to hand all of them over.
const NONE = { "no-facet": "-" };

const counted = new Set();
const phrases = new Map();
let engine;

/** Load the engine and what it needs for any search; the rest comes with the words. */
export function preload() {
  engine ??= start();
  return engine;
}

async function start() {
  const [pagefind, entry] = await Promise.all([
    import(new URL("pagefind.js", BUNDLE)),
    fetch(new URL("pagefind-entry.json", BUNDLE)).then((reply) => reply.json()),
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

/** One search. query: text ("" means all); filters: {facet: {any: [...], none: [...]}} (OR within, AND across);
 *  order: null (relevance), newest, oldest, added, title or votes.
 *  Resolves to {total, results, counts, outside, instead}: results: [{id, load()}] in order, load() -> {id, url, title, heading, excerpt, meta};
 *  counts: {facet: {value: number}} of what is found, for the facets that are counted or filter; outside: the same
 *  without the filters, or null where that takes another search;
 *  instead: the query that was answered, if a word was misspelt or no paper has them all, else null. */
export async function search(query, { filters = {}, order = null } = {}) {
  const pagefind = await preload();
  const named = doi(query);
  if (named) return answer(await find(pagefind, read(""), { ...filters, doi: { any: [named] } }), order, null);
  const asked = read(query);
  let answered = await correct(asked, async (text) => (await pagefind.search(text, { filters: NONE })).unfilteredResultCount);
  let found = await find(pagefind, answered, filters);
  if (!found.unfiltered && answered.words.length + answered.phrases.length * 2 > 1) {
    const second = await relaxed(pagefind, answered, filters);
    if (second.found.results.length) ({ answered, found } = second);
  }
  return answer(found, order, answered.changed ? write(answered) : null);
}

async function answer({ results, counts, outside }, order, instead) {
  const ordered = order ? await sorted(results, order) : results;
  const loadable = ordered.map((result) => ({ id: result.id, load: () => load(result) }));
  return { total: results.length, results: loadable, counts, outside, instead };
}

// Facets that are counted, before anything is; Pagefind leaves out those that no paper has.
const zeros = () => Object.fromEntries([...counted].map((facet) => [facet, {}]));

/** Papers that have every word and every phrase and nothing that is left out, ranked by the words. */
async function find(pagefind, query, filters) {
  const blank = zeros();
  if (query.unknown) return { results: [], counts: blank, outside: blank, unfiltered: 0 };
  const words = everyWord(query);
  const ranked = await pagefind.search(words || null, { filters });
  const found = {
    results: ranked.results,
    counts: { ...blank, ...ranked.filters },
    outside: words ? { ...blank, ...ranked.totalFilters } : null, // without words Pagefind does not tell
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
  return new Set((await Promise.all(spellings)).flatMap(({ results }) => results).filter(inText).map(({ id }) => id));
}

/** Found in what the page shows, not only in the other names of its tags. */
function inText({ words }) {
  return words.length > 0;
}

/** Count the facets of results that no single search by words gives. */
async function tally(pagefind, results) {
  if (!counted.size || !results.length) return zeros();
  const { filters } = await pagefind.search(null, { filters: { paper: { any: await permalinks(results) } } });
  return filters;
}

/** No paper has all of it: leave out the word without which most is found, or the quotation marks. */
async function relaxed(pagefind, query, filters) {
  const { words, phrases, as } = query;
  const loose = phrases.flat();
  const fewer = loose.length
    ? [{ ...query, words: [...words, ...loose], phrases: [], as: new Map([...as, ...loose.map((word) => [word, word])]) }]
    : words.map((_, at) => ({ ...query, words: words.toSpliced(at, 1) }));
  const tried = await Promise.all(
    fewer.map(async (some) => ({
      answered: { ...some, changed: true },
      found: await find(pagefind, some, filters),
    })),
  );
  return tried.reduce((best, one) => (one.found.results.length > best.found.results.length ? one : best));
}
