// A table pasted from a spreadsheet or a text document is sent to the server, which puts its cells in place.
(() => {
  document.addEventListener("paste", (event) => {
    const cell = event.target;
    if (!(cell instanceof HTMLElement) || !cell.matches("[data-paste]")) return;
    const text = event.clipboardData.getData("text/plain");
    const lines = text.replace(/[\r\n]+$/, "");
    const isTable = lines.includes("\t") || (cell instanceof HTMLInputElement && lines.includes("\n"));
    if (!isTable || !window.htmx) return;
    event.preventDefault();
    const form = cell.form;
    window.htmx.ajax("POST", form.getAttribute("action"), {
      source: form,
      target: cell.closest("[data-field]"),
      swap: "outerHTML",
      values: { do: cell.dataset.paste, pasted: text },
    });
  });
})();
