// Package figure turns records into numbers that know what they mean: every
// Figure has a value, a unit, a base, an exact percentage, a definition and the
// people behind it. Partitions add up to their base by construction: whoever has
// no value is counted under “未登记”, never dropped.
//
// Counting runs over compact columns (one array a property), so that a township
// and a whole country are the same code.
package figure
