// What a reader marked: for each paper a state, a star and a private note. It stays in the browser.
import { names, read, watch, write } from "./keep.js";

/** The states of a paper and what readers see of them. */
export const STATES = { "to-read": "To read", reading: "Reading", read: "Read" };

const PAPER = "paper:"; // each paper has its own name in storage, so that tabs never overwrite each other's papers
const listeners = new Set();
let cache;

/** An entry with nothing but what belongs in it; `at` is the time of its last change in milliseconds. */
export function clean(value) {
  const given = value ?? {};
  return {
    state: Object.hasOwn(STATES, given.state) ? given.state : undefined,
    starred: given.starred === true,
    note: typeof given.note === "string" ? given.note : "",
    at: Number.isFinite(given.at) ? given.at : 0,
  };
}

const isMarked = ({ state, starred, note }) => Boolean(state || starred || note);
const load = () => new Map(names(PAPER).map((name) => [name.slice(PAPER.length), clean(read(name))]));
const all = () => (cache ??= load());

/** All marked papers by id, as {state, starred, note, at}. */
export function papers() {
  return new Map([...all()].filter(([, entry]) => isMarked(entry)));
}

/** What is marked on one paper. */
export function paper(id) {
  return all().get(id) ?? clean();
}

/** Change some of state, starred and note of a paper. */
export function set(id, change) {
  put(id, { ...clean(read(PAPER + id)), ...change, at: Date.now() });
  notify(id);
}

/** Call `listener` with the id of each paper that changes, here or in another tab; null means any. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Take in entries by id where they are newer than ours; tells how many were new, changed and left alone. */
export function merge(incoming) {
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

/** Carry what is marked under former ids to the present ones; no note is lost. */
export function move(moved) {
  const former = [...all().keys()].filter((id) => Object.hasOwn(moved, id));
  for (const id of former) {
    const [older, newer] = [all().get(id), paper(moved[id])].sort((one, other) => one.at - other.at);
    const notes = new Set([older.note, newer.note].filter(Boolean));
    put(moved[id], { ...newer, note: [...notes].join("\n\n") });
    drop(id);
  }
  if (former.length) notify(null);
}

/** Forget everything that is marked. */
export function clear() {
  [...all().keys()].forEach(drop);
  notify(null);
}

function put(id, entry) {
  all().set(id, clean(entry));
  write(PAPER + id, clean(entry)); // also when nothing is marked any more: an older export must not bring it back
}

function drop(id) {
  all().delete(id);
  write(PAPER + id, undefined);
}

function notify(id) {
  listeners.forEach((listener) => listener(id));
}

watch((name) => {
  if (name !== null && !name.startsWith(PAPER)) return;
  cache = undefined;
  notify(name && name.slice(PAPER.length));
});
