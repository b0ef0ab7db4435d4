// Papers by title, as the page "My reading" lists them.
import { button, make } from "./elements.js";
import { root } from "./keep.js";
import { paper } from "./reading.js";
import { shareAddress } from "./reading-share.js";
import { tell } from "./say.js";

/** A part of the page with its papers; an empty one says how to fill it. */
export function section(id, label, ids, list) {
  const heading = make("h2", { id, className: "ps-divider", tabIndex: -1 }, label);
  if (!ids.length) return make("section", {}, heading, make("p", {}, "Open a paper and mark it. ", link("papers/", "All papers")));
  heading.append(" ", make("span", { className: "ps-number", textContent: ids.length }));
  const share = button("Share this list", () => copy(ids), { label: `Share this list: ${label}` });
  return make("section", {}, heading, paperList(ids, list, true), share);
}

/** Titles that lead to their papers, with the controls of each where they are wanted. */
export function paperList(ids, list, withControls) {
  return make("ul", { className: "ps-titles ps-mine" }, ...ids.map((id) => row(id, list, withControls)));
}

function row(id, { papers }, withControls) {
  const [title, year] = papers[id] ?? [];
  const name = title ? link(`papers/${id}/`, title) : make("span", {}, `${id} (no longer on this list)`);
  const note = withControls && paper(id).note;
  return make("li", { data: withControls ? { paper: id } : {} },
    name,
    ...(year ? [" ", make("span", { className: "ps-number", textContent: year })] : []),
    ...(note ? [make("p", { className: "ps-mine__note", textContent: note })] : []));
}

const link = (address, words) => make("a", { href: new URL(address, root).href, textContent: words });

async function copy(ids) {
  const address = shareAddress(ids);
  try {
    await navigator.clipboard.writeText(address);
    tell(`The address of a list of ${ids.length} ${ids.length === 1 ? "paper" : "papers"} is copied. Whoever opens it sees the titles, not your notes.`);
  } catch {
    tell(`Copy this address: ${address}`);
  }
}
