// Package grid reads a file of any kind that holds tables — .xlsx, .xls, .csv,
// an HTML table saved as .xls, the tables of a .docx — into one neutral model:
// a Book of Sheets of Rows of Cells. It says what stands where and knows
// nothing of what it means; headers and records are the work of package sheet.
//
// Files come from strangers. They are recognised by content, never by name;
// everything read is bounded, and what is dangerous, damaged or locked comes
// back as a *yanpan.Error that says in plain Chinese how to mend it.
package grid
