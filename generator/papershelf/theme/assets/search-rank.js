// Which papers answer a query, and in what order.
// In order: answering, words, ranking, phrases, what is listed.
import { corrected, placesOf, postings, start, unfinished, wordsBeginning } from "./search-index.js";
import { namedBy } from "./search-names.js";
import { alone, doiOf, isCommon, otherSpellings, readQuery, root, stem, substance, writeQuery } from "./search-words.js";

// Answering: a query is answered once, whatever it is filtered by

const answered = new Map();
addEventListener("indexrenewed", () => answered.clear());

/** The papers that answer a query: {numbers, lacking(number), instead, words}. `numbers` are in the order of rank;
 *  `lacking` are the words that a paper does not have; `instead` is the query that was answered, if a word was misspelt
 *  or no paper has it, else null; `words` are those to mark, each with what it tells. */
export async function answers(query) {
  const key = `${(await start()).edition} ${query}`;
  if (!answered.has(key)) {
    answered.set(key, answer(query).catch((error) => {
      answered.delete(key);
      throw error;
    }));
  }
  return answered.get(key);
}

/** An answer that no word was looked for to find. */
const plainly = (numbers) => ({ numbers, lacking: () => [], instead: null, words: new Map() });

async function answer(text) {
  const doi = doiOf(text);
  if (doi) return papersWith(doi);
  const query = readQuery(text);
  if (!query.asked.length && !query.phrases.length) return withoutWords(query);
  const [named] = await Promise.all([namedBy(query), meanings(query.asked, false)]); // which loads the words meanwhile
  const meant = await meanings(query.asked, !named.size);
  const changed = meant.length < query.asked.length || meant.some(({ isChanged }) => isChanged);
  if (!meant.length && !query.phrases.length) return plainly([]);
  const strict = { ...query, asked: meant };
  const kept = await limits(strict);
  if (query.phrases.length && !kept.size) return answerLoosely(strict);
  const ranked = await rank([...meant, ...(await meanings(query.phrases.flatMap(tellingWords).map(alone), false))], kept);
  return { ...order(ranked, named), instead: changed ? writeQuery(strict) : null };
}

/** The words of a phrase that say something; all where none does. */
function tellingWords(phrase) {
  const some = phrase.filter((word) => !isCommon(word));
  return some.length ? some : phrase;
}

/** No paper has the phrases: look for their words. */
async function answerLoosely({ asked, phrases, without }) {
  const loose = { asked: [...asked, ...phrases.flat().map((word) => ({ word }))], phrases: [], without };
  const text = writeQuery(loose);
  const found = await answers(text);
  return { ...found, instead: found.instead ?? text };
}

async function papersWith(word) {
  const [found] = (await wordsBeginning(word)).filter(([each]) => each === word);
  return plainly(found ? postings(found[1]).numbers : []);
}

/** Without words, all papers are found, the newest first, but those that a minus leaves out. */
async function withoutWords(query) {
  const { papers } = await start();
  const kept = query.without.length ? await limits(query) : null;
  const every = Array.from({ length: papers }, (_, number) => number);
  return plainly(kept ? every.filter((number) => kept.has(number)) : every);
}

// Words: which words of the papers one of the query means

// How well a word of a paper answers one of the query.
const EXACT = 1, SAME_STEM = 0.75, SAME_ROOT = 0.5, BEGINNING = 0.7, BEGUN = 0.9;
const ALIKE = 4; // letters of words that lie together
const MORE = 4; // a last word that begins so many times more is not finished
const MOST_WORDS = 14; // that a query of a large list asks for: each loads a part of the index
const CORRECTED = 0.7; // what a word counts that nobody wrote

/** What the words of a query mean: [{word, found: Map(word of the papers → {row, quality}), isChanged}]. The last may go
 *  on: somebody is typing it. */
async function meanings(asked, mayGoOn) {
  const { spellings } = await start();
  const longest = asked.map(({ word }) => word).sort((one, other) => other.length - one.length).slice(0, MOST_WORDS);
  const telling = spellings ? asked.filter(({ word }) => longest.includes(word)) : asked;
  const meant = await Promise.all(telling.map((one, at) => meaning(one, mayGoOn && at === telling.length - 1)));
  return [...new Map(meant.filter(Boolean).map((one) => [one.word, one])).values()];
}

