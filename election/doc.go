// Package election prepares who may stand: the first look at nominees by the
// rules of the packs, what the departments of the joint vetting answer, what a
// meeting or a person with authority decides, which close kin must keep out of
// which bodies, and whether the numbers of a village's bodies are right.
//
// A finding of Screen is a proposal. Nobody is kept out by it: a Case turns it
// into a decision, and only with the evidence, the nominee's statement, the
// minutes or the person authorised, and the reason; a review may overturn it.
// A statutory bar that rests on recorded facts still wants a named person's
// signature. Complaints and petitions are no evidence.
//
// The package does no I/O and knows no clock: records, answers and days come
// in as arguments. Rules, departments and avoidance come from package policy.
package election
