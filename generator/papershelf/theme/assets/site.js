// What every page does and every script uses. It imports nothing as it starts, so that any script can import it.
// In order: addresses and files, what strangers wrote, storage, messages, the search, elements, words, copying and saving, the header, offline use.

// Addresses and files

/** The element that holds all that is ours on a page of another site; null where the page is ours alone. */
export const shelf = document.querySelector(".ps-shelf");
/** What an address calls the words of a search; the theme of another site looks for those of `q` itself. */
export const WORDS = shelf ? "find" : "q";

/** What a script adds to a page goes here. */
export const place = shelf ?? document.body;

/** The address of the site's root, which ends in a slash. */
export const root = new URL("..", import.meta.url);

/** The text of a file, given by its path from the site's root; throws where it does not arrive. */
export const fetchText = async (path) => (await fetched(path)).text();

/** A file of JSON, read. */
export const fetchJson = async (path, options) => (await fetched(path, options)).json();

/** A table that the generator wrote into the page; undefined where the page has none. */
export function pageData(id) {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : undefined;
}

async function fetched(path, options) {
  const answer = await fetch(new URL(path, root), options);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

// What strangers may have written: addresses, storage and files. `read` takes their JSON and `decoded` their addresses;
// neither ever throws. A shape returns what is right in a value, and undefined where nothing is.

/** JSON that anybody may have written, as a shape leaves it; undefined where it is not JSON. */
export function read(text, shape) {
  try {
    return shape(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A part of an address without its percent signs; "" where these make no sense. */
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** The value of a key that anybody may have named: never what every object has, such as "constructor". */
export const entryOf = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

const LONGEST = 200; // characters of an id, a name or a day
const LAST = 8.64e15; // milliseconds: no date is later
const MANY = 100_000;
const only = (isRight) => (value) => (isRight(value) ? value : undefined);
const isGiven = (value) => value !== undefined;
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export const anId = only((value) => typeof value === "string" && value.length <= LONGEST && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value));
export const aWord = only((value) => typeof value === "string" && value.length <= LONGEST);
export const aFlag = only((value) => typeof value === "boolean");
export const aTime = only((value) => Number.isFinite(value) && value >= 0 && value <= LAST);
export const aText = only((value) => typeof value === "string");
export const listOf = (shape) => (value) => (Array.isArray(value) ? value.slice(0, MANY).map(shape).filter(isGiven) : undefined);
export const record = (shapes) => (value) => {
  if (!isObject(value)) return undefined;
  const found = Object.entries(shapes).map(([key, shape]) => [key, shape(entryOf(value, key))]);
  return Object.fromEntries(found.filter(([, each]) => isGiven(each)));
};

// Storage: what the site keeps in the reader's browser, under keys that no other site on the same host uses

const PREFIX = `papershelf:1:${root.pathname}:`;
const STORAGE_PROBLEMS = {
  QuotaExceededError: "This browser's storage for the site is full. New marks are lost when you leave the page: export them under My reading.",
  other: "This browser does not save data for this site, as in some private windows. Your marks are lost when you leave the page.",
};
const unsaved = new Map(); // what storage did not take; null is a removal
let hasWarned = false;

/** What is right, by a shape, in the value stored under a name; undefined where there is none. */
export function stored(name, shape) {
  try {
    const text = unsaved.has(name) ? unsaved.get(name) : localStorage.getItem(PREFIX + name);
    return text === null ? undefined : read(text, shape);
  } catch {
    return undefined; // storage is blocked
  }
}

/** Store a value, or forget the name where it is undefined; without storage it lasts as long as the page. */
export function store(name, value, { quietly = false } = {}) {
  const text = value === undefined ? null : JSON.stringify(value);
  try {
    if (text === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, text);
    unsaved.delete(name);
  } catch (error) {
    unsaved.set(name, text);
    if (!hasWarned && !quietly) showMessage(STORAGE_PROBLEMS[error.name] ?? STORAGE_PROBLEMS.other);
    hasWarned ||= !quietly;
  }
}

/** All stored names that begin in a certain way. */
export function storedNames(start) {
  let names = [];
  try {
    names = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {
    // blocked: only what this page wrote is there
  }
  return [...new Set([...names, ...unsaved.keys()])].filter((name) => name.startsWith(start) && unsaved.get(name) !== null);
}

/** Call `listener` with the name that another tab changed; with null where it may be any. */
export function onStored(listener) {
  addEventListener("storage", ({ key }) => {
    if (key === null) listener(null);
    else if (key.startsWith(PREFIX)) listener(key.slice(PREFIX.length));
  });
  addEventListener("pageshow", ({ persisted }) => persisted && listener(null)); // back from the page cache
}

// Messages

const announcements = statusRegion("ps-said");
const message = statusRegion("ps-told");

/** Announce to screen readers what just happened; others see it on the page. */
export function announce(words) {
  announcements.textContent = "";
  setTimeout(() => { announcements.textContent = words; }, 50); // so that the same words twice are two announcements
}

/** Show a message, with buttons to act on it, until it is closed. */
export function showMessage(words, ...buttons) {
  const close = button("Close", () => message.replaceChildren(), { className: "" });
  message.replaceChildren(make("p", { textContent: words }), ...buttons, close);
}

function statusRegion(className) {
  const region = make("div", { className });
  region.setAttribute("role", "status");
  place.append(region);
  return region;
}

// The search, which is loaded when somebody searches or filters: all of its modules at once, not one after another

const engine = () => Promise.all([
  import("./search.js"), import("./search-index.js"), import("./search-names.js"), import("./search-rank.js"), import("./search-words.js"),
]);

let hasSearched = false;

/** What search.js exports; who searches once can search without a network from then on. */
export async function searchEngine() {
  const [search] = await engine();
  if (!hasSearched) askWorker({ search: true });
  hasSearched = true;
  return search;
}

// Elements

/** An element with properties, `data` attributes and children; text is never read as HTML. */
export function make(name, { data = {}, label, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  Object.assign(element.dataset, data);
  if (label) element.setAttribute("aria-label", label);
  element.append(...children);
  return element;
}

/** A button that does something. */
export function button(words, act, properties = {}) {
  const made = make("button", { type: "button", className: "ps-button", textContent: words, ...properties });
  made.addEventListener("click", act);
  return made;
}

/** Children for an element, from a list of [text, isFound]: what a search found is marked. */
export function marked(parts) {
  return parts.map(([text, isFound]) => (isFound ? make("mark", { textContent: text }) : text));
}

/** Close a `details` element on Escape and on a click elsewhere, as readers expect of a menu. */
export function closeLikeAMenu(details) {
  details.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
  addEventListener("click", ({ target }) => {
    if (!details.contains(target)) details.open = false;
  });
}

// Words

/** A number with separators of thousands, as the generator writes it. */
export const grouped = (number) => number.toLocaleString("en");

/** "1 paper", "1,023 papers". */
export const papers = (number) => `${grouped(number)} ${number === 1 ? "paper" : "papers"}`;

/** What a search says where papers lack some of the words; "" where all that are found have them all. */
export const partly = (total, full) => {
  if (full === total) return "";
  return full ? `${grouped(full)} ${full === 1 ? "has" : "have"} all the words` : "none has all the words";
};

/** What a found paper lacks of the query. */
export const without = (words) => `Without: ${words.join(", ")}`;

// Letters that no decomposition takes apart, and marks within words; the same as in search_words.py.
const PLAIN = { ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", ŧ: "t", ß: "ss", æ: "ae", œ: "oe", þ: "th", ς: "σ" };
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join("")}'’\u00ad\u200b\u2060\ufeff]`, "g");

/** Text without case, accents and letters that few keyboards have, as the search index has it. */
export const fold = (text) => text.replace(/[™©®℠]/g, " ").toLowerCase().normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
  .replace(NOT_PLAIN, (letter) => PLAIN[letter] ?? "").normalize("NFC");

// Copying and saving

const FLASH = 2000; // milliseconds for which a button says what it did

/** Put text on the clipboard, without permission for that by way of a selection; resolves to whether it worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const { activeElement } = document;
    const field = make("textarea", { value: text });
    place.append(field);
    field.select();
    const isCopied = document.execCommand("copy"); // the only way on a page that came over plain HTTP
    field.remove();
    activeElement?.focus();
    return isCopied;
  }
}

/** Show and announce on a button what it did, for a moment. */
export function flash(pressed, words) {
  const label = pressed.dataset.label ??= pressed.textContent;
  pressed.textContent = words;
  announce(words);
  setTimeout(() => { pressed.textContent = label; }, FLASH);
}

/** Hand text to the browser as a download. */
export function save(name, text, type) {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

async function copyFrom(pressed) {
  const source = document.getElementById(pressed.dataset.copy);
  const isCopied = await copy(source.tagName === "CODE" ? source.textContent : source.textContent.replace(/\s+/g, " ").trim());
  flash(pressed, isCopied ? "Copied" : "Not copied: select the text instead");
}

/** Let the buttons with `data-copy` and `data-save` copy and save the element that they name. */
function listenForCopying() {
  document.addEventListener("click", ({ target }) => {
    const pressed = target.closest?.("[data-copy], [data-save]");
    if (pressed?.dataset.copy) copyFrom(pressed);
    if (pressed?.dataset.save) {
      save(pressed.dataset.name, `${document.getElementById(pressed.dataset.save).textContent}\n`, "application/x-bibtex");
    }
  });
}

/** Escape hides why a paper has a tag, until the pointer or the focus moves on. */
function listenForTagReasons() {
  const tags = document.querySelector(".ps-chips--why");
  document.addEventListener("keydown", ({ key }) => key === "Escape" && tags?.setAttribute("data-put-away", ""));
  for (const event of ["pointerout", "focusout"]) tags?.addEventListener(event, () => tags.removeAttribute("data-put-away"));
}

// The header: light or dark, as the system has it until the reader chooses; that of another site has its own ways

const systemScheme = matchMedia("(prefers-color-scheme: dark)");

/** Let the button in the header switch the colours, and follow the system and other tabs. */
function listenForScheme() {
  const button = document.querySelector(".ps-scheme");
  const show = () => {
    const chosen = stored("scheme", aWord);
    const isDark = chosen ? chosen === "dark" : systemScheme.matches;
    document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
    button.setAttribute("aria-pressed", String(isDark));
  };
  button.addEventListener("click", () => {
    const isDark = button.getAttribute("aria-pressed") !== "true";
    store("scheme", isDark === systemScheme.matches ? undefined : isDark ? "dark" : "light", { quietly: true });
    show();
  });
  systemScheme.addEventListener("change", show);
  onStored((name) => [null, "scheme"].includes(name) && show());
  show();
}

// Offline use: starts the service worker, and says when the list has changed in the meantime

const SETTLED = 2000; // milliseconds after which a page has loaded what it needs

/** Keep this page for later, where the browser can; a server for editing has nothing worth keeping. */
async function keepForOffline() {
  const { serviceWorker } = navigator;
  if (!serviceWorker || document.querySelector("meta[name=papershelf-root][data-live]")) return;
  serviceWorker.addEventListener("message", ({ data }) => data?.changed && offerUpdate());
  await serviceWorker.register(new URL("service-worker.js", root), { updateViaCache: "none" });
  setTimeout(() => askWorker({ keep: loadedAddresses() }), SETTLED);
}

/** Ask the service worker for something, as soon as there is one. */
const askWorker = async (message) => (await navigator.serviceWorker?.ready)?.active.postMessage(message);

/** What this page is made of: the service worker was not there yet when a first page was loaded. */
function loadedAddresses() {
  const entries = performance.getEntriesByType("resource").map(({ name }) => name);
  return [location.href, ...entries].filter((address) => address.startsWith(root.href));
}

/** Offer to reload the page, unless it is the newer version already. */
async function offerUpdate() {
  const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
  const newest = Date.parse(answer.headers.get("Last-Modified") ?? "");
  if (!(newest > Date.parse(document.lastModified))) return;
  showMessage("This list has been updated.", button("Show the new version", () => location.reload(), { className: "" }));
}

/** Let links load whole pages: the scripts of another site may otherwise put the next page where ours run. */
function leaveByLoading() {
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link instanceof HTMLAnchorElement && !link.target) link.target = "_self";
  }, { capture: true });
}

if (shelf) leaveByLoading();
else {
  closeLikeAMenu(document.querySelector(".ps-menu"));
  listenForScheme();
  keepForOffline();
}
listenForCopying();
listenForTagReasons();
