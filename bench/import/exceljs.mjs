// Reads the first sheet of a workbook row by row with the streaming reader of exceljs.
// Prints {"ms", "rows", "cells", "peak"}; loading the module is not counted.
import ExcelJS from "exceljs";

const start = performance.now();
const reader = new ExcelJS.stream.xlsx.WorkbookReader(process.argv[2], {
  sharedStrings: "cache",
  hyperlinks: "ignore",
  styles: "ignore",
  worksheets: "emit",
});
let rows = 0;
let cells = 0;
for await (const sheet of reader) {
  for await (const row of sheet) {
    rows++;
    row.eachCell((cell) => {
      if (cell.value !== null && cell.value !== "") cells++;
    });
  }
}
console.log(JSON.stringify({ ms: performance.now() - start, rows, cells, peak: process.resourceUsage().maxRSS * 1024 }));
