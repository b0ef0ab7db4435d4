// The lists of "My reading": which papers are in each, in which order, and what a row shows of a paper.
import { STATES, allMarks, marksOf, onMark } from "./reading.js";
import { abstractOf, isListed, rowOf } from "./reading-titles.js";
import { aWord, anId, announce, button, entryOf, listOf, make, onStored, root, store, stored } from "./site.js";

/** The sections of the page: id, heading, and which entries belong there. */
const SECTIONS = [
  ...Object.entries(STATES).map(([state, label]) => [state, label, (entry) => entry.state === state]),
  ["starred", "Starred", (entry) => entry.starred],
  ["noted", "With a note", (entry) => entry.note],
];

// Orders

const BY_HAND = "hand";
const ORDERS = {
  marked: ["Last marked", (one, other) => marksOf(other).at - marksOf(one).at],
  newest: ["Newest paper", (one, other) => yearOf(other) - yearOf(one)],
  oldest: ["Oldest paper", (one, other) => (yearOf(one) || Infinity) - (yearOf(other) || Infinity)],
  [BY_HAND]: ["My order", null],
};
const yearOf = (id) => rowOf(id)?.[2] ?? 0;
const SORT = "reading-sort"; // stored: the chosen order
const PLACES = "reading-order"; // stored: ids in the order of the reader

/** The order that the reader chose. */
const chosenOrder = () => (Object.hasOwn(ORDERS, stored(SORT, aWord) ?? "") ? stored(SORT, aWord) : "marked");

/** The ids in the order of the reader; others may be missing. */
export const handOrder = () => stored(PLACES, listOf(anId)) ?? [];

/** Keep an order of ids. */
export const keepHandOrder = (ids) => store(PLACES, ids.length ? ids : undefined);

/** Lead from former ids to present ones. */
export function moveHandOrder(moved) {
  if (handOrder().some((id) => Object.hasOwn(moved, id))) keepHandOrder([...new Set(handOrder().map((id) => entryOf(moved, id) ?? id))]);
}

/** Call `listener` when another tab changes an order. */
export const onOrder = (listener) => onStored((name) => [null, SORT, PLACES].includes(name) && listener());

/** Forget orders, as all marks are forgotten. */
export function clearOrders() {
  store(PLACES, undefined);
  store(SORT, undefined);
}

/** Sort ids as the reader chose; in an order by hand, papers without a place come last, the last marked first. */
export function sorted(ids) {
  const last = [...ids].sort(ORDERS.marked[1]);
  if (chosenOrder() !== BY_HAND) return last.sort(ORDERS[chosenOrder()][1]);
  const places = new Map(handOrder().map((id, place) => [id, place]));
  return last.sort((one, other) => (places.get(one) ?? Infinity) - (places.get(other) ?? Infinity) || 0);
}

/** A choice of orders; `redraw` shows the lists again. */
export function orderChoice(redraw) {
  const select = make("select", { id: "reading-order", className: "ps-order__menu" });
  for (const [order, [label]] of Object.entries(ORDERS)) select.add(new Option(label, order, false, order === chosenOrder()));
  select.addEventListener("change", () => {
    store(SORT, select.value);
    redraw();
  });
  return make("p", { className: "ps-order" }, make("label", { htmlFor: select.id, textContent: "Order" }), select);
}

/** Move a paper up or down among the ids of its section, and keep that order. */
function move(id, by, ids) {
  const place = ids.indexOf(id);
  const moved = ids.toSpliced(place, 1);
  moved.splice(place + by, 0, id);
  const others = handOrder().filter((one) => !ids.includes(one));
  keepHandOrder([...moved, ...others]);
  announce(`${rowOf(id)?.[0] ?? id}: ${place + by + 1} of ${ids.length}`);
}

// Rows

const opened = new Set(); // ids whose abstract is open, which outlasts a change of the lists
onMark((id) => id === null && opened.clear());

/** Which papers are in which section, those marked last first: [id, heading, ids]. */
export function filledSections() {
  const marked = [...allMarks()];
  return SECTIONS.map(([id, label, belongs]) => [id, label, marked.filter(([, entry]) => belongs(entry)).map(([paper]) => paper)]);
}

/** A row of a shared selection: a title that leads to its paper. */
export function plainRow(id) {
  return make("li", {}, ...named(id));
}

/** A row of a section whose ids are given in their order: title, authors, note, abstract, controls, and moving. */
export function row(id, ids, redraw) {
  const { note } = marksOf(id);
  return make("li", { data: { paper: id } },
    make("div", { className: "ps-mine__words" },
      ...named(id),
      ...(note ? [make("p", { className: "ps-mine__note", textContent: note })] : []),
      ...(isListed(id) ? [abstract(id)] : [])),
    ...(chosenOrder() === BY_HAND ? [movers(id, ids, redraw)] : []));
}

function named(id) {
  const [title, below, year] = rowOf(id) ?? [];
  if (!isListed(id)) return [make("span", { textContent: `${id} (no longer on this list)` })];
  const facts = [below, year].filter(Boolean).join(" · ");
  return [
    make("a", { href: new URL(`papers/${id}/`, root).href, dir: "auto", textContent: title ?? id }),
    ...(facts ? [make("p", { className: "ps-mine__facts", textContent: facts })] : []),
  ];
}

/** The abstract, loaded when the reader opens it. */
function abstract(id) {
  const place = make("div");
  const details = make("details", { className: "ps-mine__abstract", open: opened.has(id) }, make("summary", { textContent: "Abstract", label: `Abstract: ${rowOf(id)?.[0] ?? id}` }), place);
  const fill = async () => {
    if (details.open) opened.add(id);
    else opened.delete(id);
    if (!details.open || place.childNodes.length) return;
    try {
      const paragraphs = await abstractOf(id);
      place.replaceChildren(...(paragraphs.length ? paragraphs : [make("p", { textContent: "The list has no abstract of this paper." })]));
    } catch {
      place.replaceChildren(make("p", { textContent: "The abstract could not be loaded. Open it again when you are online." }));
    }
  };
  details.addEventListener("toggle", fill);
  return details;
}

function movers(id, ids, redraw) {
  const title = rowOf(id)?.[0] ?? id;
  const place = ids.indexOf(id);
  const mover = (className, words, by, isOver) => {
    const made = button(by < 0 ? "↑" : "↓", () => {
      if (made.getAttribute("aria-disabled") === "true") return;
      move(id, by, ids);
      redraw();
    }, { className: `${className} ps-button ps-mine__mover`, label: `${words}: ${title}` });
    made.setAttribute("aria-disabled", isOver); // a disabled button would lose the focus
    return made;
  };
  return make("div", { className: "ps-mine__movers" },
    mover("ps-mine__up", "Move up", -1, place === 0), mover("ps-mine__down", "Move down", 1, place === ids.length - 1));
}

/** A section as Markdown: a list of links with authors, year and the reader's notes. */
export function asMarkdown(heading, ids) {
  const escaped = (text) => text.replace(/[\\`*_[\]<>#]/g, "\\$&").replace(/\s+/g, " ");
  const lines = ids.map((id) => {
    const [title, below, year] = rowOf(id) ?? [];
    const facts = [below, year].filter(Boolean).map((fact) => escaped(String(fact))).join(", ");
    const note = marksOf(id).note.trim();
    return `- [${escaped(title ?? id)}](${new URL(`papers/${id}/`, root).href})${facts ? `. ${facts}` : ""}${note ? `\n  ${escaped(note)}` : ""}`;
  });
  return `# ${heading}\n\n${lines.join("\n")}\n`;
}
