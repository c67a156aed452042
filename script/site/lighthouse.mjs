// Lets Lighthouse judge pages in Chromium.
// Usage: node script/site/lighthouse.mjs CHROMIUM ADDRESS PAGE...; pages are relative to the address
// of the site. Prints a JSON list of findings.
import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";

const MOST_BYTES = 100_000;
const [chromePath, site, ...pages] = process.argv.slice(2);
const chromeFlags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--ignore-certificate-errors"];
const found = [];

function judge(page, { categories, audits }) {
  const note = (message) => found.push(`/${page}: ${message}`);
  for (const name of ["accessibility", "best-practices", "seo"]) {
    const { score, auditRefs } = categories[name];
    if (score === 1) continue;
    const failed = auditRefs.filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1);
    note(`${name} is ${score}, not 1: ${failed.map(({ id }) => audits[id].title).join("; ")}`);
  }
  const shift = audits["cumulative-layout-shift"].numericValue;
  if (shift) {
    const moved = audits["layout-shifts"].details.items.map(({ node }) => node.snippet);
    note(`the layout shifts by ${shift}: ${moved.join(", ")}`);
  }
  const asked = audits["network-requests"].details.items;
  const bytes = asked.reduce((sum, { transferSize }) => sum + transferSize, 0);
  if (bytes > MOST_BYTES) note(`it weighs ${bytes} bytes, more than ${MOST_BYTES}`);
  for (const { url, statusCode } of asked) {
    if (!url.startsWith(site)) note(`it asks for ${url}`);
    if (statusCode >= 400) note(`${url} is answered with ${statusCode}`);
  }
  process.stderr.write(`/${page}: ${bytes} bytes, performance ${categories.performance.score}\n`);
}

const chrome = await launch({ chromePath, chromeFlags });
try {
  for (const page of pages) {
    const done = await lighthouse(`${site}/${page}`, { port: chrome.port, logLevel: "error" });
    const failure = done.lhr.runtimeError?.message;
    if (failure) found.push(`/${page}: it was not judged: ${failure}`);
    else judge(page, done.lhr);
  }
} finally {
  await chrome.kill();
}
console.log(JSON.stringify(found));
