// What the browse page shows of what is asked for: found papers as cards or as a list, the filters that are set, and
// what to do where nothing is found.
import { FACETS, cleared, countFilters, facetOf, format, hasYears, needsAll, span, withMatch, withQuery, withValue, withYears } from "./browse-state.js";
import { table } from "./browse-table.js";
import { button, make, marked, papers as counted, without } from "./site.js";

// Found papers

const blank = document.getElementById("card").content.firstElementChild;

/** The elements for papers, loaded and in their order; `hue(tag)` is the colour of a tag's group. */
export function paperElements(papers, asked, hue) {
  if (!papers.length) return [];
  const cards = papers.map((paper) => ({ paper, card: cardOf(paper, asked, hue) }));
  if (asked.view === "table") return [hiddenHeading(), table(cards)];
  const list = asked.view === "list" ? lines : cardList;
  if (!["newest", "oldest"].includes(asked.sort)) return [hiddenHeading(), list(cards)];
  return byYear(cards).map(([year, some]) => section(year, list(some)));
}

/** Put further results behind those that a container shows; a year that goes on gets no second heading. */
export function append(container, further) {
  for (const part of further) {
    const last = container.lastElementChild;
    const goesOn = part.nodeName === "SECTION" ? last?.getAttribute("aria-labelledby") === part.getAttribute("aria-labelledby") : last;
    const [into, from] = [last, part].map((element) => element?.matches("ul") ? element : element?.querySelector("tbody, ul"));
    if (goesOn && into && from) into.append(...from.children);
    else if (!goesOn || !part.matches(".ps-hidden")) container.append(part);
  }
}

const hiddenHeading = () => make("h2", { className: "ps-hidden", textContent: "Results" });

function section(year, list) {
  const id = `y${year || 0}`;
  const element = make("section", {}, make("h2", { className: "ps-divider", id, textContent: year || "Undated" }), list);
  element.setAttribute("aria-labelledby", id);
  return element;
}

function byYear(cards) {
  const groups = [];
  for (const one of cards) {
    const year = one.paper.year ?? "";
    if (groups.at(-1)?.[0] !== year) groups.push([year, []]);
    groups.at(-1)[1].push(one);
  }
  return groups;
}

/** The card that the generator's template makes, filled in; of what a paper lacks, its place is taken out. */
function cardOf(paper, asked, hue) {
  const card = blank.cloneNode(true);
  Object.assign(card.dataset, { paper: paper.id }, paper.added && { added: paper.added });
  const link = card.querySelector(".ps-card__title a");
  link.href = paper.url;
  link.append(...marked(paper.heading));
  link.dir = "auto";
  fill(card, "authors", paper.authors);
  fill(card, "facts", paper.facts);
  fillOwn(card.querySelector(".ps-card__own"), paper.shown);
  fill(card, "excerpt", ...marked(paper.excerpt));
  card.querySelector(".ps-card__excerpt")?.setAttribute("dir", "auto");
  card.querySelector(".ps-card__excerpt")?.classList.toggle("ps-card__excerpt--start", !asked.q);
  const lacking = paper.lacking.length ? [make("p", { className: "ps-card__lacking", textContent: without(paper.lacking) })] : [];
  card.querySelector(".ps-chips").before(...lacking);
  fillTags(card.querySelector(".ps-chips"), paper.tags, asked, hue);
  fillLinks(card.querySelector(".ps-card__links"), paper.links);
  return card;
}

function fill(card, name, ...content) {
  const place = card.querySelector(`.ps-card__${name}`);
  place.replaceChildren(...content);
  if (!place.textContent) place.remove();
}

/** The template has one place for what the list's own fields show: label and text. */
function fillOwn(place, shown) {
  if (!place) return;
  place.replaceWith(...shown.map(([label, text]) => {
    const filled = place.cloneNode(true);
    filled.firstElementChild.textContent = label;
    Object.assign(filled.lastElementChild, { dir: "auto", textContent: text });
    return filled;
  }));
}

function fillTags(list, tags, asked, hue) {
  if (!tags.length) return list.remove();
  const [item] = list.children;
  return list.replaceChildren(...tags.map(({ slug, label }) => {
    const filled = item.cloneNode(true);
    const chip = filled.firstElementChild;
    chip.textContent = label;
    chip.href = `./${format(withValue(asked, facetOf(slug), slug, "any"))}`;
    Object.assign(chip.dataset, { hue: hue(slug) ?? "", tag: slug });
    return filled;
  }));
}

