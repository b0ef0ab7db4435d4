// Prints the place of the first right answer to each query, from 1; 0 where there is none.
import { readFileSync } from "node:fs";
import MiniSearch from "minisearch";

const { documents, queries } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const index = new MiniSearch({
  fields: ["title", "authors", "tags", "abstract"],
  searchOptions: { boost: { title: 2 }, prefix: true, fuzzy: 0.2 },
});
index.addAll(documents);
const places = queries.map(([text, right]) => index.search(text).findIndex(({ id }) => right.includes(id)) + 1);
console.log(JSON.stringify(places));
