// What a reader marks: for each paper a state, a star and a private note. It stays in the browser.
// In order: the marks, their controls on cards and pages, the note, the progress, and what is new since the last visit.
import { aFlag, aTime, aWord, anId, button, fetchJson, make, onStored, pageData, record, store, stored, storedNames } from "./site.js";

// Marks

/** The states of a paper and their labels; undefined on pages without papers. */
export const STATES = pageData("reading-states");

const PAPER = "paper:"; // each paper has its own name in storage, so that tabs never overwrite each other's papers
const listeners = new Set();
let cache;

/** An entry with nothing but what belongs in it; `at` is the time of its last change in milliseconds. */
export function clean(value) {
  const given = value ?? {};
  const isState = typeof given.state === "string" && (!STATES || Object.hasOwn(STATES, given.state));
  return {
    state: isState ? given.state : undefined,
    starred: given.starred === true,
    note: typeof given.note === "string" ? given.note : "",
    at: aTime(given.at) ?? 0,
  };
}

const isMarked = ({ state, starred, note }) => Boolean(state || starred || note);
const kept = () => storedNames(PAPER).map((name) => name.slice(PAPER.length));
const load = () => new Map(kept().filter(anId).map((id) => [id, clean(stored(PAPER + id, clean))]));
const all = () => (cache ??= load());

/** All marked papers by id, as {state, starred, note, at}. */
export function allMarks() {
  return new Map([...all()].filter(([, entry]) => isMarked(entry)));
}

/** What is marked on one paper. */
export function marksOf(id) {
  return all().get(id) ?? clean();
}

/** Change some of state, starred and note of a paper. */
export function mark(id, change) {
  put(id, { ...clean(stored(PAPER + id, clean)), ...change, at: Date.now() });
  notify(id);
}

/** Call `listener` with the id of each paper that changes, here or in another tab; null means any. */
export function onMark(listener) {
  listeners.add(listener);
}

/** Take in entries by id where they are newer than ours; returns how many were added, changed and kept as they are. */
export function mergeMarks(incoming) {
  const done = { added: 0, changed: 0, kept: 0 };
  for (const [id, theirs] of incoming) {
    const ours = all().get(id);
    if (ours && ours.at >= theirs.at) done.kept += 1;
    else {
      done[ours && isMarked(ours) ? "changed" : "added"] += 1;
      put(id, theirs);
    }
  }
  notify(null);
  return done;
}

/** Move what is marked under former ids to the current ones; no note is lost. */
export function moveMarks(moved) {
  const former = [...all().keys()].filter((id) => Object.hasOwn(moved, id));
  for (const id of former) {
    const [older, newer] = [all().get(id), marksOf(moved[id])].sort((one, other) => one.at - other.at);
    const notes = new Set([older.note, newer.note].filter(Boolean));
    put(moved[id], { ...newer, note: [...notes].join("\n\n") });
    drop(id);
  }
  if (former.length) notify(null);
}

/** Forget everything that is marked. */
export function clearMarks() {
  [...all().keys(), ...kept()].forEach(drop);
  notify(null);
}

function put(id, entry) {
  all().set(id, clean(entry));
  store(PAPER + id, clean(entry)); // also when nothing is marked any more: an older export must not bring it back
}

function drop(id) {
  all().delete(id);
  store(PAPER + id, undefined);
}

function notify(id) {
  listeners.forEach((listener) => listener(id));
}

onStored((name) => {
  if (name !== null && !name.startsWith(PAPER)) return;
  cache = undefined;
  notify(name && name.slice(PAPER.length));
});

// Controls: a star and a state for each paper that a page shows, in elements with `data-paper="<id>"`

const STAR = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.3 1.1 6.1-5.4-3-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z"/></svg>';
const shown = new Map(); // paper id: its elements on this page, each with a function that updates its controls

onMark((id) => {
  for (const some of id === null ? shown.values() : [shown.get(id) ?? []]) some.forEach(({ update }) => update());
});

