// How the found papers are sorted and shown, and how many there are.
import { grouped, papers } from "./browse-dom.js";
import { countFilters, isLimited, withSort } from "./browse-state.js";
import { newSeed } from "./browse-order.js";

/** Bring the bar to life; `onChange` gets what is asked for from then on. Gives {show(asked), count(asked, found, all)}. */
export function bar(page, current, onChange) {
  const sort = page.querySelector("[name=sort]"), shuffle = page.querySelector("[data-shuffles]");
  const found = page.querySelector(".ps-found"), closes = page.querySelector("[data-closes-filters]");
  sort.addEventListener("change", () => onChange(withSort(current(), sort.value, newSeed())));
  shuffle.addEventListener("click", () => onChange(withSort(current(), "random", newSeed())));
  page.querySelector(".ps-views").addEventListener("change", ({ target }) => onChange({ ...current(), view: target.value }));
  return {
    show(asked) {
      const best = sort.querySelector("[value=relevance]");
      best.hidden = best.disabled = !asked.q;
      sort.value = asked.sort;
      shuffle.hidden = asked.sort !== "random";
      page.querySelector(`[name=view][value=${asked.view}]`).checked = true;
      const filters = countFilters(asked);
      page.querySelector("[data-opens-filters]").textContent = filters ? `Filters (${filters})` : "Filters";
    },
    count(asked, total, all) {
      found.textContent = !total ? "No papers" : isLimited(asked) ? `${grouped(total)} of ${papers(all)}` : papers(total);
      closes.textContent = `Show ${papers(total)}`;
    },
  };
}
