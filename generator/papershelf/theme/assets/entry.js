// Leads the links of a page to the line of its entry in the data, as soon as a reader is about to follow one.
// Pages don't name the line, and without this script their links lead to the file (docs/adr/0025).

import { entryOf, fetchJson, root } from "./site.js";

const links = [...document.querySelectorAll(".ps-edit, .ps-report")];
let leading;

/** Complete the links once; where the lines do not arrive, they stay as they are. */
const lead = () => leading ??= completeLinks().catch(() => undefined);

async function completeLinks() {
  const line = entryOf(await fetchJson("exports/lines.json"), location.pathname.slice(root.pathname.length));
  if (!line) return;
  for (const link of links) {
    if (link.matches(".ps-edit")) link.hash = `L${line}`;
    else link.href += `&line=${line}`;
  }
}

for (const link of links) {
  for (const sign of ["pointerenter", "focus"]) link.addEventListener(sign, lead);
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // another tab, window or file
    event.preventDefault();
    await lead();
    location.assign(link.href);
  });
}

// The system's share sheet, where there is one: on telephones, mostly

const head = document.querySelector(".ps-paper .ps-head");
if (head && navigator.share && matchMedia("(pointer: coarse)").matches) {
  const links = head.querySelector(".ps-actions") ?? head.appendChild(make("ul", { className: "ps-actions" }));
  links.append(make("li", {}, button("Share", share)));
}

/** Hand the page over; a reader who closes the sheet again has changed their mind. */
async function share() {
  const title = head.querySelector("h1").textContent;
  const url = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  try {
    await navigator.share({ title, url });
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}