/** The title of the paper that an element shows. */
export function titleOf(element) {
  return (element.querySelector("h1, h2, h3, h4") ?? element.querySelector("a") ?? element).textContent.trim();
}

/** Give controls to all papers that have none yet. */
export function addControls() {
  for (const element of document.querySelectorAll("[data-paper]")) {
    if (!element.querySelector(".ps-marks__star")) addControlsTo(element);
  }
}

function addControlsTo(element) {
  const id = element.dataset.paper;
  const place = element.querySelector(".ps-marks") ?? element.appendChild(make("div", { className: "ps-marks" }));
  const title = titleOf(element);
  const controls = [star(id, title), ...(element.matches(".ps-paper") ? stateButtons(id) : [stateMenu(id, title)])];
  place.append(...controls.map(([control]) => control));
  const update = () => controls.forEach(([, show]) => show(marksOf(id)));
  const others = (shown.get(id) ?? []).filter((other) => other.element.isConnected);
  shown.set(id, [...others, { element, update }]);
  update();
}

function star(id, title) {
  const toggle = () => mark(id, { starred: !marksOf(id).starred });
  const made = button("", toggle, { className: "ps-marks__star", innerHTML: STAR, label: `Star: ${title}` });
  return [made, ({ starred }) => {
    made.setAttribute("aria-pressed", starred);
    made.title = starred ? "Remove the star" : "Star";
  }];
}

function stateMenu(id, title) {
  const select = make("select", { className: "ps-marks__menu", label: `Reading state: ${title}` });
  for (const [state, label] of [["", "Not marked"], ...Object.entries(STATES)]) select.add(new Option(label, state));
  select.addEventListener("change", () => mark(id, { state: select.value || undefined }));
  return [select, ({ state }) => {
    select.value = state ?? "";
    select.classList.toggle("ps-marks__menu--set", Boolean(state));
  }];
}

function stateButtons(id) {
  return Object.entries(STATES).map(([state, label]) => {
    const toggle = () => mark(id, { state: marksOf(id).state === state ? undefined : state });
    const made = button(label, toggle, { className: "ps-marks__state" });
    return [made, (entry) => made.setAttribute("aria-pressed", entry.state === state)];
  });
}

// The private note on a paper's page, saved while it is typed

const TYPING = 400; // milliseconds without a key after which the note is saved

function addNote(place, id) {
  const field = make("textarea", { id: "private-note", rows: 3 });
  const hint = make("p", { className: "ps-private__hint", id: "private-note-hint" });
  field.setAttribute("aria-describedby", hint.id);
  place.append(make("label", { className: "ps-private__label", htmlFor: field.id, textContent: "Private note" }), field, hint);
  let timer;
  const show = () => {
    if (!timer && field.value !== marksOf(id).note) field.value = marksOf(id).note;
    hint.textContent = "Only on this device.";
  };
  const keep = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = undefined;
    mark(id, { note: field.value.trim() ? field.value : "" });
    hint.textContent = "Saved. Only on this device.";
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, TYPING);
  });
  field.addEventListener("blur", keep);
  addEventListener("pagehide", keep);
  onMark((changed) => (changed === null || changed === id) && show());
  show();
}

// Progress: how much of some papers is read, in elements with `data-progress="<id> <id> …"`

/** A bar and its words for the papers of some ids. */
export function progressOf(ids, label) {
  const marks = allMarks();
  const read = ids.filter((id) => marks.get(id)?.state === "read").length;
  return [
    make("progress", { max: ids.length || 1, value: read, label }),
    make("span", { className: "ps-number", textContent: `${read} of ${ids.length} read` }),
  ];
}

function showProgress() {
  const places = [...document.querySelectorAll("[data-progress]")];
  const show = () => places.forEach((place) => {
    const ids = place.dataset.progress.split(" ").filter(Boolean);
    place.replaceChildren(...progressOf(ids, place.dataset.label ?? "Read"));
  });
  if (places.length) onMark(show);
  show();
}

