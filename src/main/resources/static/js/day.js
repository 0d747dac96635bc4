// The day sheet by keyboard, and without loading the page anew. Everything works without this file.
(() => {
  "use strict";

  const sheet = () => document.getElementById("day");
  const rows = () => [...document.querySelectorAll("#day .day-row")];
  let chosen = null;

  // One row can be reached by Tab; the arrows go on from it.
  const choose = (row, focus) => {
    rows().forEach((other) => other.setAttribute("tabindex", other === row ? "0" : "-1"));
    chosen = row?.id ?? null;
    if (row && focus) {
      row.focus();
    }
  };

  // A step answers with the whole page; its sheet and what it announces take the place of ours.
  const enhance = () => {
    // So does what takes one back, which stands in the note about it.
    document.querySelectorAll("#day :is(form[method=post]:not(#steps), button[formaction]), #toasts form[method=post]").forEach((sender) => {
      sender.setAttribute("hx-post", sender.getAttribute("formaction") ?? sender.getAttribute("action"));
      sender.setAttribute("hx-target", "#day");
      sender.setAttribute("hx-select", "#day");
      sender.setAttribute("hx-swap", "outerHTML");
      sender.setAttribute("hx-select-oob", "#toasts:innerHTML");
    });
    htmx.process(sheet());
    htmx.process(document.getElementById("toasts"));
    document.querySelector(".keys-button").hidden = false;
  };

  const selected = () => document.activeElement?.closest("#day .day-row") ?? null;

  const go = (by) => {
    const all = rows();
    const at = all.indexOf(selected() ?? document.getElementById(chosen));
    const on = selected() ? at + by : Math.max(at, 0);
    const row = all[Math.min(Math.max(on, 0), all.length - 1)];
    if (row) {
      choose(row, true);
    }
  };

  // A key that does nothing is said to, as a line shows no button for it.
  const press = (step) => {
    const row = selected();
    const control = row?.querySelector(`[data-step="${step}"]`);
    if (control) {
      control.click();
    } else if (row) {
      // What can be taken back stays: it is the only way to.
      const notes = document.getElementById("toasts");
      notes.querySelectorAll(".toast-note:not(:has(form))").forEach((note) => note.remove());
      notes.append(document.getElementById("not-now").content.cloneNode(true));
    }
  };

  // The step of the line that was chosen, not of the one before it.
  const takeBack = () => {
    const id = selected()?.id.replace("visit-", "");
    const last = [...document.querySelectorAll("#toasts form")].find((form) => new URL(form.action).pathname.endsWith(`/day/${id}/undo`));
    if (last) {
      last.querySelector("button").click();
    } else {
      press("undo");
    }
  };

  const KEYS = {
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    a: () => press("arrive"),
    s: () => press("start"),
    c: () => press("complete"),
    n: () => press("no-show"),
    m: () => press("move"),
    p: () => press("prescribe"),
    u: takeBack,
    d: () => document.getElementById("date").focus(),
    "/": () => {
      const name = document.getElementById("patient");
      name.focus();
      name.select();
    },
    t: () => document.querySelector("[data-today]").click(),
    "?": () => document.getElementById("keys").showModal(),
  };

  // Who speaks to the computer presses letters without meaning to: letters and signs can be turned off, arrows need no turning off.
  const OFF = "day-keys-off";
  const letters = document.getElementById("keys-on");
  // A browser that keeps nothing has them on at each visit.
  const kept = (use) => {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  };
  letters.checked = kept((storage) => storage.getItem(OFF)) === null;
  letters.addEventListener("change", () => kept((storage) => (letters.checked ? storage.removeItem(OFF) : storage.setItem(OFF, "yes"))));

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    // Out of the search, which is over, and back to the line that one came from.
    if (event.key === "Escape" && typing?.id === "patient") {
      event.preventDefault();
      typing.value = "";
      typing.dispatchEvent(new Event("input", { bubbles: true }));
      go(0);
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
      return;
    }
    const act = event.key.length > 1 || letters.checked ? KEYS[event.key] : null;
    if (act && document.getElementById("day")) {
      event.preventDefault();
      act();
    }
  });

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("#day .day-row");
    if (row) {
      choose(row, false);
    }
  });

  // A question that the lines share learns from the line that opened it where its answer goes.
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, verb } = event.detail;
    if (verb === "post" && elt.matches("form")) {
      event.detail.path = elt.getAttribute("action");
    }
  });

  // A refusal is a page of its own and says how the visit stands.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
      event.detail.target = document.getElementById("main");
      event.detail.selectOverride = "#main";
    } else if (xhr.responseURL.includes("/sign-in") || xhr.status >= 400) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    // A search for a patient leaves the day, and who types, where they are.
    if (sheet() && event.detail.requestConfig?.verb !== "get") {
      start();
      const row = document.getElementById(chosen);
      if (row) {
        choose(row, true);
      }
    }
  });

  // Somebody else changed the day: js/live.js has put it in.
  document.addEventListener("live:changed", () => {
    enhance();
    const all = rows();
    const row = document.getElementById(chosen);
    choose(all.includes(row) ? row : all[0], false);
  });

  // The head of the day leads to the visit that comes next.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#day .day-next");
    const row = link && document.getElementById(link.hash.slice(1));
    if (rows().includes(row)) {
      event.preventDefault();
      choose(row, true);
      row.scrollIntoView({ block: "center" });
    }
  });

  const start = () => {
    enhance();
    const all = rows();
    const row = document.getElementById(chosen ?? location.hash.slice(1)) ?? document.querySelector("#day .day-row-now") ?? all[0];
    choose(all.includes(row) ? row : all[0], Boolean(location.hash) && !chosen);
  };

  start();
})();
