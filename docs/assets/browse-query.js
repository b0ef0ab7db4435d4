// From what is asked for to what is found: the papers in their order, and counts for each facet.
import { facets, search } from "./search.js";
import { hasYears } from "./browse-state.js";
import { narrowed, tally } from "./browse-marks.js";
import { shuffled } from "./browse-order.js";

const ORDERS = {
  relevance: null, random: null, newest: { published: "desc" }, oldest: { published: "asc" },
  added: { added: "desc" }, title: { title: "asc" }, votes: { votes: "desc" },
};
const NOBODY = "-"; // no paper has it: an empty list of values would not filter at all

const COUNTED = ["tag", "year", "venue", "code", "collection"];
const FEW = 100;
const loaded = new Set();

/** Search. `years` are those that papers have, `marks` the reader's own by id, `also` large facets to count as well.
 *  Resolves to {total, results, instead, counts}: a facet's counts leave its own selection aside, so that they tell
 *  what another choice would find. */
export async function find(asked, years, marks, also = []) {
  const filters = allFilters(asked, years, marks);
  await load([...COUNTED, ...also.map((facet) => (facet === "reading" ? "paper" : facet))]);
  const narrowing = Object.keys(filters);
  const [found, ...others] = await Promise.all([
    search(asked.q, { filters: forIndex(filters), sort: ORDERS[asked.sort] }),
    ...narrowing.map((facet) => search(asked.q, { filters: forIndex({ ...filters, [facet]: undefined }) })),
  ]);
  const beside = Object.fromEntries(narrowing.map((facet, index) => [facet, others[index].counts]));
  const counts = { ...found.counts, ...Object.fromEntries(narrowing.map((facet) => [facet, beside[facet][facet]])) };
  if (also.includes("reading")) counts.reading = tally((beside.reading ?? found.counts).paper, marks);
  const results = asked.sort === "random" ? shuffled(found.results, asked.seed) : found.results;
  return { total: found.total, instead: found.instead, results, counts };
}

/** The permalinks of all papers that are found: few of them in their order, many by the alphabet, which spares
 *  loading each. */
export async function idsOf(asked, years, marks) {
  const { total, results } = await find(asked, years, marks);
  if (total <= FEW) return (await Promise.all(results.map((result) => result.load()))).map(({ id }) => id);
  await load(["paper"]);
  const { counts } = await search(asked.q, { filters: forIndex(allFilters(asked, years, marks)) });
  return Object.keys(counts.paper).filter((id) => counts.paper[id]).sort();
}

async function load(names) {
  const missing = names.filter((name) => !loaded.has(name));
  if (missing.length) await facets(missing);
  missing.forEach((name) => loaded.add(name));
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
function forIndex({ reading, ...filters }) {
  const named = reading ? { ...filters, paper: reading } : filters;
  return Object.fromEntries(Object.entries(named).filter(([, sides]) => sides));
}
