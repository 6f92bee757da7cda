package policy

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// procedureAdjust is an entry of a lower pack that adds steps to a procedure
// above it or tightens what its steps ask for; with as it leaves that one as it
// is and makes another of it.
type procedureAdjust struct {
	of      string
	as      string
	section *section
	basis   yanpan.Citation
	pos     Pos
	asPos   Pos
}

// id is the procedure that the adjustment speaks of in the end.
func (a procedureAdjust) id() string {
	if a.as != "" {
		return a.as
	}
	return a.of
}

// overlayProcedures puts the procedures of a pack over those of higher ones.
func overlayProcedures(all []*Procedure, p *Pack, faults *Faults) []*Procedure {
	all = slices.Clone(all)
	for _, pr := range p.Procedures {
		i := slices.IndexFunc(all, func(o *Procedure) bool { return o.ID == pr.ID })
		if i < 0 {
			all = append(all, pr)
			continue
		}
		if law := all[i].statutoryStep(); law != nil {
			*faults = append(*faults, p.fault(pr.Pos, "改用 adjust 添加步骤或收紧要求",
				"“%s”有法定的步骤%s(%s,%s),不能整个替换", pr.ID, law.Quoted(), law.Basis, law.where(law.Pos)))
			continue
		}
		all[i] = pr
	}
	for _, a := range p.procedureAdjusts {
		i := slices.IndexFunc(all, func(o *Procedure) bool { return o.ID == a.of })
		if i < 0 {
			*faults = append(*faults, p.fault(a.pos, unknownProcedure(a.of, all), "上级政策包里没有程序“%s”", a.of))
			continue
		}
		changed, wrong := a.apply(all[i], p)
		other := procedureIn(all, a.as)
		switch {
		case len(wrong) > 0:
			*faults = append(*faults, wrong...)
		case a.as == "":
			all[i] = changed
		case other != nil:
			*faults = append(*faults, p.fault(a.asPos, "换一个编号", "编号“%s”已在 %s/%s 用过", a.as, other.Pack, other.Pos))
		default:
			changed.ID, changed.Pack, changed.Pos = a.as, p.ID, a.asPos
			all = append(all, changed)
		}
	}
	return all
}

func unknownProcedure(id string, all []*Procedure) string {
	var ids, labels []string
	for _, o := range all {
		ids = append(ids, o.ID)
		labels = append(labels, o.ID+"("+o.Label+")")
	}
	if c := nearest(id, ids); c != "" {
		return "是不是“" + c + "”"
	}
	if len(labels) == 0 {
		return ""
	}
	return "可以调整的有:" + strings.Join(labels, "、")
}

// statutoryStep is the first step that the law sets; nil where there is none.
func (p *Procedure) statutoryStep() *Step {
	for i := range p.Steps {
		if p.Steps[i].fixed() {
			return &p.Steps[i]
		}
	}
	return nil
}

// fixed reports whether a step cannot be taken away.
func (s *Step) fixed() bool {
	return s.Statutory || slices.ContainsFunc(s.Gates, func(g Gate) bool { return g.Statutory })
}

// adjusting is one adjustment at work.
type adjusting struct {
	pack    *Pack
	pr      *Procedure
	reader  *stepReader
	touched map[string]Pos // where this pack speaks of the order of a step
	faults  Faults
}

// apply gives a changed copy of the procedure, or what is wrong with the change.
func (a procedureAdjust) apply(old *Procedure, p *Pack) (*Procedure, Faults) {
	pr := *old
	pr.Steps = slices.Clone(old.Steps)
	pr.Adjusted = append(slices.Clone(old.Adjusted), a.basis)
	rd := &reader{}
	s := &section{a.section.src, a.section.node, rd}
	if t := s.text("label"); t != "" {
		pr.Label = t
	}
	if t := s.text("note"); t != "" {
		pr.Note = t
	}
	more, lang := (&ruleReader{rd: rd}).procedureFacts(s, old.lang)
	pr.Facts, pr.lang = slices.Concat(old.Facts, more), lang
	w := &adjusting{pack: p, pr: &pr, reader: &stepReader{rd: rd, lang: lang, pack: p.ID}, touched: map[string]Pos{}}
	for _, item := range s.items("add") {
		w.add(item)
	}
	for _, item := range s.items("change") {
		w.change(item)
	}
	w.rest(s)
	w.faults = append(w.faults, rd.faults...)
	if len(w.faults) > 0 {
		return nil, w.faults
	}
	for _, f := range orderFaults(&pr) {
		at, ok := w.touched[f.step]
		if !ok {
			at = a.pos
		}
		w.faults = append(w.faults, p.fault(at, f.remedy, "%s", f.message))
	}
	return &pr, w.faults
}

