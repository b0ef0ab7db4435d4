// How much of the whole list, and of each group of tags, is read.
import { make } from "./elements.js";
import { root } from "./keep.js";
import { progressOf } from "./reading-progress.js";

/** A bar for the list, and behind a summary one for each group of tags. */
export function overall({ groups, papers }) {
  const ids = Object.keys(papers);
  const members = groups.map((_, place) => ids.filter((id) => papers[id][3].includes(place)));
  const rows = groups.map(([slug, label], place) =>
    make("li", {}, make("a", { href: new URL(`tags/${slug}/`, root).href, textContent: label }), ...progressOf(members[place], label)));
  return make("section", { className: "ps-overall", label: "How much is read" },
    make("p", { className: "ps-progress" }, ...progressOf(ids, "The whole list")),
    ...(rows.length ? [make("details", { open: wasOpen() }, make("summary", {}, "By topic"), make("ul", { className: "ps-bars" }, ...rows))] : []));
}

const wasOpen = () => document.querySelector(".ps-overall details")?.open ?? false;
