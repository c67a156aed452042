// Opens pages in Chromium, on a wide and a narrow screen, light and dark, and runs axe-core there.
// Usage: node script/axe.mjs CHROMIUM PAGE.html...; prints a JSON list of findings.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const VIEWS = [
  { name: "wide, light", width: 1280, colorScheme: "light" },
  { name: "wide, dark", width: 1280, colorScheme: "dark" },
  { name: "narrow, light", width: 320, colorScheme: "light" },
];
const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

const [executablePath, ...pages] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const profile = await mkdtemp(join(tmpdir(), "kamroles-chromium-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  chromiumSandbox: false, // it does not start for root
  args: FLAGS,
});
const found = [];

async function look(file, view) {
  const note = (message) => found.push({ page: basename(file), view: view.name, message });
  const page = await browser.newPage();
  const address = pathToFileURL(file).href;
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("data:")) note(`asks for ${url}`);
  });
  page.on("console", (message) => message.type() === "error" && note(`console: ${message.text()}`));
  await page.setViewportSize({ width: view.width, height: 900 });
  await page.emulateMedia({ colorScheme: view.colorScheme });
  await page.goto(address);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) note(`is ${wide} pixels too wide for the screen`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  for (const { id, help, nodes } of violations) {
    note(`${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
  }
  await page.close();
}

try {
  for (const file of pages) {
    for (const view of VIEWS) await look(file, view);
  }
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
console.log(JSON.stringify(found, null, 1));
