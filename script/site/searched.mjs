// Searches the list of openings in Chromium, where the site was opened as files of a folder.
// Usage: node script/site/searched.mjs CHROMIUM INDEX.html QUESTION...; a question is the part behind
// "#" of an address, such as "place=Salem, Oregon". Prints a JSON object: what is shown for each.
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, index, ...questions] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
const found = {};

async function shown(page) {
  const links = await page.locator("#jobs h2 a").evaluateAll((all) => all.map(({ href }) => href));
  const names = links.map((link) => basename(link, ".html")).sort();
  return { count: await page.locator("#count").textContent(), names };
}

try {
  const page = await browser.newPage();
  const faults = [];
  page.on("pageerror", ({ message }) => faults.push(message));
  page.on("requestfailed", (request) => faults.push(request.url()));
  await page.goto(pathToFileURL(index).href);
  for (const question of questions) {
    const asked = [...new URLSearchParams(question)];
    for (const [name, value] of asked) {
      const field = page.locator(`#search [name="${name}"]`);
      if (name === "q") await field.fill(value);
      else await field.selectOption(value);
    }
    await page.waitForTimeout(100);
    found[question] = { now: await shown(page), faults: faults.splice(0) };
    // The question stands in the address, so that it can be kept and sent to somebody.
    const kept = await browser.newPage();
    await kept.goto(page.url());
    await kept.waitForTimeout(100);
    found[question].kept = await shown(kept);
    await kept.close();
    for (const [name] of asked) {
      const field = page.locator(`#search [name="${name}"]`);
      if (name === "q") await field.fill("");
      else await field.selectOption("");
    }
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
