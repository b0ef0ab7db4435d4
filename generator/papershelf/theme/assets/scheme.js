// Light or dark: as the system has it, until the reader chooses.
import { read, watch, write } from "./keep.js";

const system = matchMedia("(prefers-color-scheme: dark)");

/** Let the button in the header switch, and follow what the system and other tabs do. */
export function listenForScheme() {
  const button = document.querySelector(".ps-scheme");
  const show = () => {
    const chosen = read("scheme");
    const dark = chosen ? chosen === "dark" : system.matches;
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
    button.setAttribute("aria-pressed", String(dark));
  };
  button.addEventListener("click", () => {
    const dark = button.getAttribute("aria-pressed") !== "true";
    write("scheme", dark === system.matches ? undefined : dark ? "dark" : "light", { quietly: true });
    show();
  });
  system.addEventListener("change", show);
  watch((name) => [null, "scheme"].includes(name) && show());
  show();
}
