package gongwen

// setter lays one paper out as WordprocessingML.
type setter struct {
	press   *Press
	names   fontNames
	doc     *Document
	b       xmlBuf         // the body
	anchors map[string]int // ids that Marks may lead to
	placed  map[int]bool   // anchors whose bookmark is set
	nums    []numbering
	charts  []Chart
	drawing int // ids given to drawings

	front     bool // before the paper
	restart   bool // the section's pages count from 1
	headings  int  // numbering of the headings of this part; 0 before the first
	breakNext bool // the next paragraph begins a page
	side      bool // on pages laid sideways
	lastPPr   int  // end of the last paragraph's properties; -1 if a table came last
}

// paper sets everything, top to bottom.
func (s *setter) paper() {
	d := s.doc
	s.frontPages(d.Front)
	if d.Head != nil {
		s.head(d.Head)
	}
	s.title(d.Title)
	if d.To != "" {
		s.blank(1, false)
		s.line(para{style: styleTo}, d.To+"：")
	}
	s.blocks(d.Body, len(d.Signature) > 0 || d.Date != "")
	s.turnIf(len(enclosureTitles(d)) > 0 || len(d.Signature) > 0 || d.Date != "" || d.Remark != "")
	s.enclosures()
	s.signature()
	for i, a := range d.Attachments {
		s.attachment(a, attachmentMark(i, len(d.Attachments)))
	}
	if d.Record != nil {
		s.turn(false)
		s.record(d.Record)
	}
	s.end()
}

// frontPages sets the note before the paper: a section without page numbers,
// after which the paper's own pages count from 1.
func (s *setter) frontPages(blocks []Block) {
	if len(blocks) == 0 {
		return
	}
	s.front = true
	s.blocks(blocks, false)
	s.endSection()
	s.front, s.side, s.restart = false, false, true
	s.headings = 0
}

// blank sets n empty lines.
func (s *setter) blank(n int, keep bool) {
	for range n {
		s.open(para{style: styleTo, keepNext: keep})
		s.close()
	}
}

func (s *setter) title(title string) {
	for _, l := range titleLines(title) {
		s.line(para{style: styleTitle}, l)
	}
}

// attachmentMark is 附件, or 附件1 if there are several.
func attachmentMark(i, n int) string {
	if n == 1 {
		return "附件"
	}
	var b xmlBuf
	b.str("附件")
	b.int(i + 1)
	return b.String()
}

// attachment sets a 附件: on a new page, its mark on the first line, its title
// on the third (7.3.7). If it begins with a wide table, it all lies sideways.
func (s *setter) attachment(a Attachment, mark string) {
	s.headings = 0
	if !s.turn(beginsSideways(a.Body)) {
		s.breakNext = true
	}
	s.line(para{style: styleMark, keepNext: true}, mark)
	if lines := titleLines(a.Title); len(lines) > 0 {
		s.blank(1, true)
		for _, l := range lines {
			s.line(para{style: styleAttTitle, keepNext: true}, l)
		}
	}
	s.blank(1, true)
	s.blocks(a.Body, false)
}

func beginsSideways(blocks []Block) bool {
	if len(blocks) == 0 {
		return false
	}
	t, ok := blocks[0].(Table)
	return ok && t.Landscape
}

// enclosureTitles are the names listed beneath the text.
func enclosureTitles(d *Document) []string {
	if d.Enclosures != nil {
		return d.Enclosures
	}
	var out []string
	for _, a := range d.Attachments {
		if t := joinLines(a.Title); t != "" {
			out = append(out, t)
		}
	}
	return out
}

func joinLines(title string) string {
	var b xmlBuf
	for _, l := range titleLines(title) {
		b.str(l)
	}
	return b.String()
}

// enclosures sets the 附件说明 (7.3.4): a line below the text, two characters
// in, names that run over hanging beneath themselves.
func (s *setter) enclosures() {
	names := enclosureTitles(s.doc)
	if len(names) == 0 {
		return
	}
	keep := len(s.doc.Signature) > 0 || s.doc.Date != ""
	s.blank(1, true)
	const label = 3 * charWidth // 附件：
	if len(names) == 1 {
		s.line(para{style: styleEnclosure, keepNext: keep, left: 2*charWidth + label, firstLine: -label}, "附件："+names[0])
		return
	}
	const mark = halfWidth + 75 // 1.
	for i, n := range names {
		p := para{style: styleEnclosure, keepNext: keep, left: 2*charWidth + label + mark, firstLine: -mark}
		text := headingNumber(3, i+1) + n
		if i == 0 {
			p.firstLine -= label
			text = "附件：" + text
		}
		s.line(p, text)
	}
}

// signature sets 署名 and 成文日期, kept together with the end of the text (7.3.5).
func (s *setter) signature() {
	d := s.doc
	if len(d.Signature) == 0 && d.Date == "" {
		s.remark()
		return
	}
	lines := 2 // room for the seal above the name
	if s.press.style.Unsealed {
		lines = 1
	}
	s.blank(lines, true)
	dateRight, right := signatureIndents(d, s.press.style.Unsealed)
	for i, l := range d.Signature {
		s.line(para{style: styleSign, keepNext: true, right: right[i], noIndent: true}, l)
	}
	if d.Date != "" {
		s.line(para{style: styleSign, right: dateRight, noIndent: true}, d.Date)
	}
	s.remark()
}

// signatureIndents are the distances of date and names from the right edge, in
// twips. Sealed: the date four characters in, names centred on it; where a name
// is too long for that, the date is centred on the name instead. Unsealed: the
// longest name two characters in, the date's first character two behind its own.
func signatureIndents(d *Document, unsealed bool) (date int, names []int) {
	names = make([]int, len(d.Signature))
	width, longest := bodyWidth(d.Date), 0
	for _, n := range d.Signature {
		longest = max(longest, bodyWidth(n))
	}
	if unsealed {
		for i, n := range d.Signature {
			names[i] = 2*charWidth + (longest-bodyWidth(n))/2
		}
		return max(0, 2*charWidth+longest-2*charWidth-width), names
	}
	date = 4 * charWidth
	if over := (longest-width)/2 - date + 2*charWidth; over > 0 {
		date += over
	}
	for i, n := range d.Signature {
		names[i] = max(0, date+(width-bodyWidth(n))/2)
	}
	return date, names
}

func (s *setter) remark() {
	if s.doc.Remark != "" {
		s.line(para{style: styleBody}, "（"+s.doc.Remark+"）")
	}
}
