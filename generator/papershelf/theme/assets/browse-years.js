// The years: a histogram under two handles, the same bounds as numbers, and "not".
import { withYears } from "./browse-state.js";

/** Bring the years to life; `onChange` gets what is asked for from then on. Gives {list, show(asked, counts)}, where
 *  the bars stay as they are without counts; without years on the page the list is empty. */
export function years(element, current, onChange) {
  if (!element) return { list: [], show() {} };
  const bars = [...element.querySelectorAll("[data-year]")];
  const list = bars.map((bar) => Number(bar.dataset.year));
  const [first, last] = [list[0], list.at(-1)];
  const [from, to] = ["from", "to"].map((end) => element.querySelector(`[type=range][data-${end}]`));
  const [fromNumber, toNumber] = ["from", "to"].map((end) => element.querySelector(`[type=number][data-${end}]`));
  const not = element.querySelector(".ps-not");

  const paint = (low, high, isNot) => {
    for (const bar of bars) {
      const within = Number(bar.dataset.year) >= low && Number(bar.dataset.year) <= high;
      bar.classList.toggle("ps-years__out", within === isNot);
    }
    element.style.setProperty("--ps-from", (low - first) / (last - first || 1));
    element.style.setProperty("--ps-to", (high - first) / (last - first || 1));
  };
  const commit = (low, high, isNot) =>
    onChange(withYears(current(), low === null || low <= first ? null : low, high === null || high >= last ? null : high, isNot));

  const slide = ({ target }) => {
    // A handle that meets the other stops there.
    if (target === from && from.valueAsNumber > to.valueAsNumber) from.value = to.value;
    if (target === to && to.valueAsNumber < from.valueAsNumber) to.value = from.value;
    fromNumber.value = from.valueAsNumber > first ? from.value : "";
    toNumber.value = to.valueAsNumber < last ? to.value : "";
    paint(from.valueAsNumber, to.valueAsNumber, current().years.not);
  };
  for (const handle of [from, to]) {
    handle.addEventListener("input", slide);
    handle.addEventListener("change", () => commit(from.valueAsNumber, to.valueAsNumber, current().years.not));
  }
  const number = (field) => (field.value ? Math.min(last, Math.max(first, Math.round(field.valueAsNumber))) : null);
  for (const field of [fromNumber, toNumber]) {
    field.addEventListener("change", () => commit(number(fromNumber), number(toNumber), current().years.not));
  }
  not.addEventListener("click", () => commit(current().years.from, current().years.to, !current().years.not));

  return {
    list,
    show({ years: { from: low, to: high, not: isNot } }, counts) {
      from.value = low ?? first;
      to.value = high ?? last;
      fromNumber.value = low ?? "";
      toNumber.value = high ?? "";
      not.disabled = low === null && high === null;
      not.setAttribute("aria-pressed", isNot);
      paint(low ?? first, high ?? last, isNot);
      if (!counts) return;
      const most = Math.max(1, ...list.map((year) => counts[year] ?? 0));
      for (const bar of bars) {
        const height = (100 * (counts[bar.dataset.year] ?? 0)) / most;
        bar.setAttribute("height", height);
        bar.setAttribute("y", 100 - height);
        bar.querySelector("title").textContent = `${bar.dataset.year}: ${counts[bar.dataset.year] ?? 0}`;
      }
    },
  };
}
