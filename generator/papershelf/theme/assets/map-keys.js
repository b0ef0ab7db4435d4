const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Lets arrow keys go from dot to dot, so that the map is one stop of the Tab key however many papers it has. */
export function walk(svg, legend, reveal) {
  const links = [...svg.querySelectorAll(".ps-map__dots a")];
  const dots = links.map((link) => {
    const { cx, cy } = link.querySelector("circle");
    link.tabIndex = -1;
    return { link, x: cx.baseVal.value, y: cy.baseVal.value, key: legend.querySelector(`#map-${link.parentNode.dataset.part}`) };
  });
  let current = dots[0];
  const choose = (dot) => {
    current.link.tabIndex = -1;
    current = dot;
    current.link.tabIndex = 0;
  };
  choose(current);
  svg.addEventListener("focusin", (event) => {
    const dot = dots[links.indexOf(event.target.closest("a"))];
    if (dot) choose(dot);
  });
  svg.addEventListener("keydown", (event) => {
    if (!(event.key in WAYS) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = nearest(dots.filter(shown), current, WAYS[event.key]);
    if (!next) return;
    reveal(next);
    next.link.focus({ preventScroll: false });
  });
  legend.addEventListener("change", () => {
    const left = dots.find(shown);
    if (left && !shown(current)) choose(left);
  });
}

const shown = (dot) => dot.key.checked;

/** The dot that lies nearest in a direction: a way aside counts twice, and more than that is another direction. */
function nearest(dots, from, [right, down]) {
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
