// Which values of a facet to show when there are more than one would read.

const FIRST = 8;
const FURTHER = 24;

/** How many values to show at first, and after so many requests for more. */
export const limit = (requests) => FIRST + requests * FURTHER;

/** Choose from entries {value, label, count, chosen} those that hold every word of `text`, at most so many: the chosen
 *  first, then those of which a word begins as the text does, the most frequent before others. Gives {shown, left}. */
export function choose(entries, text, most) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const fitting = entries.filter(({ label }) => words.every((word) => plain(label).includes(word)));
  const begins = new Map(fitting.map(({ value, label }) => [value, Number(words.every((word) => ` ${plain(label)}`.includes(` ${word}`)))]));
  const ordered = fitting.sort((one, other) =>
    other.chosen - one.chosen || begins.get(other.value) - begins.get(one.value) || other.count - one.count ||
    collator.compare(one.label, other.label));
  return { shown: ordered.slice(0, most), left: Math.max(0, ordered.length - most) };
}

const collator = new Intl.Collator("en");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
