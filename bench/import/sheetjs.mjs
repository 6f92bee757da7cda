// Reads the first sheet of a workbook into arrays with SheetJS.
// Prints {"ms", "rows", "cells", "peak"}; loading the module is not counted.
import { readFileSync } from "node:fs";
import XLSX from "xlsx";

const start = performance.now();
const book = XLSX.read(readFileSync(process.argv[2]), { dense: true });
const table = XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, raw: true });
const ms = performance.now() - start;

let cells = 0;
for (const row of table) for (const cell of row) if (cell !== undefined && cell !== "") cells++;
console.log(JSON.stringify({ ms, rows: table.length, cells, peak: process.resourceUsage().maxRSS * 1024 }));
