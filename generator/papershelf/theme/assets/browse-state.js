// What the reader asks for on the browse page: as a value, as the query of an address, and as a search.
// In order: the value, the address, changes of the value, the search, the reader's marks as a filter, the random order.
import { WORDS, pageData, searchEngine } from "./site.js";

/** @typedef {{q: string, any: Object<string, string[]>, none: Object<string, string[]>, match: "any" | "all",
 *   all: string[], years: {from: ?number, to: ?number, not: boolean}, sort: string, seed: number, view: string, show: number}} Asked
 *  `match` says whether a paper needs one or all of the wanted tags (ADR 32), `all` names the list's own facets of which
 *  it needs all wanted values. */

const choices = pageData("browse-choices"); // what the page offers
export const FACETS = choices.facets; // their names, in the order of the page
// Trees of tags are facets of their own, which the index has among all tags
const TREES = choices.trees ?? {};
const treeOf = new Map(Object.entries(TREES).flatMap(([tree, tags]) => tags.map((tag) => [tag, tree])));

/** The facet of a tag. */
export const facetOf = (tag) => treeOf.get(tag) ?? "tag";

/** What the index calls a facet. */
export const inIndex = (facet) => (facet in TREES ? "tag" : facet);
const { passage: PASSAGE, beginning: BEGINNING } = choices; // characters of an abstract on a card: what was found, how it begins
export const COLUMNS = choices.columns ?? []; // of the list's own fields in the table: pairs of key and label
export const STEP = choices.cards; // papers shown at first, and for each click on "Show more"
const MOST = 3000; // an address from elsewhere cannot ask for more cards than a browser bears
const NO_YEARS = Object.freeze({ from: null, to: null, not: false });

/** How papers are sorted when nobody chooses: the best matches of a query first, otherwise the newest. */
const usualSort = (q) => (q ? "relevance" : "newest");

/** How much of an abstract a card shows, in characters. */
export const excerptLength = ({ q }) => (q ? PASSAGE : BEGINNING);

/** Whether several values of a facet have to be true of a paper at once. */
export const needsAll = ({ match, all }, facet) => (facet === "tag" ? match === "all" : all.includes(facet));

/** Whether the years are limited. */
export const hasYears = ({ years }) => years.from !== null || years.to !== null;

/** Whether a query or a filter leaves papers out. */
export const isLimited = (asked) => Boolean(asked.q) || countFilters(asked) > 0;

/** How many filters are set. */
export const countFilters = (asked) =>
  [...Object.values(asked.any), ...Object.values(asked.none)].flat().length + (hasYears(asked) ? 1 : 0);

/** The years as an address has them: "2019", "2019-2024", "2019-" or "-2024". */
export const span = ({ from, to }) => (from === to ? `${from}` : `${from ?? ""}-${to ?? ""}`);

// The address

/** Read the query of an address; what makes no sense in it is passed over. */
export function parse(query) {
  const given = new URLSearchParams(query);
  const q = tidy(given.get(WORDS) ?? "");
  const any = {}, none = {};
  for (const facet of FACETS) {
    const wanted = values(given.getAll(facet));
    const unwanted = values(given.getAll(`not-${facet}`)).filter((value) => !wanted.includes(value));
    if (wanted.length) any[facet] = wanted;
    if (unwanted.length) none[facet] = unwanted;
  }
  const match = given.get("match") === "all" ? "all" : "any";
  const all = values(given.getAll("all")).filter((facet) => FACETS.includes(facet));
  for (const side of [any, none]) all.push(...sortedByTree(side).filter(() => match === "all"));
  const sort = given.get("sort");
  const isSane = choices.sorts.includes(sort) && (sort !== "relevance" || q);
  return {
    q, any, none,
    match,
    all: [...new Set(all)],
    years: range(given.get("year"), false) ?? range(given.get("not-year"), true) ?? NO_YEARS,
    sort: isSane ? sort : usualSort(q),
    seed: sort === "random" ? whole(given.get("seed"), 2 ** 31 - 1) : 0,
    view: choices.views.includes(given.get("view")) ? given.get("view") : choices.views[0],
    show: Math.max(STEP, whole(given.get("show"), MOST)),
  };
}

/** Put tags of trees where these are facets of their own, since links elsewhere call them tags; return these. */
function sortedByTree(side) {
  const strays = (side.tag ?? []).filter((tag) => treeOf.has(tag));
  for (const tag of strays) {
    side[facetOf(tag)] = [...new Set([...(side[facetOf(tag)] ?? []), tag])];
    side.tag = side.tag.filter((other) => other !== tag);
  }
  if (side.tag && !side.tag.length) delete side.tag;
  return strays.map(facetOf);
}

