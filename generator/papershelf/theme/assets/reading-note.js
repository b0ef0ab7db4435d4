// The private note on a paper's page, kept while it is typed.
import { paper, set, subscribe } from "./reading.js";

const PAUSE = 400;

/** Turn the place that the page leaves for it into a note for a paper. */
export function addNote(place, id) {
  const label = Object.assign(document.createElement("label"), { className: "ps-private__label", htmlFor: "private-note", textContent: "Private note" });
  const field = Object.assign(document.createElement("textarea"), { id: "private-note", rows: 3 });
  const hint = Object.assign(document.createElement("p"), { className: "ps-private__hint", id: "private-note-hint" });
  field.setAttribute("aria-describedby", hint.id);
  place.append(label, field, hint);
  let timer;
  const show = () => {
    if (!timer && field.value !== paper(id).note) field.value = paper(id).note;
    hint.textContent = "Only on this device.";
  };
  const keep = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = undefined;
    set(id, { note: field.value.trim() ? field.value : "" });
    hint.textContent = "Kept. Only on this device.";
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  field.addEventListener("blur", keep);
  addEventListener("pagehide", keep);
  subscribe((changed) => (changed === null || changed === id) && show());
  show();
}
