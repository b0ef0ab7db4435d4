// A selection of papers in an address: behind the "#", which browsers do not send to any server.
import { root } from "./keep.js";

const START = "#share=";
const MOST = 1000;

/** The address under which others see these papers as a list. */
export const shareAddress = (ids) => new URL(`reading/${START}${ids.join(",")}`, root).href;

/** The ids that an address shares, each once; nothing where it shares none. */
export function shared(hash) {
  if (!hash.startsWith(START)) return [];
  const ids = decodeURIComponent(hash.slice(START.length)).split(",");
  return [...new Set(ids)].filter((id) => /^[a-z0-9-]+$/.test(id)).slice(0, MOST);
}
