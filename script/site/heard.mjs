// Walks through pages with a screen reader and writes down what it says, without scripts.
// Usage: node script/site/heard.mjs PAGE.html...; prints a JSON object of lines by page.
import { readFile } from "node:fs/promises";
import { Virtual } from "@guidepup/virtual-screen-reader";
import { JSDOM, VirtualConsole } from "jsdom";

const MOST = 5000;
const heard = {};
for (const file of process.argv.slice(2)) {
  // What jsdom cannot lay out is no fault of the page.
  const options = { pretendToBeVisual: true, virtualConsole: new VirtualConsole() };
  const { window } = new JSDOM(await readFile(file, "utf8"), options);
  for (const name of Object.getOwnPropertyNames(window)) {
    if (/^[A-Z]/.test(name) && !(name in globalThis)) globalThis[name] = window[name];
  }
  globalThis.window = window;
  globalThis.document = window.document;
  const reader = new Virtual();
  await reader.start({ container: window.document.body, window });
  for (let step = 0; step < MOST; step += 1) {
    if (await reader.lastSpokenPhrase() === "end of document") break;
    await reader.next();
  }
  heard[file] = await reader.spokenPhraseLog();
  await reader.stop();
  window.close();
}
console.log(JSON.stringify(heard));
