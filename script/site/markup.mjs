// Puts the JobPosting markup of pages before Adobe's validator of what Google requires.
// Usage: node script/site/markup.mjs PAGE.html...; prints a JSON list of errors.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import Validator from "@adobe/structured-data-validator";
import WebAutoExtractor from "@marbec/web-auto-extractor";

const found = [];

// The validator looks for the country of one place alone, where Google takes a list of places as
// well: each place of a list is put before it in turn.
function* inTurn(data) {
  const jobs = data.jsonld.JobPosting ?? [];
  const most = Math.max(1, ...jobs.map((job) => [job.jobLocation].flat().length));
  for (let number = 0; number < most; number += 1) {
    const turn = structuredClone(data);
    for (const job of turn.jsonld.JobPosting ?? []) {
      const places = [job.jobLocation].flat();
      if (places.length > 1) job.jobLocation = places[number % places.length];
    }
    yield turn;
  }
}

for (const file of process.argv.slice(2)) {
  const html = await readFile(file, "utf8");
  const data = new WebAutoExtractor({ addLocation: true, embedSource: ["rdfa", "microdata"] }).parse(html);
  if (!data.jsonld.JobPosting?.length) found.push(`${basename(file)}: no JobPosting`);
  for (const turn of inTurn(data)) {
    const validator = new Validator();
    validator.globalHandlers = [];
    for (const { severity, issueMessage } of await validator.validate(turn)) {
      // Warnings name what is recommended, also on pages that are right without it.
      if (severity === "ERROR") found.push(`${basename(file)}: ${issueMessage}`);
    }
  }
}
console.log(JSON.stringify(found));
