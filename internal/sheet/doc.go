// Package sheet stands between spreadsheets and the records of villages.
//
// Inwards, Tables finds the headed tables of any workbook, whatever its
// layout, decides what each column means and gives roster.Row values; what a
// header may be called is data (words/headers.json). Outwards it writes the
// receipt of rows that were given back, templates to fill in, tables with
// figures, and it fills empty forms of others (words/forms.json).
//
// It reads no files itself: package grid turns bytes into a grid.Book, and
// everything here works on that and on io.Writer.
package sheet
