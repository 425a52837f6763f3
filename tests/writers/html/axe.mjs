// Opens pages in headless Chromium, and prints as JSON what axe-core and the layout say of each.
//
//   node axe.mjs FOLDER_OF_NODE_MODULES CHROMIUM PAGE...
//
// For each page: in light, in dark and on a telephone, the violations of axe; what was requested
// beside the page itself; whether the banners stay; text wider than the window. PAGE.pdf is what
// the browser prints.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, executablePath, ...pages] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const VIEWS = {
  light: { viewport: { width: 1200, height: 800 }, colorScheme: "light" },
  dark: { viewport: { width: 1200, height: 800 }, colorScheme: "dark" },
  telephone: { viewport: { width: 400, height: 800 }, colorScheme: "light" },
};

// All rules of WCAG 2.2 A and AA, and the best practices; target-size is off by default.
const OPTIONS = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };

function layout() {
  const middle = document.documentElement.scrollHeight / 2;
  window.scrollTo({ top: middle, behavior: "instant" });
  const banners = [...document.querySelectorAll(".banner")];
  const [head, foot] = banners.map((banner) => banner.getBoundingClientRect());
  return {
    top: head.top,
    foot: window.innerHeight - foot.bottom,
    wider: document.documentElement.scrollWidth - window.innerWidth,
  };
}

async function look(page, requested, url) {
  requested.length = 0;
  await page.goto(url);
  await page.evaluate(axe);
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
  const found = violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 200)}`));
  return { violations: found, requested: [...requested], ...(await page.evaluate(layout)) };
}

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const results = Object.fromEntries(pages.map((path) => [path, {}]));
for (const [view, settings] of Object.entries(VIEWS)) {
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  const requested = [];
  page.on("request", (request) => request.isNavigationRequest() || requested.push(request.url()));
  page.on("console", (message) => requested.push(`console: ${message.text()}`));
  for (const path of pages) {
    const url = pathToFileURL(path).href;
    results[path][view] = await look(page, requested, url);
    if (view === "dark") await page.pdf({ path: `${path}.pdf`, preferCSSPageSize: true });
  }
  await context.close();
}
await browser.close();
console.log(JSON.stringify(results));
