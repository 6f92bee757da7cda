package tally

import (
	"fmt"
	"slices"

	"yanpan.dev"
)

// ledger gathers problems and the sums of all groups while a count is reconciled.
type ledger struct {
	*Count
	rules    *Rules
	problems []Problem
	broken   bool // an error was found
	issued   int64
	collected,
	mixed int64 // collected in boxes that are counted in groups
	books []*book // one a race
}

// book is the votes of one race over all groups.
type book struct {
	race    *Race
	entries []entry
	index   map[string]int
	invalid int64
	marked  bool // some sheet told against or abstain
}

// entry is one name of a book.
type entry struct {
	name                    string
	votes, against, abstain int64
	writeIn                 bool
}

// spot says where a problem is.
type spot struct{ box, group, race, name string }

func (l *ledger) add(severity Severity, code string, at spot, basis yanpan.Citation, format string, args ...any) {
	l.broken = l.broken || severity == Error
	l.problems = append(l.problems, Problem{
		Code: code, Severity: severity, Box: Name(at.box), Group: Name(at.group), Race: Name(at.race), Name: Name(at.name),
		Message: yanpan.Typeset(fmt.Sprintf(format, args...)), Basis: cite(basis),
	})
}

func (l *ledger) fails(code string, at spot, format string, args ...any) {
	l.add(Error, code, at, yanpan.Citation{}, format, args...)
}

func newLedger(c *Count, rules *Rules) *ledger {
	l := &ledger{Count: c, rules: rules, problems: []Problem{}}
	for i := range c.Election.Races {
		r := &c.Election.Races[i]
		b := &book{race: r, entries: make([]entry, 0, len(r.Candidates)), index: make(map[string]int, len(r.Candidates))}
		for _, name := range r.Candidates {
			if _, twice := b.index[name]; twice {
				l.fails("candidate_twice", spot{race: r.Title, name: name}, "候选人“%s”在“%s”里写了两遍", name, r.Title)
				continue
			}
			b.index[name] = len(b.entries)
			b.entries = append(b.entries, entry{name: name})
		}
		l.books = append(l.books, b)
	}
	return l
}

// reconcile balances boxes, groups and passes and fills the books.
func (l *ledger) reconcile() {
	l.boxes()
	seen := map[string]bool{}
	var counted int64
	for _, p := range l.groups() {
		if seen[p.group] && p.box == "" {
			l.fails("group_twice", spot{group: p.group}, "%s写了两遍", p.label())
		}
		seen[p.group] = p.box == ""
		if p.box == "" {
			counted += p.ballots
		}
		l.part(p)
	}
	if counted != l.mixed {
		l.fails("groups_against_boxes", spot{}, "各计票组的票数之和%d张,与各箱收回之和%d张相差%d张", counted, l.mixed, distance(counted, l.mixed))
	}
}

func distance(a, b int64) int64 { return max(a-b, b-a) }

// boxes checks the books of the boxes against each other and the electors.
func (l *ledger) boxes() {
	e, seen := &l.Election, map[string]bool{}
	for i := range l.Boxes {
		b := &l.Boxes[i]
		at := spot{box: b.ID}
		if seen[b.ID] {
			l.fails("box_twice", at, "票箱“%s”写了两遍", b.ID)
		}
		seen[b.ID] = true
		if b.Collected > b.Issued {
			l.fails("box_books_open", at, "票箱“%s”收回%d张,多于发出的%d张,账目不平", b.ID, b.Collected, b.Issued)
		}
		l.issued += b.Issued
		l.collected += b.Collected
		if len(b.Sheets) == 0 {
			l.mixed += b.Collected
		}
	}
	if l.collected > l.issued {
		l.add(Error, "collected_over_issued", spot{}, l.rules.Ballots, "各箱共收回%d张,多于发出的%d张,选举无效", l.collected, l.issued)
	}
	if l.issued > e.Eligible {
		l.fails("issued_over_eligible", spot{}, "各箱共发出%d张(含委托投票),多于%s%d%s", l.issued, l.electors(), e.Eligible, l.unit())
	}
	if e.Kind == PartyCommittee {
		if l.collected > e.Present {
			l.fails("collected_over_present", spot{}, "收回%d张,多于实到会有选举权的%d人", l.collected, e.Present)
		}
		if e.Present > e.Eligible {
			l.fails("present_over_eligible", spot{}, "实到会%d人,多于应到会%d人", e.Present, e.Eligible)
		}
	}
}

func (l *ledger) electors() string {
	if l.rules.Electors != "" {
		return l.rules.Electors
	}
	return "有选举权的人数"
}

