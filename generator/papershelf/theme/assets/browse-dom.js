// Words for numbers, and text with marks.
import { make } from "./elements.js";

/** A number with separators of thousands, as the generator writes it. */
export const grouped = (number) => number.toLocaleString("en");

/** "1 paper", "1,023 papers". */
export const papers = (number) => `${grouped(number)} ${number === 1 ? "paper" : "papers"}`;

/** Text whose matches are marked, from HTML of which nothing but `mark` is kept. */
export function marked(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  return [...parsed.childNodes].map((node) =>
    node.nodeName === "MARK" ? make("mark", { textContent: node.textContent }) : document.createTextNode(node.textContent));
}
