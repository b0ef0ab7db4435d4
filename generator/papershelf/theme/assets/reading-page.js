// The page "My reading": what is marked, how much is read, and the ways in and out of this browser.
import { make } from "./elements.js";
import { root } from "./keep.js";
import { STATES, move, papers, subscribe } from "./reading.js";
import { addControls } from "./reading-controls.js";
import { overall } from "./reading-overall.js";
import { section } from "./reading-lists.js";
import { sharedSelection } from "./reading-shared.js";
import { tools } from "./reading-tools.js";
import { before, fetchNews } from "./visits.js";

const place = document.querySelector("[data-reading]");

/** The sections of the page: id, heading, and which entries belong there. */
const SECTIONS = [
  ...Object.entries(STATES).map(([state, label]) => [state, label, (entry) => entry.state === state]),
  ["starred", "Starred", (entry) => entry.starred],
  ["noted", "With a note", (entry) => entry.note],
];

async function start() {
  const [titles, news] = await Promise.all([fetchTitles(), fetchNews()]);
  if (!titles || !news) {
    place.replaceChildren(make("p", { textContent: "The titles of the list could not be loaded. What you marked is still there: load this page again when you are online." }));
    return;
  }
  move(news.moved);
  const list = { ...titles, moved: news.moved };
  const parts = { share: make("div"), lists: make("div"), tools: tools(list) };
  place.replaceChildren(...Object.values(parts));
  const showShared = () => parts.share.replaceChildren(...sharedSelection(list));
  const show = () => keepingFocus(parts.lists, () => parts.lists.replaceChildren(...lists(list)));
  addEventListener("hashchange", showShared);
  subscribe(show);
  showShared();
  show();
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

async function fetchTitles() {
  try {
    const answer = await fetch(new URL("exports/titles.json", root));
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

function lists(list) {
  const marked = [...papers()].sort(([, one], [, other]) => other.at - one.at);
  const since = before()?.seen;
  const fresh = since ? Object.keys(list.papers).filter((id) => list.papers[id][2] > since) : [];
  const filled = SECTIONS.map(([id, label, belongs]) => [id, label, marked.filter(([, entry]) => belongs(entry)).map(([paper]) => paper)]);
  const shown = [["new", "New since your last visit", fresh], ...filled].filter(([, , ids]) => ids.length);
  if (!marked.length) shown.push(["nothing", "Nothing marked yet", []]);
  return [overview(shown), overall(list), ...shown.map(([id, label, ids]) => section(id, label, ids, list))];
}

function overview(shown) {
  const links = shown.filter(([, , ids]) => ids.length).map(([id, label, ids]) =>
    make("li", {}, make("a", { className: "ps-chip", href: `#${id}` }, `${label} `, make("span", { className: "ps-chip__count", textContent: ids.length }))));
  return make("ul", { className: "ps-chips", label: "On this page" }, ...links);
}

/** Draw anew, and put the focus back on the same control of the same paper, wherever it stands now. */
function keepingFocus(within, draw) {
  const focused = within.contains(document.activeElement) ? document.activeElement : null;
  const id = focused?.closest("[data-paper]")?.dataset.paper;
  draw();
  addControls();
  if (!id) return;
  const next = within.querySelector(`[data-paper="${id}"] .${focused.classList[0]}`);
  (next ?? within.querySelector("h2"))?.focus();
}

start();
