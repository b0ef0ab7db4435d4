// The browse page: what the reader asks for, the address and what is shown, kept in step.
import { preload } from "./search.js";
import { papers as marksOf, subscribe } from "./reading.js";
import { make } from "./elements.js";
import { tell } from "./say.js";
import { STEP, cleared, format, parse, withQuery, withValue } from "./browse-state.js";
import { count, find, idsOf } from "./browse-query.js";
import { facets } from "./browse-facets.js";
import { years } from "./browse-years.js";
import { append, shown } from "./browse-results.js";
import { showAsked } from "./browse-asked.js";
import { nothing } from "./browse-nothing.js";
import { bar } from "./browse-bar.js";
import { position, record, travel } from "./browse-history.js";
import { share } from "./browse-share.js";
import { sheet } from "./browse-sheet.js";

const FIRST = 10; // papers shown before the others of the first page are loaded
const TYPING = 120; // milliseconds without a key after which a query is asked
const page = document.querySelector(".ps-browse");
const [query, form, results, main, more, list, instead] =
  [".ps-query input", ".ps-filters", ".ps-results", ".ps-browse__main", ".ps-browse__more", ".ps-asked", ".ps-instead"].map((name) => page.querySelector(name));
const all = Number(results.dataset.total);
const opened = new Set(); // large facets that somebody wants to see counted

let asked = parse(location.search);
let found = null; // what the last search found; until there is one, the page shows what the generator made
let counts = {}; // of each facet that was counted
let visible = page.querySelectorAll("[data-paper]").length;
let turn = 0;

const current = () => asked;
const filters = facets(form, (facet, value, side) => change(withValue(asked, facet, value, side)), open);
const slider = years(page.querySelector("[data-years]"), current, change);
const controls = bar(page, current, change);

/** Ask for something else: a step that "back" takes back, unless it goes on with the last one. */
function change(next, isStep = true) {
  asked = next;
  record(asked, isStep);
  showControls();
  refresh(() => main.getBoundingClientRect().top < 0 && main.scrollIntoView());
}

async function refresh(then = () => {}) {
  const mine = (turn += 1);
  for (const part of [results, form]) part.setAttribute("aria-busy", "true");
  try {
    const next = await find(asked, slider.list, marksOf());
    const papers = await loaded(next, 0, Math.min(FIRST, asked.show));
    if (mine !== turn) return;
    found = next;
    showFound(papers);
    if (!(await showFurther(asked.show, mine))) return;
    settle();
    then();
    await recount();
  } catch (error) {
    if (mine === turn) fail(error);
  }
}

const counted = () => ["author", "reading"].filter((facet) => opened.has(facet) || asked.any[facet] || asked.none[facet]);

function showControls() {
  if (document.activeElement !== query) query.value = asked.q;
  filters.show(asked, counts);
  slider.show(asked, counts.year);
  controls.show(asked);
  showAsked(list, asked, filters.label, change);
}

const loaded = ({ results: some }, from, to) => Promise.all(some.slice(from, to).map((result) => result.load()));

/** Put more of what was found behind what is shown, up to a number; false where something else is asked by then. */
async function showFurther(most, mine) {
  const papers = await loaded(found, visible, most);
  if (mine !== turn) return false;
  append(results, shown(papers, asked, filters.hue));
  visible += papers.length;
  return true;
}

const reveal = () => document.documentElement.classList.remove("ps-asks");

function showFound(papers) {
  more.hidden = true; // until all that was asked for is there
  results.replaceChildren(...(papers.length ? shown(papers, asked, filters.hue) : [nothing(asked, filters.label, totalOf, change)]));
  visible = papers.length;
  controls.count(asked, found.total, all);
  instead.textContent = found.instead === null ? "" : `No paper has all of that. These are the results for: ${found.instead}`;
  reveal();
}

const totalOf = async (other) => (await find(other, slider.list, marksOf())).total;

function settle() {
  const left = (found?.total ?? all) - visible;
  more.hidden = left <= 0;
  more.firstElementChild.textContent = `Show ${Math.min(STEP, left)} more`;
  results.removeAttribute("aria-busy");
  reveal();
  page.classList.remove("ps-browse--unsearched");
  page.classList.add("ps-browse--live");
  document.dispatchEvent(new CustomEvent("papershelf:cards"));
}

async function showMore() {
  const mine = turn;
  try {
    found ??= await find(asked, slider.list, marksOf());
    if (!(await showFurther(visible + STEP, mine))) return;
  } catch (error) {
    fail(error);
    return;
  }
  asked = { ...asked, show: visible };
  record(asked, false);
  settle();
}

/** Count a large facet from now on, because somebody opened it. */
async function open(facet) {
  if (!["author", "reading"].includes(facet) || opened.has(facet)) return;
  opened.add(facet);
  await recount().catch(fail);
}

/** Count what is found by each facet, after it is shown: that takes more of the index than the papers do. */
async function recount(of = found) {
  const mine = turn;
  const next = await count(of ?? (await find(asked, slider.list, marksOf())), asked, slider.list, marksOf(), counted());
  if (mine !== turn) return;
  counts = next;
  showControls();
  form.removeAttribute("aria-busy");
}

function fail(error) {
  console.error(error);
  for (const part of [results, form]) part.removeAttribute("aria-busy");
  reveal();
  if (!found) page.classList.add("ps-browse--unsearched"); // the pages of the list stand in for "show more"
  more.hidden ||= !found;
  tell("The search could not be loaded. Check your connection, then reload the page.");
}

let timer, isTyping = false;
query.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    change(withQuery(asked, query.value), !isTyping);
    isTyping = true;
  }, TYPING);
});
query.addEventListener("change", () => { isTyping = false; });
query.form.addEventListener("submit", (event) => event.preventDefault());
results.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-tag]");
  if (!chip || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  change(withValue(asked, "tag", chip.dataset.tag, "any"));
});
more.firstElementChild.addEventListener("click", showMore);
page.querySelector("[data-clears]").addEventListener("click", () => change(cleared(asked)));
for (const place of [query.form, form]) {
  place.addEventListener("pointerover", preload, { once: true });
  place.addEventListener("focusin", preload, { once: true });
}
share(page.querySelector(".ps-share"), () => idsOf(asked, slider.list, marksOf()));
sheet(page.querySelector(".ps-sheet"), form, page.querySelector("[data-opens-filters]"));
// The reader's marks changed: counts follow, but no paper leaves the page under the reader's hand.
subscribe(() => counted().length && recount(null).catch(fail));
travel((before, y) => {
  asked = before;
  isTyping = false;
  query.value = asked.q;
  showControls();
  refresh(() => scrollTo(0, y));
});
showControls();
if (format(asked)) refresh(() => scrollTo(0, position()));
else {
  controls.count(asked, all, all);
  settle();
  scrollTo(0, position());
}
