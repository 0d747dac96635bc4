// Warns before somebody is signed out for doing nothing, and keeps what is typed over signing in again and over going back. Without
// this file the server ends the session all the same.
(() => {
  "use strict";

  const TYPED = "outpatient.typed";
  const ASIDE = "outpatient.aside";
  const SEEN = "outpatient.seen";
  // The server notes a visit to within half a minute; this page must not think that there is more time than there is.
  const GRAIN = 30;
  const SECRET = /^(current-password|new-password|one-time-code|cc-)/;
  const CHANGING = ["_csrf", "key", "seen"];
  // So many pages are remembered that somebody left to come back to.
  const ASIDES = 5;
  const SKIPPED = ["hidden", "password", "file", "submit", "button", "reset", "image"];

  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
  const viewer = meta("viewer");
  const here = () => location.pathname + location.search;
  // What was typed into a form that was sent stands in the form of the answer as if it had been there from the beginning.
  const isAnswer = meta("answer") !== undefined;

  // ---- What is typed ----

  const isKept = (field) =>
    field.name && !SKIPPED.includes(field.type) && !SECRET.test(field.autocomplete || "") && !field.closest("[data-secret]");

  const isChanged = (field) => {
    if (field.type === "checkbox" || field.type === "radio") {
      return field.checked !== field.defaultChecked;
    }
    if (field.options) {
      return [...field.options].some((option) => option.selected !== option.defaultSelected);
    }
    return field.value !== field.defaultValue;
  };

  const typedIn = (form, which) =>
    [...form.elements].filter((field) => isKept(field) && which(field)).map((field) => ({
      name: field.name,
      place: [...form.elements].filter((other) => other.name === field.name).indexOf(field),
      value: field.value,
      checked: field.checked,
    }));

  // What a form is about: whose visit, which day of each row, which version was seen. What was typed goes into no other.
  const about = (form) =>
    [...form.elements]
      .filter((field) => field.type === "hidden" && field.name && !CHANGING.includes(field.name))
      .map((field) => `${field.name}=${field.value}`)
      .join("&");

  const typed = (which) =>
    [...document.querySelectorAll('form[method="post"]')]
      .map((form) => ({ action: form.getAttribute("action"), about: about(form), fields: typedIn(form, which) }))
      .filter((form) => form.fields.length > 0);

  const keep = () => {
    const forms = typed(isChanged);
    if (viewer && forms.length > 0) {
      sessionStorage.setItem(TYPED, JSON.stringify({ viewer, page: here(), ended: false, forms }));
    }
  };

  // The page of an address, in whatever language.
  const pageOf = (address) => {
    const url = new URL(address, location.href);
    url.searchParams.delete("lang");
    return url.pathname + url.search;
  };

  const leftAside = () => JSON.parse(sessionStorage.getItem(ASIDE) || "[]").filter((left) => left.viewer === viewer);

  const setAside = (all) => {
    if (all.length > 0) {
      sessionStorage.setItem(ASIDE, JSON.stringify(all.slice(-ASIDES)));
    } else {
      sessionStorage.removeItem(ASIDE);
    }
  };

  // Sent or signed out, nothing is left behind.
  let gone = false;

  // Which ways lead back to it: none named, any.
  const leaveAside = (page, forms, ways) =>
    setAside([...leftAside().filter((left) => left.page !== page), ...(forms.length > 0 ? [{ viewer, page, forms, ways }] : [])]);

  const forget = () => [TYPED, ASIDE].forEach((what) => sessionStorage.removeItem(what));

  // A link may lead aside: to a page from which one comes back to the one that it names, or to this page in another language.
  // Of a page that can be had again as it is all is kept: what was typed before the server answered with the form stands in
  // it as if it had been there from the beginning.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-aside]");
    if (!link || !viewer || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    const again = link.dataset.aside || document.querySelector("main[data-here]");
    leaveAside(pageOf(link.dataset.aside || link.href), typed(again ? () => true : isChanged));
    gone = true;
  });

  // Who leaves by any other link and goes back finds it too, and only who goes back does: a form that is opened anew is as it is.
  window.addEventListener("pagehide", () => {
    if (viewer && !gone) {
      const forms = typed(isAnswer ? () => true : isChanged);
      if (forms.length > 0) {
        leaveAside(pageOf(here()), forms, isAnswer ? ["back_forward", "reload"] : ["back_forward"]);
      }
    }
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      gone = false;
    }
  });

  const formOf = (kept) => [...document.forms].find((one) => one.getAttribute("action") === kept.action && about(one) === kept.about);

  const putBack = (forms) => {
    let found = null;
    for (const kept of forms) {
      const form = formOf(kept);
      for (const typed of form ? kept.fields : []) {
        const field = [...form.elements].filter((one) => one.name === typed.name)[typed.place];
        if (field && isKept(field) && (field.value !== typed.value || Boolean(field.checked) !== Boolean(typed.checked))) {
          field.value = typed.value;
          if ("checked" in field) {
            field.checked = typed.checked;
          }
          field.dispatchEvent(new Event("input", { bubbles: true }));
          field.dispatchEvent(new Event("change", { bubbles: true }));
          found ??= field;
        }
      }
    }
    const note = document.getElementById("typed-back");
    if (found && note) {
      document.getElementById("toasts").append(note.content.cloneNode(true));
      // Not under the note.
      found.scrollIntoView({ block: "center" });
    }
  };

  const comeBack = () => {
    const left = viewer ? leftAside() : [];
    const kept = left.find((one) => one.page === pageOf(here()));
    if (kept) {
      setAside(left.filter((one) => one !== kept));
      if (!kept.ways || kept.ways.includes(performance.getEntriesByType("navigation")[0]?.type)) {
        putBack(kept.forms);
      }
    }
  };

  const arrive = () => {
    comeBack();
    const kept = JSON.parse(sessionStorage.getItem(TYPED) || "null");
    if (!kept) {
      return;
    }
    if (viewer && !location.pathname.startsWith("/sign-in")) {
      sessionStorage.removeItem(TYPED);
      if (kept.ended && kept.viewer === viewer && kept.page === here()) {
        putBack(kept.forms);
      } else if (isAnswer && kept.viewer === viewer && !kept.forms.some((form) => formOf(form))) {
        // It could not be taken: a page that says why has no form, and the one that has finds it.
        leaveAside(pageOf(kept.page), kept.forms);
      }
    } else if (document.querySelector("[data-ended]")) {
      sessionStorage.setItem(TYPED, JSON.stringify({ ...kept, ended: true }));
    }
  };

  // The session may be over when a form is sent: then the server asks to sign in, and this page comes back.
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action")?.endsWith("/sign-out")) {
      forget();
    } else if (event.target.method === "post") {
      keep();
    }
  }, true);

  document.addEventListener("submit", (event) => {
    gone = gone || (event.target.method === "post" && !event.defaultPrevented);
  });

  // ---- How long is left ----

  const dialog = document.getElementById("idle");
  if (viewer && dialog) {
    const idle = Number(dialog.dataset.idle) - GRAIN;
    const warning = Math.min(120, idle / 3);
    const longestAt = Date.now() + Number(dialog.dataset.left) * 1000;
    const clock = dialog.querySelector("time");
    let leaving = false;

    // Shared by the tabs, as they share the session.
    const seen = () => localStorage.setItem(SEEN, String(Date.now()));
    const idleAt = () => Number(localStorage.getItem(SEEN)) + idle * 1000;

    const leave = async (address) => {
      leaving = true;
      gone = true;
      try {
        await fetch("/sign-out", { method: "POST", headers: { [meta("csrf-header")]: meta("csrf-token") }, redirect: "manual" });
      } finally {
        location.assign(address);
      }
    };

    const over = () => {
      keep();
      leave(`/sign-in?ended&continue=${encodeURIComponent(here())}`);
    };

    const stay = async () => {
      const answer = await fetch("/api/v1/me", { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.ok) {
        seen();
        dialog.close();
      } else {
        over();
      }
    };

    const tick = () => {
      if (leaving) {
        return;
      }
      const longest = longestAt < idleAt();
      const left = Math.max(0, Math.round((Math.min(longestAt, idleAt()) - Date.now()) / 1000));
      clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left === 0) {
        over();
      } else if (left <= warning && !dialog.open) {
        dialog.querySelector('[data-when="idle"]').hidden = longest;
        dialog.querySelector('[data-when="longest"]').hidden = !longest;
        dialog.querySelector("[data-stay]").hidden = longest;
        dialog.showModal();
        dialog.querySelector(longest ? "[data-leave]" : "[data-stay]").focus();
      } else if (left > warning && dialog.open) {
        dialog.close();
      }
    };

    seen();
    document.addEventListener("htmx:afterRequest", seen);
    dialog.querySelector("[data-stay]").addEventListener("click", stay);
    dialog.querySelector("[data-leave]").addEventListener("click", () => {
      forget();
      leave("/");
    });
    // Escape says that somebody is there.
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!dialog.querySelector("[data-stay]").hidden) {
        stay();
      }
    });
    setInterval(tick, 1000);
  }

  document.addEventListener("DOMContentLoaded", arrive);
})();
