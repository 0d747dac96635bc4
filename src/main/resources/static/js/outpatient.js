// Small improvements over pages that work without them. No page needs this file.
(() => {
  "use strict";

  const MENUS = "details.account[open], details.menu[open], details.site-more[open]";

  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

  // A page that answers a form can't be had again by going back to it: the browser would have to send the form once more. So it
  // stands in the history as the page that the form was on.
  const FROM = "outpatient.from";
  if (meta("answer") !== undefined) {
    const from = document.querySelector("main[data-here]")?.dataset.here ?? sessionStorage.getItem(FROM);
    if (from) {
      history.replaceState(history.state, "", from);
    }
  }
  document.addEventListener("submit", (event) => {
    if (event.target.method === "post" && !event.defaultPrevented) {
      sessionStorage.setItem(FROM, location.pathname + location.search);
    }
  });

  // Requests that htmx sends outside of a form carry the CSRF token too.
  document.addEventListener("htmx:configRequest", (event) => {
    const header = meta("csrf-header");
    const token = meta("csrf-token");
    if (header && token && event.detail.verb !== "get") {
      event.detail.headers[header] = token;
    }
  });

  // The other language keeps what was searched for.
  const keepQuery = (link) => {
    // A page that was answered to a form may stand at an address of its own.
    const page = new URL(document.querySelector("main[data-here]")?.dataset.here ?? location.href, location.href);
    const query = page.searchParams;
    query.set("lang", link.hreflang);
    // What was refused is shown without an address that says where one was going.
    const next = document.querySelector('form:is([action$="/sign-in"], [action$="/register"]) [name="continue"]')?.value;
    if (next && !query.has("continue")) {
      query.set("continue", next);
    }
    link.href = `${page.pathname}?${query}`;
  };

  // By which clock a time is told is of use only to who has another one at that moment.
  const wall = (at, timeZone) => new Intl.DateTimeFormat("en", { dateStyle: "short", timeStyle: "short", timeZone }).format(at);
  const nameZone = (zone) => {
    const at = new Date(zone.dataset.at);
    let own = false;
    try {
      own = wall(at, zone.dataset.zone) === wall(at);
    } catch {
      // A zone that this browser does not know is another one.
    }
    zone.classList.toggle("without-scripts", own);
  };

  const ready = (root) => {
    root.querySelectorAll("[data-keep-query]").forEach(keepQuery);
    root.querySelectorAll("[data-zone]").forEach(nameZone);
    root.querySelector("[data-focus]")?.focus();
    // One box for all of a page, which is of no use without this.
    root.querySelectorAll("[data-choose]").forEach((all) => {
      all.hidden = false;
      all.addEventListener("change", () => all.closest("table")
        .querySelectorAll(`tbody input[name="${all.dataset.choose}"]`)
        .forEach((one) => { one.checked = all.checked; }));
    });
  };

  document.addEventListener("DOMContentLoaded", () => ready(document));
  document.addEventListener("htmx:load", (event) => ready(event.detail.elt));
  // On a slow network somebody may have typed before this came: what stands in a search is searched for.
  document.addEventListener("htmx:load", (event) => event.detail.elt.querySelectorAll('form[role="search"][hx-get]').forEach((form) => {
    const typed = [...form.elements].some((field) => field.type === "search" && field.value !== field.defaultValue);
    if (typed) {
      form.dispatchEvent(new Event("input", { bubbles: true }));
      form.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }));
  // Who pressed what is not there any more goes on beside it.
  document.addEventListener("htmx:afterSettle", (event) => {
    const beside = event.detail.requestConfig?.elt?.dataset.else;
    if (beside && document.activeElement === document.body) {
      document.getElementById(beside)?.focus();
    }
  });
  // A day that is followed may have it anew.
  document.addEventListener("live:changed", () => document.querySelectorAll("[data-zone]").forEach(nameZone));

  // What was asked for and not had is not left as if it were there: an answer that is an error is a page that says why, and
  // where none came a note says so. What a page asks for by itself has a link in its place, and js/day.js sees to the answers of the day.
  const unreached = () => {
    const said = document.getElementById("unreached").content.cloneNode(true);
    said.querySelector(".toast-note").dataset.stays = "";
    const notes = document.getElementById("toasts");
    notes.querySelector("[data-stays]")?.remove();
    notes.append(said);
  };
  const pressed = (event) => event.detail.elt.closest("form") ?? event.detail.elt.form;
  document.addEventListener("htmx:responseError", (event) => {
    const { elt, requestConfig, pathInfo } = event.detail;
    if (!pressed(event) || elt.closest("#day")) {
      return;
    }
    if (requestConfig.verb === "get") {
      location.assign(pathInfo.finalRequestPath);
    } else {
      unreached();
    }
  });
  ["htmx:sendError", "htmx:timeout"].forEach((lost) => document.addEventListener(lost, (event) => {
    if (pressed(event)) {
      unreached();
    }
  }));

  ["htmx:pushedIntoHistory", "htmx:replacedInHistory"].forEach((changed) => document.addEventListener(changed, () => {
    document.querySelectorAll("[data-keep-query]").forEach(keepQuery);
  }));

  // Only what happens once may follow a press: a form is sent once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
      return;
    }
    // Buttons of several lines may share a form, and another one of them is another thing.
    const what = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
    if (form.dataset.sent === what) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = what;
    setTimeout(() => {
      if (form.dataset.sent === what) {
        delete form.dataset.sent;
      }
    }, 5000);
  });

  // A question that several links of a page open is about the visit around the one that was pressed, as it was seen there.
  const ask = (dialog, link, about) => {
    const words = [...about.querySelectorAll("[data-what]")].map((part) => part.innerText.replace(/\s+/g, " ").trim());
    dialog.querySelector("[data-asked]").textContent = words.join(", ");
    const form = dialog.querySelector("form");
    // What was typed about another visit is not said of this one.
    form.reset();
    form.action = link.pathname;
    form.elements.version.value = link.dataset.seen;
    delete form.dataset.sent;
    // The link may be in a menu that has closed, and a day that is followed may have another in its place by then, or only the line.
    dialog.addEventListener("close", () => {
      const places = [...document.querySelectorAll("[data-open]")].filter((one) => one.href === link.href);
      const line = about.id ? document.getElementById(about.id) : null;
      [...places, line].forEach((place) => {
        const active = document.activeElement;
        if (active === document.body || !active.checkVisibility()) {
          place?.focus();
        }
      });
    }, { once: true });
  };

  document.addEventListener("click", (event) => {
    const control = event.target.closest("[data-open], [data-close], [data-dismiss]");
    if (control?.dataset.open) {
      const dialog = document.getElementById(control.dataset.open);
      const about = control.dataset.seen ? control.closest("[data-about]") : document.body;
      if (dialog?.showModal && about) {
        event.preventDefault();
        if (control.dataset.seen) {
          ask(dialog, control, about);
        }
        dialog.showModal();
      }
    } else if (control?.hasAttribute("data-close")) {
      const dialog = control.closest("dialog");
      if (dialog) {
        event.preventDefault();
        dialog.close();
      }
    } else if (control?.hasAttribute("data-dismiss")) {
      // Who closed it by the keyboard goes on where the page begins.
      const focused = control === document.activeElement && !event.pointerType;
      control.closest(".toast-note").remove();
      if (focused) {
        document.getElementById("main").focus({ preventScroll: true });
      }
    }
    // A menu closes when the page around it is pressed.
    document.querySelectorAll(MENUS).forEach((menu) => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector(MENUS);
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });

  // A note that was read is in the way of what it lies on. What can be taken back stays, and what
  // says that nothing was done; so does a note that somebody points at, or that nobody sees.
  const NOTE_SECONDS = 10;
  const leave = (note) => {
    if (document.hidden || note.matches(":hover, :focus-within")) {
      setTimeout(leave, 1000, note);
    } else {
      note.remove();
    }
  };
  const noteShown = (note) => {
    if (!note.querySelector("form") && !note.hasAttribute("data-stays")) {
      setTimeout(leave, NOTE_SECONDS * 1000, note);
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    const notes = document.getElementById("toasts");
    notes.querySelectorAll(".toast-note").forEach(noteShown);
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((note) => {
      if (note.nodeType === Node.ELEMENT_NODE && note.matches(".toast-note")) {
        noteShown(note);
      }
    }))).observe(notes, { childList: true });
  });

  // The time that is held for this booking, as it runs out: <p data-over="No longer held"><time data-left="600">. Counted from
  // when it came, as the clock of this computer may be wrong. What then stands there, the live region around it says.
  const ends = new WeakMap();
  const pad = (number) => String(number).padStart(2, "0");
  const tick = () => {
    document.querySelectorAll("time[data-left]").forEach((clock) => {
      if (!ends.has(clock)) {
        ends.set(clock, Date.now() + Number(clock.dataset.left) * 1000);
      }
      const left = Math.max(0, Math.round((ends.get(clock) - Date.now()) / 1000));
      clock.textContent = `${Math.floor(left / 60)}:${pad(left % 60)}`;
      const line = left === 0 && clock.closest("[data-over]");
      if (line) {
        line.className = "countdown countdown-over";
        line.textContent = line.dataset.over;
      }
    });
  };
  setInterval(tick, 1000);
})();
