// Lets pa11y judge pages in Chromium by WCAG 2 AA, with HTML_CodeSniffer, whose rules are not axe's.
// Usage: node script/site/second-opinion.mjs CHROMIUM ADDRESS...; prints a JSON list of findings.
import pa11y from "pa11y";

const [executablePath, ...pages] = process.argv.slice(2);
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--ignore-certificate-errors"];
const found = [];
for (const page of pages) {
  const options = { standard: "WCAG2AA", runners: ["htmlcs"], chromeLaunchConfig: { executablePath, args } };
  for (const { message, context } of (await pa11y(page, options)).issues) {
    found.push(`${page}: ${message} ${context}`);
  }
}
console.log(JSON.stringify(found));
