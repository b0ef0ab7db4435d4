// The map of papers, made easy to read and to walk: a card beside the dot, arrow keys from dot to dot, zoom.
import { announce, make } from "./site.js";

// A card with title, year and tags of the dot under the pointer or in focus, beside the dot

function showCards(svg, box) {
  const show = (link) => {
    const [title, about = ""] = wordsOf(link);
    const { links } = link.dataset;
    const parts = [make("strong", { dir: "auto", textContent: title }), about, ...(links ? [make("em", { textContent: links })] : [])];
    box.replaceChildren(...parts);
    box.hidden = false;
    placeCard(box, link.querySelector("circle").getBoundingClientRect());
  };
  const hide = () => { box.hidden = true; };
  svg.addEventListener("pointerover", (event) => linkOf(event) && show(linkOf(event)));
  svg.addEventListener("pointerout", hide);
  svg.addEventListener("focusin", (event) => linkOf(event)?.matches(":focus-visible") && show(linkOf(event)));
  svg.addEventListener("focusout", hide);
  svg.addEventListener("mapmoved", () => {
    const focused = svg.querySelector("a:focus-visible");
    if (focused && !box.hidden) show(focused);
    else hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

const linkOf = (event) => event.target.closest("a");

/** The two lines of a dot; its title element becomes its label, or the browser would show a second card. */
function wordsOf(link) {
  const title = link.querySelector("title");
  if (title) {
    link.setAttribute("aria-label", title.textContent);
    title.remove();
  }
  return link.getAttribute("aria-label").split("\n");
}

/** Above the dot where there is room, else below, and never beyond the sheet. */
function placeCard(box, dot) {
  const sheet = box.parentElement.getBoundingClientRect();
  const left = dot.left + dot.width / 2 - sheet.left - box.offsetWidth / 2;
  const above = dot.top - sheet.top - box.offsetHeight - 8;
  const top = above < 0 ? dot.bottom - sheet.top + 8 : above;
  box.style.left = `${Math.max(4, Math.min(left, sheet.width - box.offsetWidth - 4))}px`;
  box.style.top = `${Math.max(4, Math.min(top, sheet.height - box.offsetHeight - 4))}px`;
}

// Arrow keys go from dot to dot, so that the map is one stop of the Tab key however many papers it has

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Returns a function to call when other dots are shown; the one to go on from is that nearest to a place, if given. */
function listenToArrows(svg, legend, reveal) {
  let dots = [];
  let current;
  const choose = (dot) => {
    if (current) current.link.tabIndex = -1;
    current = dot;
    if (current) current.link.tabIndex = 0;
  };
  const refresh = (place = current) => {
    const isFar = svg.querySelector(".ps-map__clusters") && !svg.hasAttribute("data-dots");
    dots = [...svg.querySelectorAll(isFar ? ".ps-map__clusters a" : ".ps-map__dots a")].map((link) => placed(link, legend));
    choose(nearestTo(place ?? { x: 0, y: 0 }, dots.filter(isShown)) ?? dots[0]);
    return current;
  };
  svg.addEventListener("focusin", (event) => {
    const link = event.target.closest("a");
    const dot = dots.find((one) => one.link === link);
    if (dot) choose(dot);
  });
  svg.addEventListener("keydown", (event) => {
    if (!(event.key in WAYS) || event.ctrlKey || event.metaKey || event.altKey || !current) return;
    event.preventDefault();
    event.stopPropagation();
    const next = nextDot(dots.filter(isShown), current, WAYS[event.key]);
    if (!next) return;
    reveal(next);
    next.link.focus({ preventScroll: false });
  });
  legend.addEventListener("change", () => {
    const left = dots.find(isShown);
    if (left && !isShown(current)) choose(left);
  });
  refresh();
  return refresh;
}

function placed(link, legend) {
  const { cx, cy } = link.querySelector("circle");
  link.tabIndex = -1;
  return { link, x: cx.baseVal.value, y: cy.baseVal.value, key: legend.querySelector(`#map-${link.parentNode.dataset.part}`) };
}

const isShown = (dot) => dot.key.checked;

/** The dot that lies nearest to a place. */
function nearestTo({ x, y }, dots) {
  const away = (dot) => (dot.x - x) ** 2 + (dot.y - y) ** 2;
  return dots.reduce((best, dot) => (best && away(best) <= away(dot) ? best : dot), undefined);
}

/** The dot that lies nearest in a direction: a way aside counts twice, and more than that is another direction. */
function nextDot(dots, from, [right, down]) {
  let best = null;
  let least = Infinity;
  for (const dot of dots) {
    const ahead = (dot.x - from.x) * right + (dot.y - from.y) * down;
    const aside = Math.abs((dot.x - from.x) * down) + Math.abs((dot.y - from.y) * right);
    if (ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < least) {
      best = dot;
      least = ahead + 2 * aside;
    }
  }
  return best;
}

// Zoom: buttons, wheel and fingers enlarge and move the map

const DESK = 1080; // pixels at which letters have the size for which names found their places
const CELL = 16; // units of the sheet from dot to dot
const CLOSEST = 60; // pixels that a cell takes at most
const DETAILS = [8, 4, 2, 1, 0.65];
const STEP = 1.6;

/** Returns `reveal`, which brings a place into sight, and `approach`, which shows little more than what is around it. */
function makeZoomable(svg, tools) {
  const { width, height } = svg.viewBox.baseVal;
  const sight = { x: 0, y: 0, scale: 1 };
  const pixels = () => Math.min(svg.clientWidth / width, svg.clientHeight / height);
  const most = () => Math.max(2, CLOSEST / CELL / pixels(), (2 * DESK) / (width * pixels()));

  let waiting = 0;
  const draw = () => {
    sight.x = Math.max(0, Math.min(sight.x, width - width / sight.scale));
    sight.y = Math.max(0, Math.min(sight.y, height - height / sight.scale));
    waiting ||= requestAnimationFrame(paint);
  };
  const paint = () => {
    waiting = 0;
    const box = [sight.x, sight.y, width / sight.scale, height / sight.scale];
    svg.setAttribute("viewBox", box.map((side) => +side.toFixed(2)).join(" "));
    // A new size restyles every dot, which takes a while where there are thousands: so not for each turn of a wheel.
    const exact = (sight.scale * width * pixels()) / DESK;
    const detail = sight.scale === 1 ? exact.toFixed(3) : stepped(exact);
    svg.style.setProperty("--ps-detail", detail);
    const level = String(DETAILS.find((least) => detail >= least * 0.9) ?? 0);
    if (svg.dataset.detail !== level) svg.dataset.detail = level;
    svg.toggleAttribute("data-near", sight.scale > 1);
    for (const button of tools.querySelectorAll("button")) {
      const done = button.dataset.zoom === "in" ? sight.scale >= most() : sight.scale <= 1;
      button.setAttribute("aria-disabled", done); // a disabled button would lose the focus
    }
    svg.dispatchEvent(new Event("mapmoved"));
  };
  /** Enlarge around a place of the window, which stays where it is. */
  const enlarge = (factor, clientX, clientY) => {
    const at = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
    const scale = Math.max(1, Math.min(sight.scale * factor, most()));
    sight.x = at.x - ((at.x - sight.x) * sight.scale) / scale;
    sight.y = at.y - ((at.y - sight.y) * sight.scale) / scale;
    sight.scale = scale;
    draw();
  };
  const shift = (right, down) => {
    const unit = pixels() * sight.scale;
    sight.x -= right / unit;
    sight.y -= down / unit;
    draw();
  };
  const reveal = ({ x, y }) => {
    const [wide, high] = [width / sight.scale, height / sight.scale];
    if (x < sight.x + CELL || x > sight.x + wide - CELL || y < sight.y + CELL || y > sight.y + high - CELL) {
      Object.assign(sight, { x: x - wide / 2, y: y - high / 2 });
      draw();
    }
  };

  tools.addEventListener("click", (event) => {
    const way = event.target.dataset.zoom;
    const box = svg.getBoundingClientRect();
    if (way === "whole") Object.assign(sight, { x: 0, y: 0, scale: 1 });
    if (way) enlarge({ in: STEP, out: 1 / STEP, whole: 1 }[way], box.x + box.width / 2, box.y + box.height / 2);
  });
  svg.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      enlarge(Math.exp(-event.deltaY / 200), event.clientX, event.clientY);
    },
    { passive: false },
  );
  fingers(svg, shift, enlarge);
  new ResizeObserver(draw).observe(svg);
  const approach = ({ x, y }, cells) => {
    const scale = Math.min(Math.sqrt((width * height) / (cells * CELL * CELL)), most());
    Object.assign(sight, { x: x - width / scale / 2, y: y - height / scale / 2, scale: Math.max(1, scale) });
    draw();
  };
  return { reveal, approach };
}

const stepped = (detail) => (2 ** (Math.round(Math.log2(detail) * 2) / 2)).toFixed(3);

/** One finger or the mouse drags, two pinch; a drag that ends on a dot does not follow its link. */
function fingers(svg, shift, enlarge) {
  const down = new Map();
  let moved = false;
  const middle = () => {
    const all = [...down.values()];
    const [x, y] = ["x", "y"].map((axis) => all.reduce((sum, finger) => sum + finger[axis], 0) / all.length);
    return { x, y, apart: all.length > 1 ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 0 };
  };
  svg.addEventListener("pointerdown", (event) => {
    moved = down.size > 0;
    down.set(event.pointerId, { x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY });
  });
  window.addEventListener("pointermove", (event) => {
    const finger = down.get(event.pointerId);
    if (!finger) return;
    const before = middle();
    Object.assign(finger, { x: event.clientX, y: event.clientY });
    moved ||= Math.hypot(finger.x - finger.startX, finger.y - finger.startY) > 4;
    if (!moved || (down.size === 1 && !svg.hasAttribute("data-near"))) return;
    const after = middle();
    shift(after.x - before.x, after.y - before.y);
    if (before.apart && after.apart) enlarge(after.apart / before.apart, after.x, after.y);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, (event) => down.delete(event.pointerId));
  }
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => moved && event.preventDefault(), { capture: true });
}

