// Copying and saving what stands on the page, and putting the words about a tag away.
import { download } from "./export.js";
import { say } from "./say.js";

const SHOWN_FOR = 2000;

/** Put text on the clipboard; where a page may not, by selecting it. Tells whether it worked. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy"); // the only way on a page that came over plain HTTP
    field.remove();
    return done;
  }
}

/** What a reader sees of an element, on one line where it is prose. */
const words = (element) => element.tagName === "CODE" ? element.textContent : element.textContent.replace(/\s+/g, " ").trim();

async function answer(button) {
  const named = button.dataset.named ??= button.textContent;
  const done = await copied(words(document.getElementById(button.dataset.copy)));
  button.focus();
  button.textContent = done ? "Copied" : "Select it and copy by hand";
  say(button.textContent);
  setTimeout(() => { button.textContent = named; }, SHOWN_FOR);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-copy], [data-save]");
  if (button?.dataset.copy) answer(button);
  if (button?.dataset.save) {
    const text = document.getElementById(button.dataset.save).textContent;
    download(new Blob([`${text}\n`], { type: "application/x-bibtex;charset=utf-8" }), button.dataset.name);
  }
});

// Escape puts the words about a tag away until the pointer or the focus goes on.
const tags = document.querySelector(".ps-chips--why");
document.addEventListener("keydown", ({ key }) => { if (key === "Escape") tags?.setAttribute("data-put-away", ""); });
for (const event of ["pointerout", "focusout"]) tags?.addEventListener(event, () => tags.removeAttribute("data-put-away"));