// rest says how the procedure is put off and opened again, where the law does not.
func (w *adjusting) rest(s *section) {
	law := func(name string, basis yanpan.Citation) {
		s.fault(name, "删去这一项", "上级的程序已经写了“%s”(%s),不能改", name, basis)
	}
	if x := w.reader.suspension(s); x != nil {
		if w.pr.Suspend != nil {
			law("suspend", w.pr.Suspend.Basis)
		}
		w.pr.Suspend = x
	}
	if x := reopening(s); x != nil {
		if w.pr.Reopen != nil {
			law("reopen", w.pr.Reopen.Basis)
		}
		w.pr.Reopen = x
	}
}

// add puts a new step into the procedure, in the way of what follows.
func (w *adjusting) add(s *section) {
	step := w.reader.step(s, nil)
	if other := w.pr.Step(step.ID); other != nil {
		s.fault("id", "换一个编号", "编号“%s”已在 %s 用过", step.ID, other.where(other.Pos))
		return
	}
	before, anchored := s.text("before"), s.child("after") != nil
	for _, name := range append(slices.Clone(step.After), before) {
		if name != "" && w.pr.Step(name) == nil {
			key := "after"
			if name == before {
				key = "before"
			}
			s.fault(key, meant(name, w.ids()), "没有步骤“%s”", name)
			return
		}
	}
	w.touched[step.ID] = s.posOf("after")
	switch {
	case before != "":
		w.insertBefore(step, before, anchored)
	case anchored:
		w.insertAfter(step)
	default:
		step.After = w.leaves()
		w.pr.Steps = append(w.pr.Steps, step)
	}
}

func (w *adjusting) ids() []string {
	ids := make([]string, len(w.pr.Steps))
	for i, s := range w.pr.Steps {
		ids[i] = s.ID
	}
	return ids
}

