// The browse page: what the reader asks for, the address and what is shown, kept in step.
// In order: asking and showing, the bar, the filters on small screens, the history, the start.
import { shareMenu } from "./browse-export.js";
import { facets, matching, years } from "./browse-facets.js";
import { append, nothingFound, paperElements, showAsked } from "./browse-results.js";
import { STEP, cleared, count, countFilters, excerptLength, facetOf, find, format, idsOf, isLimited, parse, withMatch, withQuery, withSort, withValue } from "./browse-state.js";
import { allMarks, onMark } from "./reading.js";
import { grouped, papers as counted, partly, searchEngine, showMessage } from "./site.js";

// Asking and showing

const FIRST = 10; // papers shown before the others of the first page are loaded
const TYPING = 120; // milliseconds without a key after which a query is asked
const page = document.querySelector(".ps-browse");
const [query, form, results, main, more, list, instead] =
  [".ps-query input", ".ps-filters", ".ps-results", ".ps-browse__main", ".ps-browse__more", ".ps-asked", ".ps-instead"].map((name) => page.querySelector(name));
const all = Number(results.dataset.total);
// Facets that are counted only when somebody wants to see them
const LARGE = ["reading", ...[...form.querySelectorAll("[data-endless]")].map(({ dataset }) => dataset.facet)];
const opened = new Set(); // large facets that somebody opened

let asked = parse(location.search);
let found = null; // what the last search found; until there is one, the page shows what the generator made
let counts = {}; // of each facet that was counted
let visible = page.querySelectorAll("[data-paper]").length;
let shown = null; // the address of what is shown; null while something else is looked for
let turn = 0;

const filters = facets(form, (facet, value, side) => change(withValue(asked, facet, value, side)), open, findMore);
const match = matching(page.querySelectorAll("[data-match]"), (choice, facet) => change(withMatch(asked, choice, facet)));
const slider = years(page.querySelector("[data-years]"), () => asked, change);
const search = (other = asked) => find(other, slider.list, allMarks());

/** Ask for something else: a step that "back" takes back, unless it goes on with the last one. */
function change(next, isStep = true) {
  asked = next;
  record(isStep);
  showControls();
  refresh(() => main.getBoundingClientRect().top < 0 && main.scrollIntoView());
}

async function refresh(then = () => {}) {
  const mine = (turn += 1);
  shown = null;
  for (const part of [results, form]) part.setAttribute("aria-busy", "true");
  try {
    const next = await search();
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

const loaded = ({ results: some }, from, to) => Promise.all(some.slice(from, to).map((result) => result.load(excerptLength(asked))));

function showControls() {
  if (document.activeElement !== query) query.value = asked.q;
  filters.show(asked, counts);
  match.show(asked);
  slider.show(asked, counts.year);
  showBar();
  showAsked(list, asked, filters.label, change);
}

function showFound(papers) {
  more.hidden = true; // until all that was asked for is there
  const totalOf = async (other) => (await search(other)).total;
  const elements = papers.length ? paperElements(papers, asked, filters.hue) : [nothingFound(asked, filters.label, totalOf, change)];
  keepingFocus(() => results.replaceChildren(...elements));
  visible = papers.length;
  showNumber(found.total);
  instead.textContent = answeredWith(found);
  reveal();
}

/** Replace what is shown; a focus within it goes to the same paper, or else to the first thing that can have it. */
function keepingFocus(replace) {
  const focused = results.contains(document.activeElement) && document.activeElement;
  const id = focused && focused.closest("[data-paper]")?.dataset.paper;
  replace();
  if (!focused) return;
  const same = id && results.querySelector(`[data-paper="${CSS.escape(id)}"]`);
  (same || results).querySelector("a[href], button")?.focus({ preventScroll: true });
}

/** What a reader has to know of how the query was answered. */
function answeredWith({ instead: other, total, full }) {
  const lacking = partly(total, full);
  const told = [other === null ? "" : `No exact matches. Showing results for: ${other}.`, lacking && `Of ${counted(total)}, ${lacking}.`];
  return told.filter(Boolean).join(" ");
}

/** Put more of what was found behind what is shown, up to a number; false where something else is asked by then. */
async function showFurther(most, mine) {
  const papers = await loaded(found, visible, most);
  if (mine !== turn) return false;
  append(results, paperElements(papers, asked, filters.hue));
  visible += papers.length;
  return true;
}

async function showMore() {
  const mine = turn;
  try {
    found ??= await search();
    if (!(await showFurther(visible + STEP, mine))) return;
  } catch (error) {
    fail(error);
    return;
  }
  asked = { ...asked, show: visible };
  record(false);
  settle();
}

function settle() {
  const left = (found?.total ?? all) - visible;
  more.hidden = left <= 0;
  more.firstElementChild.textContent = `Show ${Math.min(STEP, left)} more`;
  results.removeAttribute("aria-busy");
  shown = format(asked);
  reveal();
  page.classList.remove("ps-browse--unsearched");
  page.classList.add("ps-browse--live");
  document.dispatchEvent(new CustomEvent("papershelf:cards"));
}

/** Show what partials/early.html hides from a reader who asks for something in particular. */
const reveal = () => document.documentElement.classList.remove("ps-asks");

const countedLarge = () => LARGE.filter((facet) => opened.has(facet) || asked.any[facet] || asked.none[facet]);

/** Count a large facet from now on, because somebody opened it. */
async function open(facet) {
  if (!LARGE.includes(facet) || opened.has(facet)) return;
  opened.add(facet);
  await recount().catch(fail);
}

/** Authors are too many to load them all: those whose names somebody types are counted as well. */
async function findMore(facet, text) {
  try {
    if (facet === "author" && (await (await searchEngine()).countAuthors(text))) await recount();
  } catch (error) {
    fail(error);
  }
}

/** Count what is found by each facet, after it is shown: that takes more of the index than the papers do. */
async function recount() {
  const mine = turn;
  const next = await count(asked, slider.list, allMarks(), countedLarge());
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
  document.dispatchEvent(new CustomEvent("papershelf:cards")); // what waits for papers gets those that are there
  showMessage("The search could not be loaded. Check your connection, then reload the page.");
}

// The bar: how papers are sorted and shown, and how many there are

const sort = page.querySelector("[name=sort]"), shuffle = page.querySelector("[data-shuffles]");

function showBar() {
  const best = sort.querySelector("[value=relevance]");
  best.hidden = best.disabled = !asked.q;
  sort.value = asked.sort;
  shuffle.hidden = asked.sort !== "random";
  page.querySelector(`[name=view][value=${asked.view}]`).checked = true;
  const number = countFilters(asked);
  page.querySelector("[data-opens-filters]").textContent = number ? `Filters (${number})` : "Filters";
}

function showNumber(total) {
  const words = isLimited(asked) ? `${grouped(total)} of ${counted(all)}` : counted(total);
  page.querySelector(".ps-found").textContent = total ? words : "No papers";
  page.querySelector("[data-closes-filters]").textContent = `Show ${counted(total)}`;
}

function listenToBar() {
  sort.addEventListener("change", () => change(withSort(asked, sort.value)));
  shuffle.addEventListener("click", () => change(withSort(asked, "random")));
  page.querySelector(".ps-views").addEventListener("change", ({ target }) => change({ ...asked, view: target.value }));
}

// The filters on small screens: they open in a dialog, and return to their place beside the results when it closes

function listenToSheet() {
  const dialog = page.querySelector(".ps-sheet");
  const home = form.parentElement;
  const wide = matchMedia("(min-width: 960px)");
  page.querySelector("[data-opens-filters]").addEventListener("click", () => {
    dialog.querySelector(".ps-sheet__place").append(form);
    dialog.showModal();
  });
  dialog.addEventListener("close", () => home.append(form));
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("[data-closes-filters]")) dialog.close();
  });
  wide.addEventListener("change", () => wide.matches && dialog.close());
}

