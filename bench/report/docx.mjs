// Builds the report of a content file with the npm library docx, again and
// again for the seconds asked for; the first goes to a file. The library has no
// charts, so the report has none.
// Prints {"ms", "docs", "bytes", "peak"}; loading the module is not counted.
import { readFileSync, writeFileSync } from "node:fs";
import { heading, pack, paragraph, table } from "./paper.mjs";

const [contentFile, seconds, keep] = process.argv.slice(2);
const content = JSON.parse(readFileSync(contentFile, "utf8"));

const build = () =>
  pack(content.title, content.sections.flatMap((s) => [
    heading(s.level, s.heading), ...s.paragraphs.map(paragraph), ...s.tables.map((t) => table(t.head, t.rows)),
  ]));

let made = await build(); // compiled before the clock starts
writeFileSync(keep, made);
const start = performance.now();
let docs = 0;
while (performance.now() - start < Number(seconds) * 1000) {
  made = await build();
  docs++;
}
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, docs, bytes: made.length, peak: process.resourceUsage().maxRSS * 1024 }));