async function meaning({ word, joined, whole }, mayGoOn) {
  const unit = (await Promise.all(whole.map(exactly))).flat();
  if (unit.length) return { word: unit[0][0], found: add(new Map(), unit, EXACT) };
  const found = await kin(word);
  for (const each of joined) add(found, await exactly(each), EXACT);
  if (mayGoOn && found.size && word.length > 1) {
    const begun = await unfinished(word);
    if (size(begun) > MORE * size([...found].map(([each, { row }]) => [each, row]))) add(found, begun, BEGINNING);
  }
  return found.size ? { word, found } : guess(word);
}

/** What is meant by a word that no paper has: the same word as others spell it, which is nothing to tell, the beginning
 *  of a word, or one much like it. */
async function guess(word) {
  for (const other of otherSpellings(word)) {
    const meant = await kin(other);
    if (meant.size) return { word, found: meant };
  }
  const begun = word.length > 1 ? await unfinished(word) : [];
  if (begun.length) return { word, found: add(new Map(), begun, BEGUN) };
  const other = await corrected(word);
  return other === undefined ? null : { word: other, found: await kin(other), isChanged: true };
}

function add(found, pairs, quality) {
  for (const [word, row] of pairs) if (!found.has(word)) found.set(word, { row, quality });
  return found;
}

const exactly = async (word) => (await wordsBeginning(word, 1)).filter(([each]) => each === word);
const size = (pairs) => pairs.reduce((sum, [, row]) => sum + row.length, 0);

/** The words of the papers that are forms of one, or of its kin. */
async function kin(word) {
  const [ownStem, ownRoot] = [stem(word), root(word)];
  const beginning = [...ownRoot].slice(0, ALIKE).join("");
  const near = await wordsBeginning(beginning, ownRoot.length < ALIKE ? 1 : 3);
  const found = add(new Map(), ownRoot.length < ALIKE ? await exactly(word) : near.filter(([each]) => each === word), EXACT);
  const others = near.filter(([each]) => !isCommon(each));
  add(found, others.filter(([each]) => stem(each) === ownStem), SAME_STEM);
  return add(found, others.filter(([each]) => root(each) === ownRoot), SAME_ROOT);
}

// Ranking: by what the words weigh in a paper, how rare they are, and how much of the query the paper has

const HIDDEN = 0.1; // what a word weighs that finds a paper, but is not in its text
const TITLE = 0.25; // what the title adds that has all words
const LACKING = 0.6; // what is left of a paper's score that has next to nothing of the query

/** Rank papers: {scores: Map(number → score), covered: Map(number → part of the query), meant, weights}. */
async function rank(meant, kept) {
  const { papers } = await start();
  const scores = new Map(), covered = new Map(), titles = new Map();
  const weights = meant.map(({ word, found, isChanged }) => {
    const { best, titled } = bestOf(found);
    const rare = Math.log(1 + (papers - best.size + 0.5) / (best.size + 0.5));
    const weight = rare * substance(word) * (isChanged ? CORRECTED : 1);
    for (const [number, value] of best) {
      if (kept && !kept.has(number)) continue;
      scores.set(number, (scores.get(number) ?? 0) + weight * value);
      covered.set(number, (covered.get(number) ?? 0) + weight);
      if (titled.has(number)) titles.set(number, (titles.get(number) ?? 0) + weight);
    }
    return weight;
  });
  const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  for (const [number, score] of scores) {
    covered.set(number, covered.get(number) / whole);
    const raised = score / whole + (TITLE * (titles.get(number) ?? 0)) / whole;
    scores.set(number, raised * (LACKING + covered.get(number)));
  }
  return { scores, covered, meant, weights };
}

/** What a word of the query weighs in each paper that has it, and which have it in their titles. */
function bestOf(found) {
  const best = new Map(), inTitle = new Set();
  for (const { row, quality } of found.values()) {
    const { numbers, weights, titled } = postings(row);
    numbers.forEach((number, at) => {
      const value = quality * (weights[at] || HIDDEN);
      if (value > (best.get(number) ?? 0)) best.set(number, value);
      if (titled[at]) inTitle.add(number);
    });
  }
  return { best, titled: inTitle };
}

// Phrases: words beside each other in the text; and what a minus leaves out

/** The papers that have all phrases of a query and nothing that it leaves out; null where it says nothing of these. */
async function limits({ phrases, without }) {
  if (!phrases.length && !without.length) return null;
  const { papers } = await start();
  const [having, lacking] = await Promise.all([phrases, without].map((some) => Promise.all(some.map(withPhrase))));
  const fits = (number) => having.every((some) => some.has(number)) && !lacking.some((some) => some.has(number));
  return new Set(Array.from({ length: papers }, (_, number) => number).filter(fits));
}

