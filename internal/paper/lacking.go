package paper

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/roster"
)

// Lacking is one line of 待补清单: what one sheet does not tell.
type Lacking struct {
	Sheet  string   // where to record it
	What   []string // 后备干部, 最近一次审计(双河口村、金盆村) …
	For    []string // what could not be said for want of it
	Places string   // villages, where all of What is asked of the same; "" for all
}

// want is one thing that was not recorded, with the villages it is asked of.
type want struct {
	sheet, what string
	villages    []int
	everywhere  bool
	purposes    []string
}

// lacking joins what the template left out with the rules that could not be
// told, one line a sheet.
func (m *Material) lacking(sentences []string) []Lacking {
	var out []Lacking
	if m.Borrowed() {
		out = append(out, Lacking{Sheet: "政策包", What: []string{"本地换届方案的结构目标和问题口径(没有就不写结构目标,问题按通行口径排查)"}, For: []string{"存在的问题、下一步打算"}})
	}
	if n := m.Balance.Rejected; n > 0 {
		out = append(out, Lacking{Sheet: "错误回执", What: []string{"退回的" + count(n) + "行尚未更正"}, For: []string{"更正后人数等数字会变,这些村缺不缺人暂不下结论"}, Places: m.namesOf(m.pendingNames())})
	}
	if names := m.unclear(); len(names) > 0 {
		out = append(out, Lacking{Sheet: "花名册", What: []string{"职务只写“委员”等、看不出属于哪个班子的,写明机构"}, For: []string{"没有写明的暂不计入班子"}, Places: m.namesOf(names)})
	}
	var wants []want
	for _, s := range sentences {
		if s != wholeRegister && strings.HasSuffix(s, wholeRegister) {
			wants = addWant(wants, want{wholeRegister, lackingWhat(wholeRegister), m.unregistered(), false, []string{"报告正文"}})
			continue
		}
		wants = addWant(wants, want{sheet: lackingSheet(s), what: lackingWhat(s), everywhere: true, purposes: []string{"报告正文"}})
	}
	for _, g := range m.Findings.NoData {
		wants = m.gapWants(wants, g)
	}
	return append(out, m.lines(wants)...)
}

// pendingNames are the villages of the rows that were given back, without the
// township before their names.
func (m *Material) pendingNames() []string {
	var names []string
	for _, n := range m.Pending {
		names = append(names, orText(strings.TrimPrefix(n, m.Township()), n))
	}
	return names
}

// gapWants adds what one rule could not be told. What a village lacks because
// its rows were given back stands in the line of the receipt.
func (m *Material) gapWants(wants []want, g assess.Gap) []want {
	if m.Borrowed() && g.Kind.Label() == "结构目标" {
		return wants
	}
	purpose := map[string]string{"结构目标": "核对目标:", "问题": "排查问题:", "态势": "预测态势:"}[g.Kind.Label()] + g.Label
	for _, x := range g.Missing {
		villages := g.Villages
		if x.Sheet == "花名册" && len(villages) < len(m.Records.Villages) {
			villages = slices.DeleteFunc(slices.Clone(villages), m.isReturned)
			if len(villages) == 0 && len(g.Villages) > 0 {
				continue
			}
		}
		sheet, what := x.Sheet, x.Label
		if strings.HasPrefix(sheet, "村情表(") {
			sheet, what = "村情表", "核定职数"
		}
		wants = addWant(wants, want{sheet, what, villages, len(villages) == 0, []string{purpose}})
	}
	return wants
}

// unclear names the villages whose rosters hold posts of no known body, rows
// that were given back apart.
func (m *Material) unclear() []string {
	var villages []int
	for v := range m.Records.Villages {
		name := m.Records.Villages[v].Name
		if m.isReturned(v) && !slices.ContainsFunc(m.Pending, func(p string) bool { return strings.Contains(p, name) || strings.HasPrefix(name, p) }) {
			villages = append(villages, v)
		}
	}
	return m.villageNames(villages)
}

func addWant(wants []want, w want) []want {
	i := slices.IndexFunc(wants, func(o want) bool { return o.sheet == w.sheet && o.what == w.what })
	if i < 0 {
		return append(wants, w)
	}
	o := &wants[i]
	o.villages = append(slices.Clip(o.villages), w.villages...)
	slices.Sort(o.villages)
	o.villages = slices.Compact(o.villages)
	o.everywhere = o.everywhere || w.everywhere
	o.purposes = unique(append(slices.Clip(o.purposes), w.purposes...))
	return wants
}

