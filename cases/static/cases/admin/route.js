// In the route editor: offers what conditions and supplements can name, from the form that is chosen.
(() => {
  const words = JSON.parse(document.getElementById("samverka-words")?.textContent ?? "{}");
  if (!words.about_form) return;
  let form = { fields: {}, sections: {} };

  const inKronor = (value) =>
    /^\d+([.,]\d{1,2})?$/.test(value.replace(/\s/g, ""))
      ? `${value.replace(/\s/g, "").replace(".", ",").replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0")}\u00a0kr`
      : undefined;

  const chosen = document.querySelector("[name=form]");
  const read = async () => {
    const id = chosen?.value;
    form = { fields: {}, sections: {} };
    if (id) {
      const answer = await fetch(words.about_form.replace(/0\/$/, `${id}/`));
      if (answer.ok) form = await answer.json();
    }
    // The sentences under the ways name the fields by their labels.
    window.samverkaNames = {
      ...words.facts,
      ...Object.fromEntries(Object.entries(form.fields).map(([key, field]) => [key, `”${field.label}”`])),
    };
    window.samverkaSaid = (key, value) => {
      const { kind, options = {} } = form.fields[key] ?? {};
      if (words.limits[value]) return words.limits[value];
      if (options[value]) return `”${options[value]}”`;
      if (kind === "yes_no") return /^(ja|yes|true|sant|1)$/i.test(value) ? words.yes : /^(nej|no|false|falskt|0)$/i.test(value) ? words.no : undefined;
      return words.amounts.includes(key) || words.amount_kinds.includes(kind) ? inKronor(value) : undefined;
    };
    chosen?.form?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  chosen?.addEventListener("change", read);
  read();

  const pairs = (named) => Object.entries(named).map(([value, label]) => ({ value, label }));
  const labels = () => Object.fromEntries(Object.entries(form.fields).map(([key, field]) => [key, field.label]));
  const ofKinds = (...kinds) =>
    Object.fromEntries(Object.entries(form.fields).filter(([, field]) => kinds.includes(field.kind)).map(([key, field]) => [key, field.label]));
  // What stands beside the value: a choice offers its options, an amount the limits.
  const values = (input) => {
    const beside = document.getElementsByName(input.name.replace(/-value$/, "-field"))[0]?.value ?? "";
    const options = form.fields[beside]?.options ?? {};
    return Object.keys(options).length ? pairs(options) : pairs(words.limits);
  };
  const outcomes = (input) => {
    const stage = input.name.match(/^stages-\d+-value/)?.[0] ?? "";
    return [...document.querySelectorAll(`input[data-own-key][name^="${stage}-outcomes-"]`)]
      .map((each) => ({ each, label: document.getElementsByName(each.name.replace(/key$/, "label"))[0]?.value ?? "" }))
      .map(({ each, label }) => ({ value: each.value || label, label }))
      .filter((offered) => offered.value);
  };

  window.samverkaOffers = (points_at, input) =>
    ({
      fact: () => [...pairs(words.facts), ...pairs(labels())],
      limit: () => values(input),
      section: () => pairs(form.sections),
      body: () => pairs(ofKinds("body")),
      outcome: () => outcomes(input),
    })[points_at]?.();
})();
