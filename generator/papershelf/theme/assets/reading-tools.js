// The ways of marks out of this browser, into it, and to nowhere.
import { button, make } from "./elements.js";
import { clear, merge, move, papers } from "./reading.js";
import { exported, parsed } from "./reading-file.js";
import { tell } from "./say.js";

const NAME = "reading.json";

/** Export, import and clear. */
export function tools(list) {
  const file = make("input", { type: "file", id: "import", accept: ".json,application/json" });
  file.addEventListener("change", () => take(file, list));
  const confirm = confirmation();
  return make("section", { className: "ps-tools" },
    make("h2", { className: "ps-divider", textContent: "Take it with you" }),
    make("p", { textContent: "Marks do not follow you to another browser or device, and go when you clear this browser's data. A file keeps them." }),
    make("div", { className: "ps-tools__row" },
      button("Export as a file", save),
      make("div", { className: "ps-tools__import" }, make("label", { htmlFor: file.id, textContent: "Import a file" }), file),
      button("Clear everything", () => confirm.showModal())),
    confirm);
}

function save() {
  const address = URL.createObjectURL(new Blob([exported(papers())], { type: "application/json" }));
  make("a", { href: address, download: NAME }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

async function take(input, { papers: known, moved }) {
  const [file] = input.files;
  if (!file) return;
  try {
    const incoming = parsed(await file.text());
    const { added, changed, kept } = merge(incoming);
    move(moved);
    const unknown = [...incoming.keys()].filter((id) => !Object.hasOwn(known, id) && !Object.hasOwn(moved, id)).length;
    tell(`Imported ${file.name}: ${added} added, ${changed} changed, ${kept} left as they are here, being as new or newer.${unknown ? ` ${unknown} of them not on this list.` : ""}`);
  } catch (error) {
    tell(`${file.name} was not imported, and nothing has changed. ${error.message}`);
  }
  input.value = "";
}

function confirmation() {
  const dialog = make("dialog", { className: "ps-confirm md-typeset" },
    make("h2", { id: "confirm-title", textContent: "Clear everything?" }),
    make("p", { textContent: "All states, stars and notes on this device are deleted. Without an exported file they cannot be brought back." }),
    make("div", { className: "ps-tools__row" },
      button("Keep them", () => dialog.close(), { autofocus: true }),
      button("Clear everything", () => {
        clear();
        dialog.close();
        tell("Everything is cleared.");
      })));
  dialog.setAttribute("aria-labelledby", "confirm-title");
  return dialog;
}
