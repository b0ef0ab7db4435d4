// Reading without a network: starts the service worker, and tells when the list has changed meanwhile.
import { root } from "./keep.js";
import { offer } from "./say.js";

const SETTLED = 2000; // milliseconds after which a page has loaded what it needs

/** Keep this page for later, where the browser can; a server for editing has nothing worth keeping. */
export async function keepForLater() {
  const { serviceWorker } = navigator;
  if (!serviceWorker || document.querySelector("meta[name=papershelf-root][data-live]")) return;
  serviceWorker.addEventListener("message", ({ data }) => data?.changed && offerUpdate());
  await serviceWorker.register(new URL("service-worker.js", root), { updateViaCache: "none" });
  const { active } = await serviceWorker.ready;
  setTimeout(() => active.postMessage({ keep: loaded() }), SETTLED);
}

/** What this page is made of: the service worker was not there yet when a first page was loaded. */
function loaded() {
  const entries = performance.getEntriesByType("resource").map(({ name }) => name);
  return [location.href, ...entries].filter((address) => address.startsWith(root.href));
}

/** Offer to load the page anew, unless the page at hand is the newer one already. */
async function offerUpdate() {
  const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
  const newest = Date.parse(answer.headers.get("Last-Modified") ?? "");
  if (newest > Date.parse(document.lastModified)) {
    offer("This list has been updated.", "Show the new version", () => location.reload());
  }
}
