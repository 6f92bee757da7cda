// Package calendar counts days as the law counts them and lays out the steps of
// an election on the days that are left for them.
//
// A Calendar knows which days are worked: weekends, the statutory holidays and
// the make-up days of the yearly notices. A year without a notice is said to be
// unknown; its days are an estimate of weekends and statutory holidays alone.
//
// Counting follows 民法典第201至204条: the day of an event is not counted, the next
// is the first; a period that ends on a day of rest may roll to the next working
// day; “20 days before” is reached on the twentieth day before at the latest.
//
// A Step is a day or a period (a list that hangs for five days) with rules that
// tie it to other steps. A Timetable checks a set of steps once; Plan gives, for
// the days that are fixed, every step's earliest and latest day with the rule
// that decides them, a day to put into the plan, and what contradicts what.
//
// The package is a leaf: it reads no files and no clock. Days of the present
// and the yearly data come in as arguments.
package calendar
