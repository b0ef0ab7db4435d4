// On small screens the filters open in a dialog; on large ones they stand beside the results.

/** Let the button open the form in the dialog, and put it back when that closes. */
export function sheet(dialog, form, opener) {
  const home = form.parentElement;
  const wide = matchMedia("(min-width: 960px)");
  opener.addEventListener("click", () => {
    dialog.querySelector(".ps-sheet__place").append(form);
    dialog.showModal();
  });
  dialog.addEventListener("close", () => home.append(form));
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("[data-closes-filters]")) dialog.close();
  });
  wide.addEventListener("change", () => wide.matches && dialog.close());
}
