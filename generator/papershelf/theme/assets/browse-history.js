// What is asked for, kept in the address; and where the reader was on the page, kept beside it.
import { format, parse } from "./browse-state.js";

const PAUSE = 150;

/** Follow the reader back and forward: `onTravel(asked, y)` gets what to show and how far to scroll. */
export function travel(onTravel) {
  history.scrollRestoration = "manual"; // the browser would scroll before there is anything to scroll to
  let timer;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(() => history.replaceState({ y: scrollY }, ""), PAUSE);
  }, { passive: true });
  addEventListener("popstate", ({ state }) => {
    clearTimeout(timer);
    onTravel(parse(location.search), state?.y ?? 0);
  });
}

/** Where the reader was when the page was left, in pixels; 0 on a first visit. */
export const position = () => history.state?.y ?? 0;

/** Put what is asked for into the address: as a step that "back" takes back, or in place of the last. */
export function record(asked, isStep) {
  const address = location.pathname + format(asked);
  if (isStep && address !== location.pathname + location.search) history.pushState({ y: scrollY }, "", address);
  else history.replaceState({ y: scrollY }, "", address);
}
