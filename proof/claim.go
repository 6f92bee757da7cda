package proof

// group is a row of quantities that are parts of something: same unit, one
// family where the labels are known.
type group struct {
	parts []*quantity
	whole *quantity // the number the text says they are parts of, nil if it does not say
	link  link
	open  bool // the row goes on with something that was not understood, or ends in 等
}

// link is how the text ties the parts to the whole.
type link uint8

const (
	linkNone  link = iota
	linkOf         // 共N,其中…
	linkParen      // N(…)
	linkColon      // N:…、分为、分别为、包括
	linkAfter      // …,共N
)

// maxRow bounds the numbers looked at together; no sentence for people has more.
const maxRow = 120

// sentencesOf gives the quantities sentence by sentence.
func (d *document) sentencesOf() [][]*quantity {
	var out [][]*quantity
	lo := 0
	if len(d.qs) == 0 {
		return nil
	}
	for i := 1; i <= len(d.qs); i++ {
		if i == len(d.qs) || d.qs[i].sent != d.qs[lo].sent || i-lo >= maxRow {
			out = append(out, d.qs[lo:i])
			lo = i
		}
	}
	return out
}

// between reports whether the words stand between two quantities of one paragraph.
func (d *document) between(a, b *quantity, words ...string) bool {
	if a.para != b.para {
		return false
	}
	t := d.text.paras[a.para].t
	for _, w := range words {
		if indexIn(t, a.uEnd, b.start, w) >= 0 {
			return true
		}
	}
	return false
}

// canBePart reports whether q may be one of several parts.
func canBePart(q *quantity) bool {
	return q.count() && q.flags&(flagEach|flagMean|flagGrowth|flagGone) == 0
}

// groupsIn finds the rows of parts in a sentence and their wholes. before is
// the sentence ahead of it, for 其中 at the head of a sentence.
func (d *document) groupsIn(qs, before []*quantity) []group {
	var out []group
	for i := 0; i < len(qs); {
		g, next := d.groupAt(qs, i)
		if len(g.parts) > 0 {
			g.whole, g.link = d.wholeOf(qs, before, i, g.parts)
			if n := len(out); n > 0 && g.whole != nil && d.between(g.whole, g.parts[0], ";") && isPart(g.whole, out[n-1].parts) {
				g.whole = out[n-1].whole // 按类型分:…;按风险分:… divide the same whole
			}
			if g.whole != nil && g.link == linkOf {
				for next < len(qs) && d.sameRow(g.parts[0], g.whole, qs[next]) {
					more, n := d.groupAt(qs, next)
					if len(more.parts) == 0 {
						break
					}
					out = append(out, g)
					more.whole, more.link = g.whole, g.link
					g, next = more, n
				}
			}
			out = append(out, g)
		}
		i = max(next, i+1)
	}
	return out
}

// isPart reports whether q is the last of several parts.
func isPart(q *quantity, parts []*quantity) bool {
	return len(parts) > 1 && parts[len(parts)-1] == q
}

// sameRow reports whether q begins another division of the same whole: 其中男…
// 女…;党员…群众….
func (d *document) sameRow(first, whole, q *quantity) bool {
	return canBePart(q) && sameUnit(first, q) && sameUnit(whole, q) && !q.has(flagTotal) && !q.has(flagOf) &&
		q.fam >= 0 && q.depth == first.depth
}

