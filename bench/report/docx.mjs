// Builds the report of a content file with the npm library docx, again and
// again for the time asked for. The library has no charts, so it writes none.
// Prints {"ms", "docs", "bytes"}; loading the module is not counted.
import { readFileSync, writeFileSync } from "node:fs";
import {
  AlignmentType, Document, Footer, HeadingLevel, LineRuleType, PageNumber, Packer, Paragraph,
  Table, TableCell, TableRow, TextRun, WidthType,
} from "docx";

const [contentFile, seconds, keep] = process.argv.slice(2);
const content = JSON.parse(readFileSync(contentFile, "utf8"));

const run = (text, font, size = 32, bold = false) =>
  new TextRun({ text, bold, size, font: { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: font } });
const spacing = { line: 560, lineRule: LineRuleType.EXACT };
const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2];
const fonts = ["黑体", "楷体_GB2312"];

const cell = (text) =>
  new TableCell({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, "仿宋_GB2312", 24)] })] });

function table(t) {
  const row = (cells, tableHeader) => new TableRow({ tableHeader, children: cells.map(cell) });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(t.head, true), ...t.rows.map((r) => row(r, false))],
  });
}

function body() {
  const out = [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(content.title, "方正小标宋简体", 44)] })];
  for (const s of content.sections) {
    out.push(new Paragraph({ heading: headings[s.level - 1], spacing, children: [run(s.heading, fonts[s.level - 1])] }));
    for (const p of s.paragraphs) out.push(new Paragraph({ spacing, indent: { firstLine: 640 }, children: [run(p, "仿宋_GB2312")] }));
    for (const t of s.tables) out.push(table(t));
  }
  return out;
}

const footer = (alignment) =>
  new Footer({ children: [new Paragraph({ alignment, children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], size: 28 })] })] });

function build() {
  return Packer.toBuffer(new Document({
    evenAndOddHeaderAndFooters: true,
    sections: [{
      properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 2098, bottom: 1984, left: 1588, right: 1474 } } },
      footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
      children: body(),
    }],
  }));
}

let made = await build(); // compiled once before the clock starts
if (keep) writeFileSync(keep, made);
const start = performance.now();
let docs = 0;
while (performance.now() - start < Number(seconds) * 1000) {
  made = await build();
  docs++;
}
console.log(JSON.stringify({ ms: performance.now() - start, docs, bytes: made.length }));
