package procedure

import (
	"slices"
	"sync"

	"yanpan.dev/policy"
)

// Log is an append-only list of events that several people may use at once.
// The zero Log is empty. What was appended is never changed and never lost.
type Log struct {
	mu     sync.Mutex
	events []Event
}

// Events gives a copy of the list.
func (l *Log) Events() []Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.events)
}

// Append adds events that were decided on the first seen events of the list. It
// refuses them all where the list has grown since, or where their numbers do
// not follow on.
func (l *Log) Append(seen int, events ...Event) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if seen != len(l.events) {
		return refuse(staleReason())
	}
	for i, e := range events {
		if e.Seq != seen+i+1 {
			return refuse(staleReason())
		}
	}
	l.events = append(l.events, events...)
	return nil
}

// Do decides a command on what the list holds now and appends what comes of it.
// Where somebody else was quicker, or the command knows an older list, it is
// refused and the list stays as it is.
func (l *Log) Do(p *policy.Procedure, c Command, in Setting) ([]Event, error) {
	events := l.Events()
	st, err := Replay(p, events)
	if err != nil {
		return nil, err
	}
	more, err := Decide(p, st, c, in)
	if err != nil {
		return nil, err
	}
	if err := l.Append(len(events), more...); err != nil {
		return nil, err
	}
	return more, nil
}
