// Offers the system's share sheet on the page of a paper, where there is one: on telephones, mostly.

import { button, make } from "./site.js";

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
