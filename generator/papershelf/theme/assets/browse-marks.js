// What the reader marked (see reading.js), as a facet: a filter by ids, and counts.

const has = {
  "to-read": ({ state }) => state === "to-read",
  reading: ({ state }) => state === "reading",
  read: ({ state }) => state === "read",
  starred: ({ starred }) => starred,
};
const UNREAD = "unread"; // all but those read, marked or not
const NOBODY = "-";

/** The papers that carry one of the marks in `any` and none of those in `none`, as a filter by id. */
export function narrowed(any, none, marks) {
  const ids = (values) => new Set([...marks].filter(([, paper]) => values.some((value) => has[value]?.(paper))).map(([id]) => id));
  const wanted = ids(any), read = ids(["read"]), unwanted = ids(none);
  let only = any.length && !any.includes(UNREAD) ? wanted : null;
  if (any.includes(UNREAD)) for (const id of read) if (!wanted.has(id)) unwanted.add(id);
  if (none.includes(UNREAD)) only = only ? new Set([...only].filter((id) => read.has(id))) : read;
  if (!only) return { none: [...unwanted] };
  const left = [...only].filter((id) => !unwanted.has(id));
  return { any: left.length ? left : [NOBODY], none: [] };
}

/** How many of the papers counted by id carry each mark. */
export function tally(papers, marks) {
  const ids = Object.keys(papers ?? {}).filter((id) => papers[id]);
  const count = (value) => ids.filter((id) => marks.has(id) && has[value](marks.get(id))).length;
  const counts = Object.fromEntries(Object.keys(has).map((value) => [value, count(value)]));
  return { ...counts, [UNREAD]: ids.length - counts.read };
}
