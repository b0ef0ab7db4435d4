// A random order that is the same each time for the same seed.

/** Shuffle results by their ids; whatever else is found, two papers keep their order. */
export function shuffled(results, seed) {
  const keys = new Map(results.map(({ id }) => [id, hash(`${seed} ${id}`)]));
  return [...results].sort((one, other) => keys.get(one.id) - keys.get(other.id) || (one.id < other.id ? -1 : 1));
}

/** A seed that nobody can foresee, short enough to read out. */
export const newSeed = () => 1 + Math.floor(Math.random() * 9999);

// FNV-1a, and a final mixing so that ids which differ in one letter come to lie far apart.
function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