func (l *ledger) unit() string {
	if l.Election.Kind == ResidentsHousehold {
		return "户"
	}
	return "人"
}

// part settles which sheet of a group holds, and enters it into the books.
func (l *ledger) part(p part) {
	at := spot{group: p.group, box: p.box}
	sheet := l.settle(p, at)
	if sheet == nil {
		return
	}
	told := make([]bool, len(l.books))
	for i := range sheet.Races {
		m := &sheet.Races[i]
		at.race = m.Race
		k := slices.IndexFunc(l.books, func(b *book) bool { return b.race.Title == m.Race })
		if k < 0 {
			l.fails("race_unknown", at, "%s记了“%s”,选举里没有这一项", p.label(), m.Race)
			continue
		}
		told[k] = true
		l.enter(p, at, m, l.books[k])
	}
	for k, b := range l.books {
		if !told[k] {
			at.race = b.race.Title
			l.fails("race_absent", at, "%s没有记“%s”的票", p.label(), b.race.Title)
		}
	}
}

// settle gives the sheet of a group that holds; nil where there is none.
func (l *ledger) settle(p part, at spot) *Sheet {
	var first, second, decided *Sheet
	for i := range p.sheets {
		s := &p.sheets[i]
		slot := map[Pass]**Sheet{First: &first, Second: &second, Decided: &decided}[s.Pass]
		switch {
		case slot == nil:
			l.fails("pass_unknown", at, "%s有一张计票单没有写第几遍", p.label())
		case *slot != nil:
			l.fails("pass_twice", at, "%s的%s计票单有两张", p.label(), s.Pass.label())
		default:
			*slot = s
		}
	}
	if first == nil || second == nil {
		lacking := First
		if first != nil {
			lacking = Second
		}
		l.fails("pass_missing", at, "%s缺%s计票单。两遍都要有", p.label(), lacking.label())
		return first
	}
	l.tellers(p, at, first, second)
	if decided != nil && decided.Decider == "" {
		l.fails("decider_missing", at, "%s有裁定的计票单,没有写谁裁定(decider)", p.label())
	}
	differ := l.differences(p, at, first, second, decided != nil)
	if decided == nil {
		return first
	}
	if !differ && l.differences(p, at, first, decided, true) {
		l.fails("decided_needless", at, "%s两遍一致,裁定却写了另外的数", p.label())
	}
	return decided
}

// label names a pass.
func (p Pass) label() string {
	switch p {
	case First:
		return "第一遍(唱票)"
	case Second:
		return "第二遍(复核)"
	}
	return "裁定的"
}

func (l *ledger) tellers(p part, at spot, first, second *Sheet) {
	for _, s := range []*Sheet{first, second} {
		if s.Teller == "" {
			l.fails("teller_missing", at, "%s%s计票单没有写计票人(teller)", p.label(), s.Pass.label())
		}
	}
	if first.Teller == second.Teller && first.Teller != "" {
		l.fails("same_teller", at, "%s的两遍都是“%s”计的,应由两人分别计票", p.label(), first.Teller)
	}
}

// differences tells where two sheets differ: as errors, or as warnings where
// somebody has decided. It reports whether they do.
func (l *ledger) differences(p part, at spot, a, b *Sheet, settled bool) bool {
	severity, code, tail := Error, "passes_differ", "。请重计,或由监票人裁定"
	if settled {
		severity, code, tail = Warning, "passes_settled", ",已裁定"
	}
	found := false
	report := func(race, name, what string, x, y int64) {
		if x != y {
			found = true
			at.race, at.name = race, name
			l.add(severity, code, at, yanpan.Citation{}, "%s“%s”%s%s%d,%s%d%s", p.label(), race, what, a.Pass.label(), x, b.Pass.label(), y, tail)
		}
	}
	for i := range a.Races {
		m := &a.Races[i]
		n := b.marks(m.Race)
		report(m.Race, "", "的无效票", m.Invalid, n.Invalid)
		compare(m.Votes, n.Votes, func(name string, x, y int64) { report(m.Race, name, name+"的得票", x, y) })
		compare(m.Against, n.Against, func(name string, x, y int64) { report(m.Race, name, name+"的不赞成票", x, y) })
		compare(m.Abstain, n.Abstain, func(name string, x, y int64) { report(m.Race, name, name+"的弃权票", x, y) })
	}
	for i := range b.Races {
		if m := &b.Races[i]; !slices.ContainsFunc(a.Races, func(n Marks) bool { return n.Race == m.Race }) {
			found = true
			at.race, at.name = m.Race, ""
			l.add(severity, code, at, yanpan.Citation{}, "%s“%s”只有%s记了%s", p.label(), m.Race, b.Pass.label(), tail)
		}
	}
	return found
}

