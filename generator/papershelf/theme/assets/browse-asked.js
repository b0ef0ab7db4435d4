// The filters that are set, as buttons that take them away.
import { make } from "./elements.js";
import { FACETS, cleared, countFilters, hasYears, span, withValue, withYears } from "./browse-state.js";

/** The filters that are set: [{words, not, without}], where `without` is what is asked when one is taken away. */
export function setFilters(asked, label) {
  const items = FACETS.flatMap((facet) => ["any", "none"].flatMap((side) =>
    (asked[side][facet] ?? []).map((value) => ({
      words: label(facet, value), not: side === "none", without: withValue(asked, facet, value, null),
    }))));
  if (!hasYears(asked)) return items;
  return [...items, { words: yearWords(asked.years), not: asked.years.not, without: withYears(asked, null, null, false) }];
}

/** Show in `list` what is set; `label(facet, value)` gives readers' words, `onChange` gets what remains. */
export function showAsked(list, asked, label, onChange) {
  const had = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  const items = setFilters(asked, label);
  const remove = ({ words, not, without }) => {
    const button = make("button", { type: "button", className: `ps-asked__one${not ? " ps-asked__one--not" : ""}`, label: `Remove: ${not ? "not " : ""}${words}` },
      make("span", { textContent: `${not ? "not " : ""}${words}` }));
    button.addEventListener("click", () => onChange(without));
    return make("li", {}, button);
  };
  const clear = make("button", { type: "button", className: "ps-asked__all", textContent: "Clear all" });
  clear.addEventListener("click", () => onChange(cleared(asked)));
  list.replaceChildren(...items.map(remove), ...(items.length > 1 || (items.length && asked.q) ? [make("li", {}, clear)] : []));
  list.hidden = countFilters(asked) === 0;
  if (had < 0) return;
  const buttons = list.querySelectorAll("button");
  (buttons[Math.min(had, buttons.length - 1)] ?? document.querySelector(".ps-query input")).focus({ preventScroll: true });
}

function yearWords(years) {
  if (years.from === null) return `until ${years.to}`;
  return years.to === null ? `from ${years.from}` : span(years).replace("-", "–");
}
