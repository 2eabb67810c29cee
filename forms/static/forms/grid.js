// Moves between the cells of a grid as in a spreadsheet: arrows, Enter goes down, Shift+Enter goes up.
// Alt with an arrow moves the row itself, as its buttons do.
(() => {
  const cells = (row) => [...row.querySelectorAll("[data-column]")];

  const beside = (input, rows) => {
    const grid = input.closest("[data-grid]");
    const all = [...grid.querySelectorAll("tr")].filter((row) => row.querySelector("[data-column]"));
    let place = all.indexOf(input.closest("tr")) + rows;
    while (all[place]) {
      const found = cells(all[place]).find((cell) => cell.dataset.column === input.dataset.column);
      if (found) return found;
      place += rows;
    }
    return null;
  };

  const along = (input, steps) => {
    const row = cells(input.closest("tr"));
    return row[row.indexOf(input) + steps] || null;
  };

  const next = (event, input) => {
    const start = input.selectionStart === 0 && input.selectionEnd === 0;
    const end = input.selectionStart === input.value.length;
    const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    switch (event.key) {
      case "Enter":
        return beside(input, event.shiftKey ? -1 : 1);
      case "ArrowDown":
        return beside(input, 1);
      case "ArrowUp":
        return beside(input, -1);
      case "ArrowLeft":
        return start || whole ? along(input, -1) : null;
      case "ArrowRight":
        return end || whole ? along(input, 1) : null;
      default:
        return null;
    }
  };

  document.addEventListener("keydown", (event) => {
    const act = event.altKey && !event.ctrlKey && !event.metaKey && { ArrowUp: "up:", ArrowDown: "down:" }[event.key];
    const row = act && event.target.closest?.("[data-grid] tr");
    const button = row?.querySelector(`button[value^="${act}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.matches("[data-grid] [data-column]")) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const target = next(event, input);
    // In a grid Enter never sends the form, not even from the last row.
    if (target || event.key === "Enter") event.preventDefault();
    if (target) {
      target.focus();
      target.select();
    }
  });
})();
