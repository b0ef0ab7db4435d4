// One search over the papers, for the box in the header and for the browse page: Pagefind, made strict and tolerant.
import { load } from "./search-result.js";
import { read, write } from "./search-query.js";
import { correct } from "./search-words.js";

const BUNDLE = new URL("../pagefind/", import.meta.url);
// What a word found in these fields adds to a paper's rank; `also` holds words that are not on its page.
const FIELD_WEIGHTS = { title: 6, also: 0.2 };
const SMALL = 1000; // papers; so few are searched in an instant, and the worker would be 12 KB more to load
const FACETS = ["tag", "year", "venue", "code", "collection"];

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

/** How many papers each value of the facets has: {facet: {value: number}}. `author` and `paper` are large: name them to get them. */
export async function facets(names = FACETS) {
  const pagefind = await preload();
  const all = await pagefind.search(null, { filters: loading(names) });
  return Object.fromEntries(names.map((name) => [name, all.filters[name] ?? {}]));
}

/** One search. query: text ("" means all); filters: {facet: {any: [...], none: [...]}} (OR within, AND across);
 *  sort: null (relevance) or {published|added|title|votes: "asc"|"desc"}.
 *  Resolves to {total, results, counts, instead}: results: [{id, load()}] in order, load() -> {id, url, title, heading, excerpt, meta};
 *  counts: {facet: {value: number}} of what is found, for the facets that facets() or a filter has loaded;
 *  instead: the query that was answered, if a word was misspelt or no paper has them all, else null. */
export async function search(query, { filters = {}, sort = null } = {}) {
  const pagefind = await preload();
  const asked = read(query);
  let answered = await correct(asked, async (text) => (await pagefind.search(text)).results.length);
  const options = { filters, sort: sort ?? {} };
  let found = await find(pagefind, answered, options);
  if (!found.unfiltered && answered.words.length + answered.phrases.length * 2 > 1) {
    const second = await relaxed(pagefind, answered, options);
    if (second.found.results.length) ({ answered, found } = second);
  }
  return {
    total: found.results.length,
    results: found.results.map((result) => ({ id: result.id, load: () => load(result) })),
    counts: found.counts,
    instead: answered.changed ? write(answered) : null,
  };
}

const none = { results: [], counts: {}, unfiltered: 0 };

/** Facets that a search shall count although it does not restrict them. */
function loading(names) {
  return Object.fromEntries(names.map((name) => [name, { any: [] }]));
}

/** Papers that have every word and every phrase, ranked by the words. */
async function find(pagefind, query, options) {
  if (query.unknown) return none;
  const ranked = await pagefind.search(everyWord(query) || null, options);
  const found = { results: ranked.results, counts: ranked.filters, unfiltered: ranked.unfilteredResultCount };
  if (!query.phrases.length) return found;
  const having = await Promise.all(query.phrases.map((phrase) => havingPhrase(pagefind, phrase)));
  found.results = ranked.results.filter(({ id }) => having.every((ids) => ids.has(id)));
  found.unfiltered = Math.min(...having.map((ids) => ids.size));
  if (found.results.length < ranked.results.length) found.counts = await tally(found.results, ranked.filters);
  return found;
}

function everyWord({ words, phrases, as }) {
  return [...words.map((word) => as.get(word)), ...phrases.flat()].join(" ");
}

/** The index holds "two-fold" as "twofold" and as "two" and "fold" in one place: ask for the phrase in each spelling. */
async function havingPhrase(pagefind, words) {
  const joined = words.slice(1).map((_, at) => words.toSpliced(at, 2, words[at] + words[at + 1]));
  const spellings = [words, ...joined].map((some) => pagefind.search(`"${some.join(" ")}"`));
  return new Set((await Promise.all(spellings)).flatMap(({ results }) => results).filter(inText).map(({ id }) => id));
}

/** Found in what the page shows, not only in the other names of its tags. */
function inText({ words }) {
  return words.length > 0;
}

/** Count the facets of results that no single search of the engine gives. */
async function tally(results, facets) {
  if (!Object.keys(facets).length) return {};
  const counts = Object.fromEntries(Object.keys(facets).map((facet) => [facet, {}]));
  for (const { filters } of await Promise.all(results.map((result) => result.data()))) {
    for (const facet of Object.keys(counts)) {
      for (const value of filters[facet] ?? []) counts[facet][value] = (counts[facet][value] ?? 0) + 1;
    }
  }
  return counts;
}

/** No paper has all of it: leave out the word without which most is found, or the quotation marks. */
async function relaxed(pagefind, query, options) {
  const { words, phrases, as } = query;
  const loose = phrases.flat();
  const fewer = loose.length
    ? [{ words: [...words, ...loose], phrases: [], as: new Map([...as, ...loose.map((word) => [word, word])]) }]
    : words.map((_, at) => ({ words: words.toSpliced(at, 1), phrases, as }));
  const tried = await Promise.all(
    fewer.map(async (some) => ({
      answered: { ...some, changed: true },
      found: await find(pagefind, some, options),
    })),
  );
  return tried.reduce((best, one) => (one.found.results.length > best.found.results.length ? one : best));
}
