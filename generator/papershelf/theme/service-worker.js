// Keeps for reading without a network: visited pages, the lists, and once a reader has searched the index of a list of
// usual size. The scripts and styles of the lists come in one file with the list of what to keep, not one by one. What the network can give is always taken from there; a copy stands in only when it does not answer.
importScripts("exports/offline-list.js"); // the browser looks for a new list at each visit, as for this file

const SCOPE = new URL("./", location.href).pathname;
const CACHE = `papershelf:${SCOPE}`;
const { version, keep, assets } = self.PAPERSHELF;
const INDEX = `${SCOPE}search-index/`;
const VERSION = `${SCOPE}exports/kept-version`;
const OFFLINE = `${SCOPE}offline/`;
const PATIENCE = 4000; // milliseconds until a copy is shown instead of a page that does not come
const TYPES = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8" };
const NEVER_CHANGES = /\/search-index\/[0-9a-f]{12}\/|\/assets\/(fonts|stylesheets)\//;

addEventListener("install", (event) => {
  event.waitUntil(keepLists().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(clients.claim().then(renewIndex).then(tellOfChange));
});

addEventListener("message", (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keepMissing(event.data.keep));
  if (event.data?.search) event.waitUntil(keepIndex());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(SCOPE)) return;
  event.respondWith(NEVER_CHANGES.test(url.pathname) ? keptFirst(request) : networkFirst(event));
});

async function keepLists() {
  const cache = await caches.open(CACHE);
  await cache.addAll(keep.map((path) => new Request(SCOPE + path, { cache: "no-cache" })));
  for (const [path, text] of Object.entries(assets)) {
    const headers = { "Content-Type": TYPES[path.split(".").pop()] };
    await cache.put(SCOPE + path, new Response(text, { headers }));
  }
}

async function keepMissing(addresses) {
  const cache = await caches.open(CACHE);
  for (const address of addresses.filter((one) => new URL(one).pathname.startsWith(SCOPE))) {
    if (await cache.match(plain(address))) continue;
    const answer = await fetch(address);
    if (answer.ok) await cache.put(plain(address), answer);
  }
}

/** Bring the index up to date for a reader who has searched before. */
async function renewIndex() {
  const cache = await caches.open(CACHE);
  if (await cache.match(`${INDEX}start.json`)) await keepIndex();
}

/** Keep the index of a list of usual size, and forget the files of the one before. */
async function keepIndex() {
  if (navigator.connection?.saveData) return;
  const answer = await fetch(`${INDEX}start.json`, { cache: "no-cache" });
  if (!answer.ok) return; // a list without papers has none
  const cache = await caches.open(CACHE);
  await cache.put(`${INDEX}start.json`, answer.clone());
  const { edition, offline } = await answer.json();
  const current = `${INDEX}${edition}/`;
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname.startsWith(INDEX) && !pathname.startsWith(current) && !pathname.endsWith("/start.json")) await cache.delete(url);
  }
  await keepMissing(offline.map((name) => new URL(`${current}${name}.json`, location.href).href));
}

/** Tell open pages when the list is another than the one kept before. */
async function tellOfChange() {
  const cache = await caches.open(CACHE);
  const before = await (await cache.match(VERSION))?.text();
  await cache.put(VERSION, new Response(version));
  if (before === undefined || before === version) return;
  for (const client of await clients.matchAll()) client.postMessage({ changed: true });
}

async function keptFirst(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.url);
  return kept ?? store(cache, request, await fetch(request));
}

async function networkFirst(event) {
  const { request } = event;
  const cache = await caches.open(CACHE);
  const network = fetch(request).then((answer) => store(cache, request, answer));
  event.waitUntil(network.catch(() => undefined)); // without a network there is nothing to store
  const kept = await cache.match(plain(request.url));
  try {
    return await (kept ? Promise.race([network, after(PATIENCE, kept)]) : network);
  } catch (error) {
    if (kept) return kept;
    if (request.mode !== "navigate" || plain(request.url).endsWith(OFFLINE)) throw error;
    return Response.redirect(OFFLINE); // its links start from its own address
  }
}

async function store(cache, request, answer) {
  if (answer.ok && answer.type === "basic") await cache.put(plain(request.url), answer.clone());
  return answer;
}

/** The address under which a page is kept: what a reader asked of it plays no part. */
function plain(address) {
  const url = new URL(address);
  url.search = url.hash = "";
  return url.href;
}

const after = (milliseconds, value) => new Promise((resolve) => setTimeout(resolve, milliseconds, value));
