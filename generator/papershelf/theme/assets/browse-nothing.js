// What stands in place of papers where none is found: the ways on that find some.
import { button, make } from "./elements.js";
import { setFilters } from "./browse-asked.js";
import { papers } from "./browse-dom.js";
import { cleared, withQuery } from "./browse-state.js";

/** An element that says so and offers to leave out a filter or the words; `label(facet, value)` gives readers' words,
 *  `total(asked)` resolves to a number of papers, `onChange` gets what remains. */
export function nothing(asked, label, total, onChange) {
  const way = (words, next) => button(words, () => onChange(next));
  const clear = way("Clear search and filters", cleared(asked));
  const ways = make("div", { className: "ps-nothing__ways" }, clear);
  const set = setFilters(asked, label);
  if (asked.q) set.unshift({ words: `“${asked.q}”`, not: false, without: withQuery(asked, "") });
  if (set.length > 1) offer(set, total, (words, next) => clear.before(way(words, next)));
  return make("div", { className: "ps-nothing" }, make("p", { textContent: "Nothing matches all of this." }), ways);
}

async function offer(set, total, add) {
  const totals = await Promise.all(set.map(({ without }) => total(without)));
  set.forEach(({ words, not, without }, at) => {
    if (totals[at]) add(`Without ${not ? "not " : ""}${words}: ${papers(totals[at])}`, without);
  });
}
