// The report as a document of the npm library docx, in the layout of the
// standard: fonts by level, exact lines, tables with borders and repeated
// heads, page numbers outside. docx.mjs sets contents with it, docxtemplater.mjs
// its template, so that both make the same paper.
import {
  AlignmentType, Document, Footer, HeadingLevel, LineRuleType, Packer, PageNumber, Paragraph,
  Table, TableCell, TableRow, TextRun, WidthType,
} from "docx";

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2];
const fonts = ["黑体", "楷体_GB2312"];
const spacing = { line: 560, lineRule: LineRuleType.EXACT };

const run = (text, font, size = 32) =>
  new TextRun({ text, size, font: { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: font } });

export const paragraph = (text) =>
  new Paragraph({ spacing, indent: { firstLine: 640 }, children: [run(text, "仿宋_GB2312")] });

export const heading = (level, text) =>
  new Paragraph({ heading: headings[level - 1], spacing, indent: { firstLine: 640 }, children: [run(text, fonts[level - 1])] });

export function table(head, rows) {
  const cell = (font) => (text) =>
    new TableCell({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, font, 24)] })] });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: head.map(cell("黑体")) }),
      ...rows.map((r) => new TableRow({ cantSplit: true, children: r.map(cell("仿宋_GB2312")) })),
    ],
  });
}

const footer = (alignment) =>
  new Footer({ children: [new Paragraph({ alignment, children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], size: 28 })] })] });

// pack gives the bytes of the paper with this title and body.
export function pack(title, body) {
  const head = new Paragraph({ alignment: AlignmentType.CENTER, children: [run(title, "方正小标宋简体", 44)] });
  return Packer.toBuffer(new Document({
    evenAndOddHeaderAndFooters: true,
    sections: [{
      properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 2098, bottom: 1984, left: 1588, right: 1474 } } },
      footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
      children: [head, ...body],
    }],
  }));
}
