// Package roster holds the records of villages: people, their posts, party
// members, reserve cadres, sanctions, village files, activities and totals of
// evaluations; and the admission of rows from outside into them.
//
// A reader of files (package internal/sheet) hands over Rows of text under
// known fields; Admit reads the values, finds the people who stand in several
// rows, takes the good rows in and gives the bad ones back with a code, a
// reason and a remedy. What words mean (education, political status, posts,
// yes and no) is data: words/*.json.
package roster
