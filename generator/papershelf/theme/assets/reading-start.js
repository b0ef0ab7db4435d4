// Starts "My reading": what lists papers is loaded where there is something to list, or a file to import.
import { allMarks, lastVisit, onMark } from "./reading.js";
import { make, root } from "./site.js";

const place = document.querySelector("[data-reading]");
let opened;

const isEmpty = () => !allMarks().size && !lastVisit() && !location.hash.startsWith("#share=");

/** Show the whole page, once; take in a file, if one is given. */
async function open(file) {
  opened ??= import("./reading-page.js").then(({ start }) => start(place));
  const takeIn = await opened;
  if (file) await takeIn?.(file);
}

const openIfNeeded = () => isEmpty() || open();

/** What a reader sees who has marked nothing: how to begin, and how to bring marks from elsewhere. */
function showNothing() {
  const file = make("input", { type: "file", id: "import", accept: ".json,application/json" });
  file.addEventListener("change", () => file.files[0] && open(file.files[0]));
  place.replaceChildren(
    make("section", {},
      make("h2", { className: "ps-divider", textContent: "Nothing marked yet" }),
      make("p", {}, "Open a paper and mark it. ", make("a", { href: new URL("papers/", root).href, textContent: "All papers" }))),
    make("section", { className: "ps-tools" },
      make("h2", { className: "ps-divider", textContent: "Bring your marks" }),
      make("p", { textContent: "If you marked papers in another browser and exported them, import that file here." }),
      make("div", { className: "ps-tools__import" }, make("label", { htmlFor: file.id, textContent: "Import a file" }), file)));
}

if (isEmpty()) {
  showNothing();
  onMark(openIfNeeded);
  addEventListener("hashchange", openIfNeeded);
} else open();
