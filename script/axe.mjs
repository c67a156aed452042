// Opens pages in Chromium, on a wide and a narrow screen, light and dark, and runs axe-core there.
// Usage: node script/axe.mjs [--site ADDRESS] CHROMIUM PAGE...; prints a JSON list of findings.
// A page is a file, or an address below that of the site; pages of a site are looked at as a phone
// shows them too, and may ask for what the site has.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const DOCUMENT_VIEWS = [
  { name: "wide, light", width: 1280, colorScheme: "light" },
  { name: "wide, dark", width: 1280, colorScheme: "dark" },
  { name: "narrow, light", width: 320, colorScheme: "light" },
];
const SITE_VIEWS = [320, 390, 1280].flatMap((width) =>
  ["light", "dark"].map((colorScheme) => ({ name: `${width} px, ${colorScheme}`, width, colorScheme })));
const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

const { values: { site }, positionals: [executablePath, ...pages] } = parseArgs({
  allowPositionals: true, options: { site: { type: "string" } },
});
const views = site ? SITE_VIEWS : DOCUMENT_VIEWS;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const profile = await mkdtemp(join(tmpdir(), "kamroles-chromium-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  chromiumSandbox: false, // it does not start for root
  args: FLAGS,
  ignoreHTTPSErrors: true, // a site on this machine has a certificate of its own
});
const found = [];

async function look(file) {
  const page = await browser.newPage();
  const name = site ? file.slice(site.length) : basename(file);
  const address = site ? file : pathToFileURL(file).href;
  let view = views[0];
  const note = (message) => found.push({ page: name, view: view.name, message });
  page.on("request", (request) => {
    const url = request.url();
    const own = site ? url.startsWith(site) : url === address;
    if (!own && !url.startsWith("data:")) note(`asks for ${url}`);
  });
  page.on("console", (message) => message.type() === "error" && note(`console: ${message.text()}`));
  await page.goto(address);
  await page.evaluate(axe);
  for (view of views) {
    await page.setViewportSize({ width: view.width, height: 900 });
    await page.emulateMedia({ colorScheme: view.colorScheme });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) note(`is ${wide} pixels too wide for the screen`);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    for (const { id, help, nodes } of violations) {
      note(`${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
    }
  }
  await page.close();
}

try {
  for (const file of pages) await look(file);
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
console.log(JSON.stringify(found, null, 1));