// leaves are the steps for which nothing waits.
func (w *adjusting) leaves() []string {
	var ids []string
	for _, s := range w.pr.Steps {
		if len(w.pr.Behind(s.ID)) == 1 {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

func (w *adjusting) insertBefore(step Step, before string, anchored bool) {
	i := slices.IndexFunc(w.pr.Steps, func(s Step) bool { return s.ID == before })
	next := &w.pr.Steps[i]
	if !anchored {
		step.After = slices.Clone(next.After)
	}
	next.After = append(without(next.After, step.After), step.ID)
	w.pr.Steps = slices.Insert(w.pr.Steps, i, step)
}

// insertAfter makes everything that waited for the step's anchors wait for it.
func (w *adjusting) insertAfter(step Step) {
	at := 0
	for i := range w.pr.Steps {
		s := &w.pr.Steps[i]
		if slices.Contains(step.After, s.ID) {
			at = i + 1
		}
		follows := slices.ContainsFunc(s.After, func(a string) bool { return slices.Contains(step.After, a) })
		if follows || len(step.After) == 0 && len(s.After) == 0 {
			s.After = append(without(s.After, step.After), step.ID)
		}
	}
	w.pr.Steps = slices.Insert(w.pr.Steps, at, step)
}

func without(ids, gone []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(gone, id) })
}

// change takes a step away or puts more on it.
func (w *adjusting) change(s *section) {
	id := s.text("id")
	i := slices.IndexFunc(w.pr.Steps, func(o Step) bool { return o.ID == id })
	if i < 0 {
		s.fault("id", meant(id, w.ids()), "没有步骤“%s”", id)
		return
	}
	old := w.pr.Steps[i]
	if s.flag("off") {
		w.remove(s, i)
		return
	}
	step := old
	w.reader.doing(s, &step)
	step.Slot = old.Slot && len(step.Who) == 0
	w.touched[id] = s.posOf("after")
	if old.Statutory {
		for _, l := range loosened(&old, &step) {
			at := l.at
			if at.isZero() {
				at = s.posOf(l.key)
			}
			basis := l.basis
			if basis.IsZero() {
				basis = old.Basis
			}
			w.faults = append(w.faults, w.pack.fault(at, l.remedy, "%s%s:法定为%s(%s,%s)", old.Quoted(), l.what, l.law, basis, old.where(l.lawAt)))
		}
	}
	w.pr.Steps[i] = step
}

func (w *adjusting) remove(s *section, i int) {
	old := w.pr.Steps[i]
	if old.fixed() {
		s.fault("id", "法定的步骤只能加严,不能删", "%s是法定的步骤(%s,%s),不能删去", old.Quoted(), old.Basis, old.where(old.Pos))
		return
	}
	w.pr.Steps = slices.Delete(w.pr.Steps, i, i+1)
	for k := range w.pr.Steps {
		next := &w.pr.Steps[k]
		if slices.Contains(next.After, old.ID) {
			next.After = append(without(next.After, append(slices.Clone(old.After), old.ID)), old.After...)
		}
	}
}

// loose is one thing that a change asks less of than the law does.
type loose struct {
	key    string // of the changed step
	at     Pos    // zero: the place of the key
	what   string
	law    string
	lawAt  Pos
	remedy string
	basis  yanpan.Citation // zero: that of the step
}

// loosened compares a changed statutory step with what it was.
func loosened(old, now *Step) []loose {
	var out []loose
	missing := func(key, what string, was, is []string) {
		if gone := without(was, is); len(gone) > 0 {
			out = append(out, loose{key: key, what: what, law: strings.Join(was, "、"), lawAt: old.Pos, remedy: "只能增加,不能去掉“" + strings.Join(gone, "、") + "”"})
		}
	}
	missing("after", "的先后比法定的放宽了", old.After, now.After)
	missing("sign", "的签批比法定的放宽了", old.Sign, now.Sign)
	if extra := without(now.Who, old.Who); len(old.Who) > 0 && len(extra) > 0 {
		out = append(out, loose{key: "who", what: "由谁来办不能改", law: strings.Join(old.Who, "、"), lawAt: old.Pos, remedy: "去掉“" + strings.Join(extra, "、") + "”"})
	}
	out = append(out, loosePublication(old.Publish, now.Publish)...)
	if o, n := old.Wait, now.Wait; o != nil && (n.From != o.From || n.Days < o.Days || o.Working && !n.Working) {
		out = append(out, loose{key: "wait", at: n.Pos, what: "的最早日期比法定的放宽了", law: DaysText(o.Days, o.Working), lawAt: o.Pos, remedy: "只能改长,不能少于" + DaysText(o.Days, o.Working)})
	}
	if o, n := old.Within, now.Within; o != nil && (n.From != o.From || n.Days > o.Days || n.Working && !o.Working) {
		out = append(out, loose{key: "within", at: n.Pos, what: "的期限比法定的放宽了", law: DaysText(o.Days, o.Working), lawAt: o.Pos, remedy: "只能改短,不能多于" + DaysText(o.Days, o.Working)})
	}
	return append(out, looseVotes(old, now)...)
}

func loosePublication(o, n *Publication) []loose {
	if o == nil || n.Days >= o.Days && (n.Working || !o.Working) {
		return nil
	}
	days := DaysText(o.Days, o.Working)
	return []loose{{key: "publish", at: n.Pos, what: "的公示比法定的短", law: days, lawAt: o.Pos, remedy: "只能改长,不能少于" + days}}
}

func looseVotes(old, now *Step) []loose {
	var out []loose
	for _, n := range now.Votes {
		o := old.Form(n.ID)
		if o == nil || n.ID != o.ID {
			if len(old.Votes) > 0 {
				out = append(out, loose{key: "votes", at: n.Pos, what: "不能添加别的表决方式“" + n.Label + "”", law: old.forms(), lawAt: old.Votes[0].Pos, remedy: "只能收紧原有的表决方式"})
			}
			continue
		}
		if n.Quorum.stricter(o.Quorum) < 0 {
			out = append(out, loose{"votes", n.quorumPos, "的到会比例比法定的放宽了", o.Due + o.Quorum.String(), o.quorumPos, "只能提高,不能低于" + o.Quorum.String(), o.Basis})
		}
		if n.Pass.stricter(o.Pass) < 0 || !o.Pass.IsZero() && n.PassOf.rank() > o.PassOf.rank() {
			law := fmt.Sprintf("%s%s", o.PassOf.Label(), o.Pass)
			out = append(out, loose{"votes", n.passPos, "的通过口径比法定的放宽了", law, o.passPos, "只能提高,不能低于" + law, o.Basis})
		}
	}
	return out
}

// forms names the ways of deciding a step.
func (s *Step) forms() string {
	labels := make([]string, len(s.Votes))
	for i, v := range s.Votes {
		labels[i] = v.Label
	}
	return strings.Join(labels, "、")
}
