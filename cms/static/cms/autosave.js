// Saving or publishing while the draft is being autosaved: waits for that answer, since a page that is drawn with the
// draft of before it would speak of a newer version in another window. What is typed is sent once, by the button.
(() => {
  const PATIENCE = 8000;
  let running = null; // the autosave that is to be sent or has been
  let waiting = null; // the button that was pressed meanwhile
  let leaving = false;

  const interval = (event) => Number(event.target.dataset?.wAutosaveIntervalValue ?? 500);
  const isSent = () => performance.now() >= running.sent;

  document.addEventListener("w-autosave:save", (event) => {
    if (leaving) event.preventDefault();
    else running = { event, sent: performance.now() + interval(event) };
  });

  const answered = () => {
    running = null;
    const button = waiting;
    waiting = null;
    // After the page's own listeners, which note the number of the draft that was saved.
    if (button) setTimeout(() => button.click());
  };
  document.addEventListener("w-autosave:success", answered);
  document.addEventListener("w-autosave:error", answered);

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("[data-edit-form] button[type=submit]");
      if (!button || !running) return;
      if (!isSent()) {
        running.event.preventDefault();
        running = null;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (waiting) return;
      waiting = button;
      setTimeout(() => waiting === button && answered(), PATIENCE);
    },
    true,
  );

  document.addEventListener("submit", (event) => {
    if (!event.target.matches?.("[data-edit-form]") || event.defaultPrevented) return;
    leaving = true;
    running?.event.preventDefault();
  });
  window.addEventListener("pageshow", () => (leaving = false));
})();
