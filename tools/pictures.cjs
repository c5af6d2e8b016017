// SPDX-License-Identifier: MIT
// Takes pictures of a report in a real browser: node pictures.cjs REPORT FOLDER
//   summary, matrix, timeline (the first failure), dark (the same), rule (the first, with its example), phone, phone_timeline:
//   FOLDER/summary.png ...
// It needs what tools/report-checkers installs: NODE_PATH for playwright-core, CHROMIUM if it is not /usr/bin/chromium.
"use strict";
const { chromium } = require("playwright-core");

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const DESK = { viewport: { width: 1280, height: 900 } };
const [report, folder] = process.argv.slice(2);

async function picture(browser, name, options, prepare) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(`file://${report}`);
  await page.evaluate(prepare);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await context.close();
}

const top = () => {};
const at_matrix = () => document.getElementById("matrix").scrollIntoView();
const at_failure = () => {
  const failure = document.querySelector(".failure");
  failure.open = true;
  failure.scrollIntoView();
};
const at_rule = () => {
  const rule = document.querySelector(".rule:has(.diagram)");
  rule.open = rule.querySelector(".example").open = true;
  rule.scrollIntoView();
};

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    await picture(browser, "summary", DESK, top);
    await picture(browser, "matrix", DESK, at_matrix);
    await picture(browser, "timeline", DESK, at_failure);
    await picture(browser, "dark", { ...DESK, colorScheme: "dark" }, at_failure);
    await picture(browser, "rule", DESK, at_rule);
    await picture(browser, "phone", PHONE, top);
    await picture(browser, "phone_timeline", PHONE, at_failure);
  } finally {
    await browser.close();
  }
})().catch((error) => { console.error(String(error)); process.exit(1); });
