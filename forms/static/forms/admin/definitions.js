// In the editors of forms and routes: offer the keys that there are, and hide what a choice makes idle.
(() => {
  const WANTED = { field: null, period: ["period"], body: ["body"] };

  const label = (input) => {
    const scope = input.closest("[data-contentpath]")?.parentElement?.closest("[data-contentpath]");
    const named = scope?.querySelector("[data-contentpath=label] input, [data-contentpath=title] input");
    return named?.value ?? "";
  };

  const kindOf = (input) =>
    document.querySelector(`input[name="${input.name.replace(/-value-key$/, "-type")}"]`)?.value ?? "";

  // The columns of the table that the input stands in.
  const columnsBeside = (input) => {
    const columns = input.name.match(/^(.*-columns)-\d+-value-/)?.[1];
    const all = [...document.querySelectorAll("input[data-own-key]")].filter((each) => each.value);
    return all.filter((each) => columns && each.name.startsWith(`${columns}-`) && /^-\d+-value-key$/.test(each.name.slice(columns.length)));
  };

  const keysFor = (points_at, input) => {
    if (points_at === "column") return columnsBeside(input);
    const every = [...document.querySelectorAll("input[data-own-key]")];
    // A stage that has not been saved has no key yet and is offered by its title.
    if (points_at === "stage") return every.filter((input) => /^stages-\d+-value-key$/.test(input.name));
    const own = every.filter((input) => input.value);
    return own.filter((input) => {
      if (!/^sections-\d+-value-fields-\d+-value-key$/.test(input.name)) return false;
      return !WANTED[points_at] || WANTED[points_at].includes(kindOf(input));
    });
  };

  document.addEventListener("focusin", (event) => {
    const input = event.target.closest?.("input[data-offers-keys]");
    if (!input) return;
    const points_at = input.dataset.offersKeys;
    const id = `samverka-keys-${points_at}`;
    let list = document.getElementById(id);
    if (!list) {
      list = Object.assign(document.createElement("datalist"), { id });
      document.body.append(list);
    }
    // The page of a route knows more than its own blocks: the fields of the form that opens it.
    const offered = window.samverkaOffers?.(points_at, input) ?? keysFor(points_at, input).map((key) => ({ value: key.value || label(key), label: label(key) })).filter((each) => each.value);
    list.replaceChildren(...offered.map((each) => Object.assign(document.createElement("option"), each)));
    input.setAttribute("list", id);
  });

  // An address to copy is marked whole as soon as one comes to it.
  document.addEventListener("focusin", (event) => event.target.closest?.("[data-samverka-whole]")?.select());

  const settle = (only) => {
    const [name, value] = only.dataset.onlyWhen.split("=");
    // A list has no name of its own, but one for how many it holds.
    const own = only.name ?? only.querySelector("input[name$='-count']")?.name.replace(/-count$/, "") ?? "";
    const decider = document.getElementsByName(own.replace(/[^-]+$/, name))[0];
    const shown = !decider || decider.value === value;
    const panel = only.closest("[data-contentpath]");
    if (panel) panel.hidden = !shown;
  };
  const settleAll = (root) => root.querySelectorAll?.("[data-only-when]").forEach(settle);

  document.addEventListener("change", (event) => {
    if (event.target.matches?.("select")) settleAll(document);
  });
  document.addEventListener("DOMContentLoaded", () => {
    const stream = document.querySelector("[data-streamfield-stream-container], form[data-edit-form]") ?? document.body;
    settleAll(document);
    new MutationObserver((found) => found.forEach((each) => each.addedNodes.forEach(settleAll))).observe(stream, {
      childList: true,
      subtree: true,
    });
  });
})();
