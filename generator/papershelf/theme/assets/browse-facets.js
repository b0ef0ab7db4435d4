// The filters of the browse page: values with check boxes and "not" buttons, any or all of several, long lists of values,
// and the years.
import { facetOf, needsAll, withYears } from "./browse-state.js";
import { entryOf, fold, grouped } from "./site.js";

/** Bring the facets of a form to life. `onChange(facet, value, side)` gets "any", "none" or null; `onOpen(facet)` is
 *  called when somebody opens a facet, `onFind(facet, text)` when somebody looks for values of an endless one. Returns {show(asked, counts), label(facet, value), hue(tag)}; a facet that is
 *  not among the counts keeps those that it has. */
export function facets(form, onChange, onOpen, onFind) {
  const all = [...form.querySelectorAll("[data-facet]")].map((element) => facet(element, onChange, onOpen, onFind));
  const rows = new Map(all.flatMap(({ name, own }) => [...own].map(([value, row]) => [`${name} ${value}`, row])));
  const row = (name, value) => rows.get(`${name} ${value}`);
  return {
    show: (asked, counts) => all.forEach(({ name, show }) => show(asked.any[name] ?? [], asked.none[name] ?? [], counts[name])),
    label: (name, value) => row(name, value)?.querySelector(".ps-value__name").textContent ?? treeCalled(form, value) ?? value,
    hue: (tag) => row(facetOf(tag), tag)?.dataset.hue,
  };
}

/** The name of a tree of tags by its slug. */
const treeCalled = (form, slug) => form.querySelector(`[data-facet="${CSS.escape(slug)}"] > summary`)?.textContent;

function facet(element, onChange, onOpen, onFind) {
  const name = element.dataset.facet;
  const own = new Map([...element.querySelectorAll("[data-value]")].map((row) => [row.dataset.value, row]));
  const long = element.querySelector(".ps-facet__find") && longFacet(element, own, (text) => onFind(name, text));
  element.addEventListener("change", ({ target }) => {
    if (target.matches("[type=checkbox]")) onChange(name, target.value, target.checked ? "any" : null);
  });
  element.addEventListener("click", ({ target }) => {
    const not = target.closest(".ps-not"), opens = target.closest(".ps-value__open");
    if (not) onChange(name, not.closest("[data-value]").dataset.value, not.getAttribute("aria-pressed") === "true" ? null : "none");
    if (opens) open(opens, opens.getAttribute("aria-expanded") !== "true");
  });
  element.addEventListener("toggle", () => element.open && onOpen(name));
  let counts = written(own);
  const show = (any, none, counted) => {
    if (any.length || none.length) element.open = true;
    counts = counted ?? counts;
    long?.update(any, none, counts);
    for (const [value, row] of own) update(row, any.includes(value), none.includes(value), counts && (entryOf(counts, value) ?? 0));
  };
  return { name, own, show };
}

/** The counts that the generator wrote; null where only the browser can count. */
function written(rows) {
  const texts = [...rows].map(([value, row]) => [value, row.querySelector("[data-count]").textContent]);
  return texts.some(([, text]) => text) ? Object.fromEntries(texts.map(([value, text]) => [value, Number(text.replace(/\D/g, ""))])) : null;
}

/** Show whether a value is chosen and how many papers have it; a `count` of null is not known yet. */
function update(row, included, excluded, count) {
  row.querySelector("[type=checkbox]").checked = included;
  row.querySelector(".ps-not").setAttribute("aria-pressed", excluded);
  row.querySelector("[data-count]").textContent = count === null ? "" : grouped(count);
  row.classList.toggle("ps-value--none", count === 0 && !included && !excluded);
  row.classList.toggle("ps-value--not", excluded);
  if (!included && !excluded) return;
  for (let above = row.parentElement.closest("[data-value]"); above; above = above.parentElement.closest("[data-value]")) {
    open(above.querySelector(".ps-value__open"), true);
  }
}

function open(button, isOpen) {
  button.setAttribute("aria-expanded", isOpen);
  document.getElementById(button.getAttribute("aria-controls")).hidden = !isOpen;
}

// Any or all of the values of a facet that are chosen

