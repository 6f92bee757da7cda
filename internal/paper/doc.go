// Package paper says which paper says what: from figures, records and the
// findings of an assessment to a gongwen.Document or to the tables of a
// workbook, by templates that are data of policy packs.
//
// A template never gets a number that nobody recorded. The sentence that would
// need it is left out, and what is missing is listed on the sheet 待补清单.
package paper
