// How much of some papers is read: elements with `data-progress="<id> <id> …"`.
import { papers, subscribe } from "./reading.js";

/** A bar and its words for the papers of some ids. */
export function progressOf(ids, label) {
  const marked = papers();
  const read = ids.filter((id) => marked.get(id)?.state === "read").length;
  const bar = Object.assign(document.createElement("progress"), { max: ids.length || 1, value: read });
  const words = Object.assign(document.createElement("span"), { className: "ps-number", textContent: `${read} of ${ids.length} read` });
  bar.setAttribute("aria-label", label);
  return [bar, words];
}

/** Show the progress wherever the page leaves a place for it, and keep it up to date. */
export function showProgress() {
  const places = [...document.querySelectorAll("[data-progress]")];
  const show = () => places.forEach((place) => {
    const ids = place.dataset.progress.split(" ").filter(Boolean);
    place.replaceChildren(...progressOf(ids, place.dataset.label ?? "Read"));
  });
  if (places.length) subscribe(show);
  show();
}
