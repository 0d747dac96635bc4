// Makes a calendar of the list of a week, and shows the pages that it asks with in a dialog. The list stays where there is
// no room for a calendar. Times are those on the wall of the office: as they come, without a zone, so that the reader's own
// clock never moves them.
(() => {
  "use strict";

  const dialog = document.getElementById("ask");
  const language = document.documentElement.lang;
  const clock = (date) =>
    date.toLocaleTimeString(language, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).toLowerCase();
  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text ?? "";
    return made;
  };
  // The file is named by its content: the page knows how.
  const icons = document.querySelector("svg.icon use").getAttribute("href").split("#")[0];
  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `${icons}#${name}`);
    svg.append(use);
    return svg;
  };

  // The page at an address, in the dialog; where it has nothing to ask, the page itself.
  const ask = async (address, closed) => {
    let page = null;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      // Below: the browser says what is wrong.
    }
    const asked = page?.getElementById("asked");
    if (!asked) {
      location.assign(address);
      return;
    }
    const title = dialog.querySelector("h2");
    title.textContent = page.querySelector("h1").textContent;
    dialog.querySelector(".ask-body").replaceChildren(...asked.childNodes);
    dialog.addEventListener("close", () => closed?.(), { once: true });
    dialog.showModal();
    title.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-ask]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      ask(link.href);
    }
  });

  const box = document.getElementById("calendar");
  const list = document.getElementById("week-list");
  const hint = document.getElementById("calendar-hint");
  if (!box || !window.FullCalendar) {
    return;
  }

  const visit = (row) => {
    const link = row.querySelector("a.day-name");
    return {
      title: link.textContent,
      start: row.dataset.start,
      end: row.dataset.end,
      url: link.getAttribute("href"),
      startEditable: row.dataset.movable === "true",
      classNames: ["visit", `visit-${row.dataset.state}`],
      extendedProps: {
        visit: row.dataset.id,
        icon: row.dataset.state,
        word: row.querySelector(".status").textContent.trim(),
        time: row.querySelector("time").textContent,
        more: [row.querySelector(".day-reason").textContent, row.querySelector(".day-place")?.textContent].filter(Boolean),
      },
    };
  };

  const away = (row) => {
    const link = row.querySelector("a.day-name");
    return {
      title: link.textContent,
      ...times(row),
      url: link.getAttribute("href"),
      startEditable: false,
      classNames: ["away"],
      extendedProps: { icon: "away", word: "", time: "", more: [row.querySelector(".day-reason").textContent].filter(Boolean) },
    };
  };

  const times = (row) =>
    row.dataset.allDay === "true"
      ? { start: row.dataset.start.slice(0, 10), allDay: true }
      : { start: row.dataset.start, end: row.dataset.end };

  const day = (section) => {
    const date = section.dataset.date;
    const events = [];
    section.querySelectorAll(".week-open").forEach((open) => {
      events.push({ start: open.dataset.start, end: open.dataset.end, display: "inverse-background", groupId: "hours" });
      if (open.dataset.office) {
        events.push({ start: open.dataset.start, end: open.dataset.end, display: "background", classNames: ["place"], title: open.textContent.trim().replace(/^[^,]*, /, "") });
      }
    });
    section.querySelectorAll(".week-closed").forEach((closed) => {
      events.push({ start: date, allDay: true, title: closed.dataset.closed, startEditable: false, classNames: ["closed"], extendedProps: { icon: "closed", word: "", time: "", more: [] } });
      events.push({ start: `${date}T00:00`, end: `${date}T24:00`, display: "background", classNames: ["closed-day"] });
    });
    section.querySelectorAll(".week-away").forEach((row) => {
      events.push(away(row));
      if (row.dataset.allDay === "true") {
        events.push({ start: `${date}T00:00`, end: `${date}T24:00`, display: "background", classNames: ["closed-day"] });
      }
    });
    section.querySelectorAll(".week-visit").forEach((row) => events.push(visit(row)));
    return events;
  };

  const iso = (date) => date.toISOString().slice(0, 10);
  const label = (date) => list.querySelector(`[data-date="${iso(date)}"]`)?.dataset.label ?? iso(date);

  const content = ({ event }) => {
    if (event.display.endsWith("background")) {
      return event.title ? { domNodes: [element("span", "place-name", event.title)] } : { domNodes: [] };
    }
    const { icon: shape, word, time, more } = event.extendedProps;
    const line = element("span", "event-line");
    const name = element("strong", "", event.title);
    line.append(icon(shape), name);
    const rest = element("span", "event-more", [word, time, ...more].filter(Boolean).join(" · "));
    return { domNodes: rest.textContent ? [line, rest] : [line] };
  };

  const build = () =>
    new FullCalendar.Calendar(box, {
      initialView: "timeGridWeek",
      initialDate: box.dataset.date,
      now: box.dataset.now,
      nowIndicator: true,
      timeZone: "UTC",
      locale: language,
      firstDay: 1,
      hiddenDays: (box.dataset.hidden ?? "").split(" ").filter(Boolean).map(Number),
      headerToolbar: false,
      height: "auto",
      slotMinTime: box.dataset.first,
      slotMaxTime: box.dataset.last,
      slotDuration: "00:30",
      eventMinHeight: 24,
      snapDuration: box.dataset.snap,
      slotLabelInterval: "01:00",
      slotLabelContent: ({ date }) => clock(date),
      dayHeaderContent: ({ date }) => label(date),
      navLinks: true,
      navLinkHint: (text, date) => label(date),
      navLinkDayClick: (date) => location.assign(`${box.dataset.day}?date=${iso(date)}`),
      allDayContent: box.dataset.allDay,
      slotEventOverlap: false,
      eventDurationEditable: false,
      eventStartEditable: true,
      editable: true,
      selectable: true,
      unselectAuto: false,
      longPressDelay: 400,
      dragRevertDuration: 0,
      events: [...list.querySelectorAll(".week-day")].flatMap(day),
      eventContent: content,
      eventDidMount: ({ event, el }) => {
        if (!event.display.endsWith("background")) {
          const { word, time, more } = event.extendedProps;
          el.title = [event.title, time, word, ...more].filter(Boolean).join(", ");
          el.setAttribute("aria-label", el.title);
        }
      },
      eventAllow: (place) => !place.allDay,
      eventDrop: ({ event, revert }) => {
        const to = event.startStr.slice(0, 16);
        ask(`${box.dataset.move}?id=${event.extendedProps.visit}&to=${to}`, revert);
      },
      select: ({ startStr, endStr, view }) => {
        const wall = (time) => (time.length > 10 ? time.slice(0, 16) : `${time}T00:00`);
        ask(`${box.dataset.timeOff}?start=${wall(startStr)}&end=${wall(endStr)}`, () => view.calendar.unselect());
      },
      eventClick: ({ event, jsEvent }) => {
        if (event.url && !jsEvent.ctrlKey && !jsEvent.metaKey) {
          jsEvent.preventDefault();
          ask(event.url);
        }
      },
    });

  // Room for a calendar, or the list.
  const wide = matchMedia("(min-width: 768px)");
  let calendar = null;
  const show = () => {
    box.hidden = hint.hidden = !wide.matches;
    if (wide.matches && !calendar) {
      calendar = build();
      calendar.render();
    } else if (wide.matches) {
      calendar.updateSize();
    }
    list.hidden = wide.matches;
  };
  wide.addEventListener("change", show);
  show();
})();
