// Words for readers: some for those who listen only, some for all.

const region = (className) => {
  const element = document.createElement("div");
  element.className = className;
  element.setAttribute("role", "status");
  document.body.append(element);
  return element;
};
const heard = region("ps-said");
const seen = region("ps-told");

/** Announce what just happened to those who listen; others see it on the page. */
export function say(words) {
  heard.textContent = "";
  setTimeout(() => { heard.textContent = words; }, 50); // the same words twice are two announcements
}

/** Show a message until it is closed, and announce it. */
export function tell(words) {
  show(words, button("Close", close));
}

/** Show a message with something to do about it. */
export function offer(words, label, act) {
  show(words, button(label, act), button("Close", close));
}

const close = () => seen.replaceChildren();

function show(words, ...buttons) {
  const text = document.createElement("p");
  text.textContent = words;
  seen.replaceChildren(text, ...buttons);
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}
