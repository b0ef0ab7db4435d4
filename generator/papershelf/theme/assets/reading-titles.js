// What "My reading" knows of papers: titles from files with a part of the list each, abstracts from papers' own pages.
import { entryOf, fetchJson, fetchText, root } from "./site.js";

const rows = new Map(); // by id: [title, what is below it, year, places of its groups]; null is not on the list
const files = new Map(); // by number: a promise of its titles
const pages = new Map(); // by id: a promise of its page
let overview;

/** The size of the list, its groups of tags and its last additions; throws where it cannot be loaded. */
export async function loadOverview() {
  overview ??= await fetchJson("exports/titles.json");
  return overview;
}

/** The number of the file that has a paper's title: FNV-1a, as the generator computes it. */
function partOf(id) {
  let found = 2166136261;
  for (const byte of new TextEncoder().encode(id)) found = Math.imul(found ^ byte, 16777619) >>> 0;
  return found % overview.parts;
}

const load = (number) => {
  if (!files.has(number)) {
    const titles = fetchJson(`exports/titles-${number}.json`);
    files.set(number, titles);
    titles.catch(() => files.delete(number)); // to be tried again
  }
  return files.get(number);
};

/** Load the titles of some papers; where that fails, what is kept of their pages stands in. */
export async function loadRows(ids) {
  await Promise.all(ids.filter((id) => !rows.has(id)).map(async (id) => {
    const row = await load(partOf(id)).then((titles) => entryOf(titles, id) ?? null, () => rowFromPage(id));
    if (row !== undefined) rows.set(id, row);
  }));
}

/** A paper's [title, what is below it, year, places of its groups]; null if not on the list, undefined if not known. */
export const rowOf = (id) => rows.get(id);

/** Whether a paper is on the list, as far as is known. */
export const isListed = (id) => rows.get(id) !== null;

async function rowFromPage(id) {
  try {
    const title = (await pageOf(id)).querySelector("h1").textContent;
    return [title, "", null, []];
  } catch {
    return undefined;
  }
}

function pageOf(id) {
  if (!pages.has(id)) {
    const page = fetchText(`papers/${id}/`).then((text) => new DOMParser().parseFromString(text, "text/html"));
    pages.set(id, page);
    page.catch(() => pages.delete(id));
  }
  return pages.get(id);
}

/** The paragraphs of a paper's abstract, with links that work on this page; none if it has no abstract. */
export async function abstractOf(id) {
  const page = await pageOf(id);
  return [...page.querySelectorAll(".ps-abstract > :not(h2)")].map((part) => {
    const paragraph = document.importNode(part, true);
    for (const link of paragraph.querySelectorAll("a[href]")) {
      link.href = new URL(link.getAttribute("href"), new URL(`papers/${id}/`, root)).href;
    }
    return paragraph;
  });
}
