"use strict";
const form = document.querySelector("form");
const rows = [...document.querySelectorAll(".matrix tr[data-rule]")].map((row) => ({
  row, text: row.cells[0].textContent.toLowerCase(), rule: document.getElementById(row.dataset.rule),
}));

/** What a rule says, without its example. */
function said(rule) {
  return [...rule.children].filter((part) => !part.matches(".example")).map((part) => part.textContent).join(" ").toLowerCase();
}

function find() {
  const words = document.getElementById("words").value.toLowerCase().split(/\s+/);
  const state = document.getElementById("state").value;
  const profiles = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
  let found = 0;
  for (const each of rows) {
    const { profile, state: its } = each.row.dataset;
    const fits = profiles.has(profile) && (!state || its === state);
    if (fits && words.some((word) => word)) each.whole ??= each.text + said(each.rule);
    const hidden = !fits || !words.every((word) => !word || each.whole.includes(word));
    each.row.hidden = each.rule.hidden = hidden;
    found += hidden ? 0 : 1;
  }
  for (const group of document.querySelectorAll(".matrix tbody")) group.hidden = !group.querySelector("tr[data-rule]:not([hidden])");
  for (const group of document.querySelectorAll(".rules")) group.hidden = !group.querySelector(".rule:not([hidden])");
  document.getElementById("found").textContent = `${found} of ${rows.length} rules`;
}

/** Opens what the address names, and what that is in. */
function show() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let each = target; each; each = each.parentElement) if (each.matches("details")) each.open = true;
  target.hidden = false;
  target.scrollIntoView();
}

/** Brings the first difference of a timeline into sight. */
function point(failure) {
  const swim = failure.querySelector(".swim"), first = failure.querySelector(".lanes .first rect");
  if (!swim || !first) return;
  const names = failure.querySelector(".names").getBoundingClientRect().width;
  const begin = Number(first.getAttribute("x")), width = Number(first.getAttribute("width"));
  const room = swim.clientWidth - names;
  if (begin + width > room) swim.scrollLeft = begin + width / 2 - room / 2;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

async function copy(button) {
  const done = await copied(document.getElementById(button.dataset.copy).textContent);
  document.getElementById("copied").textContent = done ? "Copied" : "It could not be copied";
  button.classList.toggle("done", done);
  const label = button.firstChild;
  label.data = done ? "Copied" : "Select it by hand";
  setTimeout(() => { label.data = "Copy"; }, 2000);
  button.focus();
}

for (const failure of document.querySelectorAll(".failure")) {
  failure.addEventListener("toggle", () => { if (failure.open) point(failure); });
  if (failure.open) point(failure);
}

let closed = [];
window.addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll(".failure:not([open]), .summary details:not([open])")];
  for (const each of closed) each.open = true;
});
window.addEventListener("afterprint", () => { for (const each of closed) each.open = false; });
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) copy(button);
});
form.hidden = false;
form.addEventListener("input", find);
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", show);
find();
show();