/** The papers whose text has a phrase; "two-fold" is in them as two words and as one. */
async function withPhrase(words) {
  const joined = words.slice(1).map((_, at) => words.toSpliced(at, 2, words[at] + words[at + 1]));
  const found = await Promise.all([words, ...joined].map(inOrder));
  return new Set(found.flatMap((some) => [...some]));
}

async function inOrder(words) {
  const wanted = await lookedFor(words);
  const forms = await Promise.all(wanted.map((at) => formsOf(words[at])));
  if (forms.some(({ length }) => !length)) return new Set();
  if (words.length === 1) return new Set(forms[0].flatMap(([, row]) => inText(row)));
  const places = await Promise.all(forms.map(placesOfAny));
  const beginnings = places.map((found, which) => new Map([...found].map(([number, some]) => [number, some.map((place) => place - wanted[which])])));
  const [first, ...others] = beginnings.sort((one, other) => one.size - other.size);
  const has = ([number, starts]) => starts.some((start) => others.every((found) => found.get(number)?.includes(start)));
  return new Set([...first].filter(has).map(([number]) => number));
}

const SURE = 2; // words of a phrase, between which any words stand for "of" and "the"

/** Which words of a phrase are looked for, by their places in it. In a large list the places of words like "the" are a
 *  large part of the index: there, how far the other words are apart has to do. */
async function lookedFor(words) {
  const every = words.map((_, at) => at);
  if (!(await start()).spellings) return every;
  const telling = every.filter((at) => !isCommon(words[at]));
  const others = every.filter((at) => isCommon(words[at])).sort((one, other) => words[other].length - words[one].length);
  return [...telling, ...others.slice(0, Math.max(0, SURE - telling.length))].sort((one, other) => one - other);
}

const LONG = 5; // letters of a word that stays the same word when it is spelt otherwise, as "for" and "four" are

/** A word as the papers have it, in the singular and the plural, in British and American spelling. */
async function formsOf(word) {
  const spelt = word.length < LONG ? [word] : [word, ...otherSpellings(word)];
  const pairs = (await Promise.all(spelt.map(numbersOfForms))).flat();
  return [...new Map(pairs.map((pair) => [pair[0], pair])).values()];
}

async function numbersOfForms(word) {
  const ownStem = stem(word);
  const near = await wordsBeginning([...ownStem].slice(0, ALIKE).join(""), ownStem.length < ALIKE ? 1 : 3);
  const pairs = near.filter(([each]) => each === word || (!isCommon(word) && stem(each) === ownStem));
  return pairs.some(([each]) => each === word) ? pairs : [...pairs, ...(await exactly(word))];
}

const inText = (row) => postings(row).numbers.filter((_, at) => postings(row).weights[at]);

async function placesOfAny(forms) {
  const found = new Map();
  for (const some of await Promise.all(forms.map(([word, row]) => placesOf(word, row)))) {
    for (const [number, places] of some) found.set(number, [...(found.get(number) ?? []), ...places]);
  }
  return found;
}

// What is listed: the papers that have all words; where those are few, also those that have most

const ENOUGH = 3; // papers with all words, beside which no others are listed
const MOSTLY = 0.6; // of the weight of one or two words
const SOME = 0.3; // of that of several
const HALF = 0.5; // of what the best has, where none has all
const SEVERAL = 3;
const ALL = 1 - 1e-9;

function order({ scores, covered, meant, weights }, named) {
  const rankOf = (number) => (named.has(number) ? 1 : 0);
  const better = (one, other) => rankOf(other) - rankOf(one) || scores.get(other) - scores.get(one) || one - other;
  const full = [...scores.keys()].filter((number) => covered.get(number) >= ALL);
  const least = full.length ? (meant.length < SEVERAL ? MOSTLY : SOME) : HALF * Math.max(0, ...covered.values());
  const listed = full.length < ENOUGH ? [...scores.keys()].filter((number) => covered.get(number) >= least) : full;
  const having = new Map();
  const has = (number, { word, found }) => {
    if (!having.has(word)) having.set(word, new Set([...found.values()].flatMap(({ row }) => postings(row).numbers)));
    return having.get(word).has(number);
  };
  return {
    numbers: listed.sort(better),
    lacking: (number) => (covered.get(number) >= ALL ? [] : meant.filter((one) => !has(number, one)).map(({ word }) => word)),
    words: new Map(meant.flatMap(({ found }, at) => [...found.keys()].map((word) => [word, weights[at]]))),
  };
}
