// The menu of small screens opens and closes by itself; this puts it away as readers expect.

/** Close the menu on Escape, and on a click beside it. */
export function listenForMenu() {
  const menu = document.querySelector(".ps-menu");
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  addEventListener("click", ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });
}
