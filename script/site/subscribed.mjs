// Reads Atom feeds as a feed reader does.
// Usage: node script/site/subscribed.mjs FEED...; prints a JSON object of entries by feed.
import { readFile } from "node:fs/promises";
import { parseFeed } from "@rowanmanning/feed-parser";

const read = {};
for (const file of process.argv.slice(2)) {
  const { items } = parseFeed(await readFile(file, "utf8"));
  read[file] = items.map(({ id, url, title, description, content, updated }) =>
    ({ id, url, title, summary: description, content, updated }));
}
console.log(JSON.stringify(read));
