// What this site keeps in the reader's browser, under keys that no other site on the same host uses.
import { tell } from "./say.js";

/** The address of the site's root, which ends in a slash. */
export const root = new URL("..", import.meta.url);

const PREFIX = `papershelf:1:${root.pathname}:`;
const MESSAGES = {
  QuotaExceededError: "This browser's storage for the site is full. What you mark now is lost when you leave the page: export it under My reading.",
  other: "This browser keeps nothing for this site, as in some private windows. What you mark is lost when you leave the page.",
};
const unsaved = new Map(); // what storage did not take; null is a removal
let told = false;

/** The value kept under a name; undefined where there is none or it cannot be read. */
export function read(name) {
  try {
    const text = unsaved.has(name) ? unsaved.get(name) : localStorage.getItem(PREFIX + name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined; // storage is blocked, or holds what this site did not write
  }
}

/** Keep a value, or forget the name where it is undefined; without storage it lasts as long as the page. */
export function write(name, value, { quietly = false } = {}) {
  const text = value === undefined ? null : JSON.stringify(value);
  try {
    if (text === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, text);
    unsaved.delete(name);
  } catch (error) {
    unsaved.set(name, text);
    if (!told && !quietly) tell(MESSAGES[error.name] ?? MESSAGES.other);
    told ||= !quietly;
  }
}

/** All names that begin in a certain way. */
export function names(start) {
  let kept = [];
  try {
    kept = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {
    // blocked: only what this page wrote is there
  }
  return [...new Set([...kept, ...unsaved.keys()])].filter((name) => name.startsWith(start) && unsaved.get(name) !== null);
}

/** Call `listener` with the name that another tab changed; with null where it may be any. */
export function watch(listener) {
  addEventListener("storage", ({ key }) => {
    if (key === null) listener(null);
    else if (key.startsWith(PREFIX)) listener(key.slice(PREFIX.length));
  });
  addEventListener("pageshow", ({ persisted }) => persisted && listener(null)); // back from the page cache
}
