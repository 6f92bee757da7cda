package proof

import "strings"

// link is how closely the text ties a row to a whole.
type link uint8

const (
	linkNone  link = iota
	linkFar        // another sentence
	linkNext       // the count just before the row
	linkOf         // 共N,其中…
	linkColon      // N:…、分为、分别为、包括, 按类型分…
	linkParen      // N(…)
	linkAfter      // …,共N
)

// tie is a number that a row may divide.
type tie struct {
	w    *quantity
	link link
}

// maxTied bounds how many numbers of a sentence are looked at for a close tie.
const maxTied = 6

// divideWords between a number and a row say that the row divides it.
var divideWords = []string{"分别", "分为", "包括", "按", "从", "构成", "组成", "分男女", "来看", "分类", "划分"}

// tiesOf lists the numbers that the row may divide, the best tied first.
// before holds the sentences ahead of it in the document.
func (d *document) tiesOf(qs []*quantity, r *row) []tie {
	first := r.parts[0]
	var out []tie
	for i := r.at - 1; i >= 0; i-- {
		q := qs[i]
		if q.percent || q.has(flagBand) || q.share || !q.count() || q.flags&(flagMean|flagPeak) != 0 || !holds(q, first) {
			continue
		}
		l := linkFar
		if len(out) < maxTied {
			l = d.linkTo(q, first)
		}
		out = append(out, tie{q, l})
	}
	lead := d.leadOf(qs, r)
	if len(r.parts) == 1 && !first.has(flagOf) && !strings.Contains(lead, "其中") {
		return validBallots(out)
	}
	far, most, tied := linkFar, largest(r.parts), false
	if first.has(flagOf) || strings.Contains(lead, "其中") || containsAny(lead, divideWords) {
		far = linkOf
	}
	n := 0
	for i := d.index(qs[0]) - 1; i >= 0 && n < maxScope; i-- {
		q := d.qs[i]
		if q.top != first.top && q.area == "" && !isBallot(q) {
			continue
		}
		if n++; !canBePart(q) || !holds(q, first) {
			continue
		}
		l := linkFar
		if q.para == first.para && q.sent >= first.sent-1 && len(out) == 0 || far == linkOf && !tied && q.para == first.para && q.of == nil && q.val.cmp(most) >= 0 {
			l, tied = far, q.val.cmp(most) >= 0
		}
		out = append(out, tie{q, l})
	}
	return validBallots(out)
}

// validBallots leaves out the ballots handed out and collected where the valid
// ones are told.
func validBallots(ties []tie) []tie {
	valid := false
	for _, t := range ties {
		valid = valid || isBallot(t.w) && strings.Contains(t.w.label, "有效")
	}
	if !valid {
		return ties
	}
	out := ties[:0]
	for _, t := range ties {
		if !isBallot(t.w) || !containsAny(t.w.label, []string{"发", "收", "回收"}) {
			out = append(out, t)
		}
	}
	return out
}

// holds reports whether a number of q's unit can be divided into the part:
// people into people, ballots collected into votes.
func holds(q, part *quantity) bool {
	switch {
	case sister(q, part), q.class == "village" && q.chinese:
		return false // a sister; 两县
	case q.unit == "个" && part.class == "person" && q.post != "":
		return false // 3个党小组
	case part.unit == "个" && q.class == "person" && part.post != "":
		return false
	case sameUnit(q, part):
		return true
	}
	return isBallot(q) && isBallot(part)
}

// sister reports whether two numbers are parts of one division: 本科 and 大专,
// but not 大专及以上 and 大专.
func sister(a, b *quantity) bool {
	if a.fam < 0 || a.fam != b.fam || a.host != b.host || a.member == b.member {
		return false
	}
	return a.member.lo > b.member.lo || a.member.hi < b.member.hi
}

// isBallot reports whether q counts papers of a vote or a survey.
func isBallot(q *quantity) bool {
	return q.class == "vote" || q.unit == "张" || q.unit == "份"
}

