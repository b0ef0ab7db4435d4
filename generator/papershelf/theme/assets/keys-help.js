// The list of keys, in a dialog that closes with Escape.

const KEYS = {
  "j k": "Next and previous paper",
  "o Enter": "Open the paper",
  s: "Star it, or take the star away",
  r: "Mark it as read, or not",
  "/": "Search",
  "?": "This list of keys",
};
let dialog;

/** Show the list of keys; `change` is told when the reader switches single keys on or off. */
export function openHelp(areOn, change) {
  dialog ??= make();
  const box = dialog.querySelector("input");
  box.checked = areOn;
  box.onchange = () => change(box.checked);
  dialog.showModal();
}

function make() {
  const made = document.createElement("dialog");
  made.className = "ps-keys md-typeset";
  made.setAttribute("aria-labelledby", "keys-title");
  const rows = Object.entries(KEYS).map(([keys, does]) => {
    const names = keys.split(" ").map((key) => `<kbd>${key}</kbd>`).join(" ");
    return `<div><dt>${names}</dt><dd>${does}</dd></div>`;
  });
  made.innerHTML = `<form method="dialog">
    <h2 id="keys-title">Keyboard</h2>
    <dl>${rows.join("")}</dl>
    <p><label><input type="checkbox"> Use these keys</label></p>
    <button class="ps-button">Close</button>
  </form>`;
  document.body.append(made);
  return made;
}
