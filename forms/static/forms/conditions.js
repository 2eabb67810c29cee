// Shows and hides the fields, and the cells of rows, that depend on other answers; the server says which.
(() => {
  document.addEventListener("forms:visible", (event) => {
    for (const element of document.querySelectorAll("[data-field]")) {
      if (event.detail.show.includes(element.dataset.field)) element.hidden = false;
      if (event.detail.hide.includes(element.dataset.field)) element.hidden = true;
    }
  });

  // A table says which of its cells their rows do not ask for.
  document.addEventListener("htmx:afterSettle", () => {
    for (const said of document.querySelectorAll("[data-unasked]")) {
      const unasked = new Set(said.dataset.unasked.split(" "));
      for (const cell of said.closest("[data-field]").querySelectorAll("[data-cell]")) {
        cell.hidden = unasked.has(cell.dataset.cell);
      }
    }
  });
})();
