// Misspelt and half-typed words, and the words of the papers that were meant; the lists of them lie beside the index.

const LISTS = new URL("../pagefind/words/", import.meta.url);
const SPELLINGS = [["our", "or"], ["isa", "iza"], ["ise", "ize"], ["isi", "izi"], ["yse", "yze"], ["ogue", "og"], ["elling", "eling"]];
const lists = new Map();
const looked = new Map();

/** The query with each word that no paper has in its nearest spelling, or without it; the same object if nothing is wrong.
 *  `count(text)` asks the index. `as` maps words to those to search for; `unknown` says that no word is known. */
export async function correct(query, count) {
  const found = await Promise.all(query.words.map((word) => lookOnce(word, count)));
  const as = new Map(found.filter(Boolean).map(({ word, as }) => [word, as]));
  const words = [...new Set(found.filter(Boolean).map(({ word }) => word))];
  if (!words.length && !query.phrases.length && query.words.length) return { ...query, unknown: true };
  return { ...query, words, as, changed: found.some((one, at) => one?.word !== query.words[at]) };
}

function lookOnce(word, count) {
  if (!looked.has(word)) looked.set(word, look(word, count));
  return looked.get(word);
}

async function look(word, count) {
  if (await count(`"${word}"`)) return { word, as: word };
  if (word.includes(".")) return { word, as: word.replaceAll(".", " ") };
  for (const other of spelt(word)) if (await count(`"${other}"`)) return { word: other, as: other };
  const words = (await Promise.all([...initials(word)].map(list))).flat();
  const whole = words.find((each) => each.startsWith(word));
  if (whole) return { word, as: await fuller(word, whole, count) };
  const other = nearest(word, words);
  return other && { word: other, as: other };
}

/** The word as it is spelt on the other side of the Atlantic, where that differs. */
function spelt(word) {
  const ways = SPELLINGS.flatMap(([one, other]) => [word.replace(one, other), word.replace(other, one)]);
  return [...new Set(ways)].filter((way) => way !== word);
}

/** The index knows "sorting" as "sort": the beginning "sortin" is then found by way of the whole word. */
async function fuller(word, whole, count) {
  return (await count(whole)) > (await count(word)) ? whole : word;
}

/** The first two letters, since either may be the right beginning of a word whose first letters are mixed up. */
function initials(word) {
  return new Set([...word.slice(0, 2)].map((letter) => (letter >= "a" && letter <= "z" ? letter : "other")));
}

function list(initial) {
  if (!lists.has(initial)) {
    const answer = fetch(new URL(`${initial}.json`, LISTS));
    lists.set(initial, answer.then((reply) => (reply.ok ? reply.json() : [])));
  }
  return lists.get(initial);
}

/** The closest word; among equals the first, which is the most frequent. */
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
