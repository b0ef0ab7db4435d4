// Authors, tags, venues and values of own facets that a query names: answers of their own, beside the papers.
import { authorsWith, list, nameWords, numbersOf, ownValues } from "./search-index.js";
import { stem, wordsInOrder } from "./search-words.js";

const MOST_WORDS = 5; // more are not a name
const AUTHORS = 3, TOPICS = 2;
const LONG = 4; // letters of a single word that may be the beginning of a tag's name

/** The answers to a query: [{kind, label, address, papers}], where `papers` are numbers; the best first. */
export async function names({ all, phrases, without }) {
  if (!all.length || all.length > MOST_WORDS || phrases.length || without.length) return [];
  const [authors, topics] = await Promise.all([authorsNamed(all), topicsNamed(all)]);
  return [...authors.slice(0, AUTHORS), ...topics.slice(0, TOPICS)];
}

/** The papers of the authors whom a query names in full, by two words of a name or more. */
export async function namedBy(query) {
  const authors = query.all.length > 1 ? (await names(query)).filter(({ kind, isWhole }) => kind === "author" && isWhole) : [];
  return new Set(authors.flatMap(({ papers }) => papers));
}

async function authorsNamed(words) {
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best));
  const isTyped = words.length > 1 && longest === words.at(-1);
  const rows = await authorsWith(longest, !isTyped);
  const fitting = rows.filter(([name]) => isNamed(words, nameWords(name)));
  const found = fitting.map(([label, address, ...steps]) => ({
    kind: "author", label, address, papers: numbersOf(steps), isWhole: words.every((word) => nameWords(label).includes(word)),
  }));
  return found.sort((one, other) => other.isWhole - one.isWhole || other.papers.length - one.papers.length);
}

/** Whether each word is one of a name, an initial of one, or, the last of several, the beginning of one. */
function isNamed(words, name) {
  return words.every((word, at) => {
    const begins = word.length === 1 || (at > 0 && at === words.length - 1);
    return name.some((each) => each === word || (begins && each.startsWith(word)));
  });
}

async function topicsNamed(words) {
  const [topics, facets, values] = await Promise.all([list("topics"), list("facets"), ownValues()]);
  const found = ["tag", "venue"].flatMap((kind) => topics[kind].map(([slug, label, ...aliases]) => ({
    kind, label, address: `${kind}s/${slug}/`, papers: numbersOf(facets[kind]?.[slug] ?? []),
    fit: Math.max(...[label, ...aliases].map((name) => fitOf(words, name))),
  })));
  found.push(...values.map(([label, address, kind, ...steps]) => ({ kind, label, address, papers: numbersOf(steps), fit: fitOf(words, label) })));
  return found.filter(({ fit }) => fit > 0).sort((one, other) => other.fit - one.fit || other.papers.length - one.papers.length);
}

const MOSTLY = 0.5;

/** How much of a name the words are, from 0 to 1; 0 for less than half of it, or where one is not part of it. */
function fitOf(words, name) {
  const own = wordsInOrder(name).map(([word]) => word);
  const stems = own.map(stem);
  const isBegun = (word, at) => at === words.length - 1 && word.length >= LONG && own.some((each) => each.startsWith(word));
  if (!words.every((word, at) => stems.includes(stem(word)) || isBegun(word, at))) return 0;
  const fit = words.length / own.length;
  return fit >= MOSTLY ? Math.min(fit, 1) : 0;
}
