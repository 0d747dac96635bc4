// Passwords: shown when asked for, and how strong a new one is while it is typed. Forms work without this file.

let library;

// zxcvbn is large: it comes when somebody begins to choose a password.
const load = (address) => {
  library ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => loaded(window.zxcvbn);
    script.onerror = failed;
    document.head.append(script);
  });
  return library;
};

// What others know of the person makes a bad password.
const known = (input) =>
  [...(input.form?.querySelectorAll("input[type=text], input[type=email]") ?? [])].flatMap((field) => field.value.split(/[\s@.]+/)).filter(Boolean);

const letShow = (button) => {
  const input = document.getElementById(button.dataset.show);
  const word = button.querySelector(".password-show-word");
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    word.textContent = shown ? button.dataset.hideWord : button.dataset.showWord;
    button.setAttribute("aria-pressed", String(shown));
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    show(input.type === "password");
    input.focus();
  });
  // Browsers offer to keep a password only while it is one.
  input.form?.addEventListener("submit", () => show(false));
};

const letMeasure = (input) => {
  const meter = input.closest(".field").querySelector(".password-meter");
  const words = meter.dataset.words.split("|");
  const measure = async () => {
    if (!input.value) {
      meter.hidden = true;
      return;
    }
    const zxcvbn = await load(meter.dataset.library);
    // The work grows with the length, and what is so long is strong by then.
    const { score } = zxcvbn(input.value.slice(0, 64), known(input));
    meter.hidden = !input.value;
    meter.dataset.score = String(score);
    meter.querySelector(".password-word").textContent = words[score];
  };
  input.addEventListener("focus", () => load(meter.dataset.library), { once: true });
  input.addEventListener("input", measure);
};

const ready = (root) => {
  root.querySelectorAll("[data-show][hidden]").forEach(letShow);
  root.querySelectorAll("[data-meter]").forEach(letMeasure);
};

ready(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) {
    ready(event.detail.elt);
  }
});