/** Where the list knows what papers build on: a switch, with which the first time the links are loaded. */
function offerLinks(svg, wanted) {
  let loading;
  wanted.addEventListener("change", () => {
    if (!wanted.checked) return;
    loading ??= import("./map-links.js").then(({ drawLinks }) => drawLinks(svg, wanted, wanted.dataset.links));
    loading.catch(() => {
      loading = undefined;
      wanted.checked = false;
      announce("The links cannot be loaded. Try again with a network.");
    });
  });
}

// The start, unless the list is empty

const svg = document.querySelector(".ps-map__svg");
if (svg) {
  svg.dataset.script = "";
  svg.setAttribute("aria-describedby", "map-hint");
  svg.tabIndex = -1; // Chromium makes a stop of the Tab key of an SVG that listens to the focus
  const tools = document.querySelector(".ps-map__tools");
  tools.hidden = false;
  const { reveal, approach } = makeZoomable(svg, tools);
  showCards(svg, document.querySelector(".ps-map__card"));
  const refresh = listenToArrows(svg, document.querySelector(".ps-map__legend"), reveal);
  const wanted = tools.querySelector("[data-links]");
  if (wanted) offerLinks(svg, wanted);
  if ("far" in svg.dataset) (await import("./map-near.js")).showDotsFromNear(svg, approach, refresh);
}
