// Says that a file is too large before it is sent. Without this file the answer says so.

for (const input of document.querySelectorAll("input[data-largest]")) {
  input.addEventListener("change", () => {
    const tooLarge = (input.files[0]?.size ?? 0) > Number(input.dataset.largest);
    input.setCustomValidity(tooLarge ? input.dataset.large : "");
    input.reportValidity();
  });
}
