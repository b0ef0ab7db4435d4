// One key for what readers of a list do most. Never while they type, and not where they switched it off.
import { read, write } from "./keep.js";
import { openHelp } from "./keys-help.js";
import { STATES, paper, set } from "./reading.js";
import { titleOf } from "./reading-controls.js";
import { say } from "./say.js";

const FIELDS = "input, textarea, select, [contenteditable], dialog, [role=dialog], [role=combobox], [role=listbox]";
const ACTIONS = { j: () => go(1), k: () => go(-1), o: open, s: star, r: toggleRead, "?": help };

const LEFT = "papershelf:left";
let left = paperLeft(); // where the reader goes on who comes back from a paper

function paperLeft() {
  try {
    const [address, id] = JSON.parse(sessionStorage.getItem(LEFT)) ?? [];
    const [{ type }] = performance.getEntriesByType("navigation");
    return type === "back_forward" && address === location.href ? id : undefined;
  } catch {
    return undefined; // blocked, or not ours
  }
}

/** Whether the reader lets single keys act. */
export const areOn = () => read("keys") !== false;

/** Listen for keys, and give the buttons that open the list of keys their work. */
export function listenForKeys() {
  addEventListener("keydown", (event) => {
    if (!Object.hasOwn(ACTIONS, event.key) || !areOn() || isElsewhere(event)) return;
    if (ACTIONS[event.key]() === false) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the theme has other plans for some of these keys
  }, { capture: true });
  document.addEventListener("click", (event) => event.target.closest("[data-opens-keys]") && help());
}

function isElsewhere({ ctrlKey, metaKey, altKey, isComposing, target }) {
  return ctrlKey || metaKey || altKey || isComposing || Boolean(target.closest?.(FIELDS) || document.querySelector("dialog[open]"));
}

const cards = () => [...document.querySelectorAll("[data-paper]:not(.ps-paper)")].filter((card) => card.checkVisibility());
const link = (card) => card.querySelector(":is(h2, h3, h4) a") ?? card.querySelector("a");
const focused = () => document.activeElement.closest("[data-paper]");
const current = () => focused() ?? document.querySelector(".ps-paper[data-paper]");

function go(step) {
  const all = cards();
  if (!all.length) return leaf(step);
  const now = all.indexOf(focused() ?? all.find(({ dataset }) => dataset.paper === left));
  left = undefined;
  const next = now < 0 ? firstInView(all) : all[now + step];
  const more = document.querySelector(".ps-browse__more:not([hidden]) button");
  if (!next && step > 0 && more?.checkVisibility()) {
    document.addEventListener("papershelf:cards", () => go(step), { once: true });
    more.click();
  } else if (!next) say(step > 0 ? "This is the last paper" : "This is the first paper");
  else {
    next.scrollIntoView({ block: "nearest" });
    link(next).focus({ preventScroll: true, focusVisible: true });
  }
  return true;
}

/** From a paper's page to the one beside it in the list. */
function leaf(step) {
  const way = document.querySelector(`.ps-neighbours a[rel=${step > 0 ? "next" : "prev"}]`);
  way?.click();
  return Boolean(way);
}

function firstInView(all) {
  return all.find((card) => card.getBoundingClientRect().bottom > innerHeight / 4) ?? all[0];
}

function open() {
  const card = focused();
  if (!card || card.matches(".ps-paper")) return false;
  try {
    sessionStorage.setItem(LEFT, JSON.stringify([location.href, card.dataset.paper]));
  } catch {
    // Storage is blocked: who comes back starts from what is in view.
  }
  link(card).click();
  return true;
}

function star() {
  return mark((entry) => ({ starred: !entry.starred }), ({ starred }) => (starred ? "Starred" : "Star removed"));
}

function toggleRead() {
  return mark((entry) => ({ state: entry.state === "read" ? undefined : "read" }), ({ state }) => STATES[state] ?? "Not marked");
}

function mark(change, words) {
  const element = current();
  if (!element) return false;
  const id = element.dataset.paper;
  const title = titleOf(element);
  set(id, change(paper(id)));
  say(`${words(paper(id))}: ${title}`);
  return true;
}

function help() {
  openHelp(areOn(), (on) => write("keys", on ? undefined : false));
  return true;
}
