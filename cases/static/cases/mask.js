// Selecting words to mask. Without it, passages are ticked and words are written: nothing needs the script.
const form = document.querySelector("[data-mask]");
const button = document.querySelector("[data-mask-selected]");
if (form && button) {
  button.hidden = false;
  document.querySelectorAll("[data-with-script]").forEach((each) => (each.hidden = false));

  // How far into the passage's text a place of the selection lies.
  const offset = (passage, node, at) => {
    const range = document.createRange();
    range.selectNodeContents(passage);
    range.setEnd(node, at);
    return range.toString().length;
  };

  const within = (passage, range) => {
    if (!range.intersectsNode(passage)) return null;
    const start = passage.contains(range.startContainer) ? offset(passage, range.startContainer, range.startOffset) : 0;
    const end = passage.contains(range.endContainer)
      ? offset(passage, range.endContainer, range.endOffset)
      : passage.textContent.length;
    return start < end ? [start, end] : null;
  };

  button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  button.addEventListener("click", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    form.querySelectorAll("[data-passage]").forEach((passage) => {
      const found = within(passage, range);
      if (!found) return;
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = "stretch";
      input.value = `${passage.dataset.passage}:${found[0]}-${found[1]}`;
      form.append(input);
    });
    const show = form.querySelector('[value="show"]');
    form.requestSubmit(show);
  });
}
