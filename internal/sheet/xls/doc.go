// Package xls reads the worksheets of Excel 97–2003 workbooks: BIFF8 records
// ([MS-XLS]) in an OLE compound file ([MS-CFB]). Older spreadsheets of WPS (.et) hold
// the same records. It gives cells as they are stored, with the number of
// their format; what a format shows is the caller's work.
//
// Every length in the file is distrusted: nothing is allocated by a stated
// count and damaged records end in an error, never in a panic.
package xls