// marks gives what a sheet says about a race; nothing where it says nothing.
func (s *Sheet) marks(race string) *Marks {
	for i := range s.Races {
		if s.Races[i].Race == race {
			return &s.Races[i]
		}
	}
	return &Marks{Race: race}
}

// compare gives each name of either list once, with its numbers in both.
func compare(a, b []NameCount, each func(name string, x, y int64)) {
	if slices.Equal(a, b) {
		return
	}
	other := make(map[string]int64, len(b))
	for _, n := range b {
		other[n.Name] += n.Votes
	}
	seen := make(map[string]bool, len(a))
	sums := sum(a)
	for _, n := range a {
		if !seen[n.Name] {
			seen[n.Name] = true
			each(n.Name, sums[n.Name], other[n.Name])
		}
	}
	for _, n := range b {
		if !seen[n.Name] {
			seen[n.Name] = true
			each(n.Name, 0, other[n.Name])
		}
	}
}

func sum(list []NameCount) map[string]int64 {
	out := make(map[string]int64, len(list))
	for _, n := range list {
		out[n.Name] += n.Votes
	}
	return out
}

// enter checks what a sheet says about a race against its ballots and adds it.
func (l *ledger) enter(p part, at spot, m *Marks, b *book) {
	if !m.InvalidGiven {
		l.add(Warning, "invalid_not_given", at, yanpan.Citation{}, "%s没有填“%s”的无效票数,按0张计", p.label(), m.Race)
	}
	valid := p.ballots - m.Invalid
	if valid < 0 {
		l.fails("invalid_over_ballots", at, "%s“%s”的无效票%d张,多于本组的%d张", p.label(), m.Race, m.Invalid, p.ballots)
	}
	b.invalid += m.Invalid
	sums, all := l.once(p, at, m, "得票", m.Votes)
	against, _ := l.once(p, at, m, "不赞成票", m.Against)
	abstain, _ := l.once(p, at, m, "弃权票", m.Abstain)
	b.marked = b.marked || len(against)+len(abstain) > 0
	if valid >= 0 && all > b.race.Seats*valid {
		l.fails("race_over_valid", at, "%s“%s”共记%d票,多于%d张有效票每张选%d名", p.label(), m.Race, all, valid, b.race.Seats)
	}
	for i := range b.entries {
		e := &b.entries[i]
		if _, ok := sums[e.name]; !ok && !e.writeIn {
			at.name = e.name
			l.fails("candidate_absent", at, "%s“%s”没有记候选人“%s”的票。没有得票的写0", p.label(), m.Race, e.name)
		}
	}
	for _, list := range [][]NameCount{m.Votes, m.Against, m.Abstain} {
		for _, n := range list {
			b.touch(n.Name)
		}
	}
	for _, n := range m.Votes {
		at.name = n.Name
		if marked := sums[n.Name] + against[n.Name] + abstain[n.Name]; valid >= 0 && marked > valid {
			l.fails("name_over_valid", at, "%s“%s”里“%s”共记%d票,多于有效票%d张", p.label(), m.Race, n.Name, marked, valid)
		}
	}
	b.sum(sums, against, abstain)
}

// once sums a list whose names should each stand once.
func (l *ledger) once(p part, at spot, m *Marks, what string, list []NameCount) (map[string]int64, int64) {
	sums, all := make(map[string]int64, len(list)), int64(0)
	for _, n := range list {
		if _, twice := sums[n.Name]; twice {
			at.name = n.Name
			l.fails("name_twice", at, "%s“%s”里“%s”的%s记了两遍", p.label(), m.Race, n.Name, what)
		}
		sums[n.Name] += n.Votes
		all += n.Votes
	}
	return sums, all
}

// touch enters a name that is no candidate as a write-in.
func (b *book) touch(name string) {
	if _, ok := b.index[name]; !ok {
		b.index[name] = len(b.entries)
		b.entries = append(b.entries, entry{name: name, writeIn: true})
	}
}

func (b *book) sum(votes, against, abstain map[string]int64) {
	for name, n := range votes {
		b.entries[b.index[name]].votes += n
	}
	for name, n := range against {
		b.entries[b.index[name]].against += n
	}
	for name, n := range abstain {
		b.entries[b.index[name]].abstain += n
	}
}
