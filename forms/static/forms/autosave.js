// Keeps what is typed: says when it is saved, and leaves nothing behind when the page goes away.
// The saving itself is htmx's: the element #autosave in the page.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  let dirty = false;
  let running = 0;
  let submitting = false;
  let waiting = null;

  const say = (what) => {
    const saved = document.getElementById("saved");
    if (saved && saved.dataset[what]) saved.textContent = saved.dataset[what];
  };

  // More than the server takes: said beside the longest text, which is the one to shorten.
  const tellTooLong = () => {
    const texts = [...form.querySelectorAll("textarea, input[type=text]")];
    const longest = texts.reduce((one, other) => (other.value.length > one.value.length ? other : one), texts[0]);
    if (!longest || document.getElementById("too-long")) return;
    const told = document.createElement("p");
    told.id = "too-long";
    told.className = "field-error";
    told.setAttribute("role", "alert");
    told.textContent = document.getElementById("saved").dataset.tooLong;
    longest.before(told);
    longest.setAttribute("aria-invalid", "true");
    longest.addEventListener("input", () => {
      told.remove();
      longest.removeAttribute("aria-invalid");
    }, { once: true });
  };

  form.addEventListener("input", () => {
    dirty = true;
    say("changed");
  });

  // An answer of 409 or 422 is a page to show, not an accident.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  const saves = (element) => element.id === "autosave" || element.closest("form[data-autosave]") !== null;

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!saves(event.detail.elt)) return;
    running += 1;
    if (event.detail.elt.id === "autosave") {
      dirty = false;
      say("saving");
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (!saves(event.detail.elt)) return;
    running -= 1;
    if (!event.detail.xhr || event.detail.xhr.status === 0 || event.detail.xhr.status >= 500) {
      dirty = true;
      say("failed");
    }
    if (event.detail.xhr && event.detail.xhr.status === 413 && event.detail.elt.id === "autosave") {
      dirty = true;
      say("tooLong");
      tellTooLong();
    }
    if (waiting && running === 0) {
      const button = waiting;
      waiting = null;
      // After the swap, so that the form carries the new revision.
      setTimeout(() => form.requestSubmit(button), 50);
    }
  });

  // A save that is under way is let through first: the two would otherwise meet as if two people wrote.
  form.addEventListener("submit", (event) => {
    if (running > 0) {
      event.preventDefault();
      waiting = event.submitter;
      return;
    }
    submitting = true;
  });

  window.addEventListener("pagehide", () => {
    if (dirty && !submitting) navigator.sendBeacon(form.dataset.autosave, new FormData(form));
  });

  window.addEventListener("pageshow", () => {
    submitting = false;
  });
})();
