// SPDX-License-Identifier: MIT
// Looks at a report in a real browser: node browser.cjs WHAT REPORT. Prints what it found as JSON.
//   use      clicks, filters, copies, prints; the accessibility of each view
//   hostile  whether anything that the report holds was run
//   audit    the accessibility alone
//   open     how long it takes until it can be used
"use strict";
const { chromium } = require("playwright-core");

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
const [what, report] = process.argv.slice(2);

/** What the page complains about; nothing may be asked of the network either. */
function watched(page) {
  const complaints = [];
  page.on("console", (message) => { if (message.type() !== "log") complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!request.url().startsWith("file:")) complaints.push(request.url()); });
  return complaints;
}

async function opened(browser, options = {}) {
  const context = await browser.newContext({ viewport: DESK, reducedMotion: "reduce", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const complaints = watched(page);
  await page.goto(`file://${report}`);
  return { page, complaints };
}

/** The rules of accessibility that the page breaks, as axe-core sees it. */
async function violations(page, view) {
  const found = await page.evaluate(async (source) => {
    if (!window.axe) (0, eval)(source);
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target} ${failureSummary}`).join("; ")}`);
  }, require("fs").readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  return found.map((each) => `${view}: ${each}`);
}

/** The policy of the page forbids eval; a page of its own without that policy is for axe-core. */
async function audited(browser, view, options, prepare) {
  const { page } = await opened(browser, { bypassCSP: true, ...options });
  if (prepare) await page.evaluate(prepare);
  const found = await violations(page, view);
  await page.context().close();
  return found;
}

async function use(browser) {
  const { page, complaints } = await opened(browser);
  const found = { counts: {} };
  const rows = () => page.locator(".matrix tr[data-rule]:visible").count();
  found.rows = await rows();
  for (const state of ["violated", "unjudged", "holds"]) {
    await page.selectOption("#state", state);
    found.counts[state] = await rows();
  }
  await page.selectOption("#state", "");
  await page.fill("#words", "err-1 completes");
  found.searched = await rows();
  found.told = await page.textContent("#found");
  await page.fill("#words", "");
  await page.uncheck('input[value="turns"]');
  found.without_turns = await rows();
  await page.check('input[value="turns"]');

  const link = page.locator(".matrix td.violated a").first();
  const anchor = (await link.getAttribute("href")).slice(1);
  await link.click();
  found.opened = await page.locator(`[id="${anchor}"]`).evaluate((each) => each.open);
  const failure = page.locator(`[id="${anchor}"]`);
  found.marked = await failure.locator(".lanes .first").count();
  found.titles = await failure.locator(".lanes g title").count();
  found.copies = {};
  for (const button of await failure.locator("button[data-copy]").all()) {
    const id = await button.getAttribute("data-copy");
    await button.click();
    await page.waitForFunction(() => document.getElementById("copied").textContent === "Copied");
    await page.evaluate(() => { document.getElementById("copied").textContent = ""; });
    found.copies[id] = (await page.evaluate(() => navigator.clipboard.readText())).replace(/\r\n/g, "\n");
  }

  // By keyboard alone: the first stop leads to the report, and a failure opens by Enter.
  await page.goto(`file://${report}`);
  await page.keyboard.press("Tab");
  found.first_stop = await page.evaluate(() => document.activeElement.textContent);
  await page.locator(".failure > summary").last().focus();
  await page.keyboard.press("Enter");
  found.opens_by_key = await page.locator(".failure").last().evaluate((each) => each.open);

  const phone = await opened(browser, { viewport: PHONE, deviceScaleFactor: 2 });
  found.too_wide = await phone.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  found.printed = await page.pdf({ preferCSSPageSize: true }).then((pdf) => pdf.length);
  found.complaints = [...complaints, ...phone.complaints];

  const all_open = () => { for (const each of [...document.querySelectorAll("details")].slice(0, 60)) each.open = true; };
  found.violations = [
    ...await audited(browser, "light", {}),
    ...await audited(browser, "light, open", {}, all_open),
    ...await audited(browser, "dark, open", { colorScheme: "dark" }, all_open),
    ...await audited(browser, "phone", { viewport: PHONE }),
  ];
  return found;
}

async function audit(browser) {
  const all_open = () => { for (const each of [...document.querySelectorAll("details")].slice(0, 40)) each.open = true; };
  return { violations: [...await audited(browser, "light", {}, all_open), ...await audited(browser, "dark", { colorScheme: "dark" }, all_open)] };
}

async function hostile(browser) {
  const { page, complaints } = await opened(browser);
  await page.evaluate(() => { for (const each of document.querySelectorAll("details")) each.open = true; });
  await page.waitForTimeout(500);
  return {
    complaints,
    title: await page.title(),
    elements: await page.evaluate(() => [...new Set([...document.querySelectorAll("body *")].map((each) => each.localName))].sort()),
    handlers: await page.evaluate(() => [...document.querySelectorAll("*")].filter((each) => [...each.attributes].some(({ name }) => name.startsWith("on"))).length),
    links: await page.evaluate(() => [...document.querySelectorAll("a")].filter((each) => !each.getAttribute("href").startsWith("#")).length),
  };
}

async function open(browser) {
  const { page, complaints } = await opened(browser);
  const times = [];
  for (let i = 0; i < 3; ++i) {
    await page.reload();
    times.push(await page.evaluate(() => performance.getEntriesByType("navigation")[0].domInteractive));
  }
  const filtered = await page.evaluate(() => new Promise((done) => {
    const begin = performance.now();
    const state = document.getElementById("state");
    state.value = "violated";
    state.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)));
  }));
  return { complaints, interactive: Math.min(...times), filtered };
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    console.log(JSON.stringify(await { use, audit, hostile, open }[what](browser)));
  } finally {
    await browser.close();
  }
})().catch((error) => { console.error(error); process.exit(1); });
