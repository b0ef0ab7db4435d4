// From what is asked for to what is found: the papers in their order, and counts for each facet.
import { countFacets, search } from "./search.js";
import { permalinks } from "./search-orders.js";
import { hasYears } from "./browse-state.js";
import { narrowed, tally } from "./browse-marks.js";
import { shuffled } from "./browse-order.js";

const NOBODY = "-"; // no paper has it: an empty list of values would not filter at all
const COUNTED = ["tag", "year", "venue", "code", "collection"];

/** Search. `years` are those that papers have, `marks` the reader's own by id.
 *  Resolves to {total, results, instead}, and what `count` can make use of. */
export async function find(asked, years, marks) {
  const ranked = ["relevance", "random"].includes(asked.sort);
  const found = await search(asked.q, { filters: forIndex(allFilters(asked, years, marks)), order: ranked ? null : asked.sort });
  return asked.sort === "random" ? { ...found, results: shuffled(found.results, asked.seed) } : found;
}

/** Count each facet, `also` large ones: {facet: {value: number}}. A facet's counts leave aside what is chosen of
 *  it, but not what is unwanted, so that they tell what another choice would find. `found` is what `find` gave for the same. */
export async function count(found, asked, years, marks, also = []) {
  const filters = allFilters(asked, years, marks);
  const facets = [...COUNTED, ...also.map((facet) => (facet === "reading" ? "paper" : facet))];
  await countFacets(facets);
  const ask = (some) => search(asked.q, { filters: forIndex(some) });
  const whole = facets.every((facet) => facet in found.counts) ? found : await ask(filters);
  const beside = async (facet) => {
    const { [facet]: own, ...others } = filters;
    const unwanted = facet === "reading" ? narrowed([], asked.none.reading ?? [], marks).none : facet !== "year" && own.none;
    if (unwanted?.length) others[facet] = { none: unwanted };
    const { counts } = Object.keys(others).length || !whole.outside ? await ask(others) : { counts: whole.outside };
    return [facet, counts[facet === "reading" ? "paper" : facet]];
  };
  const counts = { ...whole.counts, ...Object.fromEntries(await Promise.all(Object.keys(filters).map(beside))) };
  if (also.includes("reading")) counts.reading = tally(counts.reading ?? counts.paper, marks);
  return counts;
}

/** The permalinks of all papers that are found, in their order. */
export async function idsOf(asked, years, marks) {
  return permalinks((await find(asked, years, marks)).results);
}

function allFilters(asked, years, marks) {
  const filters = {};
  for (const facet of new Set([...Object.keys(asked.any), ...Object.keys(asked.none)])) {
    const any = asked.any[facet] ?? [], none = asked.none[facet] ?? [];
    filters[facet] = facet === "reading" ? narrowed(any, none, marks) : { any, none };
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
