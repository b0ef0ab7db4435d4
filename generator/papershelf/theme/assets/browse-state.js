// What the reader asks for, as a value and as the query of an address; nothing here touches the page.

/** @typedef {{q: string, any: Object<string, string[]>, none: Object<string, string[]>,
 *   years: {from: ?number, to: ?number, not: boolean}, sort: string, seed: number, view: string, show: number}} Asked */

export const FACETS = ["tag", "venue", "author", "code", "collection", "reading"];
export const SORTS = ["relevance", "newest", "oldest", "added", "title", "votes", "random"];
export const VIEWS = ["cards", "list", "table"];
export const STEP = 30;
const MOST = 3000; // an address from elsewhere cannot ask for more cards than a browser bears
const NO_YEARS = Object.freeze({ from: null, to: null, not: false });

/** What is asked for by an address without a query. */
export const NOTHING = Object.freeze({
  q: "", any: Object.freeze({}), none: Object.freeze({}), years: NO_YEARS, sort: "newest", seed: 0, view: "cards", show: STEP,
});

/** Read the query of an address; what makes no sense in it is passed over. */
export function parse(query) {
  const given = new URLSearchParams(query);
  const q = tidy(given.get("q") ?? "");
  const any = {}, none = {};
  for (const facet of FACETS) {
    const wanted = values(given.getAll(facet));
    const unwanted = values(given.getAll(`not-${facet}`)).filter((value) => !wanted.includes(value));
    if (wanted.length) any[facet] = wanted;
    if (unwanted.length) none[facet] = unwanted;
  }
  const sort = given.get("sort");
  const sane = SORTS.includes(sort) && (sort !== "relevance" || q);
  return {
    q, any, none,
    years: range(given.get("year"), false) ?? range(given.get("not-year"), true) ?? NO_YEARS,
    sort: sane ? sort : usual(q),
    seed: sort === "random" ? whole(given.get("seed"), 2 ** 31 - 1) : 0,
    view: VIEWS.includes(given.get("view")) ? given.get("view") : "cards",
    show: Math.max(STEP, whole(given.get("show"), MOST)),
  };
}

/** Write what is asked for as the query of an address, with "?", or "" for nothing; as readable as it can be. */
export function format(asked) {
  const parts = [];
  const add = (key, value) => parts.push(`${key}=${readable(value)}`);
  if (asked.q) add("q", asked.q);
  for (const facet of FACETS) {
    if (asked.any[facet]?.length) add(facet, asked.any[facet].map(escaped).join(","));
    if (asked.none[facet]?.length) add(`not-${facet}`, asked.none[facet].map(escaped).join(","));
  }
  if (hasYears(asked)) add(asked.years.not ? "not-year" : "year", span(asked.years));
  if (asked.sort !== usual(asked.q)) add("sort", asked.sort);
  if (asked.sort === "random") add("seed", asked.seed);
  if (asked.view !== "cards") add("view", asked.view);
  if (asked.show > STEP) add("show", asked.show);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** How papers are sorted when nobody chooses: the best matches of a query first, otherwise the newest. */
export const usual = (q) => (q ? "relevance" : "newest");

/** Whether the years are limited. */
export const hasYears = ({ years }) => years.from !== null || years.to !== null;

/** Whether a query or a filter leaves papers out. */
export const isLimited = (asked) => Boolean(asked.q) || countFilters(asked) > 0;

/** How many filters are set. */
export const countFilters = (asked) =>
  [...Object.values(asked.any), ...Object.values(asked.none)].flat().length + (hasYears(asked) ? 1 : 0);

/** Ask for other words; a sort that nobody chose follows. */
export function withQuery(asked, text) {
  const q = tidy(text);
  const chosen = asked.sort !== usual(asked.q) && !(asked.sort === "relevance" && !q);
  return { ...asked, q, sort: chosen ? asked.sort : usual(q), show: STEP };
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

/** Limit the years; a bound that is null is open. */
export function withYears(asked, from, to, not) {
  const swapped = from !== null && to !== null && from > to;
  const years = { from: swapped ? to : from, to: swapped ? from : to, not };
  return { ...asked, years: from === null && to === null ? NO_YEARS : years, show: STEP };
}

/** Sort in another way; `seed` is the order of "random". */
export const withSort = (asked, sort, seed) => ({ ...asked, sort, seed: sort === "random" ? seed : 0, show: STEP });

/** Forget query and filters, and keep how they are shown. */
export const cleared = (asked) => ({ ...withQuery(asked, ""), any: {}, none: {}, years: NO_YEARS });

/** The years as they stand in an address: "2019", "2019-2024", "2019-" or "-2024". */
export const span = ({ from, to }) => (from === to ? `${from}` : `${from ?? ""}-${to ?? ""}`);

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
