// What a reader types as words and quoted phrases, and back.

// Nearly every abstract has these: they tell nothing, and their places are the largest parts of the index.
const COMMON = new Set(["a", "an", "and", "are", "as", "by", "for", "from", "in", "is", "of", "on", "or", "our", "that", "the", "this", "to", "we", "with"]);

/** Read a query: {words: [...], phrases: [[...], ...]}; words are split as in the index, at hyphens and other marks.
 *  Words like "the" count only within a phrase, or where there are no others. */
export function read(text) {
  const phrases = [];
  const rest = text.replace(/["“”„«»]([^"“”„«»]*)["“”„«»]/g, (_, phrase) => {
    phrases.push(split(phrase));
    return " ";
  });
  const words = split(rest);
  for (const phrase of phrases.filter(({ length }) => length === 1)) words.push(...phrase);
  const telling = words.filter((word) => !COMMON.has(word));
  const several = phrases.filter(({ length }) => length > 1);
  return { words: [...new Set(telling.length || several.length ? telling : words)], phrases: several };
}

/** The text of a query that reads the same. */
export function write({ words, phrases }) {
  return [...words, ...phrases.map((phrase) => `"${phrase.join(" ")}"`)].join(" ");
}

/** A word without case and accents, as the index and the list of words have it. */
export function fold(word) {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function split(text) {
  return fold(text).replace(/['’]/g, "").match(/\p{N}+(?:\.\p{N}+)+\p{L}*|[\p{L}\p{N}]+/gu) ?? [];
}