/** Write what is asked for as the query of an address, with "?", or "" for nothing; as readable as it can be. */
export function format(asked) {
  const parts = [];
  const add = (key, value) => parts.push(`${key}=${readable(value)}`);
  if (asked.q) add(WORDS, asked.q);
  for (const facet of FACETS) {
    if (asked.any[facet]?.length) add(facet, asked.any[facet].map(escaped).join(","));
    if (asked.none[facet]?.length) add(`not-${facet}`, asked.none[facet].map(escaped).join(","));
  }
  if (asked.match === "all") add("match", "all");
  if (asked.all.length) add("all", asked.all.join(","));
  if (hasYears(asked)) add(asked.years.not ? "not-year" : "year", span(asked.years));
  if (asked.sort !== usualSort(asked.q)) add("sort", asked.sort);
  if (asked.sort === "random") add("seed", asked.seed);
  if (asked.view !== choices.views[0]) add("view", asked.view);
  if (asked.show > STEP) add("show", asked.show);
  return parts.length ? `?${parts.join("&")}` : "";
}

const tidy = (text) => text.split(/\s+/).filter(Boolean).join(" ");
const whole = (text, most) => (/^\d{1,10}$/.test(text ?? "") ? Math.min(Number(text), most) : 0);
const escaped = (value) => value.replace(/[\\,]/g, "\\$&");
const readable = (value) => encodeURIComponent(value).replace(/%2C/g, ",").replace(/%20/g, "+");

function values(texts) {
  const found = texts.flatMap((text) => text.match(/(?:\\.|[^\\,])+/gs) ?? []);
  return [...new Set(found.map((value) => value.replace(/\\(.)/gs, "$1").trim()).filter(Boolean))];
}

function range(text, not) {
  const bounds = /^(\d{4})?(-)?(\d{4})?$/.exec(text ?? "");
  if (!bounds || (!bounds[1] && !bounds[3]) || (bounds[3] && !bounds[2])) return null;
  const [from, to] = [bounds[1], bounds[2] ? bounds[3] : bounds[1]].map((year) => (year ? Number(year) : null));
  return from !== null && to !== null && from > to ? { from: to, to: from, not } : { from, to, not };
}

// Changes: each returns another value, with the first papers shown

/** Ask for other words; a sort that nobody chose follows. */
export function withQuery(asked, text) {
  const q = tidy(text);
  const isChosen = asked.sort !== usualSort(asked.q) && !(asked.sort === "relevance" && !q);
  return { ...asked, q, sort: isChosen ? asked.sort : usualSort(q), show: STEP };
}

/** Include a value of a facet ("any"), exclude it ("none"), or neither (null). */
export function withValue(asked, facet, value, side) {
  const next = { any: { ...asked.any }, none: { ...asked.none } };
  for (const each of ["any", "none"]) {
    const kept = (asked[each][facet] ?? []).filter((other) => other !== value);
    if (each === side) kept.push(value);
    if (kept.length) next[each][facet] = kept;
    else delete next[each][facet];
  }
  return { ...asked, ...next, show: STEP };
}

/** Ask for papers with one ("any") or with "all" of the wanted values of a facet. */
export function withMatch(asked, match, facet = "tag") {
  if (facet === "tag") return { ...asked, match, show: STEP };
  const others = asked.all.filter((other) => other !== facet);
  return { ...asked, all: match === "all" ? [...others, facet] : others, show: STEP };
}

/** Limit the years; a bound that is null is open. */
export function withYears(asked, from, to, not) {
  const isSwapped = from !== null && to !== null && from > to;
  const years = { from: isSwapped ? to : from, to: isSwapped ? from : to, not };
  return { ...asked, years: from === null && to === null ? NO_YEARS : years, show: STEP };
}

/** Sort in another way; a random order is another one each time. */
export const withSort = (asked, sort) => ({ ...asked, sort, seed: sort === "random" ? newSeed() : 0, show: STEP });

/** Forget query and filters, and keep how they are shown. */
export const cleared = (asked) => ({ ...withQuery(asked, ""), any: {}, none: {}, match: "any", all: [], years: NO_YEARS });

// The search

const NOBODY = "-"; // no paper has it: an empty list of values would not filter at all
const COUNTED = ["tag", "year", "venue", "code", "collection", ...(choices.counted ?? [])];

/** Search. `years` are those that papers have, `marks` the reader's own by id.
 *  Resolves to what `search` does. */
export async function find(asked, years, marks) {
  const { search } = await searchEngine();
  const isRanked = ["relevance", "random"].includes(asked.sort);
  const found = await search(asked.q, { filters: forIndex(allFilters(asked, years, marks)), order: isRanked ? null : asked.sort });
  return asked.sort === "random" ? { ...found, results: shuffled(found.results, asked.seed) } : found;
}

