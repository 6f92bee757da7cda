// Package yanpan holds the words that every room of the program shares: dates
// that know how precise they are, identity numbers, codes of villages,
// citations of law, exact ratios and the one closed table of error codes.
//
// It imports nothing but the standard library's pure parts and knows neither
// files nor clocks: time, where it matters, is an argument.
package yanpan
