// Fills a template with the report of a content file by docxtemplater, again
// and again for the seconds asked for; the first goes to a file. The template
// is the same paper with tags in the place of its contents, without charts.
// Prints {"ms", "docs", "bytes", "peak"}; loading the module and making the template are not counted.
import { readFileSync, writeFileSync } from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { heading, pack, paragraph, table } from "./paper.mjs";

const [contentFile, seconds, keep] = process.argv.slice(2);
const content = JSON.parse(readFileSync(contentFile, "utf8"));

// Rows repeat, columns do not: the template has one table for each number of columns.
const widths = [...new Set(content.sections.flatMap((s) => s.tables.map((t) => t.head.length)))];
const tags = (n, letter) => Array.from({ length: n }, (_, i) => `{${letter}${i}}`);

function tableTags(n) {
  const row = tags(n, "c");
  row[0] = "{#rows}" + row[0];
  row[n - 1] += "{/rows}";
  return [paragraph(`{#tables${n}}`), table(tags(n, "h"), [row]), paragraph(`{/tables${n}}`)];
}

const template = await pack("{title}", [
  paragraph("{#sections}"),
  ...[1, 2].flatMap((level) => [paragraph(`{#heading${level}}`), heading(level, "{.}"), paragraph(`{/heading${level}}`)]),
  paragraph("{#paragraphs}"), paragraph("{.}"), paragraph("{/paragraphs}"),
  ...widths.flatMap(tableTags),
  paragraph("{/sections}"),
]);

// The content in the shape of the template: cells by the number of their column.
const cells = (letter, row) => Object.fromEntries(row.map((text, i) => [letter + i, text]));
const values = {
  title: content.title,
  sections: content.sections.map((s) => {
    const out = { [`heading${s.level}`]: [s.heading], paragraphs: s.paragraphs };
    for (const t of s.tables) {
      (out[`tables${t.head.length}`] ??= []).push({ ...cells("h", t.head), rows: t.rows.map((r) => cells("c", r)) });
    }
    return out;
  }),
};

function build() {
  const doc = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
  doc.render(values);
  return doc.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

let made = build(); // compiled before the clock starts
writeFileSync(keep, made);
const start = performance.now();
let docs = 0;
while (performance.now() - start < Number(seconds) * 1000) {
  made = build();
  docs++;
}
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, docs, bytes: made.length, peak: process.resourceUsage().maxRSS * 1024 }));
