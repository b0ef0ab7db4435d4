// A found paper as it is shown: its title and the place in its abstract that fits best, with the found words marked.

const LENGTH = 32; // words of an excerpt
const LEAD = 4; // of them, before the first that was found
const NAMED = 4; // authors
const CORE = /([\p{L}\p{N}](?:.*[\p{L}\p{N}])?)/u; // a word without the marks around it

/** Load what is shown of a result: {id, url, title, heading, excerpt, filters, meta}; heading and excerpt are HTML with <mark>. */
export async function load(result) {
  const { url, meta, filters, content, anchors, weighted_locations: found } = await result.data();
  const [facts, labels] = JSON.parse(filters.shown[0]);
  const words = content.split(/\s+/);
  const weights = new Map(found.map(({ location, balanced_score: weight }) => [location, weight]));
  const [start, end] = abstract(anchors, words.length);
  const first = best(weights, start, end);
  const last = Math.min(end, first + LENGTH);
  return {
    id: filters.paper[0],
    url,
    title: meta.title,
    heading: marked(meta.title.split(/\s+/), 0, weights), // the text begins with the title
    excerpt: (first > start ? "… " : "") + marked(words.slice(first, last), first, weights) + (last < end ? " …" : ""),
    filters,
    meta: {
      id: filters.paper[0],
      title: meta.title,
      authors: named(filters.author ?? []),
      facts,
      tags: labels.map(([slug, label]) => ({ slug, label })),
      code: filters.code?.[0] === "yes",
    },
  };
}

/** Where the words of the abstract begin and end; without an abstract, of the whole page. */
function abstract(anchors, length) {
  const at = anchors.findIndex(({ id }) => id === "abstract");
  return at < 0 ? [0, length] : [anchors[at].location, anchors[at + 1]?.location ?? length];
}

/** The first word of the excerpt that holds most of what was found. */
function best(weights, start, end) {
  let [first, most] = [start, 0];
  for (const place of weights.keys()) {
    if (place < start || place >= end) continue;
    const from = Math.max(start, Math.min(place - LEAD, end - LENGTH));
    let sum = 0;
    for (let at = from; at < from + LENGTH; at += 1) sum += weights.get(at) ?? 0;
    if (sum > most) [first, most] = [from, sum];
  }
  return first;
}

function marked(words, offset, weights) {
  return words
    .map((word, at) => (weights.has(offset + at) ? word.split(CORE).map(part).join("") : escape(word)))
    .join(" ");
}

function part(text, at) {
  return at === 1 ? `<mark>${escape(text)}</mark>` : escape(text);
}

function escape(text) {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function named(authors) {
  const more = authors.length - NAMED;
  return authors.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
