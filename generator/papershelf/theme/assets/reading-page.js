// The page "My reading": what is marked, how much is read, what was shared, and the ways in and out of this browser.
import { addControls, allMarks, fetchNews, lastVisit, mark, marksOf, moveMarks, onMark, progressOf } from "./reading.js";
import { exchange, forgetting, importFile } from "./reading-file.js";
import { asMarkdown, filledSections, moveHandOrder, onOrder, orderChoice, plainRow, row, sorted } from "./reading-lists.js";
import { isListed, loadOverview, loadRows, rowOf } from "./reading-titles.js";
import { anId, button, copy, decoded, entryOf, grouped, make, papers as counted, root, save, showMessage } from "./site.js";

const STEP = 40; // papers of a section that are shown at first, and for each click on "Show more"
const lengths = new Map(); // by section: how many of its papers the reader asked to see
let turn = 0;

/** Show the page in its place; returns the function that takes in a file of marks, unless the list cannot be loaded. */
export async function start(place) {
  const [overview, news] = await Promise.all([loadOverview().catch(() => undefined), fetchNews()]);
  if (!overview || !news) {
    place.replaceChildren(make("p", { textContent: "The titles of the list could not be loaded. Your marks are safe: reload this page when you are online." }));
    return undefined;
  }
  moveMarks(news.moved);
  moveHandOrder(news.moved);
  const parts = { share: make("div"), lists: make("div"), exchange: exchange(news.moved), forgetting: forgetting() };
  place.replaceChildren(...Object.values(parts));
  const showShared = async () => parts.share.replaceChildren(...await sharedSelection(news.moved));
  const show = () => showLists(parts.lists, overview, show);
  addEventListener("hashchange", showShared);
  onMark(show);
  onOrder(show);
  await Promise.all([showShared(), show()]);
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  return (file) => importFile(file, news.moved);
}

/** Show all lists, once the titles for them are there; a later change overtakes this one. */
async function showLists(within, overview, show) {
  const mine = ++turn;
  await loadRows([...allMarks().keys(), ...newPapers(overview)]);
  if (mine !== turn) return;
  const sections = shownSections(overview);
  keepingFocus(within, () => within.replaceChildren(...lists(sections, overview, show)));
}

/** Redraw, and put the focus back on the same control of the same paper, wherever it is now. */
function keepingFocus(within, draw) {
  const focused = within.contains(document.activeElement) ? document.activeElement : null;
  const id = focused?.closest("[data-paper]")?.dataset.paper;
  draw();
  addControls();
  if (!focused) return;
  const next = id ? within.querySelector(`[data-paper="${id}"] .${focused.classList[0]}`) : focused.id && document.getElementById(focused.id);
  (next || within.querySelector("h2"))?.focus();
}

// The sections

/** What is new since the last visit, and the sections with papers in them: [id, heading, ids]. */
function shownSections(overview) {
  const filled = filledSections().map(([id, label, ids]) => [id, label, sorted(ids)]);
  return [["new", "New since your last visit", newPapers(overview)], ...filled].filter(([, , ids]) => ids.length);
}

function newPapers({ latest }) {
  const since = lastVisit()?.seen;
  return since ? latest.filter(([, day]) => day > since).map(([id]) => id) : [];
}

function lists(sections, overview, show) {
  const isEmpty = !allMarks().size;
  return [
    summary(sections),
    overall(overview),
    ...(isEmpty ? [] : [orderChoice(show)]),
    ...sections.map(([id, label, ids]) => section(id, label, ids, overview, show)),
    ...(isEmpty ? [nothing()] : []),
  ];
}

function summary(sections) {
  const links = sections.map(([id, label, ids]) =>
    make("li", {}, make("a", { className: "ps-chip", href: `#${id}` }, `${label} `, make("span", { className: "ps-chip__count", textContent: grouped(ids.length) }))));
  return make("ul", { className: "ps-chips", label: "On this page" }, ...links);
}

function nothing() {
  return make("section", {}, make("h2", { id: "nothing", className: "ps-divider", tabIndex: -1 }, "Nothing marked yet"), make("p", {}, "Open a paper and mark it. ", link("papers/", "All papers")));
}

