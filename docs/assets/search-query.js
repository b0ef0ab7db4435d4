// What a reader types as words and quoted phrases, and back.

/** Read a query: {words: [...], phrases: [[...], ...]}; words are split as in the index, at hyphens and other marks. */
export function read(text) {
  const phrases = [];
  const rest = text.replace(/["“”„«»]([^"“”„«»]*)["“”„«»]/g, (_, phrase) => {
    phrases.push(split(phrase));
    return " ";
  });
  const words = split(rest);
  for (const phrase of phrases.filter(({ length }) => length === 1)) words.push(...phrase);
  return { words: [...new Set(words)], phrases: phrases.filter(({ length }) => length > 1) };
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
