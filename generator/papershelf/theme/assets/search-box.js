// The search in the header: a dialog with the best answers while one types. The index comes when it is first opened.
import { WORDS, grouped, make, marked, papers, partly, place, root, searchEngine, without } from "./site.js";

const SHOWN = 8;
const EXCERPT = 200; // characters; the style sheet cuts them after two lines
const KINDS = { author: "Author", tag: "Tag", venue: "Venue" };
const PAUSE = 100; // milliseconds without a key before asking; an answer may fetch a part of the index

const input = part("input", "input", {
  type: "search", name: WORDS, label: "Search papers", placeholder: "Words, names or a “quoted phrase”",
  autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "search",
});
const status = part("p", "status", { id: "ps-finder-status" });
const list = part("ol", "results", { label: "Papers found" });
const named = part("ul", "names", { label: "Authors, tags and venues", hidden: true });
const all = part("a", "all", { href: new URL("papers/", root).href, hidden: true });
const dialog = finder();
const header = document.querySelector(".ps-search input"); // null in another site
let asked = "";
let timer;

function finder() {
  const escape = make("kbd", { textContent: "Esc" });
  const form = part("form", "form", { label: "All papers", action: all.href },
    make("button", { className: "ps-magnify", label: "Show all results" }),
    input,
    part("button", "close", { type: "button", label: "Esc: close the search" }, escape));
  escape.setAttribute("aria-hidden", "true");
  form.setAttribute("role", "search");
  status.setAttribute("role", "status");
  input.setAttribute("aria-describedby", status.id);
  const made = make("dialog", { className: "ps-finder", label: "Search" }, form, status, named, list, all);
  place.append(made);
  return made;
}

/** Open the dialog, with words to search for or those of the last time. */
export function openSearch(text = input.value) {
  dialog.showModal();
  input.value = text;
  input.focus();
  searchEngine().then(({ preload }) => preload()).catch(fail);
  answer();
}

/** Close the dialog. WebKit would leave the focus in its field for a moment, and the next key with it. */
function close() {
  dialog.close();
  if (dialog.contains(document.activeElement)) document.activeElement.blur();
}

async function answer() {
  const query = input.value.trim();
  if (query === asked) return;
  asked = query;
  if (!query) return show([], [], "", "");
  try {
    const { namesIn, search } = await searchEngine();
    const [{ total, full, results, instead }, names] = await Promise.all([search(query), namesIn(query)]);
    const found = await Promise.all(results.slice(0, SHOWN).map((result) => result.load(EXCERPT)));
    if (query === asked) show(names, found, summary(total, full, instead), total > found.length ? `All ${grouped(total)} results` : "");
  } catch {
    fail();
  }
}

function summary(total, full, instead) {
  const count = total ? papers(total) : "No papers";
  const parts = [instead ? `No exact matches. ${count} with: ${instead}` : count, partly(total, full)];
  return parts.filter(Boolean).join("; ");
}

function fail() {
  show([], [], "The search could not be loaded. Press Enter to see all papers.", "");
}

/** Show answers in place of the last ones; the one that a reader has come to with the arrows stays chosen. */
function show(names, found, message, more) {
  const chosen = dialog.contains(document.activeElement) && document.activeElement.href;
  status.textContent = message;
  named.replaceChildren(...names.map(nameItem));
  named.hidden = !names.length;
  list.replaceChildren(...found.map(item));
  all.hidden = !more;
  all.textContent = more;
  all.search = new URLSearchParams({ [WORDS]: asked });
  if (chosen) ([...dialog.querySelectorAll("a")].find((each) => each.href === chosen) ?? input).focus();
}

function part(element, name, properties, ...children) {
  return make(element, { className: `ps-finder__${name}`, ...properties }, ...children);
}

const line = (name, ...children) => part("span", name, {}, ...children);

function nameItem({ kind, label, address, papers: numbers }) {
  const about = line("facts", `${KINDS[kind] ?? kind} · ${papers(numbers.length)}`);
  return make("li", {}, make("a", { href: new URL(address, root).href }, make("bdi", {}, line("name", label)), " ", about));
}

function item({ url, heading, excerpt, authors, facts, lacking }) {
  const parts = [
    Object.assign(line("title", ...marked(heading)), { dir: "auto" }),
    line("facts", [authors, facts].filter(Boolean).join(" · ")),
    Object.assign(line("excerpt", ...marked(excerpt)), { dir: "auto" }),
  ];
  if (lacking.length) parts.push(line("lacking", without(lacking)));
  return make("li", {}, make("a", { href: url }, ...parts));
}

/** Arrows go from the words to the answers and back; a letter typed on an answer goes on with the words. */
function move(event) {
  const stops = [input, ...named.querySelectorAll("a"), ...list.querySelectorAll("a"), ...(all.hidden ? [] : [all])];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    event.preventDefault(); // a search field would only be emptied
    close();
  } else if (step) {
    event.preventDefault();
    const now = Math.max(0, stops.indexOf(document.activeElement));
    stops[Math.min(stops.length - 1, Math.max(0, now + step))].focus();
  } else if (event.key.length === 1 && document.activeElement.matches("a") && !(event.ctrlKey || event.metaKey || event.altKey)) {
    input.focus();
  }
}

// What opens the dialog, and what closes it

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens-search]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openSearch();
});
header?.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  openSearch();
});
header?.addEventListener("input", () => {
  const { value } = header;
  header.value = "";
  openSearch(value);
});
input.addEventListener("input", ({ data }) => {
  clearTimeout(timer);
  const isWhole = data === null || data.length > 1; // pasted or dictated, not typed letter by letter
  timer = setTimeout(answer, isWhole ? 0 : PAUSE);
});
addEventListener("indexrenewed", () => {
  asked = "";
  if (dialog.open) answer();
});
dialog.addEventListener("keydown", move);
dialog.addEventListener("click", ({ target }) => {
  if (target === dialog || target.closest(".ps-finder__close")) close();
});
