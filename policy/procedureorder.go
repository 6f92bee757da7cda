package policy

import (
	"slices"
	"strings"
)

// orderFault is something wrong with the order of a procedure's steps.
type orderFault struct {
	step    string
	at      Pos
	message string
	remedy  string
}

// orderFaults finds steps that wait for one another, for a step that there is
// not, or for one that comes later. Each circle is told once; what waits for a
// circle is told as never reached.
func orderFaults(p *Procedure) []orderFault {
	faults := anchorFaults(p)
	if len(faults) > 0 {
		return faults
	}
	stuck := stuckSteps(p)
	told := map[string]bool{}
	for _, id := range stuck {
		circle := circleFrom(p, id)
		if circle == nil || told[id] {
			continue
		}
		for _, c := range circle {
			told[c] = true
		}
		s := p.Step(id)
		faults = append(faults, orderFault{id, s.afterPos, "步骤互相等,成了圈:" + strings.Join(append(circle, id), "→"), "改 after,去掉其中一处"})
	}
	for _, id := range stuck {
		if s := p.Step(id); !told[id] {
			faults = append(faults, orderFault{id, s.afterPos, "“" + id + "”(" + s.Label + ")永远轮不到:它要等的步骤互相等", "先把互相等的步骤理顺"})
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return periodFaults(p)
}

func anchorFaults(p *Procedure) []orderFault {
	var ids []string
	for _, s := range p.Steps {
		ids = append(ids, s.ID)
	}
	var faults []orderFault
	for _, s := range p.Steps {
		for _, a := range s.After {
			if !slices.Contains(ids, a) {
				faults = append(faults, orderFault{s.ID, s.afterPos, "没有步骤“" + a + "”", meant(a, append(slices.Clone(ids), startWord))})
			}
		}
		for _, q := range []*Period{s.Wait, s.Within} {
			if q != nil && !slices.Contains(ids, q.From) {
				faults = append(faults, orderFault{s.ID, q.fromPos, "没有步骤“" + q.From + "”", meant(q.From, ids)})
			}
		}
	}
	return faults
}

// stuckSteps lists, in the order of the pack, the steps that can never begin.
func stuckSteps(p *Procedure) []string {
	reached := map[string]bool{}
	for range p.Steps {
		for _, s := range p.Steps {
			if !slices.ContainsFunc(s.After, func(a string) bool { return !reached[a] }) {
				reached[s.ID] = true
			}
		}
	}
	var stuck []string
	for _, s := range p.Steps {
		if !reached[s.ID] {
			stuck = append(stuck, s.ID)
		}
	}
	return stuck
}

// circleFrom gives the steps from id back to id along what each waits for; nil
// where id does not wait for itself.
func circleFrom(p *Procedure, id string) []string {
	seen := map[string]bool{}
	var walk func(at string, path []string) []string
	walk = func(at string, path []string) []string {
		for _, a := range p.Step(at).After {
			if a == id {
				return path
			}
			if seen[a] {
				continue
			}
			seen[a] = true
			if found := walk(a, append(slices.Clone(path), a)); found != nil {
				return found
			}
		}
		return nil
	}
	return walk(id, []string{id})
}

// periodFaults finds days that are counted from a step that is not before.
func periodFaults(p *Procedure) []orderFault {
	var faults []orderFault
	for _, s := range p.Steps {
		for _, q := range []*Period{s.Wait, s.Within} {
			if q != nil && (q.From == s.ID || !slices.Contains(p.Behind(q.From), s.ID)) {
				faults = append(faults, orderFault{s.ID, q.fromPos, "“" + q.From + "”不在“" + s.ID + "”前面,日子无从算起", "写一个在它前面的步骤"})
			}
		}
	}
	return faults
}
