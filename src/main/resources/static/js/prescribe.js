// Suggests medicines while a doctor types, and fills in the dosage of one that was chosen. The page works without this file.
(() => {
  "use strict";

  const form = document.querySelector("form[data-medicines]");
  const list = document.getElementById("medicines");
  let asked = 0;
  let timer = null;

  const chosen = (name) => [...list.options].find((option) => option.value === name);

  const suggest = async (field) => {
    const mine = ++asked;
    const answer = await fetch(`${form.dataset.medicines}?q=${encodeURIComponent(field.value)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || mine !== asked) {
      return;
    }
    const options = (await answer.json()).items.map((one) => {
      const option = document.createElement("option");
      option.value = one.name;
      option.label = one.dosage;
      option.dataset.dosage = one.dosage;
      return option;
    });
    list.replaceChildren(...options);
  };

  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("[data-medicine]")) {
      return;
    }
    const option = chosen(field.value);
    if (option) {
      const dosage = document.getElementById(field.id.replace(".name", ".dosage"));
      if (dosage.value === "") {
        dosage.value = option.dataset.dosage;
      }
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => suggest(field), 150);
  });
})();
