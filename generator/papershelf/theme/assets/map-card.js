/** Shows title, year and tags of the dot under the pointer or in focus, beside the dot. */
export function card(svg, box) {
  const show = (link) => {
    const [title, about = ""] = said(link);
    const strong = document.createElement("strong");
    strong.textContent = title;
    box.replaceChildren(strong, about);
    box.hidden = false;
    place(box, link.querySelector("circle").getBoundingClientRect());
  };
  const hide = () => (box.hidden = true);
  svg.addEventListener("pointerover", (event) => linkOf(event) && show(linkOf(event)));
  svg.addEventListener("pointerout", hide);
  svg.addEventListener("focusin", (event) => linkOf(event)?.matches(":focus-visible") && show(linkOf(event)));
  svg.addEventListener("focusout", hide);
  svg.addEventListener("mapmoved", () => {
    const focused = svg.querySelector("a:focus-visible");
    if (focused && !box.hidden) show(focused);
    else hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

const linkOf = (event) => event.target.closest("a");

/** The two lines of a dot; its title element becomes its label, or the browser would show a second card. */
function said(link) {
  const title = link.querySelector("title");
  if (title) {
    link.setAttribute("aria-label", title.textContent);
    title.remove();
  }
  return link.getAttribute("aria-label").split("\n");
}

/** Above the dot where there is room, else below, and never beyond the sheet. */
function place(box, dot) {
  const sheet = box.parentElement.getBoundingClientRect();
  const left = dot.left + dot.width / 2 - sheet.left - box.offsetWidth / 2;
  const above = dot.top - sheet.top - box.offsetHeight - 8;
  const top = above < 0 ? dot.bottom - sheet.top + 8 : above;
  box.style.left = `${Math.max(4, Math.min(left, sheet.width - box.offsetWidth - 4))}px`;
  box.style.top = `${Math.max(4, Math.min(top, sheet.height - box.offsetHeight - 4))}px`;
}
