// One search over the papers, for the box in the header and for the browse page.
// In order: the search, filters and counts, what a result shows.
import { authorNamed, authorsWith, hasMoreAuthors, list, numbersById, numbersOf, record, start } from "./search-index.js";
import { names } from "./search-names.js";
import { answers } from "./search-rank.js";
import { entryOf, root } from "./site.js";
import { readQuery, wordsInOrder } from "./search-words.js";

/** One search. query: text ("" means all); filters: {facet: {any: [...], all: [...], none: [...]}}: a paper has one of
 *  `any`, each of `all` and none of `none`, of every facet, which the index calls `of` if that is given; order: null (relevance), newest, oldest, venue, or one of
 *  the index: added, title, built-on, mentioned or votes.
 *  Resolves to {total, full, results, counts, instead, among(ids)}. full: how many have all words; the others have most.
 *  results: [{number, load(length)}] in order, where `load` gives what `shownPaper` does. counts: {facet: {value: number}}
 *  of what is found, for the facets that are counted. instead: the query that was answered, if a word was misspelt or
 *  no paper has it, else null. among: those of some papers, by id, that are found. */
export async function search(query, { filters = {}, order = null } = {}) {
  if (order) orderOf(order).catch(() => {}); // on its way while the words are; `sorted` reports what goes wrong
  const answer = await answers(query.trim());
  const fits = await filterOf(filters);
  const found = answer.numbers.filter(fits);
  const ordered = order ? await sorted(found, order) : found;
  return {
    total: found.length,
    full: found.filter((number) => !answer.lacking(number).length).length,
    results: ordered.map((number) => ({ number, load: (length) => shownPaper(number, answer, length) })),
    counts: await tally(found),
    instead: answer.instead,
    among: async (ids) => heldIn(await numbersById(ids), new Set(found)),
  };
}

/** Load what any search needs. */
export const preload = () => start();

/** Authors, tags and venues that a query names: [{kind, label, address, papers}]. */
export const namesIn = (query) => names(readQuery(query));

/** The permalink of each result. */
export async function permalinks(results) {
  const ids = await list("ids");
  return results.map(({ number }) => ids[number]);
}

const heldIn = (numbers, found) => [...numbers].filter(([, number]) => found.has(number)).map(([id]) => id);

/** Numbers in an order; the newest papers have the lowest numbers, and come first among equals. */
async function sorted(numbers, order) {
  if (order === "oldest") return numbers.toSorted((one, other) => other - one);
  const first = await orderOf(order);
  const places = new Map(first.map((number, place) => [number, place]));
  const place = (number) => places.get(number) ?? first.length + number;
  return numbers.toSorted((one, other) => place(one) - place(other));
}

/** The papers that an order puts first; the others follow from the newest to the oldest. */
async function orderOf(order) {
  if (order === "newest" || order === "oldest") return [];
  return order === "venue" ? byVenue() : list(order);
}

/** The papers of each venue, by the alphabet. */
async function byVenue() {
  const { venue = {} } = await list("facets");
  return Object.keys(venue).sort().flatMap((slug) => numbersOf(venue[slug]));
}

// Filters and counts

const counted = new Set();

/** Whether a paper passes filters, as a function of its number. */
async function filterOf(filters) {
  const sides = await Promise.all(Object.entries(filters).map(async ([name, { any = [], all = [], none = [], of: facet = name }]) => ({
    needed: await Promise.all([...(any.length ? [any] : []), ...all.map((value) => [value])].map((values) => withAny(facet, values))),
    unwanted: await withAny(facet, none),
  })));
  return (number) => sides.every(({ needed, unwanted }) => needed.every((some) => some.has(number)) && !unwanted.has(number));
}

async function withAny(facet, values) {
  if (!values.length) return new Set();
  if (facet === "paper") return new Set((await numbersById(values)).values());
  if (facet === "author") return new Set((await Promise.all(values.map(papersOfAuthor))).flat());
  const own = await valuesOf(facet);
  return new Set(values.flatMap((value) => numbersOf(entryOf(own, value) ?? [])));
}

/** The papers of each value of a facet; those of a large one come by themselves. */
async function valuesOf(facet) {
  const { large = [] } = await start();
  return large.includes(facet) ? list(`facet-${facet}`) : ((await list("facets"))[facet] ?? {});
}

/** Count these facets in what is found from now on. */
export async function countFacets(facets) {
  await Promise.all(facets.map((facet) => (facet === "author" ? list("authors") : valuesOf(facet))));
  facets.forEach((facet) => counted.add(facet));
}

const others = new Map(); // authors beside the most frequent whom somebody asked for

