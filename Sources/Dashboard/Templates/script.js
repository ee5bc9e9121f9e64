"use strict";

// Files dropped on the form are as good as chosen.
for (const form of document.querySelectorAll("form.drop")) {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
  });
}

// A page with work going on behind it shows itself anew without losing the reader's place.
const refreshing = document.querySelector("main[data-refresh]");
if (refreshing) {
  const look = async () => {
    let answer;
    try {
      answer = await fetch(location.href, { credentials: "same-origin" });
    } catch {
      setTimeout(look, 5000);
      return;
    }
    if (answer.redirected || !answer.ok) {
      location.reload();
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.querySelector("main");
    if (!main || !main.hasAttribute("data-refresh")) {
      location.reload();
      return;
    }
    const status = document.querySelector("main [role=status]");
    const bar = document.querySelector("main progress");
    const newStatus = main.querySelector("[role=status]");
    const newBar = main.querySelector("progress");
    if (status && newStatus && status.textContent !== newStatus.textContent) {
      status.textContent = newStatus.textContent;
    }
    if (bar && newBar) bar.replaceWith(document.adoptNode(newBar));
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}

document.documentElement.classList.add("scripted");

// Answers by keys, unless the reader is typing or has turned them off.
const keys = document.querySelector("#keys");
if (keys) {
  keys.checked = localStorage.getItem("keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const meant = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!meant) return;
    event.preventDefault();
    meant.click();
  });
}
