// Making elements in scripts.

/** An element with properties, `data` attributes and children; text is never read as HTML. */
export function make(name, { data = {}, label, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  Object.assign(element.dataset, data);
  if (label) element.setAttribute("aria-label", label);
  element.append(...children);
  return element;
}

/** A button that does something. */
export function button(words, act, properties = {}) {
  const made = make("button", { type: "button", className: "ps-button", textContent: words, ...properties });
  made.addEventListener("click", act);
  return made;
}