// lines gathers wants by sheet: villages that all of one line share stand in
// their own column, others in brackets behind what is asked of them.
func (m *Material) lines(wants []want) []Lacking {
	var out []Lacking
	for len(wants) > 0 {
		sheet := wants[0].sheet
		var same, rest []want
		for _, w := range wants {
			if w.sheet == sheet {
				same = append(same, w)
			} else {
				rest = append(rest, w)
			}
		}
		out = append(out, m.sheetLine(sheet, same))
		wants = rest
	}
	return out
}

func (m *Material) sheetLine(sheet string, same []want) Lacking {
	l := Lacking{Sheet: sheet, Places: m.placesOf(same[0])}
	shared := !slices.ContainsFunc(same, func(w want) bool { return m.placesOf(w) != l.Places })
	if i := slices.IndexFunc(same, func(w want) bool { return w.what == wholeSheet && w.everywhere }); i >= 0 {
		all := same[i]
		for _, w := range same {
			all.purposes = unique(append(slices.Clip(all.purposes), w.purposes...))
		}
		same, shared = []want{all}, true
		l.Places = ""
	}
	for _, w := range same {
		what := w.what
		if places := m.placesOf(w); !shared && places != "" {
			what += "(" + places + ")"
		}
		l.What = append(l.What, what)
		l.For = append(l.For, w.purposes...)
	}
	if !shared {
		l.Places = "见左"
	}
	l.For = unique(l.For)
	return l
}

// placesOf names the villages of a want, and none where it is all of them.
func (m *Material) placesOf(w want) string {
	if w.everywhere || len(w.villages) == len(m.Records.Villages) {
		return ""
	}
	names := m.villageNames(w.villages)
	villages, communities := m.kinds()
	switch n := len(names); {
	case n == villages && m.nounOf(names) == m.ruralWord():
		return "各" + m.ruralWord()
	case n == communities && m.nounOf(names) == "社区":
		return "各社区"
	}
	return m.namesOf(names)
}

// wholeSheet is wanted where nothing of a sheet was reported.
const wholeSheet = "整张表未报"

// wholeSheets says of the sentences of templates in which sheet their subject is
// recorded, and what it is that would have to be recorded there.
var wholeSheets = map[string]struct{ sheet, what string }{
	"后备力量名册": {"后备力量表", wholeSheet}, "党员名册": {"党员名册", wholeSheet}, "村情表": {"村情表", "户数、人口、集体经济收入"},
	"研判等次": {"村情表", "研判等次"}, "民主测评汇总": {"测评汇总表", wholeSheet}, "工作开展台账": {"工作台账", wholeSheet}, "问卷调查情况": {"工作台账", "问卷份数"},
	"处分影响期内": {"处分表", "处分种类、决定日和影响期"}, "政治面貌": {"花名册", "政治面貌"}, "学历": {"花名册", "学历"}, "年龄": {"花名册", "出生年月"}, "平均年龄": {"花名册", "出生年月"},
	"性别": {"花名册", "性别"}, "连选连任": {"花名册", "是否连任"}, "新进": {"花名册", "是否新进"}, "空缺职位": {"村情表", "核定职数"}, "致富能手书记": {"花名册", "是否致富能手"},
	"适用于基准日的政策包": {"政策包", "适用于基准日的政策包"},
}

// wholeRegister is the sheet of party members, one a village.
const wholeRegister = "党员名册"

// unregistered lists the villages without a register of party members.
func (m *Material) unregistered() []int {
	var out []int
	for v := range m.Records.Villages {
		if !slices.ContainsFunc(m.Records.Members, func(p roster.PartyMember) bool { return p.Village == v }) {
			out = append(out, v)
		}
	}
	return out
}

func lackingSheet(what string) string { return wholeSheets[what].sheet }

func lackingWhat(what string) string {
	if w := wholeSheets[what].what; w != "" {
		return w
	}
	return what
}

// typeset gives the punctuation of Chinese prose.
func typeset(s string) string { return yanpan.Typeset(s) }
