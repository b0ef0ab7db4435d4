// Words: those of a text, as the search index has them, and what a query asks for.
// In order: words of a text, what a query means, stems and spellings, how far one word is from another.
import { fold } from "./site.js";

// Words of a text: the same as in search_words.py, and a test holds the two against each other; change neither alone

const SEAM = "\u001f"; // within a word, where a capital begins another: TokenRing
const INNER_CAPITAL = /(?:(?<=[a-z]{3})|(?<=[A-Z]{2}))(?=[A-Z][a-z]{2})/g;
// Scripts without spaces between words: two neighbouring characters stand for a word.
const UNSPACED = "\\u0e00-\\u0eff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const PICTURES = "\\u2600-\\u27bf\\u2b00-\\u2bff\\u{1f000}-\\u{1faff}";
const LETTERS = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`;
const WORD = `(?:[0-9]+(?:\\.[0-9]+)+(?:${LETTERS})?|${LETTERS}(?:${SEAM}${LETTERS})*(?:\\+\\+|#)?)`;
const HYPHEN = "[-\\u2010\\u2012\\u2013\\u2212]";
const ITEM = new RegExp(`${WORD}(?:${HYPHEN}${WORD})*|[${UNSPACED}]+|[${PICTURES}]`, "gu");
const AT_HYPHEN = new RegExp(HYPHEN, "u");
const FIRST_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

/** The words at each place of a text: first the one that stands there, then those that it is part of. */
export function wordsInOrder(text) {
  return items(text).flatMap(placesOf);
}

const items = (text) => fold(text.replace(INNER_CAPITAL, SEAM)).match(ITEM) ?? [];

function placesOf(item) {
  if (FIRST_UNSPACED.test(item)) return pairs(item).map((pair) => [pair]);
  return joined(item.split(AT_HYPHEN));
}

function pairs(run) {
  const characters = [...run];
  return characters.map((one, at) => one + (characters[at + 1] ?? ""));
}

function joined(pieces) {
  const places = [], ends = [];
  const add = (first, last, word) => new Set([first, last]).forEach((at) => places[at].push(word));
  const wholes = pieces.map((piece) => piece.replaceAll(SEAM, ""));
  pieces.forEach((piece, at) => {
    const parts = piece.split(SEAM).filter(Boolean);
    ends.push([places.length, places.length + parts.length - 1]);
    places.push(...parts.map((part) => [part]));
    if (parts.length > 1) add(...ends[at], wholes[at]);
  });
  for (let at = 0; at + 1 < wholes.length; at += 1) add(ends[at][0], ends[at + 1][1], wholes[at] + wholes[at + 1]);
  return places;
}

// What a query means: words, quoted phrases, words to leave out, identifiers

// What nearly every abstract has or a question begins with: it says little about a paper.
const COMMON = new Set(("a about all also an and any are as at be been between both but by can could did do does for from had has have " +
  "how i if in into is it its may me my no not of on or our over paper papers should so some such than that the their them then there " +
  "these they this those through to under use used using via was we were what when where whether which while who whose why will with " +
  "without would you your").split(" "));

// What may be a part of a name, but says little more.
const LIGHT = new Set(("across after again against another around away back because before behind best better big come different down during each " +
  "enough ever every few find first give go good great help just keep kind last less like little long look lot made make makes making many " +
  "more most much need needs never new next now off often old once one only other others out own part put really same see several show " +
  "since small something still take thing things too try two until up very want way ways well within work works").split(" "));
const LITTLE = 0.35;

/** Whether a word says nothing. */
export const isCommon = (word) => COMMON.has(word);

/** How much a word says, beside what its rareness tells. */
export const substance = (word) => (LIGHT.has(word) ? LITTLE : 1);

// URLs that end in an arXiv id, an id with its version, and the ways to write a DOI.
const ARXIV = /(?:https?:\/\/)?(?:www\.)?(?:arxiv\.org\/(?:abs|pdf|html)|huggingface\.co\/papers|doi\.org\/10\.48550\/arxiv)[/.]([\w./-]+?)(?:v\d+)?(?:\.pdf)?(?=[?#\s]|$)\S*/gi;
const PREFIX = /\barxiv:?\s*(?=\d{4}\.\d{4,5}|[a-z-]+\/\d{7})/gi; // as a paper's page prints it
const VERSION = /(?<=(?:^|[\s:])\d{4}\.\d{4,5})v\d+(?=\s|$)/gi;
const DOI = /^\s*(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)\s*$/i;

/** The DOI that a query consists of, in lower case; null for anything else. */
export function doiOf(text) {
  return DOI.exec(text.replace(ARXIV, ""))?.[1].toLowerCase() ?? null;
}

/** Read a query: {asked, all, phrases, without}. `asked` has for each word {word, joined, whole}: words of the papers that
 *  it makes with those beside it, and those without which it tells too little. `all` are the words as they come. Phrases
 *  are lists of words; of those behind a minus, some have one only. Words like "the" count only within a phrase, or where
 *  there are no others; of a URL only its arXiv id does. */
export function readQuery(text) {
  const quoted = [], without = [];
  const rest = text.replace(ARXIV, " $1 ").replace(PREFIX, "").replace(VERSION, "")
    .replace(/(-?)["“”„«»]([^"“”„«»]*)["“”„«»]/g, (_, minus, phrase) => {
      (minus ? without : quoted).push(plain(phrase));
      return " ";
    })
    .replace(/(?<=^|\s)-(?=\p{L})(\S+)/gu, (_, word) => {
      without.push(plain(word));
      return " ";
    });
  const single = quoted.filter(({ length }) => length === 1).flat().map(alone);
  const asked = [...beside(items(rest).flatMap(askedBy)), ...single];
  const phrases = quoted.filter(({ length }) => length > 1);
  const telling = asked.filter(({ word }) => !COMMON.has(word));
  return {
    asked: distinct(telling.length || phrases.length ? telling : asked),
    all: asked.map(({ word }) => word),
    phrases,
    without: without.filter(({ length }) => length),
  };
}

const plain = (text) => wordsInOrder(text).map(([word]) => word);

const distinct = (asked) => [...new Map(asked.map((one) => [one.word, one])).values()];

const SHORT = 3; // letters

/** A word asked for by itself. */
export const alone = (word) => ({ word, joined: [], whole: [] });

/** What an item of a query asks for. A part as short as those of "2-bit" tells little without the other. */
function askedBy(item) {
  if (FIRST_UNSPACED.test(item)) return pairs(item).slice(0, Math.max(1, [...item].length - 1)).map(alone);
  const pieces = item.split(AT_HYPHEN).map((piece) => piece.replaceAll(SEAM, ""));
  const both = pieces.slice(1).map((piece, at) => pieces[at] + piece);
  const isShort = both.length > 0 && pieces.some((piece) => piece.length < SHORT);
  return pieces.map((word, at) => {
    const around = [both[at - 1], both[at]].filter(Boolean);
    return { word, joined: around, whole: isShort ? around : [] };
  });
}

/** Words beside each other may be one in a paper: "token ring" is in TokenRing. */
function beside(asked) {
  return asked.map((one, at) => {
    const around = [[at - 1, at], [at, at + 1]].filter(([left, right]) => asked[left] && asked[right]);
    return { ...one, joined: [...new Set([...one.joined, ...around.map((pair) => pair.map((each) => asked[each].word).join(""))])] };
  });
}

/** The text of a query that reads the same. */
export function writeQuery({ asked, phrases, without }) {
  const quoted = (phrase) => `"${phrase.join(" ")}"`;
  return [...asked.map(({ word }) => word), ...phrases.map(quoted), ...without.map((some) => `-${some.length > 1 ? quoted(some) : some}`)].join(" ");
}

// Stems and spellings

const SPELLINGS = [["our", "or"], ["isa", "iza"], ["ise", "ize"], ["isi", "izi"], ["yse", "yze"], ["ogue", "og"], ["lling", "ling"], ["lled", "led"],
  ["ller", "ler"], ["tre", "ter"], ["bre", "ber"], ["ence", "ense"], ["aeo", "eo"], ["artef", "artif"], ["gramme", "gram"], ["grey", "gray"], ["dgem", "dgm"]];
const ENDINGS = ["ational", "ization", "isation", "fulness", "iveness", "ations", "ation", "ators", "ator", "ative", "ments", "ment", "ances", "ance", "ences", "ence", "ities",
  "ity", "izing", "ising", "ized", "ised", "izes", "ises", "ize", "ise", "ables", "able", "ible", "ives", "ive", "ally", "als", "al", "ates", "ated", "ating", "ate", "ions", "ion",
  "ings", "ing", "ers", "er", "ors", "or", "ness", "ed", "ly", "es", "s", "e", "y"];
const ROOT = 4; // letters of a word that its endings leave

/** The word as it is spelt on the other side of the Atlantic, where that differs: once, then twice, as in "colourise". */
export function otherSpellings(word) {
  const once = respelt(word);
  return [...new Set([...once, ...once.flatMap(respelt)])].filter((way) => way !== word);
}

const respelt = (word) => SPELLINGS.flatMap(([one, other]) => [word.replace(one, other), word.replace(other, one)]).filter((way) => way !== word);

/** A word without the endings of its forms: sorts, sorted and sorting are sort. */
export function stem(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let bare = word;
  if (/[^s]s$/.test(bare) && !/(?:us|is)$/.test(bare)) bare = bare.replace(/(?<=..)(?:ies$)/, "y").replace(/(?<=(?:ss|sh|ch|x|z))es$/, "").replace(/s$/, "");
  const short = bare.replace(/(?:ing|ed)$/, "");
  if (short !== bare && short.length >= 3 && /[aeiouy]/.test(short)) bare = short.replace(/([^aeiouylsz])\1$/, "$1");
  return bare.length > 3 ? bare.replace(/e$/, "").replace(/y$/, "i") : bare;
}

/** What a word has in common with others of its kin: quantize, quantizer and quantization. */
export function root(word) {
  let bare = stem(word);
  if (!/^[a-z]+$/.test(bare)) return bare;
  for (let step = 0; step < 2; step += 1) {
    const ending = ENDINGS.find((one) => bare.endsWith(one) && bare.length - one.length >= ROOT);
    if (ending) bare = bare.slice(0, -ending.length);
  }
  return bare;
}

// How far one word is from another

/** The closest of some words; among equals the first. */
export function nearest(word, words) {
  const allowed = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let [best, least] = [undefined, allowed + 1];
  for (const each of words) {
    if (Math.abs(each.length - word.length) >= least) continue;
    const steps = distance(word, each, least);
    if (steps < least) [best, least] = [each, steps];
  }
  return best;
}

/** Damerau-Levenshtein (no substring edited twice); gives up at `limit`. */
function distance(one, other, limit) {
  let before = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      line[at] = Math.min(above[at] + 1, line[at - 1] + 1, above[at - 1] + (same ? 0 : 1));
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
        line[at] = Math.min(line[at], before[at - 2] + 1);
      }
    }
    if (Math.min(...line) >= limit) return limit;
    [before, above] = [above, line];
  }
  return above[other.length];
}
