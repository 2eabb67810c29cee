// Lists the blocks of a definition with links and what is wrong, and says each condition in words as it is written.
(() => {
  const words = JSON.parse(document.getElementById("samverka-words")?.textContent ?? "{}");
  const nav = document.querySelector("[data-outline]");
  if (!nav || !words.said) return;
  const { outline: outer, inner } = nav.dataset;

  // Inputs by name, read once for each time that the lists are made: asking the page for each is slow in a long form.
  let inputs = new Map();
  const read = () => {
    inputs = new Map();
    for (const each of nav.closest("form")?.elements ?? []) {
      if (each.name && !inputs.has(each.name)) inputs.set(each.name, each);
    }
  };
  const input = (name) => inputs.get(name);
  const text = (name) => input(name)?.value.trim() ?? "";

  // The children of a stream, in their order, without those that were removed.
  const children = (stream) =>
    Array.from({ length: Number(text(`${stream}-count`)) || 0 }, (_each, number) => `${stream}-${number}`)
      .filter((child) => input(`${child}-id`) && text(`${child}-deleted`) === "")
      .sort((one, other) => Number(text(`${one}-order`)) - Number(text(`${other}-order`)));

  const panelOf = (child) => input(`${child}-id`)?.closest("[data-streamfield-child], [data-contentpath]");
  const isWrong = (child) => Boolean(panelOf(child)?.querySelector(".w-field__errors .error-message, .help-block.help-critical"));
  const nameOf = (child) => text(`${child}-value-label`) || text(`${child}-value-title`) || words.unnamed;

  const go = (child) => {
    const panel = panelOf(child);
    for (let at = panel; at; at = at.parentElement?.closest("section.w-panel, [data-panel]")) {
      at.querySelector("[data-panel-toggle][aria-expanded=false]")?.click();
    }
    panel?.querySelector(`[name="${child}-value-label"], [name="${child}-value-title"]`)?.focus({ preventScroll: true });
    // What was folded away has no place in the page until it has unfolded.
    panel?.scrollIntoView({ block: "start" });
    setTimeout(() => panel?.scrollIntoView({ block: "start" }), 300);
  };

  // What stops the draft from being published, by the id of the block, as it was last saved.
  let problems = {};
  const ask = async () => {
    const answer = await fetch(nav.dataset.problems, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    problems = (await answer.json()).problems;
    soon();
  };

  const entry = (child) => {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("button"), { type: "button", textContent: nameOf(child) });
    link.addEventListener("click", () => go(child));
    item.append(link);
    const told = problems[text(`${child}-id`)] ?? [];
    if (told.length || isWrong(child)) item.append(Object.assign(document.createElement("strong"), { textContent: words.wrong }));
    for (const problem of told) {
      item.append(Object.assign(document.createElement("span"), { className: "samverka-problem", textContent: problem }));
    }
    return item;
  };

  const list = () => {
    const sections = children(outer);
    nav.querySelector(".samverka-outline-empty").hidden = sections.length > 0;
    nav.querySelector("ol").replaceChildren(
      ...sections.map((section) => {
        const item = entry(section);
        const fields = children(`${section}-value-${inner}`);
        if (fields.length) {
          const under = document.createElement("ul");
          under.append(...fields.map(entry));
          item.append(under);
        }
        return item;
      }),
    );
  };

  // Fields by their keys, for the words of conditions.
  const fieldsByKey = () => {
    const found = new Map();
    for (const section of children(outer)) {
      for (const field of children(`${section}-value-${inner}`)) found.set(text(`${field}-value-key`), field);
    }
    return found;
  };

  // The columns of the table that a condition stands in, by their keys.
  const columnsAround = (child) => {
    const stream = child.match(/^(.*-columns)-\d+-value-/)?.[1];
    return new Map((stream ? children(stream) : []).map((column) => [text(`${column}-value-key`), column]));
  };

  const valueIn = (value, field) => {
    if (field && text(`${field}-type`) === "yes_no") {
      return /^(ja|yes|true|sant|1)$/i.test(value) ? words.yes : /^(nej|no|false|falskt|0)$/i.test(value) ? words.no : value;
    }
    for (const option of field ? children(`${field}-value-options`) : []) {
      if (text(`${option}-value-key`) === value) return `”${text(`${option}-value-label`)}”`;
    }
    return value || "…";
  };
  // What the page knows beside its blocks: options of a field of another form, limits, amounts.
  const elsewhere = (key, value) => window.samverkaSaid?.(key, value);

  const said = (child, fields) => {
    const kind = text(`${child}-type`);
    if (kind === "all" || kind === "any") {
      const parts = children(`${child}-value`).map((part) => said(part, fields)).filter(Boolean);
      return parts.length > 1 ? `(${parts.join(` ${words[kind]} `)})` : parts.join("");
    }
    const inRow = kind === "cell";
    const key = text(`${child}-value-${inRow ? "cell" : "field"}`);
    const frame = words.said[text(`${child}-value-op`)];
    if (!key || !frame) return "";
    if (inRow) {
      const columns = columnsAround(child);
      const other = text(`${child}-value-other`);
      const column = columns.get(key);
      const said = frame
        .replace("{field}", () => (column ? nameOf(column) : key))
        .replace("{value}", () => (other ? `”${columns.has(other) ? nameOf(columns.get(other)) : other}”` : valueIn(text(`${child}-value-value`), column)));
      return words.row.replace("{comparison}", () => said);
    }
    const field = fields.get(key);
    const known = window.samverkaNames?.[key];
    return (known ? frame.replace(/[”“"]\{field\}[”“"]/, "{field}") : frame)
      .replace("{field}", () => known ?? (field ? nameOf(field) : key))
      .replace("{value}", () => elsewhere(key, text(`${child}-value-value`)) ?? valueIn(text(`${child}-value-value`), field));
  };

  const sayAll = () => {
    const fields = fieldsByKey();
    for (const [name, count] of inputs) {
      if (!/(_when|-when|-holds)-count$/.test(name)) continue;
      const stream = name.replace(/-count$/, "");
      const member = stream.match(/[a-z_]+$/)[0];
      const owner = stream.slice(0, -member.length - 1);
      // After the question itself, since the condition stands among the settings, which are folded away.
      const named = (input(`${owner}-label`) ?? input(`${owner}-title`))?.closest("[data-contentpath]");
      const box = named?.parentElement ?? count.closest("[data-contentpath]") ?? count.parentElement;
      let line = box.querySelector(`:scope > [data-said=${member}]`);
      const first = children(stream)[0];
      const condition = first ? said(first, fields).replace(/^\((.*)\)$/s, "$1") : "";
      if (!line && !condition) continue;
      if (!line) {
        line = Object.assign(document.createElement("p"), { className: "samverka-said" });
        line.dataset.said = member;
        line.setAttribute("aria-live", "polite");
        if (named) named.after(line);
        else box.append(line);
      }
      const now = condition ? (words.frames[member] ?? "{condition}").replace("{condition}", () => condition) : "";
      if (line.textContent !== now) line.textContent = now;
      line.hidden = !now;
    }
  };

  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      read();
      list();
      sayAll();
    }, 400);
  };
  const start = () => {
    soon();
    const form = nav.closest("form") ?? document.body;
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    if (nav.dataset.problems) {
      ask();
      document.addEventListener("w-autosave:success", ask);
    }
    // Only blocks that come and go; the lists made here are left alone.
    new MutationObserver((found) => {
      if (found.some(({ target }) => !target.closest?.(".samverka-outline, .samverka-said"))) {
        if (found.some(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes].some((node) => node.querySelector?.("input[name]")))) soon();
      }
    }).observe(form, { childList: true, subtree: true });
  };
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
})();
