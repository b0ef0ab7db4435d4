// Single keys for what readers do most; never while they type, and not where they switched them off.
import { STATES, mark, marksOf, titleOf } from "./reading.js";
import { openSearch } from "./search-box.js";
import { aFlag, aText, announce, button, listOf, make, place, read, shelf, store, stored } from "./site.js";

/** What the list of keys says, and what each key does; Enter on a link is the browser's. */
const ALL_KEYS = [
  ["Next and previous paper", { j: () => go(1), k: () => go(-1) }],
  ["Open the paper", { o: open, Enter: null }],
  ["Add or remove a star", { s: star }],
  ["Mark as read or unread", { r: toggleRead }],
  ["Search", { "/": search }],
  ["Show this list of keys", { "?": showHelp }],
];
const KEYS = ALL_KEYS.filter(([, actions]) => !(shelf && ["s", "/"].some((key) => key in actions))); // another site searches with these
const ACTIONS = new Map(KEYS.flatMap(([, actions]) => Object.entries(actions)));
const FIELDS = "input, textarea, select, [contenteditable], dialog, [role=dialog], [role=combobox], [role=listbox]";

const areOn = () => stored("keys", aFlag) !== false;

addEventListener("keydown", (event) => {
  const act = ACTIONS.get(event.key);
  if (!act || !areOn() || isElsewhere(event)) return;
  if (act() === false) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // the theme has other plans for some of these keys
}, { capture: true });
document.addEventListener("click", (event) => event.target.closest("[data-opens-keys]") && showHelp());
document.addEventListener("click", rememberPaperLeft);

function isElsewhere({ ctrlKey, metaKey, altKey, isComposing, target }) {
  return ctrlKey || metaKey || altKey || isComposing || Boolean(target.closest?.(FIELDS) || document.querySelector("dialog[open]"));
}

// From paper to paper

const LEFT = "papershelf:left";
let left = paperLeft(); // the paper from which a reader came back with the browser's button

const cards = () => [...document.querySelectorAll("[data-paper]:not(.ps-paper)")].filter((card) => card.checkVisibility());
const link = (card) => card.querySelector(":is(h2, h3, h4) a") ?? card.querySelector("a");
const focused = () => document.activeElement.closest("[data-paper]");
const current = () => focused() ?? document.querySelector(".ps-paper[data-paper]");

function paperLeft() {
  try {
    const [address, id] = read(sessionStorage.getItem(LEFT), listOf(aText)) ?? [];
    const [{ type }] = performance.getEntriesByType("navigation");
    return type === "back_forward" && address === location.href ? id : undefined;
  } catch {
    return undefined; // blocked, or not ours
  }
}

/** Whether other papers are about to take the place of those on the page. */
const isSearching = () => Boolean(document.querySelector(".ps-asks .ps-results, .ps-results[aria-busy=true]"));

function go(step) {
  if (isSearching()) {
    document.addEventListener("papershelf:cards", () => go(step), { once: true });
    return true;
  }
  const all = cards();
  if (!all.length) return followNeighbour(step);
  const now = all.indexOf(focused() ?? all.find(({ dataset }) => dataset.paper === left));
  left = undefined;
  const next = now < 0 ? firstInView(all) : all[now + step];
  const more = document.querySelector(".ps-browse__more:not([hidden]) button");
  if (!next && step > 0 && more?.checkVisibility()) {
    document.addEventListener("papershelf:cards", () => go(step), { once: true });
    more.click();
  } else if (!next) announce(step > 0 ? "This is the last paper" : "This is the first paper");
  else {
    next.scrollIntoView({ block: "nearest" });
    link(next).focus({ preventScroll: true, focusVisible: true });
  }
  return true;
}

/** From a paper's page to the next or previous one of the list. */
function followNeighbour(step) {
  const neighbour = document.querySelector(`.ps-neighbours a[rel=${step > 0 ? "next" : "prev"}]`);
  neighbour?.click();
  return Boolean(neighbour);
}

function firstInView(all) {
  return all.find((card) => card.getBoundingClientRect().bottom > innerHeight / 4) ?? all[0];
}

function open() {
  const card = focused();
  if (!card || card.matches(".ps-paper")) return false;
  link(card).click();
  return true;
}

/** By whichever way: o, Enter or the pointer. */
function rememberPaperLeft({ target }) {
  const card = target.closest("a")?.closest("[data-paper]:not(.ps-paper)");
  if (!card) return;
  try {
    sessionStorage.setItem(LEFT, JSON.stringify([location.href, card.dataset.paper]));
  } catch {
    // Storage is blocked: a reader who comes back starts from what is in view.
  }
}

// Marking and searching

function star() {
  return change((entry) => ({ starred: !entry.starred }), ({ starred }) => (starred ? "Starred" : "Star removed"));
}

function toggleRead() {
  return change((entry) => ({ state: entry.state === "read" ? undefined : "read" }), ({ state }) => STATES[state] ?? "Not marked");
}

function change(changes, words) {
  const element = current();
  if (!element) return false;
  const id = element.dataset.paper;
  mark(id, changes(marksOf(id)));
  announce(`${words(marksOf(id))}: ${titleOf(element)}`);
  return true;
}

function search() {
  const own = document.querySelector(".ps-query input"); // a page that is a search itself keeps its filters
  if (!own) return openSearch();
  own.focus();
  return own.select();
}

// The list of keys, in a dialog

let dialog;

function showHelp() {
  dialog ??= helpDialog();
  dialog.querySelector("input").checked = areOn();
  dialog.showModal();
}

function helpDialog() {
  const names = (actions) => Object.keys(actions).flatMap((key) => [make("kbd", { textContent: key }), " "]);
  const rows = KEYS.map(([words, actions]) => make("div", {}, make("dt", {}, ...names(actions)), make("dd", { textContent: words })));
  const box = make("input", { type: "checkbox" });
  box.addEventListener("change", () => store("keys", box.checked ? undefined : false));
  const made = make("dialog", { className: "ps-keys md-typeset" },
    make("h2", { id: "keys-title", textContent: "Keyboard" }),
    make("dl", {}, ...rows),
    make("p", {}, make("label", {}, box, " Use these keys")),
    button("Close", () => made.close()));
  made.setAttribute("aria-labelledby", "keys-title");
  place.append(made);
  return made;
}
