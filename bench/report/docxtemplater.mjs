// Fills a template with the report of a content file by docxtemplater, again
// and again for the time asked for. Charts would be static parts of the
// template; it has none.
// Prints {"ms", "docs", "bytes"}; loading the module and making the template are not counted.
import { readFileSync, writeFileSync } from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";

const [contentFile, seconds, keep] = process.argv.slice(2);
const content = JSON.parse(readFileSync(contentFile, "utf8"));

const p = (text, size) =>
  `<w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map((b) => `<w:${b} w:val="single" w:sz="4"/>`).join("");

// One table a number of columns: docxtemplater repeats rows, not columns.
function tables() {
  const widths = new Set(content.sections.flatMap((s) => s.tables.map((t) => t.head.length)));
  return [...widths].map((n) => {
    const row = (open, tag, close) =>
      `<w:tr>${Array.from({ length: n }, (_, i) => `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${p(`${i === 0 ? open : ""}{${tag}${i}}${i === n - 1 ? close : ""}`, 24)}</w:tc>`).join("")}</w:tr>`;
    return p(`{#tables${n}}`, 32) +
      `<w:tbl><w:tblPr><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid/>${row("", "h", "")}${row("{#rows}", "c", "{/rows}")}</w:tbl>` +
      p(`{/tables${n}}`, 32);
  }).join("");
}

function template() {
  const zip = new PizZip();
  zip.file("[Content_Types].xml", `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`);
  zip.file("_rels/.rels", `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`);
  zip.file("word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${p("{title}", 44)}${p("{#sections}", 32)}${p("{heading}", 32)}${p("{#paragraphs}", 32)}${p("{.}", 32)}${p("{/paragraphs}", 32)}${tables()}${p("{/sections}", 32)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`);
  return zip.generate({ type: "nodebuffer" });
}

// The content in the shape of the template: cells by the number of their column.
function data() {
  const cells = (letter, row) => Object.fromEntries(row.map((text, i) => [letter + i, text]));
  return {
    title: content.title,
    sections: content.sections.map((s) => {
      const out = { heading: s.heading, paragraphs: s.paragraphs };
      for (const t of s.tables) {
        (out["tables" + t.head.length] ??= []).push({ ...cells("h", t.head), rows: t.rows.map((r) => cells("c", r)) });
      }
      return out;
    }),
  };
}

const source = template();
const values = data();
function build() {
  const doc = new Docxtemplater(new PizZip(source), { paragraphLoop: true });
  doc.render(values);
  return doc.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

let made = build(); // compiled once before the clock starts
if (keep) writeFileSync(keep, made);
const start = performance.now();
let docs = 0;
while (performance.now() - start < Number(seconds) * 1000) {
  made = build();
  docs++;
}
console.log(JSON.stringify({ ms: performance.now() - start, docs, bytes: made.length }));
