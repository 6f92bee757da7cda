// Package tally turns the count sheets of an election into its result: it
// reconciles boxes, counting groups and the two passes of each group, decides
// whether the vote is valid, who is elected, who is tied, how many seats stay
// vacant and who stands in the run-off.
//
// It is a leaf of pure functions over whole numbers: no file, no clock, no
// chance, no fraction that is not exact. Numbers of law come in as Rules, each
// with its citation, and every decision carries the article that decided it.
// Decode reads the JSON of the contract and refuses in words, with line,
// column and path, whatever it does not know.
//
// A count sheet holds sums. Nothing in this package can hold a single ballot,
// a voter, or the link between the two, and unknown keys are refused, so that
// no such thing can slip through.
package tally
