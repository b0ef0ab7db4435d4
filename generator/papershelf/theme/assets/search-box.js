// The search in the header: a dialog with the best answers while one types. The index comes when it is first opened.
import { areOn } from "./keys.js";

const SHOWN = 8;
const PAUSE = 100; // ms without a key before asking; an answer may fetch a page of results

const dialog = document.querySelector(".ps-finder");
const input = dialog.querySelector("input");
const status = dialog.querySelector("[role=status]");
const list = dialog.querySelector("ol");
const all = dialog.querySelector(".ps-finder__all");
const header = document.querySelector(".ps-search input");
const engine = () => import("./search.js");
let asked = "";
let timer;

/** Give the search box, the buttons that open it and the key "/" their work. */
export function listenForSearch() {
  document.addEventListener("click", openFromButton);
  document.addEventListener("keydown", openFromKey);
  header.addEventListener("pointerdown", (event) => (event.preventDefault(), open()));
  header.addEventListener("input", () => {
    const { value } = header;
    header.value = "";
    open(value);
  });
  input.addEventListener("input", ({ data }) => {
    clearTimeout(timer);
    const isWhole = data === null || data.length > 1; // pasted or dictated, not typed letter by letter
    timer = setTimeout(answer, isWhole ? 0 : PAUSE);
  });
  dialog.addEventListener("keydown", move);
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest(".ps-finder__close")) dialog.close();
  });
}

function openFromButton(event) {
  const opener = event.target.closest("[data-opens-search]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open();
}

function openFromKey(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
  if (event.key !== "/" || !areOn() || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const own = document.querySelector(".ps-query input"); // a page that is a search itself keeps its filters
  if (own) own.focus(), own.select();
  else open();
}

function open(text = input.value) {
  dialog.showModal();
  input.value = text;
  input.focus();
  engine().then(({ preload }) => preload()).catch(fail);
  answer();
}

async function answer() {
  const query = input.value.trim();
  if (query === asked) return;
  asked = query;
  if (!query) return show([], "", "");
  try {
    const { search } = await engine();
    const { total, results, instead } = await search(query);
    const papers = await Promise.all(results.slice(0, SHOWN).map((result) => result.load()));
    if (query === asked) show(papers, told(total, instead), total > papers.length ? `All ${total} results` : "");
  } catch {
    fail();
  }
}

function told(total, instead) {
  const count = total === 1 ? "1 paper" : `${total || "No"} papers`;
  return instead ? `No paper has all of that. ${count} with: ${instead}` : count;
}

function fail() {
  show([], "The search could not be loaded. Enter leads to the list of all papers.", "");
}

function show(papers, message, more) {
  status.textContent = message;
  list.replaceChildren(...papers.map(item));
  all.hidden = !more;
  all.textContent = more;
  all.search = new URLSearchParams({ q: asked });
}

function item({ url, heading, excerpt, meta }) {
  const row = document.createElement("li");
  const link = row.appendChild(document.createElement("a"));
  link.href = url;
  for (const [name, html] of [["title", heading], ["facts", ""], ["excerpt", excerpt]]) {
    const part = link.appendChild(document.createElement("span"));
    part.className = `ps-finder__${name}`;
    if (html) part.innerHTML = html; // escaped in search-result.js, but for the marks
    else part.textContent = [meta.authors, meta.facts].filter(Boolean).join(" · ");
  }
  return row;
}

/** Arrows go from the words to the answers and back; a letter typed on an answer goes on with the words. */
function move(event) {
  const stops = [input, ...list.querySelectorAll("a"), ...(all.hidden ? [] : [all])];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    event.preventDefault(); // a search field would only be emptied
    dialog.close();
  } else if (step) {
    event.preventDefault();
    const now = Math.max(0, stops.indexOf(document.activeElement));
    stops[Math.min(stops.length - 1, Math.max(0, now + step))].focus();
  } else if (event.key.length === 1 && document.activeElement.matches("a") && !(event.ctrlKey || event.metaKey || event.altKey)) {
    input.focus();
  }
}
