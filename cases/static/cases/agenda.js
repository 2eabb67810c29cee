// Dragging points of an agenda; the buttons beside each do the same without a mouse and without this file.
(() => {
  const list = document.querySelector("[data-agenda]");
  const form = document.getElementById("agenda-order");
  if (!list || !form) return;
  const rows = () => [...list.querySelectorAll(":scope > [data-point]")];
  let held = null;
  const order = () => rows().map((row) => row.dataset.point).join(",");
  for (const row of rows()) row.draggable = true;
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-point]");
    if (!held) return;
    held.classList.add("held");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.point);
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-point]");
    if (!held || !over) return;
    event.preventDefault();
    if (over === held) return;
    const box = over.getBoundingClientRect();
    over[event.clientY < box.top + box.height / 2 ? "before" : "after"](held);
  });
  list.addEventListener("drop", (event) => {
    if (!held) return;
    event.preventDefault();
    form.elements.order.value = order();
    form.submit();
  });
  list.addEventListener("dragend", () => {
    if (held) held.classList.remove("held");
    held = null;
  });
})();
