// Sharing and exporting what the browse page finds: its address, its feed, and the papers as a file.
import { hasYears, inIndex, isLimited } from "./browse-state.js";
import { announce, closeLikeAMenu, copy, fetchJson, fetchText, flash, fold, papers as counted, root, save, showMessage } from "./site.js";

/** Bring the menu to life; `asked()` is what the page asks for, `found()` resolves to the ids of the papers, in their order. */
export function shareMenu(menu, asked, found) {
  closeLikeAMenu(menu);
  menu.addEventListener("toggle", () => menu.open && showFeed(menu.querySelector("[data-follows]"), asked()));
  menu.addEventListener("click", ({ target }) => {
    if ("copiesLink" in target.dataset) copyLink(target);
    else if (target.dataset.export) exportFound(target.dataset, asked(), found);
  });
}

const FOLLOWED = { tag: "tags", collection: "collections", venue: "venues" }; // facets, and the folders of their feeds
const FEWEST = 2; // papers of a venue that has a feed

/** Show where to follow what is asked for: the whole list, or the one value of a facet that it comes down to. */
function showFeed(place, asked) {
  if (!place) return; // a site without an address has no feeds
  const chosen = Object.entries(asked.any).flatMap(([facet, values]) => values.map((value) => [facet, value]));
  const [[facet, value] = []] = chosen;
  const isPart = chosen.length === 1 && Object.hasOwn(FOLLOWED, inIndex(facet)) && hasFeed(facet, value);
  place.hidden = Boolean(asked.q) || hasYears(asked) || Object.keys(asked.none).length > 0 || !(isPart || !chosen.length);
  if (place.hidden) return;
  for (const link of place.querySelectorAll("a")) {
    const end = link.dataset.ending;
    link.href = isPart ? new URL(`exports/${FOLLOWED[inIndex(facet)]}/${encodeURIComponent(value)}.${end}`, root) : link.dataset.whole;
  }
}

/** Whether the list has a feed of a value: those of the filters do, but for venues with a single paper. */
function hasFeed(facet, value) {
  const row = document.querySelector(`[data-facet="${facet}"] [data-value="${CSS.escape(value)}"]`);
  const count = Number(row?.querySelector("[data-count]").textContent.replace(/\D/g, ""));
  return row !== null && (facet !== "venue" || count >= FEWEST);
}

async function copyLink(pressed) {
  if (await copy(location.href)) flash(pressed, "Link copied");
  else showMessage(`This browser does not let the page copy. The link is: ${location.href}`);
}

/** A name that says what is in a file: "vector-search-2024", else that of the list. */
function nameOf(asked, list) {
  const chosen = ["tag", "collection", "venue", "author"].flatMap((facet) => [...(asked.any[facet] ?? [])]);
  const words = fold([asked.q, ...chosen].filter(Boolean).join(" ")).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return words.slice(0, 60).replace(/-$/, "") || (isLimited(asked) ? `${list}-selection` : list);
}

async function exportFound({ export: format, file, saveAs, extension }, asked, found) {
  try {
    const ids = await found();
    save(`${nameOf(asked, saveAs)}.${extension}`, await recordsOf(format, file, ids), CUTS[format].type);
    announce(`${counted(ids.length)} exported`);
  } catch (error) {
    console.error(error);
    showMessage("The export could not be loaded. Check your connection and try again.");
  }
}

// How a file with the whole list is cut into records in the order of ids.json, and how some of them make a file again.
const lines = { cut: (text) => text.split("\n").filter(Boolean), join: (records) => records.map((each) => `${each}\n`).join("") };
const blocks = { cut: (text) => text.split(/\n\n+/).filter(Boolean), join: (records) => records.map((each) => `${each.trim()}\n`).join("\n") };
const CUTS = {
  bibtex: { ...blocks, type: "application/x-bibtex" },
  ris: { ...blocks, type: "application/x-research-info-systems" },
  endnote: { ...blocks, type: "application/x-endnote-refer" },
  "csl-json": { type: "application/vnd.citationstyles.csl+json", cut: JSON.parse, join: (items) => `${JSON.stringify(items, null, 1)}\n` },
  csv: { ...lines, type: "text/csv", hasHead: true },
  markdown: { ...lines, type: "text/markdown" },
};

/** The text of a file with the papers of `ids`, in that order; ids that the list does not have are left out. */
export async function recordsOf(format, file, ids) {
  const { hasHead, cut, join } = CUTS[format];
  const [text, order] = await Promise.all([fetchText(`exports/${file}`), fetchJson("exports/ids.json")]);
  const records = cut(text);
  const head = hasHead ? records.splice(0, 1) : [];
  const byId = new Map(order.map((id, place) => [id, records[place]]));
  return join([...head, ...ids.filter((id) => byId.has(id)).map((id) => byId.get(id))]);
}
