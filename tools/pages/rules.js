"use strict";
const form = document.querySelector("form");
const entries = [...document.querySelectorAll(".rule, .claim")].map((entry) => ({
  entry,
  text: entry.textContent.toLowerCase(),
  profile: entry.dataset.profile,
  listed: document.querySelector(`nav li a[href="#${entry.id}"]`)?.parentElement,
}));

/// Claims have no profile, and are shown with every choice of them.
function find() {
  const words = document.getElementById("words").value.toLowerCase().split(/\s+/);
  const profiles = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
  for (const { entry, text, profile, listed } of entries) {
    const chosen = profile === undefined || profiles.has(profile);
    entry.hidden = !chosen || !words.every((word) => text.includes(word));
    if (listed) listed.hidden = entry.hidden;
  }
  for (const section of document.querySelectorAll(".family, #claims"))
    section.hidden = !section.querySelector("article:not([hidden])");
  for (const list of document.querySelectorAll("nav details"))
    list.hidden = !list.querySelector("li:not([hidden])");
  document.getElementById("found").textContent = `${found(".rule", "rules")}, ${found(".claim", "claims")}`;
}

function found(kind, name) {
  return `${document.querySelectorAll(`${kind}:not([hidden])`).length} of ${document.querySelectorAll(kind).length} ${name}`;
}

function show() {
  const rule = location.hash && document.getElementById(location.hash.slice(1));
  if (rule && rule.matches(".rule")) rule.querySelector("details").open = true;
}

form.hidden = false;
form.addEventListener("input", find);
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", show);
find();
show();
