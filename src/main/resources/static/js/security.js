// What the pages of sign-in and of an account need a script for: passkeys, and keeping a secret that is shown once.
(() => {
  "use strict";

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

  const make = async (options) => {
    const made = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: named(options.excludeCredentials),
      },
    });
    return {
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      authenticatorAttachment: made.authenticatorAttachment,
      clientExtensionResults: made.getClientExtensionResults(),
      response: {
        attestationObject: text(made.response.attestationObject),
        clientDataJSON: text(made.response.clientDataJSON),
        transports: made.response.getTransports ? made.response.getTransports() : [],
      },
    };
  };

  const show = async (options) => {
    const shown = await navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) },
    });
    const handle = shown.response.userHandle;
    return {
      id: shown.id,
      rawId: text(shown.rawId),
      type: shown.type,
      authenticatorAttachment: shown.authenticatorAttachment,
      clientExtensionResults: shown.getClientExtensionResults(),
      response: {
        authenticatorData: text(shown.response.authenticatorData),
        clientDataJSON: text(shown.response.clientDataJSON),
        signature: text(shown.response.signature),
        userHandle: handle && handle.byteLength ? text(handle) : undefined,
      },
    };
  };

  const say = (form, word) => {
    const line = form.querySelector("[data-passkey-problem]");
    line.textContent = word ? line.dataset[word] : "";
    line.hidden = !word;
    const { password } = form.elements;
    if (password && word === "refused") {
      password.setAttribute("aria-invalid", "true");
      password.setAttribute("aria-describedby", line.id);
      password.focus();
    } else if (password) {
      password.removeAttribute("aria-invalid");
      password.removeAttribute("aria-describedby");
    }
  };

  // The question goes out with all that the form holds, its password and CSRF token too; the answer goes with the form.
  const ask = async (form) => {
    say(form, null);
    const response = await fetch(form.dataset.question, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!response.ok) {
      say(form, "refused");
      return;
    }
    try {
      const options = await response.json();
      form.elements.answer.value = JSON.stringify(await (form.dataset.passkey === "make" ? make(options) : show(options)));
    } catch (problem) {
      if (problem instanceof DOMException) {
        say(form, "cancelled");
        return;
      }
      throw problem;
    }
    sessionStorage.setItem("outpatient.from", location.pathname + location.search);
    form.submit();
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (window.PublicKeyCredential) {
      document.querySelectorAll("[data-passkey], [data-passkey-only]").forEach((part) => (part.hidden = false));
    }
  });

  // Before the listener that lets a form be sent once.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target.dataset.passkey) {
        event.preventDefault();
        ask(event.target);
      }
    },
    true,
  );

  const secret = (id) => [...document.getElementById(id).querySelectorAll("code")].map((code) => code.textContent).join("\n")
    || document.getElementById(id).textContent;

  document.addEventListener("click", async (event) => {
    const control = event.target.closest("[data-copy], [data-download], [data-print]");
    if (control?.dataset.copy) {
      await navigator.clipboard.writeText(secret(control.dataset.copy).trim());
      control.textContent = control.dataset.copied;
    } else if (control?.dataset.download) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([secret(control.dataset.download) + "\n"], { type: "text/plain" }));
      link.download = control.dataset.name;
      link.click();
      URL.revokeObjectURL(link.href);
    } else if (control) {
      window.print();
    }
  });
})();
