// Package assess applies the rules of policy packs to a township's records:
// which targets are met and how many people are missing, which problems there
// are in which village, which villages run a risk at the coming election, and
// what nobody recorded and therefore cannot be told.
//
// It hands recorded fields and figures to policy as Facts, counted for each
// rule's own base date, and never concludes anything that a rule does not say.
// A rule whose facts are not recorded is listed under NoData: it is neither a
// finding nor a pass. Messages name villages; the people behind a finding are
// kept apart, for the internal list only.
package assess