/** A part of the page with its papers, and what can be done with the list. */
function section(id, label, ids, overview, show) {
  const heading = make("h2", { id, className: "ps-divider", tabIndex: -1 }, label, " ", make("span", { className: "ps-number", textContent: grouped(ids.length) }));
  const length = lengths.get(id) ?? STEP;
  const more = button("Show more", () => {
    lengths.set(id, length + STEP);
    show();
  }, { id: `more-${id}`, label: `Show more: ${label}` });
  const isNew = id === "new" && ids.length === overview.latest.length;
  return make("section", {}, heading,
    make("ul", { className: "ps-titles ps-mine" }, ...ids.slice(0, length).map((paper) => row(paper, ids, show))),
    make("div", { className: "ps-tools__row" },
      ...(ids.length > length ? [more] : []),
      ...(isNew ? [link("new/", "More that is new")] : []),
      button("Share this list", () => copyLink(ids), { label: `Share this list: ${label}` }),
      button("Save as a list", () => save(`${id}.md`, asMarkdown(label, ids), "text/markdown"), { label: `Save as a list: ${label}` })));
}

const link = (path, words) => make("a", { href: new URL(path, root).href, textContent: words });

// Progress: how much is read of what was marked, of the whole list, and of each group of tags

function overall({ groups, papers }) {
  const marked = [...allMarks()].filter(([, { state }]) => state).map(([id]) => id);
  const read = marked.filter((id) => marksOf(id).state === "read");
  const inGroup = (place) => read.filter((id) => rowOf(id)?.[3].includes(place)).length;
  const rows = groups.map(([slug, label, count], place) => make("li", {}, link(`tags/${slug}/`, label), ...bar(inGroup(place), count, label)));
  const wasOpen = document.querySelector(".ps-overall details")?.open ?? false;
  return make("section", { className: "ps-overall", label: "How much is read" },
    ...(marked.length ? [make("p", { className: "ps-progress" }, ...progressOf(marked, "What you marked"), make("span", { className: "ps-progress__what", textContent: "of what you marked" }))] : []),
    make("p", { className: "ps-progress" }, ...bar(read.filter(isListed).length, papers, "The whole list"), make("span", { className: "ps-progress__what", textContent: "of the whole list" })),
    ...(rows.length ? [make("details", { open: wasOpen }, make("summary", {}, "By topic"), make("ul", { className: "ps-bars" }, ...rows))] : []));
}

function bar(read, all, label) {
  return [
    make("progress", { max: all || 1, value: read, label }),
    make("span", { className: "ps-number", textContent: `${grouped(read)} of ${grouped(all)} read` }),
  ];
}

// Sharing: a selection of papers in an address, behind the "#", which browsers do not send to any server

const START = "#share=";
const MOST = 1000;

async function copyLink(ids) {
  const address = new URL(`reading/${START}${ids.join(",")}`, root).href;
  if (await copy(address)) showMessage(`Link to a list of ${counted(ids.length)} copied. Anyone who opens it sees the titles, not your notes.`);
  else showMessage(`Copy this link: ${address}`);
}

/** The ids that an address shares, each once; nothing where it shares none. */
export function sharedIds(hash) {
  if (!hash.startsWith(START)) return [];
  const ids = decoded(hash.slice(START.length)).split(",");
  return [...new Set(ids)].filter(anId).slice(0, MOST);
}

/** What the page's address shares, if anything. */
async function sharedSelection(moved) {
  const given = sharedIds(location.hash).map((id) => entryOf(moved, id) ?? id);
  if (!given.length) return [];
  await loadRows(given);
  const known = given.filter(isListed);
  const missing = given.length - known.length;
  return [make("section", { className: "ps-shared" },
    make("h2", { className: "ps-divider" }, `Shared with you: ${counted(known.length)}`),
    ...(known.length ? [make("ul", { className: "ps-titles ps-mine" }, ...known.map(plainRow)), button("Add these to my to-read list", () => addShared(known))] : []),
    ...(missing ? [make("p", {}, `${counted(missing)} of this selection ${missing === 1 ? "is" : "are"} not on this list.`)] : []))];
}

function addShared(ids) {
  const fresh = ids.filter((id) => !marksOf(id).state);
  fresh.forEach((id) => mark(id, { state: "to-read" }));
  const rest = ids.length - fresh.length;
  showMessage(`${counted(fresh.length)} added to your to-read list.${rest ? ` ${counted(rest)} already marked, left unchanged.` : ""}`);
}
