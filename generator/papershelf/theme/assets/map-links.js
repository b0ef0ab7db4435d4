// Links on the map: from the paper under the pointer or in focus to those that it builds on, and that build on it.
import { fetchJson, papers } from "./site.js";

const SVG = "http://www.w3.org/2000/svg";
const DOTS = ".ps-map__dots a";
const MOST = 150; // lines that are drawn each way; more cover the map

/** Draw links while a reader wants them. Resolves once they have arrived. */
export async function drawLinks(svg, wanted, address) {
  const places = placesOf(await fetchJson(address));
  const layer = element("g", { class: "ps-map__links", "aria-hidden": "true" });
  svg.insertBefore(layer, svg.querySelector("g"));

  const choose = (link) => {
    const place = wanted.checked && link && places.get(idOf(link));
    layer.replaceChildren(...(place ? linesOf(place) : []));
    svg.toggleAttribute("data-linked", Boolean(place));
  };
  /** Before the card shows what a dot says: this is a part of it. */
  const say = (link) => {
    if (!wanted.checked) return;
    link.dataset.links = wordsOf(places.get(idOf(link)));
    link.setAttribute("aria-description", link.dataset.links);
  };
  const dotOf = (event) => event.target.closest?.(DOTS);
  for (const kind of ["pointerover", "focusin"]) {
    svg.addEventListener(kind, (event) => {
      const link = dotOf(event);
      if (link) [say, choose].forEach((act) => act(link));
    }, { capture: true });
  }
  for (const kind of ["pointerout", "focusout"]) {
    svg.addEventListener(kind, () => choose(svg.querySelector(`${DOTS}:focus-visible`)));
  }
  svg.addEventListener("keydown", (event) => event.key === "Escape" && choose());
  // A finger does not hover: its first tap on a dot shows the links, the next one opens the paper.
  let tapped;
  svg.addEventListener("click", (event) => {
    const link = dotOf(event);
    if (!wanted.checked || event.pointerType !== "touch" || !link || link === tapped) return;
    event.preventDefault();
    tapped = link;
    [say, choose].forEach((act) => act(link));
  }, { capture: true });
  wanted.addEventListener("change", () => {
    if (wanted.checked) return;
    choose();
    for (const link of svg.querySelectorAll("[data-links]")) {
      delete link.dataset.links;
      link.removeAttribute("aria-description");
    }
  });
  // Links that come late are shown for the dot that a reader has found meanwhile.
  const found = svg.querySelector(`${DOTS}:focus-visible, ${DOTS}:hover`);
  found?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
}

/** By id: where a paper is, and the places of those that it builds on and that build on it. */
function placesOf({ ids, x, y, builds_on: buildsOn }) {
  const all = ids.map((id, number) => ({ x: x[number], y: y[number], forth: [], back: [] }));
  buildsOn.forEach((some, number) => {
    for (const other of some) {
      all[number].forth.push(all[other]);
      all[other].back.push(all[number]);
    }
  });
  return new Map(ids.map((id, number) => [id, all[number]]));
}

/** The id of a paper, from the address of its page. */
const idOf = (link) => new URL(link.getAttribute("href"), location.href).pathname.split("/").at(-2);

function wordsOf(place) {
  if (!place) return "No links to other papers of the list.";
  const { forth, back } = place;
  const parts = [];
  if (forth.length) parts.push(`Builds on ${papers(forth.length)}`);
  if (back.length) parts.push(`${forth.length ? "built" : "Built"} on by ${papers(back.length)}`);
  return `${parts.join(", ")}.`;
}

function linesOf(place) {
  const some = (others, name) => others.slice(0, MOST).flatMap((other) => [
    element("line", { class: name, x1: place.x, y1: place.y, x2: other.x, y2: other.y }),
    element("circle", { class: name, cx: other.x, cy: other.y }),
  ]);
  return [...some(place.back, "ps-map__back"), ...some(place.forth, "ps-map__forth")];
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
