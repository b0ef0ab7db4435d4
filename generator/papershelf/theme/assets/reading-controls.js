// A star and a state for each paper that a page shows: elements with `data-paper="<id>"`.
import { STATES, paper, set, subscribe } from "./reading.js";

const STAR = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.3 1.1 6.1-5.4-3-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z"/></svg>';
const shown = new Map(); // paper id: its elements on this page, each with what brings it up to date

subscribe((id) => {
  for (const some of id === null ? shown.values() : [shown.get(id) ?? []]) some.forEach(({ update }) => update());
});

/** The title of the paper that an element shows. */
export function titleOf(element) {
  return (element.querySelector("h1, h2, h3, h4") ?? element.querySelector("a") ?? element).textContent.trim();
}

/** Give controls to all papers that have none yet. */
export function addControls() {
  for (const element of document.querySelectorAll("[data-paper]")) {
    if (!element.querySelector(".ps-marks__star")) addTo(element);
  }
}

function addTo(element) {
  const id = element.dataset.paper;
  const place = element.querySelector(".ps-marks") ?? element.appendChild(document.createElement("div"));
  place.className = "ps-marks";
  const title = titleOf(element);
  const parts = [star(id, title), ...(element.matches(".ps-paper") ? buttons(id) : [menu(id, title)])];
  place.append(...parts.map(([control]) => control));
  const update = () => parts.forEach(([, show]) => show(paper(id)));
  const others = (shown.get(id) ?? []).filter((other) => other.element.isConnected);
  shown.set(id, [...others, { element, update }]);
  update();
}

function star(id, title) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ps-marks__star";
  button.innerHTML = STAR;
  button.setAttribute("aria-label", `Star: ${title}`);
  button.addEventListener("click", () => set(id, { starred: !paper(id).starred }));
  return [button, ({ starred }) => {
    button.setAttribute("aria-pressed", starred);
    button.title = starred ? "Remove the star" : "Star";
  }];
}

function menu(id, title) {
  const select = document.createElement("select");
  select.className = "ps-marks__menu";
  select.setAttribute("aria-label", `Reading state: ${title}`);
  for (const [state, label] of [["", "Not marked"], ...Object.entries(STATES)]) select.add(new Option(label, state));
  select.addEventListener("change", () => set(id, { state: select.value || undefined }));
  return [select, ({ state }) => {
    select.value = state ?? "";
    select.classList.toggle("ps-marks__menu--set", Boolean(state));
  }];
}

function buttons(id) {
  return Object.entries(STATES).map(([state, label]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ps-marks__state";
    button.textContent = label;
    button.addEventListener("click", () => set(id, { state: paper(id).state === state ? undefined : state }));
    return [button, (entry) => button.setAttribute("aria-pressed", entry.state === state)];
  });
}