// Visits: what was added to the list since the last one; a visit ends after half an hour without the reader

const MINUTE = 60 * 1000;
const PAUSE = 30 * MINUTE;
const VISIT = "visit";
const SEEN = { at: aTime, seen: aWord };
const aVisit = record({ ...SEEN, before: record(SEEN), count: aTime, more: aFlag, asked: aFlag });

/** The visit before this one: {at: time, seen: the newest day on the list then}; undefined on a first visit. */
export const lastVisit = () => stored(VISIT, aVisit)?.before;

/** The days on which papers were added, newest first, with their numbers, and former ids with the current ones. */
export function fetchNews() {
  return fetchJson("exports/news.json").catch(() => undefined); // offline: the next page asks again
}

/** Note that the reader is here; returns the visit: {at, seen, before, count, more, asked}. */
function enter() {
  const now = Date.now();
  let visit = stored(VISIT, aVisit);
  if (!Number.isFinite(visit?.at)) visit = {};
  else if (now - visit.at > PAUSE) visit = { seen: visit.seen, before: visit.seen && { at: visit.at, seen: visit.seen } };
  return storeVisit({ ...visit, at: now });
}

/** Note that the reader is still here, unless so much time has passed that the next page begins a visit. */
function stay(atMost) {
  const visit = stored(VISIT, aVisit);
  const passed = Date.now() - visit?.at;
  if (passed > atMost && passed <= PAUSE) storeVisit({ ...visit, at: Date.now() });
}

function storeVisit(visit) {
  store(VISIT, visit, { quietly: true }); // nobody asked for this to be kept
  return visit;
}

/** Begin or continue a visit, and show what is new as soon as it is known. */
async function beginVisit() {
  let visit = enter();
  for (const sign of ["scroll", "pointerdown", "keydown"]) addEventListener(sign, () => stay(MINUTE), { passive: true });
  addEventListener("pagehide", () => stay(0));
  showNew();
  if (visit.asked && !allMarks().size) return;
  const news = await fetchNews();
  if (!news) return;
  moveMarks(news.moved);
  if (visit.asked) return;
  visit = stored(VISIT, aVisit) ?? visit;
  storeVisit({ ...visit, ...countNew(news, visit.before?.seen), seen: news.days[0]?.[0] ?? visit.seen, asked: true });
  showNew();
}

function countNew({ days, complete }, seen) {
  const fresh = days.filter(([day]) => day > seen);
  return { count: fresh.reduce((sum, [, number]) => sum + number, 0), more: fresh.length === days.length && !complete };
}

/** Mark the cards of papers added since the last visit, and say how many there are. */
function showNew() {
  const since = lastVisit()?.seen;
  for (const card of since ? document.querySelectorAll("[data-paper][data-added]") : []) {
    if (card.dataset.added <= since || card.querySelector(".ps-marks__new")) continue;
    card.querySelector(".ps-marks")?.append(make("span", { className: "ps-marks__new", textContent: "New" }));
  }
  const place = document.querySelector("[data-fresh]");
  const words = newInWords();
  if (place && !place.textContent && words) place.append(make("a", { href: place.dataset.fresh, textContent: words }));
}

/** How many papers are new, and since when, in words; nothing where none is. */
function newInWords() {
  const { count, more, before } = stored(VISIT, aVisit) ?? {};
  if (!count || !before?.at) return "";
  const day = new Date(before.at);
  const year = day.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  const date = day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year });
  return `${more ? "More than " : ""}${count} new since your last visit on ${date}`;
}

addControls();
const notePlace = document.querySelector("[data-note]");
if (notePlace) addNote(notePlace, notePlace.dataset.note);
showProgress();
beginVisit();
document.addEventListener("papershelf:cards", () => {
  addControls();
  showNew();
});
