package proof

import "strings"

// recordTables compares the table of sources (指标 | 数值) with the recorded
// figures of the same names.
func (d *document) recordTables(rs records) {
	for i := range d.text.tables {
		t := &d.text.tables[i]
		if len(t.rows) < 2 {
			continue
		}
		name, value := sourceColumns(t.rows[0])
		if name < 0 || value < 0 {
			continue
		}
		for _, r := range t.rows[1:] {
			if name < len(r) && value < len(r) {
				d.recordCell(rs, r[name], r[value])
			}
		}
	}
}

// sourceColumns finds the columns of names and values by their headers, -1 for none.
func sourceColumns(head []cell) (name, value int) {
	name, value = -1, -1
	for c, h := range head {
		switch strings.TrimSpace(h.text) {
		case "指标", "数据项", "项目名称":
			name = c
		case "数值", "值":
			value = c
		}
	}
	return name, value
}

// recordCell compares one value. A name may belong to several figures: one of
// them must have it.
func (d *document) recordCell(rs records, name, value cell) {
	figures := rs[recordLabel(name.text)]
	raw := []rune(strings.TrimSpace(value.text))
	p := para{raw: raw, t: fold(raw)}
	if len(figures) == 0 || value.para < 0 || len(raw) == 0 || !isDigit(p.t[0]) {
		return
	}
	n, ok := arabicAt(&p, 0)
	if !ok || n.decimals > 0 || p.at(n.end) == '%' {
		return
	}
	for _, f := range figures {
		if n.val.eq(whole(f.Value)) {
			return
		}
	}
	f := figures[0]
	right := whole(f.Value).String() + string(p.raw[n.end:min(len(raw), n.end+1)])
	d.report(value.para, 0, len(raw), Finding{Kind: KindRecord, Severity: SeverityError, Said: string(raw), Computed: right,
		Message: "与底数不符：底数中" + f.Labels[0] + "为" + right + "，表中为" + string(raw), Suggest: right})
}
