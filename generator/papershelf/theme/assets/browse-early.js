// Runs before the page shows: who asked for something in particular is not shown the beginning of the whole list first.
if (location.search) {
  const page = document.documentElement.classList;
  page.add("ps-asks");
  setTimeout(() => page.remove("ps-asks"), 8000); // better the whole list than nothing, should the search never come
}