// The history: what is asked for is in the address, and where the reader was on the page beside it

const SCROLLING = 150; // milliseconds without scrolling after which the place on the page is noted

/** Where the reader was when the page was left, in pixels; 0 on a first visit. */
const position = () => history.state?.y ?? 0;

/** Put what is asked for into the address: as a step that "back" takes back, or in place of the last. */
function record(isStep) {
  const address = location.pathname + format(asked);
  if (isStep && address !== location.pathname + location.search) history.pushState({ y: scrollY }, "", address);
  else history.replaceState({ y: scrollY }, "", address);
}

function followHistory() {
  history.scrollRestoration = "manual"; // the browser would scroll before there is anything to scroll to
  let timer;
  const note = () => history.replaceState({ y: scrollY }, "");
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(note, SCROLLING);
  }, { passive: true });
  addEventListener("click", ({ target }) => target.closest?.("a[href]") && note(), { capture: true }); // just after scrolling
  addEventListener("popstate", () => {
    clearTimeout(timer);
    followAddress();
  });
  // Back from the page cache: WebKit keeps the papers, but neither what the controls say nor the place on the page; it
  // empties the controls in a task of its own, after this event.
  addEventListener("pageshow", ({ persisted }) => persisted && setTimeout(followAddress));
}

/** Show what the address asks for, at the place that its entry in the history holds. */
function followAddress() {
  const goBack = () => scrollTo(0, position());
  stopTyping();
  asked = parse(location.search);
  query.value = asked.q;
  showControls();
  if (shown === format(asked)) goBack();
  else refresh(goBack);
}

// The start

let timer, isTyping = false;

/** Forget what was typed and not yet asked. */
function stopTyping() {
  clearTimeout(timer);
  isTyping = false;
}

function listenToQuery() {
  query.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      change(withQuery(asked, query.value), !isTyping);
      isTyping = true;
    }, TYPING);
  });
  query.addEventListener("change", () => { isTyping = false; });
  query.form.addEventListener("submit", (event) => event.preventDefault());
}

function listenToResults() {
  results.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-tag]");
    if (!chip || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    change(withValue(asked, facetOf(chip.dataset.tag), chip.dataset.tag, "any"));
  });
  more.firstElementChild.addEventListener("click", showMore);
  page.querySelector("[data-clears]").addEventListener("click", () => change(cleared(asked)));
}

/** Load the search as soon as somebody turns to the field or the filters. */
function preloadOnInterest() {
  const preload = () => searchEngine().then((engine) => engine.preload()).catch(() => {}); // a search says what goes wrong
  for (const place of [query.form, form]) {
    for (const sign of ["pointerover", "focusin"]) place.addEventListener(sign, preload, { once: true });
  }
}

listenToQuery();
listenToResults();
listenToBar();
listenToSheet();
shareMenu(page.querySelector(".ps-share"), () => asked, () => idsOf(asked, slider.list, allMarks()));
followHistory();
preloadOnInterest();
// The reader's marks changed: counts follow, but no paper leaves the page under the reader's hand.
onMark(() => countedLarge().length && recount().catch(fail));
showControls();
if (format(asked)) refresh(() => scrollTo(0, position()));
else {
  showNumber(all);
  settle();
  scrollTo(0, position());
}
