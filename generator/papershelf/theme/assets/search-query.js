// What a reader types as words, quoted phrases, words to leave out and identifiers, and back.

// Nearly every abstract has these: they tell nothing, and their places are the largest parts of the index.
const COMMON = new Set(["a", "an", "and", "are", "as", "by", "for", "from", "in", "is", "of", "on", "or", "our", "that", "the", "this", "to", "we", "with"]);

// Addresses that end in an arXiv id, and what a DOI may stand in.
const ARXIV = /(?:https?:\/\/)?(?:www\.)?(?:arxiv\.org\/(?:abs|pdf|html)|huggingface\.co\/papers|doi\.org\/10\.48550\/arxiv)[/.]([\w./-]+?)(?:v\d+)?(?:\.pdf)?(?=[?#\s]|$)\S*/gi;
const DOI = /^\s*(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)\s*$/i;

/** The DOI that a query consists of, in lower case; null for anything else. */
export function doi(text) {
  return DOI.exec(text.replace(ARXIV, ""))?.[1].toLowerCase() ?? null;
}

/** Read a query: {words: [...], phrases: [[...], ...], without: [[...], ...]}, the last of words and phrases behind a
 *  minus. Words are split as in the index, at hyphens and other marks; of an address only its arXiv id counts.
 *  Words like "the" count only within a phrase, or where there are no others. */
export function read(text) {
  const phrases = [], without = [];
  const rest = text.replace(ARXIV, " $1 ")
    .replace(/(-?)["“”„«»]([^"“”„«»]*)["“”„«»]/g, (_, minus, phrase) => {
      (minus ? without : phrases).push(split(phrase));
      return " ";
    })
    .replace(/(?<=^|\s)-(?=\p{L})(\S+)/gu, (_, word) => {
      without.push(split(word));
      return " ";
    });
  const words = split(rest);
  for (const phrase of phrases.filter(({ length }) => length === 1)) words.push(...phrase);
  const telling = words.filter((word) => !COMMON.has(word));
  const several = phrases.filter(({ length }) => length > 1);
  return {
    words: [...new Set(telling.length || several.length ? telling : words)],
    phrases: several,
    without: without.filter(({ length }) => length),
  };
}

/** The text of a query that reads the same. */
export function write({ words, phrases, without }) {
  const quoted = (phrase) => `"${phrase.join(" ")}"`;
  return [...words, ...phrases.map(quoted), ...without.map((some) => `-${some.length > 1 ? quoted(some) : some}`)].join(" ");
}

/** A word without case and accents, as the index and the list of words have it. */
export function fold(word) {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function split(text) {
  return fold(text).replace(/['’]/g, "").match(/\p{N}+(?:\.\p{N}+)+\p{L}*|[\p{L}\p{N}]+/gu) ?? [];
}
