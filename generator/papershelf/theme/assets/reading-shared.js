// A selection that somebody shares, as a list to read and to take over.
import { button, make } from "./elements.js";
import { paper, set } from "./reading.js";
import { paperList } from "./reading-lists.js";
import { shared } from "./reading-share.js";
import { tell } from "./say.js";

/** What the page's address shares, if anything. */
export function sharedSelection(list) {
  const given = shared(location.hash).map((id) => list.moved[id] ?? id);
  if (!given.length) return [];
  const known = given.filter((id) => Object.hasOwn(list.papers, id));
  const missing = given.length - known.length;
  return [make("section", { className: "ps-shared" },
    make("h2", { className: "ps-divider" }, `Shared with you: ${papers(known.length)}`),
    ...(known.length ? [paperList(known, list, false), button("Add these to my to-read list", () => add(known))] : []),
    ...(missing ? [make("p", {}, `${papers(missing)} of this selection ${missing === 1 ? "is" : "are"} not on this list.`)] : []))];
}

function add(ids) {
  const fresh = ids.filter((id) => !paper(id).state);
  fresh.forEach((id) => set(id, { state: "to-read" }));
  const rest = ids.length - fresh.length;
  tell(`${papers(fresh.length)} added to read.${rest ? ` ${papers(rest)} had a mark already, which stays.` : ""}`);
}

const papers = (count) => `${count} ${count === 1 ? "paper" : "papers"}`;
