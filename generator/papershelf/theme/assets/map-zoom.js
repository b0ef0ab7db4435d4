const DESK = 1080; // pixels at which letters have the size for which names found their places
const CELL = 16; // units of the sheet from dot to dot
const CLOSEST = 60; // pixels that a cell takes at most
const DETAILS = [8, 4, 2, 1];
const STEP = 1.6;

/** Lets buttons, wheel and fingers enlarge and move the map; gives `reveal`, which brings a place into sight. */
export function zoom(svg, tools) {
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
    const detail = (sight.scale * width * pixels()) / DESK;
    // A new size restyles every dot, which takes a while where there are thousands: so not for each turn of a wheel.
    svg.style.setProperty("--ps-detail", sight.scale === 1 ? detail.toFixed(3) : stepped(detail));
    const level = String(DETAILS.find((least) => detail >= least * 0.9) ?? 0);
    if (svg.dataset.detail !== level) svg.dataset.detail = level;
    svg.toggleAttribute("data-near", sight.scale > 1);
    for (const button of tools.querySelectorAll("button")) {
      const done = button.dataset.zoom === "in" ? sight.scale >= most() : sight.scale <= 1;
      button.setAttribute("aria-disabled", done); // a disabled button would lose the focus
    }
    svg.dispatchEvent(new Event("mapmoved"));
  };
  /** Enlarges around a place of the window, which stays where it is. */
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
  return { reveal };
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
