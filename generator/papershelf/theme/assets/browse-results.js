// Found papers as cards, as a list or as a table.
import { make } from "./elements.js";
import { marked } from "./browse-dom.js";
import { format, withValue } from "./browse-state.js";

const LINKS = { arxiv: "arXiv", pdf: "PDF", paper: "Paper", code: "Code", project: "Project page" };
/** What the results look like: `papers` are loaded results in their order, `hue(tag)` the colour of a tag's group. */
export function shown(papers, asked, hue) {
  if (!papers.length) return [];
  const context = { asked, hue };
  if (asked.view === "table") return [hidden(), table(papers, context)];
  const list = asked.view === "list" ? lines : cards;
  if (!["newest", "oldest"].includes(asked.sort)) return [hidden(), list(papers, context)];
  return byYear(papers).map(([year, some]) => section(year, list(some, context)));
}

/** Put further results behind those that a container shows; a year that goes on gets no second heading. */
export function append(container, further) {
  for (const part of further) {
    const last = container.lastElementChild;
    const goesOn = part.nodeName === "SECTION" ? last?.getAttribute("aria-labelledby") === part.getAttribute("aria-labelledby") : last;
    const [into, from] = [last, part].map((element) => element?.matches("ul") ? element : element?.querySelector("ul, tbody"));
    if (goesOn && into && from) into.append(...from.children);
    else if (!goesOn || !part.matches(".ps-hidden")) container.append(part);
  }
}

const hidden = () => make("h2", { className: "ps-hidden", textContent: "Results" });

function section(year, list) {
  const id = `y${year || 0}`;
  const element = make("section", {}, make("h2", { className: "ps-divider", id, textContent: year || "Undated" }), list);
  element.setAttribute("aria-labelledby", id);
  return element;
}

function byYear(papers) {
  const groups = [];
  for (const paper of papers) {
    const year = paper.filters.year?.[0] ?? "";
    if (groups.at(-1)?.[0] !== year) groups.push([year, []]);
    groups.at(-1)[1].push(paper);
  }
  return groups;
}

const cards = (papers, context) => make("ul", { className: "ps-cards" }, ...papers.map((paper) => card(paper, context)));

function card(paper, context) {
  const { meta } = paper;
  return make("li", { className: "ps-card", data: dataOf(paper) },
    title(paper),
    ...line("ps-card__authors", meta.authors),
    ...line("ps-card__facts", meta.facts),
    ...excerpt(paper, context),
    ...chips(paper, context),
    ...links(paper));
}

const lines = (papers, context) => make("ul", { className: "ps-lines" }, ...papers.map((paper) =>
  make("li", { className: "ps-card", data: dataOf(paper) },
    title(paper),
    make("p", { className: "ps-card__facts", textContent: [paper.meta.facts, paper.meta.authors].filter(Boolean).join(" · ") }),
    ...excerpt(paper, context))));

function table(papers, context) {
  const head = ["Paper", "Published", "Tags", "Code"].map((name) => make("th", { scope: "col", textContent: name }));
  const rows = papers.map((paper) =>
    make("tr", { className: "ps-card", data: dataOf(paper) },
      make("td", {}, title(paper), ...line("ps-card__authors", paper.meta.authors), make("div", { className: "ps-marks" })),
      make("td", { textContent: paper.meta.facts ?? "" }),
      make("td", {}, ...chips(paper, context)),
      make("td", { textContent: paper.meta.code ? "Yes" : "–" })));
  return make("table", { className: "ps-table" },
    make("caption", { className: "ps-hidden", textContent: "Papers that were found" }),
    make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
}

const dataOf = ({ id, filters }) => (filters.added ? { paper: id, added: filters.added[0] } : { paper: id });

function title({ url, heading }) {
  return make("h3", { className: "ps-card__title" }, make("a", { href: url }, ...marked(heading)));
}

const line = (className, text) => (text ? [make("p", { className, textContent: text })] : []);

function excerpt({ excerpt: html }, { asked }) {
  const className = `ps-card__excerpt${asked.q ? "" : " ps-card__excerpt--start"}`;
  return html ? [make("p", { className }, ...marked(html))] : [];
}

function chips({ meta }, { asked, hue }) {
  if (!meta.tags?.length) return [];
  const chip = ({ slug, label }) =>
    make("li", {}, make("a", {
      className: "ps-chip", textContent: label, data: { hue: hue(slug) ?? "", tag: slug },
      href: `./${format(withValue(asked, "tag", slug, "any"))}`,
    }));
  return [make("ul", { className: "ps-chips", label: "Tags" }, ...meta.tags.map(chip))];
}

function links({ filters }) {
  const given = Object.entries(LINKS).filter(([kind]) => filters[`link-${kind}`]);
  if (!given.length) return [];
  const link = ([kind, label]) =>
    make("a", { className: `ps-link ps-link--${kind}`, rel: "noopener", href: filters[`link-${kind}`][0], textContent: label });
  return [make("p", { className: "ps-card__links" }, ...given.map(link))];
}
