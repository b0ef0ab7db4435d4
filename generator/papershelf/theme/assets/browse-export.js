// Sharing and exporting what the browse page finds: its address, and the papers as a file.
import { isLimited } from "./browse-state.js";
import { announce, closeLikeAMenu, copy, fetchJson, fetchText, flash, fold, papers as counted, save, showMessage } from "./site.js";

/** Bring the menu to life; `asked()` is what the page asks for, `found()` resolves to the ids of the papers, in their order. */
export function shareMenu(menu, asked, found) {
  closeLikeAMenu(menu);
  menu.addEventListener("click", ({ target }) => {
    if ("copiesLink" in target.dataset) copyLink(target);
    else if (target.dataset.export) exportFound(target.dataset, asked(), found);
  });
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
