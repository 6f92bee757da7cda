// Package gongwen sets official papers in the layout of GB/T 9704—2012, the
// national standard for papers of Party and government organs.
//
// A Document says what a paper contains: head, title, addressee, numbered
// headings, paragraphs, tables, charts, attachments, signature and date. It
// knows nothing of villages. Markdown reads one from text; a Press prints one
// as .docx for Word and WPS, with numbering, repeated table heads and charts
// that stay editable there, or as one HTML file for screen and printer.
//
// Same Document and same Style give the same bytes.
package gongwen
