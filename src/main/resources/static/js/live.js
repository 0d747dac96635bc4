// Follows a day as it changes elsewhere. The server says that it changed, and no more; the page is then loaded again, and what
// is different in it takes its place here, while all else stays where it is. The page works as well without this file.
(() => {
  "use strict";

  const ITEM = ".day-row[id], .office-visit[id]";
  const OPEN = ":is(dialog, details)[open]";
  // No sign of use: an open page alone must not keep anybody signed in.
  const UNATTENDED = { "X-Unattended": "true" };
  const SILENCE = 60_000;
  const LOST = 30_000;
  const HIDDEN = 10_000;

  const root = () => document.querySelector("[data-changes]");
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  if (!root()) {
    return;
  }

  // ---- What is different ----

  const clean = (node) => {
    [...node.attributes].forEach(({ name }) => {
      if (name.startsWith("hx-") || ["tabindex", "open", "data-version", "data-sent"].includes(name)) {
        node.removeAttribute(name);
      }
    });
    const classes = [...node.classList].filter((one) => !one.startsWith("htmx-") && one !== "just-changed" && !(node.dataset.zone && one === "without-scripts"));
    node.setAttribute("class", classes.join(" "));
    if (node.name === "_csrf") {
      node.removeAttribute("value");
    }
    if (node.dataset.open === "keys") {
      node.removeAttribute("hidden");
    }
  };

  // As the server wrote it, without what scripts added and what is another each time.
  const source = (node, deep) => {
    const copy = node.cloneNode(deep);
    [copy, ...copy.querySelectorAll("*")].forEach(clean);
    return copy.outerHTML;
  };
  const words = (node) =>
    [...node.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data.trim()).join("|");
  // They differ only within their children.
  const isAlike = (one, other) =>
    one.children.length > 0 && other.children.length > 0 && source(one, false) === source(other, false) && words(one) === words(other);

  // Somebody is about to do something there.
  const isHeld = (node) => {
    const active = document.activeElement;
    const selection = getSelection();
    return node.matches(OPEN)
      || node.querySelector(`${OPEN}, .htmx-request`) !== null
      || (node.contains(active) && active.matches("input, select, textarea"))
      || (!selection.isCollapsed && selection.containsNode(node, true));
  };

  // Makes what is shown the same as what came. What does not differ is not touched, so it keeps focus, selection and scroll.
  const patcher = () => {
    const found = { changed: [], removed: 0, held: [] };
    const sources = new Map();
    const whole = (node) => sources.get(node) ?? sources.set(node, source(node, true)).get(node);
    const isSame = (one, other) => whole(one) === whole(other);
    const drop = (node) => {
      const next = node.nextElementSibling;
      if (isHeld(node)) {
        found.held.push(node);
      } else {
        node.remove();
        found.removed += 1;
      }
      return next;
    };
    const twin = (from, fresh) => {
      for (let node = from; node; node = node.nextElementSibling) {
        if (fresh.id ? node.id === fresh.id : !node.id && isSame(node, fresh)) {
          return node;
        }
      }
      return from && !fresh.id && !from.id && from.tagName === fresh.tagName ? from : null;
    };
    const patch = (old, fresh) => {
      // What the reader asked for, such as a search, is not the day's.
      if (isSame(old, fresh) || old.hasAttribute("data-own")) {
        return;
      }
      const isOpen = old.matches(OPEN);
      if (isOpen || !isAlike(old, fresh)) {
        // What somebody is asked stays as it was asked.
        if (isOpen || isHeld(old)) {
          found.held.push(old);
        } else {
          old.replaceWith(fresh);
          found.changed.push(fresh);
        }
        return;
      }
      let at = old.firstElementChild;
      const children = [...fresh.children];
      const byPlace = old.children.length === children.length && ![...old.children, ...children].some((one) => one.id);
      for (const next of children) {
        const kept = byPlace ? at : twin(at, next);
        if (kept) {
          while (at !== kept) {
            at = drop(at);
          }
          at = kept.nextElementSibling;
          patch(kept, next);
        } else {
          old.insertBefore(next, at);
          found.changed.push(next);
        }
      }
      while (at) {
        at = drop(at);
      }
    };
    return { found, patch };
  };

  // ---- Where somebody is ----

  const place = () => {
    const active = document.activeElement;
    const item = active?.closest(ITEM);
    if (!item || !root().contains(item)) {
      return null;
    }
    const ids = [...root().querySelectorAll(ITEM)].map((one) => one.id);
    const at = ids.indexOf(item.id);
    return { active, step: active.dataset.step, ids: [...ids.slice(at), ...ids.slice(0, at).reverse()] };
  };

  const goBack = (to) => {
    if (!to || (to.active.isConnected && document.activeElement === to.active)) {
      return;
    }
    const item = to.ids.map((id) => document.getElementById(id)).find(Boolean);
    const target = (to.step && item?.querySelector(`[data-step="${to.step}"]`))
      || (item?.hasAttribute("tabindex") ? item : item?.querySelector("summary, button, a"))
      || document.getElementById("main");
    target.focus({ preventScroll: true });
  };

  const say = () => {
    const toasts = document.getElementById("toasts");
    toasts.querySelector(".live-said")?.remove();
    const line = document.createElement("p");
    line.className = "live-said visually-hidden";
    line.textContent = root().dataset.said;
    toasts.append(line);
  };

  const show = (changed) => {
    const items = new Set(changed.flatMap((node) => {
      const around = node.closest(ITEM);
      return around ? [around] : [...node.querySelectorAll(ITEM)];
    }));
    items.forEach((item) => item.classList.add("just-changed"));
    setTimeout(() => items.forEach((item) => item.classList.remove("just-changed")), 4000);
  };

  // What could not be changed yet, as somebody is busy with it.
  const take = (fresh) => {
    const { found, patch } = patcher();
    const was = place();
    const version = fresh.dataset.version;
    patch(root(), fresh);
    if (found.held.length === 0) {
      root().dataset.version = version;
    }
    if (found.changed.length + found.removed > 0) {
      document.dispatchEvent(new CustomEvent("live:changed"));
      goBack(was);
      show(found.changed);
      say();
    }
    return found.held;
  };

  // ---- Loading it again ----

  let told = root().dataset.version;
  let following = false;
  let sending = 0;
  let steps = 0;

  // What a step of one's own answers is newer than what was asked for before it.
  document.addEventListener("htmx:beforeRequest", () => { sending += 1; });
  document.addEventListener("htmx:afterRequest", () => { sending -= 1; steps += 1; });

  const load = async () => {
    const answer = await fetch(root().dataset.page, { headers: { ...UNATTENDED, Accept: "text/html" }, cache: "no-store" });
    if (answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in")) {
      location.reload();
      return null;
    }
    if (!answer.ok) {
      throw new Error(`status ${answer.status}`);
    }
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(root().id);
  };

  const follow = async () => {
    if (following) {
      return;
    }
    following = true;
    let held = [];
    let heldSince = null;
    for (let tries = 0; root() && root().dataset.version !== told && !document.hidden;) {
      if (heldSince === told && held.some((node) => node.isConnected && isHeld(node))) {
        await pause(300);
        continue;
      }
      const before = steps;
      try {
        const fresh = sending === 0 ? await load() : null;
        if (fresh && sending === 0 && steps === before && root()) {
          held = take(fresh);
          heldSince = told;
          if (held.length === 0) {
            told = root().dataset.version;
          }
        }
        tries = 0;
      } catch {
        tries += 1;
      }
      // What changes several times in a row is loaded once a second.
      await pause(Math.min(1000 * 2 ** tries, 60_000));
    }
    following = false;
  };

  // ---- Hearing of it ----

  let stream = null;
  let lost = null;
  let hiding = null;

  const sayLost = (isLost) => {
    const region = document.getElementById("live-lost");
    const shown = region.querySelector(".notice");
    if (isLost && !shown) {
      const notice = region.querySelector("template").content.cloneNode(true);
      notice.querySelector("a").href = location.pathname + location.search;
      region.append(notice);
    } else if (!isLost) {
      shown?.remove();
    }
  };

  const heard = (isHeard) => {
    if (isHeard) {
      clearTimeout(lost);
      lost = null;
      sayLost(false);
    } else {
      lost ??= setTimeout(() => {
        lost = null;
        sayLost(!document.hidden);
      }, LOST);
    }
  };

  const hear = (event) => {
    const field = (name) => event.match(new RegExp(`^${name}: ?(.*)$`, "m"))?.[1];
    if (field("event") === "over") {
      location.reload();
    } else if (field("event") === "changed") {
      told = field("data");
      follow();
    }
  };

  const read = async (body, stop) => {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      // A line that died says nothing; one that lives says something now and then.
      const silence = setTimeout(stop, SILENCE);
      const { value, done } = await reader.read().finally(() => clearTimeout(silence));
      if (done) {
        return;
      }
      const events = (text + value).split("\n\n");
      text = events.pop();
      events.forEach(hear);
    }
  };

  const seen = () => new Promise((done) => {
    if (!document.hidden) {
      done();
    } else {
      document.addEventListener("visibilitychange", () => done(), { once: true });
    }
  });

  const listen = async () => {
    for (let tries = 0; ;) {
      await seen();
      if (!root()) {
        return;
      }
      const began = Date.now();
      stream = new AbortController();
      try {
        const { changes, version } = root().dataset;
        const answer = await fetch(`${changes}&version=${encodeURIComponent(version)}`, {
          headers: { ...UNATTENDED, Accept: "text/event-stream" }, cache: "no-store", signal: stream.signal,
        });
        if (answer.redirected) {
          location.reload();
          return;
        }
        if ([400, 401, 403, 404].includes(answer.status)) {
          return;
        }
        if (answer.ok) {
          heard(true);
          await read(answer.body, () => stream.abort());
        }
      } catch {
        // The network, the server, or this page, which was hidden: again, after a while.
      }
      heard(false);
      tries = Date.now() - began > LOST ? 0 : tries + 1;
      if (!document.hidden) {
        await pause(Math.min(500 * 2 ** tries, 60_000) * (0.5 + Math.random() / 2));
      }
    }
  };

  // A browser has few connections to one host, and pages that nobody sees don't need theirs.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (document.hidden) {
      hiding = setTimeout(() => stream?.abort(), HIDDEN);
    } else {
      follow();
    }
  });

  listen();
})();
