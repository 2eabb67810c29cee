// Several forms on one page: what was typed in the main one is still there after another of them was sent.
// Its version too, so that what somebody else has saved meanwhile is told of and not written over.
(() => {
  const main = document.querySelector("form[data-keeps-typed]");
  if (!main) return;
  const place = `typed:${main.dataset.keepsTyped}`;
  const isKept = (name) => name && name !== "csrfmiddlewaretoken";
  const isTicked = (field) => field.type === "checkbox" || field.type === "radio";

  const kept = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  if (kept) {
    const typed = JSON.parse(kept);
    for (const field of [...main.elements].filter((each) => isKept(each.name))) {
      const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isTicked(field)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
      else continue;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  document.addEventListener("submit", (event) => {
    if (event.target === main || !event.target.closest("main")) return;
    const typed = [...new FormData(main)].filter(([name, value]) => isKept(name) && typeof value === "string");
    sessionStorage.setItem(place, JSON.stringify(typed));
  });
})();
