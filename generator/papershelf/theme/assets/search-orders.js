// Results in other orders than that of their rank, and their permalinks, by lists that lie beside the index.

const BUNDLE = new URL("../pagefind/", import.meta.url);
const lists = new Map();

/** Results as an order of the index has them: newest, added, title or votes; `oldest` is `newest` from its end. */
export async function sorted(results, order) {
  const names = await list(`orders/${order === "oldest" ? "newest" : order}.json`);
  const places = new Map(names.map((name, place) => [name, order === "oldest" ? -place : place]));
  const place = ({ id }) => places.get(id) ?? names.length; // a list kept from before may lack the newest papers
  return results.toSorted((one, other) => place(one) - place(other));
}

/** The permalink of each result. */
export async function permalinks(results) {
  const ids = await list("ids.json");
  return results.map(({ id }) => ids[id]);
}

function list(name) {
  if (!lists.has(name)) lists.set(name, fetched(name));
  return lists.get(name);
}

async function fetched(name) {
  const reply = await fetch(new URL(name, BUNDLE));
  if (!reply.ok) throw new Error(`${name}: ${reply.status}`);
  return reply.json();
}
