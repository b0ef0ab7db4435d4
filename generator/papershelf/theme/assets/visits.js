// What came onto the list since the reader's last visit. A visit ends after half an hour without the reader.
import { read, root, write } from "./keep.js";
import { move, papers } from "./reading.js";

const MINUTE = 60 * 1000;
const PAUSE = 30 * MINUTE;
const VISIT = "visit";
const quietly = { quietly: true }; // nobody asked for this to be kept

/** Note that the reader is here; gives the visit: {at, seen, before, count, more, asked}. */
function enter() {
  const now = Date.now();
  let visit = read(VISIT);
  if (!Number.isFinite(visit?.at)) visit = {};
  else if (now - visit.at > PAUSE) visit = { seen: visit.seen, before: visit.seen && { at: visit.at, seen: visit.seen } };
  return keep({ ...visit, at: now });
}

function keep(visit) {
  write(VISIT, visit, quietly);
  return visit;
}

/** Note that the reader is still here, unless so much time has passed that the next page begins a visit. */
function stay(atMost) {
  const visit = read(VISIT);
  const passed = Date.now() - visit?.at;
  if (passed > atMost && passed <= PAUSE) keep({ ...visit, at: Date.now() });
}

/** The visit before this one: {at: time, seen: the newest day on the list then}; nothing on a first visit. */
export const before = () => read(VISIT)?.before;

/** How many papers are new, and since when, in words; nothing where none is. */
export function freshly() {
  const { count, more, before: last } = read(VISIT) ?? {};
  if (!count || !last) return "";
  const day = new Date(last.at);
  const year = day.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  const words = day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year });
  return `${more ? "More than " : ""}${count} new since your last visit on ${words}`;
}

/** Begin or go on with a visit, then call `show` whenever what is new becomes known. */
export async function begin(show) {
  let visit = enter();
  for (const sign of ["scroll", "pointerdown", "keydown"]) addEventListener(sign, () => stay(MINUTE), { passive: true });
  addEventListener("pagehide", () => stay(0));
  show();
  if (visit.asked && !papers().size) return;
  const news = await fetchNews();
  if (!news) return;
  move(news.moved);
  if (visit.asked) return;
  visit = read(VISIT) ?? visit;
  keep({ ...visit, ...counted(news, visit.before?.seen), seen: news.days[0]?.[0] ?? visit.seen, asked: true });
  show();
}

/** The days on which papers were added, newest first, with their numbers, and former ids with the present ones. */
export async function fetchNews() {
  try {
    const answer = await fetch(new URL("exports/news.json", root));
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined; // offline: the next page asks again
  }
}

function counted({ days, complete }, seen) {
  const fresh = days.filter(([day]) => day > seen);
  return { count: fresh.reduce((sum, [, number]) => sum + number, 0), more: fresh.length === days.length && !complete };
}