/** Count each facet, `also` large ones: {facet: {value: number}}. A facet's counts leave aside what is chosen of
 *  it, but not what is unwanted, so that they show what another choice would find; where all chosen values have to be
 *  true of a paper, they are of what is found, since another choice leaves fewer. */
export async function count(asked, years, marks, also = []) {
  const filters = allFilters(asked, years, marks);
  const { countFacets, search } = await searchEngine();
  await countFacets([...COUNTED, ...also.filter((facet) => facet !== "reading")]);
  const ask = (some) => search(asked.q, { filters: forIndex(some) });
  const whole = await ask(filters);
  const beside = async (facet) => {
    const { [facet]: own, ...others } = filters;
    const unwanted = facet === "reading" ? byMarks([], asked.none.reading ?? [], marks).none : facet !== "year" && own.none;
    if (unwanted?.length) others[facet] = { none: unwanted, of: inIndex(facet) };
    const next = await ask(others);
    return [facet, facet === "reading" ? await countMarks(next, marks) : next.counts[inIndex(facet)]];
  };
  const widened = Object.keys(filters).filter((facet) => !needsAll(asked, facet));
  const trees = Object.fromEntries(Object.keys(TREES).map((tree) => [tree, whole.counts.tag]));
  const counts = { ...whole.counts, ...trees, ...Object.fromEntries(await Promise.all(widened.map(beside))) };
  if (also.includes("reading")) counts.reading ??= await countMarks(whole, marks);
  return counts;
}

/** The permalinks of all papers that are found, in their order. */
export async function idsOf(asked, years, marks) {
  const { permalinks } = await searchEngine();
  return permalinks((await find(asked, years, marks)).results);
}

function allFilters(asked, years, marks) {
  const filters = {};
  for (const facet of new Set([...Object.keys(asked.any), ...Object.keys(asked.none)])) {
    const any = asked.any[facet] ?? [], none = asked.none[facet] ?? [];
    if (facet === "reading") filters[facet] = byMarks(any, none, marks);
    else filters[facet] = { ...(needsAll(asked, facet) ? { all: any, none } : { any, none }), of: inIndex(facet) };
  }
  if (hasYears(asked)) {
    const { from, to, not } = asked.years;
    const within = years.filter((year) => year >= (from ?? 0) && year <= (to ?? Infinity)).map(String);
    filters.year = not ? { none: within } : { any: within.length ? within : [NOBODY] };
  }
  return filters;
}

// The reader's marks choose papers by id, which is the facet "paper" of the index.
const forIndex = ({ reading, ...filters }) => (reading ? { ...filters, paper: reading } : filters);

// The reader's marks (reading.js) as a facet: the states, "starred", and "unread", which is every paper that is not read

const UNREAD = "unread";
const carries = ({ state, starred }, value) => (value === "starred" ? starred : state === value);

/** The papers that carry one of the marks in `any` and none of those in `none`, as a filter by id. */
function byMarks(any, none, marks) {
  const ids = (values) => new Set([...marks].filter(([, entry]) => values.some((value) => carries(entry, value))).map(([id]) => id));
  const wanted = ids(any), read = ids(["read"]), unwanted = ids(none);
  let only = any.length && !any.includes(UNREAD) ? wanted : null;
  if (any.includes(UNREAD)) for (const id of read) if (!wanted.has(id)) unwanted.add(id);
  if (none.includes(UNREAD)) only = only ? new Set([...only].filter((id) => read.has(id))) : read;
  if (!only) return { none: [...unwanted] };
  const left = [...only].filter((id) => !unwanted.has(id));
  return { any: left.length ? left : [NOBODY], none: [] };
}

/** How many of the papers that a search found carry each mark. */
async function countMarks({ total, among }, marks) {
  const tally = {};
  for (const id of await among([...marks.keys()])) {
    const { state, starred } = marks.get(id);
    for (const value of [state, starred && "starred"]) if (value) tally[value] = (tally[value] ?? 0) + 1;
  }
  return { ...tally, [UNREAD]: total - (tally.read ?? 0) };
}

// A random order that is the same each time for the same seed

/** Shuffle results by their numbers; whatever else is found, two papers keep their order. */
function shuffled(results, seed) {
  const keys = new Map(results.map(({ number }) => [number, hash(`${seed} ${number}`)]));
  return results.toSorted((one, other) => keys.get(one.number) - keys.get(other.number) || one.number - other.number);
}

/** A seed that nobody can foresee, short enough to read out. */
const newSeed = () => 1 + Math.floor(Math.random() * 9999);

// FNV-1a, and a final mixing so that ids which differ in one letter come to lie far apart.
function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
