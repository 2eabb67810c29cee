// Shows how far an upload has come, and says in words beside the field when it cannot be done.
// The sending itself is htmx's; without JavaScript the button beside the field sends the files.
(() => {
  const isUpload = (element) => element instanceof HTMLInputElement && element.type === "file";
  const besideOf = (input) => input.closest("[data-field], form").querySelector("[data-uploading]");

  const show = (input, { percent = null, words = "", failed = false }) => {
    const beside = besideOf(input);
    if (!beside) return;
    const bar = beside.querySelector("progress");
    beside.hidden = false;
    bar.hidden = failed;
    if (percent === null) bar.removeAttribute("value");
    else bar.value = percent;
    const said = beside.querySelector("[data-said]");
    said.className = failed ? "field-error" : "";
    // Said anew only when it differs, so that those who listen are not flooded.
    if (said.textContent !== words) said.textContent = words;
  };

  const refuse = (input, word, names = "") => {
    show(input, { words: besideOf(input).dataset[word].replace("{files}", names), failed: true });
    input.value = "";
    input.setAttribute("aria-invalid", "true");
    input.focus();
  };

  const tooLarge = (input) => {
    const most = Number(besideOf(input)?.dataset.most || 0);
    return most ? [...input.files].filter((file) => file.size > most).map((file) => file.name) : [];
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    const input = event.detail.elt;
    if (!isUpload(input) || !besideOf(input)) return;
    const large = tooLarge(input);
    if (large.length) {
      event.preventDefault();
      refuse(input, "tooLarge", large.join(", "));
      return;
    }
    input.removeAttribute("aria-invalid");
    show(input, { percent: 0, words: besideOf(input).dataset.sending });
  });

  document.addEventListener("htmx:xhr:progress", (event) => {
    const input = event.target;
    if (!isUpload(input) || !event.detail.lengthComputable) return;
    const percent = Math.floor((100 * event.detail.loaded) / event.detail.total);
    const { sending, checking } = besideOf(input).dataset;
    show(input, percent < 100 ? { percent, words: sending } : { words: checking });
  });

  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) {
    document.addEventListener(name, (event) => {
      if (isUpload(event.detail.elt)) refuse(event.detail.elt, "failed");
    });
  }

  // 409 and 422 are pages with their own words; autosave.js lets them in.
  document.addEventListener("htmx:responseError", (event) => {
    if (!isUpload(event.detail.elt) || [409, 422].includes(event.detail.xhr.status)) return;
    refuse(event.detail.elt, event.detail.xhr.status === 413 ? "tooMuch" : "failed");
  });

  // A form that is sent whole: its page is left, so it is enough to say that something happens.
  document.addEventListener("submit", (event) => {
    const input = event.target.matches("form[data-upload-form]") && event.target.querySelector("input[type=file]");
    if (!input || !input.files.length) return;
    const large = tooLarge(input);
    if (large.length) {
      event.preventDefault();
      refuse(input, "tooLarge", large.join(", "));
      return;
    }
    show(input, { words: besideOf(input).dataset.sending });
  });
})();
