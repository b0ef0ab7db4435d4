// Starts what belongs to a reader's marks on the page at hand.
import { addControls } from "./reading-controls.js";
import { addNote } from "./reading-note.js";
import { showProgress } from "./reading-progress.js";
import { before, begin, freshly } from "./visits.js";
import { listenForKeys } from "./keys.js";

/** Mark the cards of papers that came since the last visit, and say how many there are. */
function showNew() {
  const since = before()?.seen;
  for (const card of since ? document.querySelectorAll("[data-paper][data-added]") : []) {
    if (card.dataset.added <= since || card.querySelector(".ps-marks__new")) continue;
    const words = Object.assign(document.createElement("span"), { className: "ps-marks__new", textContent: "New" });
    card.querySelector(".ps-marks")?.append(words);
  }
  const place = document.querySelector("[data-fresh]");
  if (!place || place.textContent || !freshly()) return;
  const link = Object.assign(document.createElement("a"), { href: place.dataset.fresh, textContent: freshly() });
  place.append(link);
}

addControls();
const noted = document.querySelector("[data-note]");
if (noted) addNote(noted, noted.dataset.note);
showProgress();
listenForKeys();
begin(showNew);
document.addEventListener("papershelf:cards", () => {
  addControls();
  showNew();
});