// leadOf gives the words of the sentence that lead to the row.
func (d *document) leadOf(qs []*quantity, r *row) string {
	first := r.parts[0]
	lo := d.sentence(first).lo
	if r.at > 0 {
		lo = max(lo, qs[r.at-1].uEnd)
	}
	return string(d.text.paras[first.para].t[lo:first.start])
}

// linkTo reads the words between a number and the row behind it.
func (d *document) linkTo(w, first *quantity) link {
	t := d.text.paras[first.para].t
	between := string(t[w.uEnd:first.start])
	switch {
	case first.depth > w.depth && !strings.ContainsAny(between, ",;"):
		return linkParen
	case first.depth > w.depth:
		return linkFar
	case d.counted(w, first):
		return linkFar
	case first.has(flagOf) || strings.Contains(between, "其中") || strings.Contains(between, "中,") || strings.HasPrefix(between, w.post+"中"):
		return linkOf
	case strings.Contains(between, ";"):
		return linkFar
	case strings.Contains(between, ":"), containsAny(between, divideWords):
		return linkColon
	}
	return linkNext
}

// counted reports whether another count of the kind stands between two quantities.
func (d *document) counted(a, b *quantity) bool {
	for i := d.index(a) + 1; i < len(d.qs) && d.qs[i] != b; i++ {
		if q := d.qs[i]; q.count() && !q.has(flagBand) && q.depth <= a.depth && (q.unit == b.unit || q.class == "person") && holds(q, b) {
			return true
		}
	}
	return false
}

// suspect picks the number that the row is held against, once none of them is
// its sum.
func (d *document) wholeFor(r *row, ties []tie, sum rat) (tie, bool) {
	complete := d.complete(r.parts)
	most := largest(r.parts)
	var best tie
	for _, t := range ties {
		switch {
		case t.link >= linkNext:
			if t.w.val.cmp(most) >= 0 || t.link > linkNext {
				return t, true
			}
		case best.w == nil && (complete || d.graded(r)) && t.w.val.cmp(most) >= 0 && d.canHold(t.w, r.parts) && (closeTo(sum, t.w.val, 10) || banded(r.parts) && closeTo(sum, t.w.val, 20)):
			best = t
		}
	}
	return best, best.w != nil
}

// graded reports whether the row tells how many were judged good, fair and bad.
func (d *document) graded(r *row) bool {
	n := len(r.parts)
	return n > 1 && kin(r.parts[0], r.parts[1]) && (isBallot(r.parts[0]) || n > 2 && disjoint(r.parts) && !d.tab.families[r.parts[0].fam].Ages)
}

func largest(qs []*quantity) rat {
	most := qs[0].val
	for _, q := range qs[1:] {
		if q.val.cmp(most) > 0 {
			most = q.val
		}
	}
	return most
}

// closeTo reports whether a is within b by the percentage, or by two.
func closeTo(a, b rat, percent int64) bool {
	by, ok := b.mul(rat{percent, 100})
	if !ok {
		return false
	}
	if by.cmp(whole(2)) < 0 {
		by = whole(2)
	}
	return near(a, b, by)
}

// canHold reports whether a number of another sentence may be the whole of a
// division that does not name one: nothing in the labels says it counts
// something else.
func (d *document) canHold(q *quantity, parts []*quantity) bool {
	first := parts[0]
	if q.fam >= 0 && q.fam == first.fam || isBallot(q) != isBallot(first) {
		return false
	}
	if isBallot(q) {
		return q.para == first.para || q.top == first.top || len(parts) > 2 && !strings.Contains(q.label, "发")
	}
	if first.host != "" && first.fam >= 0 && kin(parts[0], parts[1]) {
		return q.label == first.host || strings.HasSuffix(q.label, first.host) || q.post == first.host
	}
	switch {
	case q.class != first.class:
		return false
	case q.para == first.para, q.has(flagTotal), q.area != "":
		return true
	}
	return q.val.cmp(whole(20)) >= 0 && (kin(parts[0], parts[1]) || serial(parts) || banded(parts))
}
