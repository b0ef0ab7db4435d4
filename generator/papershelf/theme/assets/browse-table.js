// Found papers as a table: a line or two for each, and the abstract on demand in a row of its own below.
import { COLUMNS } from "./browse-state.js";
import { button, make, marked } from "./site.js";

const HEAD = ["Paper", "First author", "Venue", "Date", ...COLUMNS.map(([, label]) => label)];
const MONTH = /^(?:\d+ )?(\p{L}{3})\p{L}* (?=\d{4})/u; // "30 March 2016" becomes "Mar 2016"

/** A table of papers, each with the card that shows it. */
export function table(cards) {
  const head = [...HEAD.map((name) => make("th", { scope: "col", textContent: name })), make("td")];
  return make("table", { className: "ps-table" },
    make("caption", { className: "ps-hidden", textContent: "Papers found" }),
    make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...cards.flatMap(rowsOf)));
}

function rowsOf({ paper, card }) {
  const [date, venue] = factsOf(paper);
  card.querySelector(".ps-card__title a").title = paper.title; // of which a row shows two lines
  const brief = make("p", { className: "ps-table__brief", textContent: [paper.author, venue, date].filter(Boolean).join(" · ") });
  const title = make("th", { scope: "row" }, make("div", { className: "ps-table__paper" },
    ...parts(card, "title"), brief, ...parts(card, "lacking"), make("div", { className: "ps-marks" })));
  const own = COLUMNS.map(([key]) => paper.columns[key] ?? "");
  const cells = [paper.author, venue, date, ...own].map((text) => make("td", { textContent: text }));
  const details = make("tr", { className: "ps-table__details", id: `details-${paper.id}`, hidden: true });
  const row = make("tr", { className: card.className, data: card.dataset }, title, ...cells, make("td", {}, opener(paper, card, details)));
  return [row, details];
}

/** When and where a paper appeared, from the one line that says both. */
function factsOf({ facts, year }) {
  const [first, ...rest] = facts.split(" · ");
  return year ? [first.replace(MONTH, "$1 "), rest.join(" · ")] : ["", facts];
}

/** The button that shows and hides what the table has no room for. */
function opener(paper, card, details) {
  const abstract = paper.abstract();
  const words = abstract.some(([text]) => text) ? "Abstract" : "Details";
  const toggle = () => {
    if (!details.hasChildNodes()) details.append(detailsOf(card, abstract));
    details.hidden = !details.hidden;
    made.setAttribute("aria-expanded", String(!details.hidden));
  };
  const made = button(words, toggle, { className: "ps-button ps-table__open", label: `${words}: ${paper.title}` });
  made.setAttribute("aria-expanded", "false");
  made.setAttribute("aria-controls", details.id);
  return made;
}

function detailsOf(card, abstract) {
  const text = make("p", { className: "ps-table__abstract" }, ...marked(abstract));
  return make("td", { colSpan: HEAD.length + 1 }, ...parts(card, "authors", "facts", "own"), text, ...card.querySelectorAll(".ps-chips, .ps-card__links"));
}

const parts = (card, ...names) => names.flatMap((name) => [...card.querySelectorAll(`.ps-card__${name}`)]);
