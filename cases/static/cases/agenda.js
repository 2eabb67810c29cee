// The order of an agenda: drag a point by its handle (finger, pen or pointer), or move it with the arrow keys.
// The buttons beside each point do the same, also without this file.
(() => {
  const list = document.querySelector("[data-agenda]");
  const form = document.getElementById("agenda-order");
  const status = document.querySelector("[data-agenda-status]");
  if (!list || !form || !status) return;
  const EDGE = 70; // So near the window's edge it scrolls.
  const free = () => [...list.querySelectorAll(":scope > [data-point]")];
  const key = (rows) => rows.map((row) => row.dataset.point).join(",");
  const say = (words, values = {}) => {
    status.textContent = words.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
  };

  // What is dealt with keeps its place: the others are laid out in the places between.
  const lay = (order) => {
    const had = document.activeElement;
    const left = [...order];
    for (const row of [...list.children]) list.append("point" in row.dataset ? left.shift() : row);
    if (had && list.contains(had)) had.focus({ preventScroll: true });
  };

  // One at a time, and only the latest: who moves a point five steps sends two orders at most.
  let saved = key(free());
  let wanted = saved;
  let sending = false;
  const typed = (order) => {
    const body = new FormData(form);
    body.set("order", order);
    return body;
  };
  const send = async () => {
    if (sending) return;
    sending = true;
    list.setAttribute("aria-busy", "true");
    while (wanted !== saved) {
      const order = wanted;
      try {
        const answer = await fetch(form.action, { method: "POST", body: typed(order), credentials: "same-origin" });
        if (!answer.ok) throw new Error(String(answer.status));
        saved = order;
      } catch {
        say(list.dataset.failed);
        saved = wanted;
        form.elements.order.value = order;
        form.submit(); // The page tells what was refused.
        return;
      }
    }
    sending = false;
    list.setAttribute("aria-busy", "false");
  };
  addEventListener("pagehide", () => {
    if (wanted !== saved) navigator.sendBeacon(form.action, typed(wanted));
  });
  const save = (row) => {
    wanted = key(free());
    if (wanted === saved && !sending) return;
    say(list.dataset.moved, {
      what: row.dataset.title,
      number: [...list.children].indexOf(row) + 1,
      count: list.children.length,
    });
    send();
  };

  const move = (row, to) => {
    const rows = free();
    const from = rows.indexOf(row);
    const place = Math.max(0, Math.min(rows.length - 1, to(from, rows.length)));
    if (place === from) {
      say(place === 0 ? list.dataset.first : list.dataset.last, { what: row.dataset.title });
      return;
    }
    rows.splice(place, 0, rows.splice(from, 1)[0]);
    lay(rows);
    row.scrollIntoView({ block: "nearest" });
    save(row);
  };
  const STEPS = {
    ArrowUp: (at) => at - 1,
    ArrowDown: (at) => at + 1,
    Home: () => 0,
    End: (_at, count) => count - 1,
  };

  let held = null;
  const over = (y) => {
    const rows = free();
    const others = rows.filter((row) => row !== held.row);
    const below = others.findIndex((row) => {
      const box = row.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    others.splice(below < 0 ? others.length : below, 0, held.row);
    if (key(others) !== key(rows)) lay(others);
  };
  const drag = (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    event.preventDefault();
    over(event.clientY);
    const past = event.clientY < EDGE ? -12 : event.clientY > innerHeight - EDGE ? 12 : 0;
    if (past) scrollBy(0, past);
  };
  const drop = (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    const { row, before } = held;
    row.classList.remove("held");
    held = null;
    if (event.type === "pointercancel") lay(before);
    else save(row);
  };
  addEventListener("pointermove", drag, { passive: false });
  addEventListener("pointerup", drop);
  addEventListener("pointercancel", drop);

  for (const row of free()) {
    const handle = row.querySelector("[data-handle]");
    if (!handle) continue;
    handle.hidden = false;
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      held = { row, pointer: event.pointerId, before: free() };
      row.classList.add("held");
    });
    handle.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move(row, step);
    });
    for (const button of row.querySelectorAll("[data-step]")) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        const step = Number(button.dataset.step);
        move(row, (at) => at + step);
      });
    }
  }
  document.querySelector("[data-agenda-help]")?.removeAttribute("hidden");
})();
