// The map of a long list: from afar, circles with numbers; from near, a dot for each paper of what is in sight.
// The dots come from the pages to which the circles lead without a script, a page for each part of the sheet.

const CELL = 16; // units of the sheet from dot to dot
const NEAR = 1200; // cells in sight at which dots are shown; about half of them hold one
const CLOSE = 500; // cells in sight after a click on a circle
const SVG = "http://www.w3.org/2000/svg";

/** Show dots where the map is seen from near. `approach` moves there, `refresh` is called when there are other dots. */
export function showDotsFromNear(svg, approach, refresh) {
  const sheets = sheetsOf(svg);
  if (!sheets.size) return;
  const shown = new Map(); // the address of a page: the elements with the dots of its papers
  const loaded = new Map(); // the address of a page: a promise of its papers
  let asked = 0;

  const update = async () => {
    const turn = ++asked;
    const sight = svg.getAttribute("viewBox").split(" ").map(Number);
    if ((sight[2] * sight[3]) / (CELL * CELL) > NEAR) {
      if (svg.hasAttribute("data-dots")) change(() => svg.removeAttribute("data-dots"));
      return;
    }
    const keys = inSight(sight, sheets);
    const papers = await Promise.all(keys.map((key) => load(key, loaded))).catch(() => undefined);
    if (!papers || turn !== asked) return; // without a network the circles stay, and lead to what was kept
    const fill = () => {
      keys.forEach((key, number) => shown.has(key) || shown.set(key, draw(svg, papers[number])));
      for (const [key, elements] of shown) if (!keys.includes(key)) drop(key, elements);
      svg.setAttribute("data-dots", "");
    };
    change(fill);
  };
  const drop = (key, elements) => {
    if (elements.some((element) => element.contains(document.activeElement))) return;
    elements.forEach((element) => element.remove());
    shown.delete(key);
  };
  /** Change what is shown; a focus that would be lost goes to the nearest dot or circle. */
  const change = (act) => {
    const focused = svg.contains(document.activeElement) ? document.activeElement.querySelector("circle") : null;
    const wasNear = svg.hasAttribute("data-dots");
    act();
    const next = refresh(focused ? { x: focused.cx.baseVal.value, y: focused.cy.baseVal.value } : undefined);
    if (focused && wasNear !== svg.hasAttribute("data-dots")) next?.link.focus();
  };

  svg.addEventListener("mapmoved", update);
  for (const circle of svg.querySelectorAll(".ps-map__clusters a")) {
    circle.setAttribute("role", "button"); // it shows the papers here instead of leading to them
    circle.addEventListener("keydown", (event) => event.key === " " && press(event));
    circle.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      press(event);
    });
  }
  const press = (event) => {
    event.preventDefault();
    const { cx, cy } = event.currentTarget.querySelector("circle");
    approach({ x: cx.baseVal.value, y: cy.baseVal.value }, CLOSE);
  };
}

/** The addresses of the pages that list papers, each with the box around its papers: [left, top, right, bottom]. */
function sheetsOf(svg) {
  const boxes = new Map();
  for (const link of svg.querySelectorAll(".ps-map__clusters a")) {
    const address = new URL(link.href.baseVal, location.href).href.split("#")[0];
    const box = link.dataset.extent.split(" ").map(Number);
    const other = boxes.get(address) ?? box;
    boxes.set(address, box.map((side, place) => Math[place < 2 ? "min" : "max"](side, other[place])));
  }
  return boxes;
}

/** The addresses of the pages whose papers are in sight, or nearly so. */
function inSight([x, y, width, height], sheets) {
  const meets = ([left, top, right, bottom]) => left < x + width + CELL && right > x - CELL && top < y + height + CELL && bottom > y - CELL;
  return [...sheets].filter(([, box]) => meets(box)).map(([address]) => address);
}

function load(address, loaded) {
  if (!loaded.has(address)) {
    const papers = read(address);
    loaded.set(address, papers);
    papers.catch(() => loaded.delete(address)); // to be tried again
  }
  return loaded.get(address);
}

/** The papers that a page lists: [part, address, words, x, y]. */
async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.querySelectorAll("[data-part] > li")].map((item) => {
    const link = item.querySelector("a");
    const about = item.querySelector(".ps-titles__facts")?.textContent;
    const words = [link.textContent, about].filter(Boolean).join("\n");
    return [item.parentNode.dataset.part, new URL(link.getAttribute("href"), address).href, words, item.dataset.x, item.dataset.y];
  });
}

/** Draw papers as dots, in a group for each part of the legend; returns the groups. */
function draw(svg, papers) {
  const groups = new Map();
  for (const [part, href, words, cx, cy] of papers) {
    const group = groups.get(part) ?? element("g", { class: "ps-map__dots ps-map__near", "data-part": part, "data-hue": svg.querySelector(`.ps-map__clusters[data-part="${part}"]`).dataset.hue });
    groups.set(part, group);
    const link = element("a", { href, "aria-label": words, tabindex: -1 });
    link.append(element("circle", { cx, cy }));
    group.append(link);
  }
  svg.querySelector(".ps-map__names").before(...groups.values());
  return [...groups.values()];
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
