// Opens the index page of a corpus in headless Chromium, from disk, and prints as JSON what axe-core
// says of it and of a plain list, and what its search finds.
//
//   node search.mjs FOLDER_OF_NODE_MODULES CHROMIUM FOLDER_OF_THE_PAGE QUERY...
//
// QUERY is the address's part after "#"; what the page shows for it is printed, and what is shown
// without scripts.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, executablePath, folder, ...queries] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const front = pathToFileURL(`${folder}/index.html`).href;

const VIEWS = {
  light: { viewport: { width: 1200, height: 800 }, colorScheme: "light" },
  dark: { viewport: { width: 1200, height: 800 }, colorScheme: "dark" },
  narrow: { viewport: { width: 1000, height: 800 }, colorScheme: "light" },
  telephone: { viewport: { width: 400, height: 800 }, colorScheme: "light" },
};
// axe would fetch the style sheet, which the policy of the page forbids.
const OPTIONS = { resultTypes: ["violations"], preload: false, rules: { "target-size": { enabled: true } } };

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 200)}`));
}

async function loaded(page, query) {
  await page.goto("about:blank");
  await page.goto(`${front}#${query}`);
  await page.waitForSelector("body[data-loaded]", { timeout: 60000 });
}

// What a person sees of the result.
function shown() {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent);
  return {
    count: document.getElementById("count").textContent,
    numbers: texts("#rows tr td:nth-child(2)").map((text) => text.split("docx")[0]),
    markings: texts("#rows tr td:nth-child(3) .level"),
    subjects: [...document.querySelectorAll("#rows tr td:nth-child(5)")].map((cell) => {
      const tags = cell.querySelector(".tags").textContent;
      return cell.textContent.slice(0, cell.textContent.length - tags.length);
    }),
    links: [...document.querySelectorAll("#rows a")].map((link) => link.href),
    classifications: texts("#facet-banner label"),
    page: document.getElementById("page").textContent,
  };
}

// Words of rows that can be seen only by scrolling to the right.
function cut() {
  const box = document.querySelector(".wide, main").getBoundingClientRect();
  const parts = [...document.querySelectorAll("tbody td, tbody .level, tbody .tags")];
  return parts.filter((e) => e.getBoundingClientRect().right > box.right + 1).map((e) => e.textContent);
}

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const result = { violations: {}, wider: {}, cut: {}, requested: [], shown: {} };
for (const [view, settings] of Object.entries(VIEWS)) {
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  page.on("request", (request) => result.requested.push(request.url()));
  page.on("console", (message) => result.requested.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => result.requested.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { result.requested.push("dialog"); dialog.dismiss(); });
  await loaded(page, "");
  const width = () => document.documentElement.scrollWidth - window.innerWidth;
  result.wider[view] = await page.evaluate(width);
  result.cut[`front ${view}`] = await page.evaluate(cut);
  result.violations[`front ${view}`] = await violations(page);
  if (view === "light") {
    for (const query of queries) {
      await loaded(page, query);
      result.shown[query] = await page.evaluate(shown);
    }
    // By hand: a word, a box, the next page, and back to all.
    await loaded(page, "");
    await page.click("#next");
    result.next = await page.evaluate(shown);
    await page.fill("#words", "ferry");
    await page.waitForFunction(() => window.location.hash.includes("ferry"));
    await page.check("#facet-banner label >> nth=0");
    result.byHand = { ...(await page.evaluate(shown)), hash: await page.evaluate(() => window.location.hash) };
    result.focus = await page.evaluate(() => document.activeElement.id);
    await page.click("button[type=reset]");
    await page.waitForFunction(() => window.location.hash === "" || window.location.hash === "#");
    result.reset = await page.evaluate(shown);
  }
  await page.goto(new URL("list-2006-0001.html", front).href);
  result.cut[`list ${view}`] = await page.evaluate(cut);
  result.violations[`list ${view}`] = await violations(page);
  await context.close();
}
const plain = await browser.newContext({ javaScriptEnabled: false });
const page = await plain.newPage();
await page.goto(front);
result.plain = await page.innerText("body");
await browser.close();
console.log(JSON.stringify(result));
