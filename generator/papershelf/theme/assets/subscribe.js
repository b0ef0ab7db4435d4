/** The page of all feeds: choose some, and download them as one OPML file for a feed reader. */

import { announce, button, save } from "./site.js";

const page = document.querySelector(".ps-subscribing");

/** A checkbox with the name of the feed as its label, in the place of the name. */
function withCheckbox(row) {
  const name = row.querySelector(".ps-feeds__name");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", autocomplete: "off" });
  const label = document.createElement("label");
  label.append(box, " ", ...name.childNodes);
  name.replaceWith(label);
  return { box, ...row.dataset };
}

/** OPML 2.0 with absolute addresses; the document escapes what is in it. */
function opml(feeds) {
  const made = document.implementation.createDocument("", "opml");
  const add = (parent, name, values = {}, text = "") => {
    const element = parent.appendChild(made.createElement(name));
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
    if (text) element.textContent = text;
    return element;
  };
  made.documentElement.setAttribute("version", "2.0");
  add(add(made.documentElement, "head"), "title", {}, `Feeds of ${page.dataset.list}`);
  const body = add(made.documentElement, "body");
  for (const { title, feed, page: address } of feeds) {
    const [xmlUrl, htmlUrl] = [feed, address].map((each) => new URL(each, location.href).href);
    add(body, "outline", { type: "rss", text: title, title, xmlUrl, htmlUrl });
  }
  return `<?xml version="1.0" encoding="utf-8"?>\n${new XMLSerializer().serializeToString(made)}\n`;
}

const rows = [...page.querySelectorAll("[data-feed]")].map(withCheckbox);
const chosen = () => rows.filter(({ box }) => box.checked);

const download = button("Download the chosen feeds (OPML)", () => {
  const feeds = chosen();
  save(page.dataset.saveAs, opml(feeds), "text/x-opml");
  announce(`${feeds.length} ${feeds.length === 1 ? "feed" : "feeds"} downloaded`);
}, { className: "ps-button ps-button--main" });
download.disabled = true;
page.addEventListener("change", () => { download.disabled = !chosen().length; });
const place = document.createElement("p");
place.append(download);
page.querySelector(".ps-head").append(place);