/** The template has a link of each kind that has a name of its own; its class ends in the kind. */
function fillLinks(place, links) {
  const known = new Map([...place.children].map((link) => [link.className.split("--")[1], link]));
  const linkOf = ([kind, href]) => {
    const words = kind.replaceAll("-", " ");
    const link = (known.get(kind) ?? place.firstElementChild).cloneNode(true);
    if (!known.has(kind)) link.textContent = words[0].toUpperCase() + words.slice(1);
    return Object.assign(link, { href, className: `ps-link ps-link--${kind}` });
  };
  place.replaceChildren(...Object.entries(links).map(linkOf).flatMap((link) => [link, " "]));
  if (!place.children.length) place.remove();
}

const cardList = (cards) => make("ul", { className: "ps-cards" }, ...cards.map(({ card }) => card));

function lines(cards) {
  return make("ul", { className: "ps-lines" }, ...cards.map(({ paper, card }) => {
    const facts = make("p", { className: "ps-card__facts", textContent: [paper.facts, paper.authors].filter(Boolean).join(" · ") });
    card.replaceChildren(...parts(card, "title"), facts, ...parts(card, "own", "excerpt", "lacking"));
    return card;
  }));
}

const parts = (card, ...names) => names.flatMap((name) => [...card.querySelectorAll(`.ps-card__${name}`)]);

// The filters that are set, as buttons that remove them

/** The filters that are set: [{words, isNot, joint, without}], where `joint` is what stands before one of several values,
 *  and `without` what is asked when one is removed. */
function setFilters(asked, label) {
  const words = (text, isNot) => (isNot ? `not ${text}` : text);
  const joint = (facet, side, at) => (side === "none" || !at ? "" : needsAll(asked, facet) ? "and" : "or");
  const items = FACETS.flatMap((facet) => ["any", "none"].flatMap((side) =>
    (asked[side][facet] ?? []).map((value, at) => ({
      words: words(label(facet, value), side === "none"), isNot: side === "none", joint: joint(facet, side, at),
      without: withValue(asked, facet, value, null),
    }))));
  const { years } = asked;
  if (hasYears(asked)) items.push({ words: words(yearWords(years), years.not), isNot: years.not, without: withYears(asked, null, null, false) });
  return items;
}

function yearWords(years) {
  if (years.from === null) return `until ${years.to}`;
  return years.to === null ? `from ${years.from}` : span(years).replace("-", "–");
}

/** Show in `list` what is set; `label(facet, value)` gives readers' words, `onChange` gets what remains. */
export function showAsked(list, asked, label, onChange) {
  const had = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  const set = setFilters(asked, label);
  const items = set.map(({ words, isNot, without }) => {
    const properties = { className: `ps-asked__one${isNot ? " ps-asked__one--not" : ""}`, label: `Remove: ${words}` };
    const remove = button("", () => onChange(without), properties);
    remove.append(make("span", { textContent: words }));
    return remove;
  });
  const clear = button("Clear all", () => onChange(cleared(asked)), { className: "ps-asked__all" });
  if (items.length > 1 || (items.length && asked.q)) items.push(clear);
  const joined = (at) => (set[at]?.joint ? [make("span", { className: "ps-asked__joint", textContent: set[at].joint })] : []);
  list.replaceChildren(...items.map((item, at) => make("li", {}, ...joined(at), item)));
  list.hidden = countFilters(asked) === 0;
  if (had >= 0) (items[Math.min(had, items.length - 1)] ?? document.querySelector(".ps-query input")).focus({ preventScroll: true });
}

// Where nothing is found

/** An element that says so and offers to leave out a filter or the words; `label(facet, value)` gives readers' words,
 *  `total(asked)` resolves to a number of papers, `onChange` gets what remains. */
export function nothingFound(asked, label, total, onChange) {
  const way = (words, next) => button(words, () => onChange(next));
  const clear = way("Clear search and filters", cleared(asked));
  const set = setFilters(asked, label).map((one) => ({ ...one, words: `Without ${one.words}` }));
  const words = set.length ? "No papers match these filters." : "No papers match this search.";
  if (asked.q) set.unshift({ words: `Without “${asked.q}”`, without: withQuery(asked, "") });
  for (const facet of FACETS) {
    if (!needsAll(asked, facet) || !(asked.any[facet]?.length > 1)) continue;
    const words = facet === "tag" ? "the tags" : asked.any[facet].join(", ");
    set.push({ words: `With any of ${words}`, without: withMatch(asked, "any", facet) });
  }
  if (set.length > 1) offerWays(set, total, (text, next) => clear.before(way(text, next)));
  return make("div", { className: "ps-nothing" }, make("p", { textContent: words }), make("div", { className: "ps-nothing__ways" }, clear));
}

async function offerWays(set, total, add) {
  const totals = await Promise.all(set.map(({ without }) => total(without)));
  set.forEach(({ words, without }, at) => {
    if (totals[at]) add(`${words}: ${counted(totals[at])}`, without);
  });
}
