// Leads from the place of a name to the page that has it: as a list grows, the page of a letter is divided.
import { decoded } from "./site.js";

const OTHER = "0"; // what names begin with here that are not filed under a letter

/** What the name of a slug may be filed under: its last word first, or, in East Asian script, its first. */
function filed(slug) {
  const words = slug.split("-");
  const unnumbered = /^\d+$/.test(words.at(-1)) ? words.slice(0, -1) : words; // names that look alike are numbered
  const names = [words, unnumbered].filter((name) => name.length);
  const orders = names.flatMap((name) => [[name.at(-1), ...name.slice(0, -1)], name]);
  return orders.map((order) => order.join("-")).map((name) => (/^[a-z]/.test(name) ? name : OTHER + name));
}

/** The link to the names that begin like one of these, most probably the first. */
function nearest(names) {
  const links = [...document.querySelectorAll("[data-start]")];
  const found = names.map((name) => links.findLast((link) => name.startsWith(link.dataset.start)));
  return found.find(Boolean);
}

const wanted = decoded(location.hash.slice(1));
if (wanted && !document.getElementById(wanted)) {
  const link = nearest(filed(wanted));
  if (link) location.replace(`${link.href}#${wanted}`);
}
