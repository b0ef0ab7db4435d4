// Records of a selection, taken out of the files that hold the whole list.

const BLOCKS = /\n\n+/;

/** What the formats are called, the files below exports/, and how downloads of them end. */
export const FORMATS = {
  bibtex: { label: "BibTeX", file: "papers.bib", extension: "bib", type: "application/x-bibtex" },
  ris: { label: "RIS", file: "papers.ris", extension: "ris", type: "application/x-research-info-systems" },
  "csl-json": { label: "CSL-JSON", file: "papers.csl.json", extension: "json", type: "application/vnd.citationstyles.csl+json" },
  csv: { label: "CSV", file: "papers.csv", extension: "csv", type: "text/csv" },
  markdown: { label: "Markdown", file: "papers.md.txt", extension: "md", type: "text/markdown" },
};

// How a file falls into records in the order of ids.json, and how some of them make a file again.
const lines = (text) => text.split("\n").filter(Boolean);
const blocks = { cut: (text) => text.split(BLOCKS).filter(Boolean), join: (records) => records.map((each) => `${each.trim()}\n`).join("\n") };
const PARTS = {
  bibtex: blocks,
  ris: blocks,
  "csl-json": { cut: JSON.parse, join: (items) => `${JSON.stringify(items, null, 1)}\n` },
  csv: { head: true, cut: lines, join: (rows) => rows.map((row) => `${row}\n`).join("") },
  markdown: { cut: lines, join: (rows) => rows.map((row) => `${row}\n`).join("") },
};

async function fetched(name) {
  const answer = await fetch(new URL(`../exports/${name}`, import.meta.url));
  if (!answer.ok) throw new Error(`exports/${name}: ${answer.status}`);
  return answer.text();
}

/** A file with the papers of `ids`, in that order; ids that the list does not have are left out. */
export async function selection(format, ids) {
  const { file, type } = FORMATS[format];
  const { head, cut, join } = PARTS[format];
  const [text, order] = await Promise.all([fetched(file), fetched("ids.json").then(JSON.parse)]);
  const records = cut(text);
  const heading = head ? records.splice(0, 1) : [];
  const byId = new Map(order.map((id, place) => [id, records[place]]));
  const wanted = ids.filter((id) => byId.has(id)).map((id) => byId.get(id));
  return new Blob([join([...heading, ...wanted])], { type: `${type};charset=utf-8` });
}

/** Hand a blob to the browser as a download. */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
