// Arrow keys go from dot to dot, so that the map is one stop of the Tab key however many papers it has.

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Returns a function to call when other dots are shown; the one to go on from is that nearest to a place, if given. */
export function listenToArrows(svg, legend, reveal) {
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
