// The page "My reading": what is marked, how much is read, a shared selection, and the ways in and out of this browser.
// In order: the page, lists of papers, progress, sharing, the file of marks, export, import and clearing.
import { STATES, addControls, allMarks, clean, clearMarks, fetchNews, lastVisit, mark, marksOf, mergeMarks, moveMarks, onMark, progressOf } from "./reading.js";
import { button, copy, fetchJson, make, papers as counted, root, save, showMessage } from "./site.js";

const place = document.querySelector("[data-reading]");

/** The sections of the page: id, heading, and which entries belong there. */
const SECTIONS = [
  ...Object.entries(STATES).map(([state, label]) => [state, label, (entry) => entry.state === state]),
  ["starred", "Starred", (entry) => entry.starred],
  ["noted", "With a note", (entry) => entry.note],
];

async function start() {
  const [titles, news] = await Promise.all([fetchJson("exports/titles.json").catch(() => undefined), fetchNews()]);
  if (!titles || !news) {
    place.replaceChildren(make("p", { textContent: "The titles of the list could not be loaded. Your marks are safe: reload this page when you are online." }));
    return;
  }
  moveMarks(news.moved);
  const list = { ...titles, moved: news.moved };
  const parts = { share: make("div"), lists: make("div"), tools: tools(list) };
  place.replaceChildren(...Object.values(parts));
  const showShared = () => parts.share.replaceChildren(...sharedSelection(list));
  const show = () => keepingFocus(parts.lists, () => parts.lists.replaceChildren(...lists(list)));
  addEventListener("hashchange", showShared);
  onMark(show);
  showShared();
  show();
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/** Redraw, and put the focus back on the same control of the same paper, wherever it is now. */
function keepingFocus(within, draw) {
  const focused = within.contains(document.activeElement) ? document.activeElement : null;
  const id = focused?.closest("[data-paper]")?.dataset.paper;
  draw();
  addControls();
  if (!id) return;
  const next = within.querySelector(`[data-paper="${id}"] .${focused.classList[0]}`);
  (next ?? within.querySelector("h2"))?.focus();
}

// Lists of papers

function lists(list) {
  const marked = [...allMarks()].sort(([, one], [, other]) => other.at - one.at);
  const since = lastVisit()?.seen;
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

/** A part of the page with its papers; an empty one says how to fill it. */
function section(id, label, ids, list) {
  const heading = make("h2", { id, className: "ps-divider", tabIndex: -1 }, label);
  if (!ids.length) return make("section", {}, heading, make("p", {}, "Open a paper and mark it. ", link("papers/", "All papers")));
  heading.append(" ", make("span", { className: "ps-number", textContent: ids.length }));
  const share = button("Share this list", () => copyLink(ids), { label: `Share this list: ${label}` });
  return make("section", {}, heading, paperList(ids, list, true), share);
}

/** Titles that link to their papers, with the controls of each where they are wanted. */
function paperList(ids, list, withControls) {
  return make("ul", { className: "ps-titles ps-mine" }, ...ids.map((id) => row(id, list, withControls)));
}

function row(id, { papers }, withControls) {
  const [title, year] = papers[id] ?? [];
  const name = title ? link(`papers/${id}/`, title) : make("span", {}, `${id} (no longer on this list)`);
  const note = withControls && marksOf(id).note;
  return make("li", { data: withControls ? { paper: id } : {} },
    name,
    ...(year ? [" ", make("span", { className: "ps-number", textContent: year })] : []),
    ...(note ? [make("p", { className: "ps-mine__note", textContent: note })] : []));
}

const link = (path, words) => make("a", { href: new URL(path, root).href, textContent: words });

// Progress: how much is read of the whole list, and of each group of tags

function overall({ groups, papers }) {
  const ids = Object.keys(papers);
  const members = groups.map((_, place) => ids.filter((id) => papers[id][3].includes(place)));
  const rows = groups.map(([slug, label], place) =>
    make("li", {}, link(`tags/${slug}/`, label), ...progressOf(members[place], label)));
  const wasOpen = document.querySelector(".ps-overall details")?.open ?? false;
  return make("section", { className: "ps-overall", label: "How much is read" },
    make("p", { className: "ps-progress" }, ...progressOf(ids, "The whole list")),
    ...(rows.length ? [make("details", { open: wasOpen }, make("summary", {}, "By topic"), make("ul", { className: "ps-bars" }, ...rows))] : []));
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
function sharedIds(hash) {
  if (!hash.startsWith(START)) return [];
  const ids = decodeURIComponent(hash.slice(START.length)).split(",");
  return [...new Set(ids)].filter((id) => /^[a-z0-9-]+$/.test(id)).slice(0, MOST);
}

/** What the page's address shares, if anything. */
function sharedSelection(list) {
  const given = sharedIds(location.hash).map((id) => list.moved[id] ?? id);
  if (!given.length) return [];
  const known = given.filter((id) => Object.hasOwn(list.papers, id));
  const missing = given.length - known.length;
  return [make("section", { className: "ps-shared" },
    make("h2", { className: "ps-divider" }, `Shared with you: ${counted(known.length)}`),
    ...(known.length ? [paperList(known, list, false), button("Add these to my to-read list", () => addShared(known))] : []),
    ...(missing ? [make("p", {}, `${counted(missing)} of this selection ${missing === 1 ? "is" : "are"} not on this list.`)] : []))];
}

function addShared(ids) {
  const fresh = ids.filter((id) => !marksOf(id).state);
  fresh.forEach((id) => mark(id, { state: "to-read" }));
  const rest = ids.length - fresh.length;
  showMessage(`${counted(fresh.length)} added to your to-read list.${rest ? ` ${counted(rest)} already marked, left unchanged.` : ""}`);
}

// The file of marks: what the reader takes to another browser, and what comes back from one

const FORMAT = "papershelf reading state";
const VERSION = 1;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The text of a file with all marked papers. */
function exported(marks) {
  const entries = [...marks].sort(([one], [other]) => (one < other ? -1 : 1));
  const shown = entries.map(([id, { at, ...entry }]) => [id, { ...entry, at: new Date(at).toISOString() }]);
  return `${JSON.stringify({ format: FORMAT, version: VERSION, site: root.href, papers: Object.fromEntries(shown) }, null, 1)}\n`;
}

/** The entries of such a file by id; throws an Error that says what is wrong with it. */
function parsed(text) {
  const file = readJson(text);
  if (file?.format !== FORMAT) throw new Error("This file isn't a Papershelf export.");
  if (file.version !== VERSION) throw new Error(`It is version ${file.version}; this site reads version ${VERSION}.`);
  if (!isObject(file.papers)) throw new Error("It has no “papers”.");
  return new Map(Object.entries(file.papers).map(([id, value]) => [id, parsedEntry(id, value)]));
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`It is not JSON: ${error.message}.`, { cause: error });
  }
}

function parsedEntry(id, value) {
  const at = Date.parse(value?.at);
  const wrong = [
    [!ID.test(id), "this is not a valid paper id"],
    [!isObject(value), "it is not an object"],
    [value?.state !== undefined && !Object.hasOwn(STATES, value.state), `“state” is not one of ${Object.keys(STATES).join(", ")}`],
    [![undefined, true, false].includes(value?.starred), "“starred” is neither true nor false"],
    [!["undefined", "string"].includes(typeof value?.note), "“note” is not text"],
    [Number.isNaN(at), "“at” is not a valid time"],
  ].find(([isWrong]) => isWrong);
  if (wrong) throw new Error(`Paper “${id}”: ${wrong[1]}.`);
  return clean({ ...value, at });
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// Export, import and clearing

function tools(list) {
  const file = make("input", { type: "file", id: "import", accept: ".json,application/json" });
  file.addEventListener("change", () => importFrom(file, list));
  const confirm = confirmation();
  return make("section", { className: "ps-tools" },
    make("h2", { className: "ps-divider", textContent: "Take it with you" }),
    make("p", { textContent: "Your marks do not follow you to another browser or device, and are deleted with this browser's data. Export a file to keep them." }),
    make("div", { className: "ps-tools__row" },
      button("Export as a file", () => save("reading.json", exported(allMarks()), "application/json")),
      make("div", { className: "ps-tools__import" }, make("label", { htmlFor: file.id, textContent: "Import a file" }), file),
      button("Clear everything", () => confirm.showModal())),
    confirm);
}

async function importFrom(input, { papers: known, moved }) {
  const [file] = input.files;
  if (!file) return;
  try {
    const incoming = parsed(await file.text());
    const { added, changed, kept } = mergeMarks(incoming);
    moveMarks(moved);
    const unknown = [...incoming.keys()].filter((id) => !Object.hasOwn(known, id) && !Object.hasOwn(moved, id)).length;
    showMessage(`Imported ${file.name}: ${added} added, ${changed} changed, ${kept} left unchanged because yours are as new or newer.${unknown ? ` ${unknown} of them not on this list.` : ""}`);
  } catch (error) {
    showMessage(`${file.name} was not imported, and nothing has changed. ${error.message}`);
  }
  input.value = "";
}

function confirmation() {
  const dialog = make("dialog", { className: "ps-confirm md-typeset" },
    make("h2", { id: "confirm-title", textContent: "Clear everything?" }),
    make("p", { textContent: "This deletes all states, stars and notes on this device. Without an exported file you cannot get them back." }),
    make("div", { className: "ps-tools__row" },
      button("Keep them", () => dialog.close(), { autofocus: true }),
      button("Clear everything", () => {
        clearMarks();
        dialog.close();
        showMessage("Everything is cleared.");
      })));
  dialog.setAttribute("aria-labelledby", "confirm-title");
  return dialog;
}

start();
