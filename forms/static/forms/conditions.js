// Shows and hides the fields that depend on other answers; the server says which.
(() => {
  document.addEventListener("forms:visible", (event) => {
    for (const element of document.querySelectorAll("[data-field]")) {
      if (event.detail.show.includes(element.dataset.field)) element.hidden = false;
      if (event.detail.hide.includes(element.dataset.field)) element.hidden = true;
    }
  });
})();
