// What leaves the page: its address, and the found papers as a file.
import { papers } from "./browse-dom.js";
import { say, tell } from "./say.js";

/** Bring the menu to life; `ids()` resolves to the permalinks of all found papers. */
export function share(menu, ids) {
  const close = () => {
    menu.open = false;
  };
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", ({ target }) => menu.contains(target) || close());
  menu.addEventListener("click", async ({ target }) => {
    const format = target.dataset.export;
    if ("copiesLink" in target.dataset) await copy(target);
    else if (format) await save(format, await ids());
  });
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    tell(`This browser does not let the page copy. The link is: ${location.href}`);
    return;
  }
  const words = button.textContent;
  button.textContent = "Link copied";
  say("Link copied");
  setTimeout(() => { button.textContent = words; }, 2000);
}

async function save(format, ids) {
  try {
    const { FORMATS, download, selection } = await import("./export.js");
    download(await selection(format, ids), `papers.${FORMATS[format].extension}`);
    say(`${papers(ids.length)} exported`);
  } catch (error) {
    console.error(error);
    tell("The export could not be loaded. Check your connection and try again.");
  }
}