/** Count the authors too whose names have a word that begins as a text does; resolves to whether there are others. */
export async function countAuthors(text) {
  const [word] = wordsInOrder(text).flat().sort((one, other) => other.length - one.length);
  if (!word || !(await hasMoreAuthors())) return false;
  for (const row of await authorsWith(word, false)) others.set(row[0], row);
  return true;
}

async function papersOfAuthor(name) {
  const row = await authorNamed(name);
  if (!row) return [];
  others.set(name, row);
  return numbersOf(row.slice(2));
}

async function tally(numbers) {
  const found = new Set(numbers);
  const counts = {};
  for (const facet of counted) {
    const rows = facet === "author" ? await authorRows() : Object.entries(await valuesOf(facet));
    counts[facet] = Object.fromEntries(rows.map(([value, steps]) => [value, numbersOf(steps).filter((number) => found.has(number)).length]).filter(([, count]) => count));
  }
  return counts;
}

async function authorRows() {
  const rows = new Map((await list("authors")).map((row) => [row[0], row]));
  return [...rows, ...others].map(([name, row]) => [name, row.slice(2)]);
}

// What a result shows: the paper's title and the place in its abstract that fits best, with the found words marked

const LEAD = 4; // words of an excerpt before the first that was found
const NAMED = 4; // authors
const CORE = /([\p{L}\p{N}](?:.*[\p{L}\p{N}+#])?)/u; // a word without the marks around it

/** Load what is shown of a result: {id, url, title, heading, excerpt, abstract(), authors, author, facts, tags, year,
 *  added, links, shown, columns, lacking}; heading, excerpt, of at most `length` characters, and the whole abstract are lists of
 *  [text, isFound]; `author` is the first; `links` go by kind; `shown` are
 *  pairs of label and text, and `columns` texts by key, of the list's own fields; `lacking` are the words of the query that the paper does
 *  not have. */
async function shownPaper(number, { words, lacking }, length) {
  const [id, title, authors, facts, tags, abstract, more] = await record(number);
  return {
    id,
    url: new URL(`papers/${id}/`, root).href,
    title,
    heading: partsOf(title.split(/\s+/), 0, weightsIn(title, words)),
    excerpt: excerptOf(abstract || (more.note ?? ""), words, length),
    abstract: () => partsOf(abstract.split(/\s+/), 0, weightsIn(abstract, words)),
    authors: firstAuthors(authors),
    author: (authors[0] ?? "") + (authors.length > 1 ? " et al." : ""),
    facts,
    tags: tags.map(([slug, label]) => ({ slug, label })),
    year: more.year ?? null,
    added: more.added ?? null,
    links: more.links ?? {},
    shown: more.shown ?? [],
    columns: more.columns ?? {},
    lacking: lacking(number),
  };
}

/** What the words of a text tell that were found: Map(place → weight). */
function weightsIn(text, words) {
  const found = new Map();
  text.split(/\s+/).forEach((word, at) => {
    const weight = Math.max(0, ...wordsInOrder(word).flat().map((one) => words.get(one) ?? 0));
    if (weight) found.set(at, weight);
  });
  return found;
}

/** The part of the abstract that holds most of what was found. */
function excerptOf(text, found, length) {
  const words = text.split(/\s+/);
  const weights = weightsIn(text, found);
  const first = bestStart(words, weights, length);
  const last = excerptEnd(words, first, length);
  const parts = partsOf(words.slice(first, last), first, weights);
  if (first > 0) parts.unshift(["… ", false]);
  if (last < words.length) {
    const final = parts.at(-1);
    final[0] = final[0].replace(/[ ,;:]+$/, "");
    parts.push(["…", false]);
  }
  return parts;
}

function bestStart(words, weights, length) {
  let [first, most] = [0, 0];
  const latest = words.length - excerptEnd(words.toReversed(), 0, length); // for one of full length
  for (const place of weights.keys()) {
    const from = Math.max(0, Math.min(place - LEAD, latest));
    const to = excerptEnd(words, from, length);
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += weights.get(at) ?? 0;
    if (sum > most) [first, most] = [from, sum];
  }
  return first;
}

/** The end of an excerpt that begins at a word: as many words as there is room for, and for the sign of more. */
function excerptEnd(words, first, length) {
  let last = first;
  for (let size = 1; last < words.length && size + words[last].length < length; last += 1) size += words[last].length + 1;
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

const FROM_THE_RIGHT = /^\P{L}*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/** An Arabic or Hebrew name in signs that keep it apart: two such names in a row would change places. */
const isolated = (name) => (FROM_THE_RIGHT.test(name) ? `\u2067${name}\u2069` : name);

function firstAuthors(authors) {
  const more = authors.length - NAMED;
  return authors.slice(0, NAMED).map(isolated).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