/** Bring the choices to life, of tags and of the list's own facets; `onChange` gets "any" or "all", and the facet.
 *  Returns {show(asked)}; a list without tags and such facets has none. */
export function matching(elements, onChange) {
  const all = [...elements].map((element) => [element.dataset.match || "tag", element]);
  for (const [facet, element] of all) element.addEventListener("change", ({ target }) => onChange(target.value, facet));
  const show = (asked) => {
    for (const [facet, element] of all) element.querySelector(`[value=${needsAll(asked, facet) ? "all" : "any"}]`).checked = true;
  };
  return { show };
}

// A long facet shows some of its values and can be searched; the rows of an endless one are made when they are shown

const FIRST = 8; // values shown at first
const FURTHER = 24; // and for each click on "Show more"
const collator = new Intl.Collator("en");

function longFacet(element, own, onFind) {
  const field = element.querySelector(".ps-facet__find"), list = element.querySelector(".ps-values");
  const more = element.querySelector(".ps-facet__more"), none = element.querySelector(".ps-facet__none"), template = element.querySelector("template");
  let state = { any: [], none: [], counts: {} }, requests = 0;
  const entry = (value) => ({
    value,
    label: own.get(value)?.querySelector(".ps-value__name").textContent ?? value,
    count: entryOf(state.counts, value) ?? 0,
    chosen: Number(state.any.includes(value) || state.none.includes(value)),
  });
  const show = () => {
    const values = template ? [...new Set([...state.any, ...state.none, ...Object.keys(state.counts)])] : [...own.keys()];
    const { shown, left } = choose(values.map(entry), field.value, FIRST + requests * FURTHER);
    const focused = document.activeElement;
    if (template) shown.filter(({ value }) => !own.has(value)).forEach(({ value }) => own.set(value, rowFor(template, value)));
    const rows = shown.map(({ value }) => own.get(value));
    if (rows.some((row, index) => row !== list.children[index]) || rows.length !== list.children.length) list.replaceChildren(...rows);
    if (focused !== document.activeElement && list.contains(focused)) focused.focus({ preventScroll: true });
    for (const { value, count, chosen } of shown) {
      update(own.get(value), chosen && state.any.includes(value), chosen && state.none.includes(value), count);
    }
    none.textContent = shown.length || !field.value ? "" : "None found";
    more.hidden = left === 0;
    more.textContent = `Show more (${grouped(left)})`;
  };
  field.addEventListener("input", () => {
    requests = 0;
    show();
    if (template && field.value) onFind(field.value);
  });
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  more.addEventListener("click", () => {
    requests += 1;
    const next = list.children.length;
    show();
    if (more.hidden) list.children[next]?.querySelector("input").focus();
  });
  return {
    update(any, none, counts) {
      state = { any, none, counts: counts ?? {} };
      show();
    },
  };
}

function rowFor(template, value) {
  const row = template.content.firstElementChild.cloneNode(true);
  row.dataset.value = value;
  row.querySelector("[type=checkbox]").value = value;
  Object.assign(row.querySelector(".ps-value__name"), { dir: "auto", textContent: value });
  row.querySelector(".ps-not").setAttribute("aria-label", `not ${value}`);
  return row;
}

/** Choose from entries {value, label, count, chosen} those that hold every word of `text`, at most so many: the chosen
 *  first, then those of which a word begins as the text does, the most frequent before others. Returns {shown, left}. */
function choose(entries, text, most) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const folded = new Map(entries.map(({ value, label }) => [value, ` ${fold(label)}`]));
  const fitting = entries.filter(({ value }) => words.every((word) => folded.get(value).includes(word)));
  const begins = new Map(fitting.map(({ value }) => [value, Number(words.every((word) => folded.get(value).includes(` ${word}`)))]));
  const ordered = fitting.sort((one, other) =>
    other.chosen - one.chosen || begins.get(other.value) - begins.get(one.value) || other.count - one.count ||
    collator.compare(one.label, other.label));
  return { shown: ordered.slice(0, most), left: Math.max(0, ordered.length - most) };
}

// The years: a histogram under two handles, the same bounds as numbers, and "not"

/** Bring the years to life; `onChange` gets what is asked for from then on. Returns {list, show(asked, counts)}, where
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
