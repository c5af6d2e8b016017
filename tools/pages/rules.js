"use strict";
const form = document.querySelector("form");
const rules = [...document.querySelectorAll(".rule")].map((rule) => ({
  rule, text: rule.textContent.toLowerCase(), profile: rule.dataset.profile,
}));

function find() {
  const words = document.getElementById("words").value.toLowerCase().split(/\s+/);
  const profiles = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
  let found = 0;
  for (const { rule, text, profile } of rules) {
    rule.hidden = !profiles.has(profile) || !words.every((word) => text.includes(word));
    found += rule.hidden ? 0 : 1;
  }
  for (const family of document.querySelectorAll(".family"))
    family.hidden = !family.querySelector(".rule:not([hidden])");
  document.getElementById("found").textContent = `${found} of ${rules.length} rules`;
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
