/** Makes the map of papers easy to read and to walk: a card beside the dot, arrow keys, zoom. */
import { card } from "./map-card.js";
import { walk } from "./map-keys.js";
import { zoom } from "./map-zoom.js";

const svg = document.querySelector(".ps-map__svg");
if (svg) {
  svg.dataset.script = "";
  const tools = document.querySelector(".ps-map__tools");
  tools.hidden = false;
  svg.setAttribute("aria-describedby", "map-hint");
  const sight = zoom(svg, tools);
  card(svg, document.querySelector(".ps-map__card"));
  walk(svg, document.querySelector(".ps-map__legend"), sight.reveal);
}