// groupAt gathers the row that begins at qs[i].
func (d *document) groupAt(qs []*quantity, i int) (group, int) {
	first := qs[i]
	if !canBePart(first) || first.has(flagTotal) {
		return group{}, i + 1
	}
	g := group{parts: []*quantity{first}}
	level := first.depth
	j := i + 1
	for ; j < len(qs); j++ {
		q := qs[j]
		if q.percent || q.has(flagBand) || q.share {
			continue
		}
		depth := q.depth
		if depth > level {
			continue // (含预备党员2名)
		}
		if depth < level || !canBePart(q) || q.has(flagTotal) || q.half != first.half || !sameUnit(first, q) {
			break
		}
		if q.has(flagOf) {
			g.open = true
			break
		}
		if q.has(flagRest) && q.fam < 0 && first.fam >= 0 && !d.between(g.parts[len(g.parts)-1], q, "。") {
			g.parts = append(g.parts, q) // 学历未登记1人 completes the division
			continue
		}
		if q.fam != first.fam || q.fam >= 0 && q.host != first.host {
			break
		}
		if q.fam >= 0 && q.member.hi-q.member.lo > 1 && !disjoint(append(g.parts[:len(g.parts):len(g.parts)], q)) {
			break // 大专及以上 behind 大专: another way of dividing
		}
		g.parts = append(g.parts, q)
	}
	last := g.parts[len(g.parts)-1]
	if d.follows(last, "等") {
		g.open = true
	}
	return g, j
}

// follows reports whether the words stand within a few characters behind q.
func (d *document) follows(q *quantity, words string) bool {
	t := d.text.paras[q.para].t
	at := indexIn(t, q.uEnd, min(len(t), q.uEnd+14), words)
	if at < 0 {
		return false
	}
	for i := q.uEnd; i < at; i++ {
		if isStop(t[i]) || t[i] == ';' || t[i] == ',' {
			return false
		}
	}
	return at+1 >= len(t) || t[at+1] != '次' && t[at+1] != '级'
}

// wholeOf finds the number of which the row beginning at qs[i] is said to be part.
func (d *document) wholeOf(qs, before []*quantity, i int, parts []*quantity) (*quantity, link) {
	first := parts[0]
	if first.has(flagOf) {
		if w := lastWhole(qs[:i], first); w != nil {
			return w, linkOf
		}
		if i == 0 && len(before) > 0 && before[0].para == first.para {
			if w := soleWhole(before, first); w != nil {
				return w, linkOf
			}
		}
		return nil, linkNone
	}
	if i == 0 {
		return nil, linkNone
	}
	prev := lastCount(qs[:i])
	if prev == nil || !sameUnit(prev, first) || prev.val.cmp(first.val) < 0 && len(parts) < 2 {
		return nil, linkNone
	}
	t := d.text.paras[first.para].t
	between := t[prev.uEnd:first.start]
	switch {
	case first.depth > prev.depth && countRune(between, ',') == 0:
		return prev, linkParen
	case hasWord(between, "其中"), hasWord(between, "中,") && prev.postHi <= first.start && !hasWord(between, "。"):
		return prev, linkOf
	case countRune(between, ':') > 0 || hasWord(between, "分别为") || hasWord(between, "包括") || hasWord(between, "分为"):
		return prev, linkColon
	}
	return nil, linkNone
}

func hasWord(t []rune, w string) bool { return indexIn(t, 0, len(t), w) >= 0 }

// lastCount gives the last plain count of a row of quantities.
func lastCount(qs []*quantity) *quantity {
	for i := len(qs) - 1; i >= 0; i-- {
		if !qs[i].percent && !qs[i].has(flagBand) && !qs[i].share {
			if canBePart(qs[i]) {
				return qs[i]
			}
			return nil
		}
	}
	return nil
}

// lastWhole gives the nearest number before 其中 that can hold the part.
func lastWhole(qs []*quantity, part *quantity) *quantity {
	for i := len(qs) - 1; i >= 0; i-- {
		q := qs[i]
		if q.percent || q.has(flagBand) || q.share {
			continue
		}
		if q.count() && !q.has(flagMean) && sameUnit(q, part) {
			return q
		}
		return nil
	}
	return nil
}

// soleWhole gives the number of the sentence before that 其中 can mean: the
// one said to be a total, or the only one with the unit.
func soleWhole(qs []*quantity, part *quantity) *quantity {
	var found *quantity
	for _, q := range qs {
		if !canBePart(q) || !sameUnit(q, part) {
			continue
		}
		if found != nil && !q.has(flagTotal) {
			if found.has(flagTotal) {
				continue
			}
			return nil
		}
		found = q
	}
	return found
}
