// Package procedure runs affairs that go step by step: 换届, 研判, 四议两公开,
// 整改, 举报. What the steps are, who acts in them, what locks them and how many
// must agree is data of a policy pack (policy.Procedure); nothing of it is here.
//
// The truth is an append-only list of events (who, when, which step, what).
// Replay derives the State from it; the same list always gives the same state.
// Decide holds a command against the state, the facts and the day, and gives
// the events to append or a refusal that says why in one sentence: the step,
// gate, paper, vote, signature or day that is missing, its basis, and how to
// mend it. Log keeps the list and lets nobody win a step on a state that
// somebody else has changed meanwhile.
//
// Days are counted by a Calendar and deadlines of a timetable come from a
// DueFunc, both handed in. The package does no I/O and reads no clock.
package procedure
