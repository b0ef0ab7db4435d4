// One listener on the document outlives instant navigation, which replaces parts of the page.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-opens-search]")) {
    const zensical = document.querySelector(".md-search__button");
    (zensical ?? document.querySelector("label.md-header__button[for=__search]")).click();
  }
  // The theme makes the link's address absolute, so that it would lead back to the page that was loaded first.
  if (event.target.closest("[data-skips-header]")) {
    event.preventDefault();
    document.getElementById("content").focus();
  }
});
