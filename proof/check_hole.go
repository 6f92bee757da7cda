package proof

import "strings"

// checkHoles finds the seams left where words were cut out: 贯彻党的和五中全会,
// 防止发生。, a preposition straight before a mark.
func checkHoles(d *document) {
	first := map[rune][]*hole{}
	for i := range d.tab.slips.Holes {
		h := &d.tab.slips.Holes[i]
		r := []rune(h.Text)[0]
		first[r] = append(first[r], h)
	}
	for i := range d.text.paras {
		p := &d.text.paras[i]
		for at, r := range p.t {
			for _, h := range first[r] {
				if p.hasAt(at, h.Text) && !insideAny(p, at, h) {
					d.hole(i, at, len([]rune(h.Text)), h.Suggest)
				}
			}
		}
		d.orphanWords(i)
	}
}

// insideAny reports whether the hit is part of a word in which it is right.
func insideAny(p *para, at int, h *hole) bool {
	for _, w := range h.Not {
		k := strings.Index(w, h.Text)
		if k < 0 {
			continue
		}
		if p.hasAt(at-len([]rune(w[:k])), w) {
			return true
		}
	}
	return false
}

func (d *document) hole(i, at, size int, suggest string) {
	p := &d.text.paras[i]
	if suggest == "" {
		suggest = "补上漏掉的词语"
	}
	lo, hi := max(0, at-2), min(len(p.raw), at+size+4)
	d.report(i, at, at+size, Finding{Kind: KindPlaceholder, Severity: SeverityWarning, Said: string(p.raw[at : at+size]),
		Message: "这里像是删掉了词语，前后接不上：“" + string(p.raw[lo:hi]) + "”", Suggest: suggest})
}

// orphanWords finds a preposition whose object is missing: 对,/与。/关于、.
func (d *document) orphanWords(i int) {
	p := &d.text.paras[i]
	for at := 0; at+1 < len(p.t); at++ {
		r := p.t[at]
		if !strings.ContainsRune("对与和及于在把被将由以向从为按", r) {
			continue
		}
		next := p.t[at+1]
		if next != ',' && next != '。' && next != ';' && next != '、' && next != ')' {
			continue
		}
		if orphan(p, at) {
			d.hole(i, at, 2, "")
		}
	}
}

// endings are the characters with which 和, 及 and 与 make a word that may end a clause.
var endings = map[rune]string{'和': "不失平谐饱温总缓柔祥随调共中求暖亲附", '及': "涉普危顾提来企未触不波推埃殃", '与': "参给赠授"}

// orphan reports whether the preposition at the offset is a word of its own.
func orphan(p *para, at int) bool {
	prev := p.at(at - 1)
	switch p.t[at] {
	case '和', '及', '与':
		return isHan(prev) && p.at(at+1) != ')' && !strings.ContainsRune(endings[p.t[at]], prev)
	case '对':
		return at > 0 && isBreak(prev) || at == 0
	case '把', '被', '由', '从':
		return at > 0 && (isBreak(prev) && prev != '、')
	case '在':
		return isBreak(prev)
	}
	return false
}
