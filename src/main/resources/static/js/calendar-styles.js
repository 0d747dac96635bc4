// FullCalendar writes its rules into a <style> element, which the security policy refuses. It takes the element that is
// there: ours has the name but is not HTML, and its rules go into a sheet made by a script, which the policy allows.
// Its icon font, a data: address, is left out: no button of ours uses it.
(() => {
  "use strict";

  const sheet = new CSSStyleSheet();
  const holder = document.createElementNS("urn:outpatient", "style");
  holder.setAttribute("data-fullcalendar", "");
  Object.defineProperty(holder, "sheet", {
    value: {
      get cssRules() {
        return sheet.cssRules;
      },
      insertRule(rule) {
        return rule.startsWith("@font-face") ? 0 : sheet.insertRule(rule, sheet.cssRules.length);
      },
    },
  });
  document.head.append(holder);
  document.adoptedStyleSheets.push(sheet);
})();
