// Package election measures the first look at nominees: a county's, against as
// many rules as a county, a province and the law have together.
package election
