// The file of marks: what the reader takes to another browser, and what comes back from one; and forgetting all.
import { STATES, allMarks, clean, clearMarks, mergeMarks, moveMarks } from "./reading.js";
import { clearOrders, handOrder, keepHandOrder } from "./reading-lists.js";
import { isListed, loadRows } from "./reading-titles.js";
import { aTime, aWord, anId, button, entryOf, isObject, make, root, save, showMessage } from "./site.js";

const FORMAT = "papershelf reading state";
const VERSION = 1;
const LARGEST = 20_000_000; // bytes

/** The text of a file with all marked papers, and their order by hand. */
function exported(marks) {
  const entries = [...marks].sort(([one], [other]) => (one < other ? -1 : 1));
  const shown = entries.map(([id, { at, ...entry }]) => [id, { ...entry, at: new Date(at).toISOString() }]);
  const order = handOrder().filter((id) => marks.has(id));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, site: root.href, papers: Object.fromEntries(shown), ...(order.length ? { order } : {}) }, null, 1)}\n`;
}

/** The entries of such a file by id, and the order; throws an Error that says what is wrong with it. */
export function parsed(text) {
  const file = readJson(text);
  if (file?.format !== FORMAT) throw new Error("This file isn't a Papershelf export.");
  if (file.version !== VERSION) throw new Error(`It is version ${JSON.stringify(file.version)?.slice(0, 20)}; this site reads version ${VERSION}.`);
  if (!isObject(file.papers)) throw new Error("It has no “papers”.");
  const order = file.order ?? [];
  if (!Array.isArray(order) || !order.every(anId)) throw new Error("Its “order” is not a list of paper ids.");
  return { entries: new Map(Object.entries(file.papers).map(([id, value]) => [id, parsedEntry(id, value)])), order };
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`It is not JSON: ${error.message}.`, { cause: error });
  }
}

function parsedEntry(id, value) {
  const at = aTime(Date.parse(aWord(value?.at)));
  const wrong = [
    [!anId(id), "this is not a valid paper id"],
    [!isObject(value), "it is not an object"],
    [value?.state !== undefined && !Object.hasOwn(STATES, aWord(value.state) ?? ""), `“state” is not one of ${Object.keys(STATES).join(", ")}`],
    [![undefined, true, false].includes(value?.starred), "“starred” is neither true nor false"],
    [!["undefined", "string"].includes(typeof value?.note), "“note” is not text"],
    [at === undefined, "“at” is not a valid time"],
  ].find(([isWrong]) => isWrong);
  if (wrong) throw new Error(`Paper “${id.slice(0, 80)}”: ${wrong[1]}.`);
  return clean({ ...value, at });
}

/** The parts of the page that export and import; `moved` leads from former ids to present ones. */
export function exchange(moved) {
  const file = make("input", { type: "file", id: "import", accept: ".json,application/json" });
  file.addEventListener("change", async () => {
    if (file.files[0]) await importFile(file.files[0], moved);
    file.value = "";
  });
  return make("section", { className: "ps-tools" },
    make("h2", { className: "ps-divider", textContent: "Take it with you" }),
    make("p", { textContent: "Your marks do not follow you to another browser or device, and are deleted with this browser’s data. Export a file to keep them." }),
    make("div", { className: "ps-tools__row" },
      button("Export as a file", () => save("reading.json", exported(allMarks()), "application/json")),
      make("div", { className: "ps-tools__import" }, make("label", { htmlFor: file.id, textContent: "Import a file" }), file)));
}

/** Take in a file of marks, and say what came of it. */
export async function importFile(file, moved) {
  try {
    if (file.size > LARGEST) throw new Error(`It is larger than ${LARGEST / 1e6} MB.`);
    const { entries, order } = parsed(await file.text());
    const ours = handOrder();
    if (order.length) keepHandOrder([...ours, ...order.map((id) => entryOf(moved, id) ?? id).filter((id) => !ours.includes(id))]);
    const { added, changed, kept } = mergeMarks(entries);
    moveMarks(moved);
    const present = [...entries.keys()].map((id) => entryOf(moved, id) ?? id);
    await loadRows(present);
    const unknown = present.filter((id) => !isListed(id)).length;
    showMessage(`Imported ${file.name}: ${added} added, ${changed} changed, ${kept} left unchanged because yours are as new or newer.${unknown ? ` ${unknown} of them not on this list.` : ""}`);
  } catch (error) {
    showMessage(`${file.name} was not imported, and nothing has changed. ${error.message}`);
  }
}

/** The part of the page that forgets everything, at its end and away from what keeps it. */
export function forgetting() {
  const confirm = confirmation();
  return make("section", { className: "ps-forget" },
    make("h2", { className: "ps-divider", textContent: "Delete your marks" }),
    make("p", { textContent: "All states, stars, notes and orders on this device." }),
    button("Clear everything", () => confirm.showModal(), { className: "ps-button ps-button--danger" }),
    confirm);
}

function confirmation() {
  const dialog = make("dialog", { className: "ps-confirm md-typeset" },
    make("h2", { id: "confirm-title", textContent: "Clear everything?" }),
    make("p", { textContent: "This deletes all states, stars and notes on this device. Without an exported file you cannot get them back." }),
    make("div", { className: "ps-tools__row" },
      button("Keep them", () => dialog.close(), { autofocus: true }),
      button("Clear everything", () => {
        clearOrders();
        clearMarks();
        dialog.close();
        showMessage("Everything is cleared.");
      }, { className: "ps-button ps-button--danger" })));
  dialog.setAttribute("aria-labelledby", "confirm-title");
  return dialog;
}
