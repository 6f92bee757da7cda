package policy

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// tables gives a book as it would be read back: a title, a note, the headings, the rows.
func tables(b Book) []BookTable {
	var ts []BookTable
	for _, s := range b.Sheets {
		t := BookTable{Name: s.Name, Rows: [][]string{{"政策参数表"}, {"填表说明"}}}
		head := make([]string, len(s.Head))
		for i, h := range s.Head {
			head[i] = h.Label
		}
		t.Rows = append(t.Rows, head)
		ts = append(ts, BookTable{t.Name, append(t.Rows, s.Rows...)})
	}
	return ts
}

// A pack that goes out as a book and comes back says the same and passes its
// own cases.
func TestBookRoundTrip(t *testing.T) {
	packs := load(t)
	for _, p := range packs {
		t.Run(p.ID, func(t *testing.T) {
			back, _, err := ReadBook(tables(NewBook(p, p.Above(packs)...)), "政策参数表.xlsx")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(Show(p), Show(back), cmpopts.IgnoreFields(RuleView{}, "Place"), cmpopts.IgnoreFields(StepView{}, "Place"), cmpopts.IgnoreFields(ProcedureView{}, "Place")); diff != "" {
				t.Errorf("the pack changed on the way (-folder +book):\n%s", diff)
			}
			var under []*Pack
			for _, q := range packs {
				if q.Level.rank() < p.Level.rank() {
					under = append(under, q)
				}
			}
			want, err := Test(p, under...)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Test(back, under...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(CaseResult{}, "Pos", "Excerpt")); diff != "" {
				t.Errorf("the cases came out otherwise:\n%s", diff)
			}
		})
	}
}

// sheet gives the named sheet of a book.
func (b *Book) sheet(t *testing.T, name string) *BookSheet {
	t.Helper()
	for i := range b.Sheets {
		if b.Sheets[i].Name == name {
			return &b.Sheets[i]
		}
	}
	t.Fatalf("no sheet %s", name)
	return nil
}

// line adds a line to the sheet, told by heading.
func (s *BookSheet) line(t *testing.T, cells map[string]string) {
	t.Helper()
	row := make([]string, len(s.Head))
	for label, text := range cells {
		row[s.column(t, label)] = text
	}
	s.Rows = append(s.Rows, row)
}

func (s *BookSheet) column(t *testing.T, label string) int {
	t.Helper()
	for i, h := range s.Head {
		if h.Label == label {
			return i
		}
	}
	t.Fatalf("%s: no column %s", s.Name, label)
	return -1
}

// sampleBook is the sample township's pack as a book.
func sampleBook(t *testing.T) Book {
	t.Helper()
	for _, p := range load(t) {
		if p.Topic == "qingshui-township" {
			return NewBook(p)
		}
	}
	t.Fatal("no sample")
	return Book{}
}

// An office changes one number, adds a target and a problem in its own words,
// and the rules follow.
func TestBookChangesRules(t *testing.T) {
	b := sampleBook(t)
	targets := b.sheet(t, "结构目标")
	for i, row := range targets.Rows {
		if row[targets.column(t, "编号")] == "women_share" {
			targets.Rows[i][targets.column(t, "要求")] = "超过35%"
		}
	}
	basis := map[string]string{"依据文件": "大坪乡方案", "可信度": "地方"}
	with := func(cells map[string]string) map[string]string {
		for k, v := range basis {
			cells[k] = v
		}
		return cells
	}
	targets.line(t, with(map[string]string{
		"名称": "每个社区至少1名专职社工", "范围": "村(社区)", "适用对象": "村或社区为社区",
		"统计项：名称": "专职社工人数", "统计项：单位": "人", "统计项：统计方式": "计数", "统计项：名册": "“两委”成员", "统计项：条件": "专职社工 是 是",
		"数值": "专职社工人数", "单位": "人", "要求": "不少于1人",
	}))
	b.sheet(t, "问题").line(t, with(map[string]string{
		"名称": "流动党员过多", "范围": "村(社区)", "程度": "中", "条件": "党员数≥30 且 外出人口超过上限", "参数": "上限=500", "说明": "外出人口{{外出人口}}人",
	}))
	p, _, err := ReadBook(tables(b), "政策参数表.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"“两委”成员中女性比例":  "女成员占“两委”成员超过35%",
		"每个社区至少1名专职社工": "专职社工人数不少于1人",
		"流动党员过多":       "党员数不低于30且外出人口大于500",
	}
	for _, r := range Show(p).Rules {
		if says, ok := want[r.Label]; ok {
			if r.Says != says {
				t.Errorf("%s says %q, want %q", r.Label, r.Says, says)
			}
			delete(want, r.Label)
		}
	}
	if len(want) > 0 {
		t.Errorf("not there: %v", want)
	}
}

// Every mistake goes back to its cell in plain words.
func TestBookFaults(t *testing.T) {
	for _, c := range []struct {
		name, sheet, column, text string
		want                      string
	}{
		{"要求看不懂", "结构目标", "要求", "最好有1人", "“最好有1人”没有写明怎样要求"},
		{"不认识的名称", "结构目标", "统计项：条件", "年齢<=35", "看不懂“年齢”"},
		{"引号不成对", "职数", "适用的村", "村的类别=“一类", "引号没有成对"},
		{"范围不对", "结构目标", "范围", "全县", "“范围”不能是“全县”"},
		{"日期不对", "结构目标", "计算基准日", "2026-13", "日期“2026-13”不对"},
		{"职数反了", "职数", "党组织职数", "5-3", "最多（3）不能少于最少（5）"},
		{"职数不是数", "职数", "党组织职数", "三到五", "职数“三到五”看不懂"},
		{"是否", "结构目标", "提倡", "也许", "“提倡”应填是或否"},
		{"小数", "问题", "条件", "平均年龄>45.5", "条件里只能写整数"},
		{"缺名称", "问题", "说明", "", "“说明”"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := sampleBook(t)
			s := b.sheet(t, c.sheet)
			col := s.column(t, c.column)
			s.Rows[0][col] = c.text
			_, _, err := ReadBook(tables(b), "政策参数表.xlsx")
			if err == nil {
				t.Fatal("no fault")
			}
			f := FaultsOf(err)[0]
			if !strings.Contains(f.Message, c.want) {
				t.Errorf("message %q, want %q in it", f.Message, c.want)
			}
			if f.Pos.File != c.sheet || f.Pos.Line != 4 || c.text != "" && f.Pos.Column != col+1 {
				t.Errorf("at %s (row %d, column %d), want column %d of row 4", f.Pos, f.Pos.Line, f.Pos.Column, col+1)
			}
			if strings.Contains(f.Message+f.Remedy, "_") {
				t.Errorf("the message speaks of a key of the files: %s %s", f.Message, f.Remedy)
			}
		})
	}
}

func TestBookHeadings(t *testing.T) {
	b := sampleBook(t)
	b.sheet(t, "结构目标").Head[1].Label = "名稱"
	ts := tables(b)
	ts = append(ts, BookTable{Name: "结构目标值"}, BookTable{Name: "领导批示", Rows: [][]string{{"请抓紧"}}})
	_, _, err := ReadBook(ts, "政策参数表.xlsx")
	text := err.Error()
	for _, want := range []string{"没有“名稱”这一列", "缺“名称”一列", "没有叫“结构目标值”的页。是不是“结构目标”"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Contains(text, "领导批示") {
		t.Errorf("a sheet of notes is no fault:\n%s", text)
	}
	if _, _, err := ReadBook(nil, "空.xlsx"); err == nil || !strings.Contains(err.Error(), "没有“政策包”这一页") {
		t.Errorf("an empty book: %v", err)
	}
}

// Conditions are read from many ways of writing and written back in one.
func TestBookConditions(t *testing.T) {
	person := newDialect(VariablesOf(ScopePerson))
	village := newDialect(VariablesOf(ScopeVillage))
	for _, c := range []struct {
		d          *dialect
		text, cel  string
		normalised string
	}{
		{person, "年龄不超过35岁 且 学历不低于大专", "age <= 35 && education >= junior_college", "年龄≤35且学历≥大专"},
		{person, "年龄＜＝35并且（性别＝女 或者 致富能手）", "age <= 35 && (sex == female || well_off)", "年龄≤35且（性别=女或致富能手）"},
		{person, "不是（党组织书记）", "!(is_secretary)", "不是（党组织书记）"},
		{person, "政治面貌不是群众", "political != masses", "政治面貌≠群众"},
		{person, "年度考核等次含有“不称职”", `review.contains("不称职")`, "年度考核等次含有“不称职”"},
		{person, "致富能手是否", "well_off == false", "致富能手=否"},
		{village, "村或社区 为 村 且 户籍人口满", "", ""},
		{village, "占比（外出人口、户籍人口）>40%", "share(away, registered) > percent(40)", "占比（外出人口、户籍人口）>40%"},
		{village, "推后月数（最近一次村(居)务公开，3）早于计算基准日", "months_after(published_on, 3) < as_of", "推后月数（最近一次村(居)务公开、3）<计算基准日"},
		{village, "村的类别属于（“一类”、“二类”）", `village_class in ["一类", "二类"]`, "村的类别属于（“一类”、“二类”）"},
		{village, "average_age > 45", "average_age > 45", "平均年龄>45"},
		{village, "负债×2", "", ""},
		{village, "（“两委”成员−党组织委员）×2≥5人", "(members - party_committee) * 2 >= 5", "（“两委”成员−党组织委员）×2≥5"},
	} {
		got, err := c.d.toCEL(c.text)
		switch {
		case c.cel == "" && err == nil:
			t.Errorf("%s: read as %s, want a refusal", c.text, got)
		case c.cel != "" && (err != nil || !sameExpression(got, c.cel)):
			t.Errorf("%s: %s (%v), want %s", c.text, got, err, c.cel)
		case c.cel != "" && c.d.toChinese(c.cel) != c.normalised:
			t.Errorf("%s is written as %s, want %s", c.cel, c.d.toChinese(c.cel), c.normalised)
		}
	}
}

func FuzzBookConditions(f *testing.F) {
	for _, s := range []string{"年龄≤35且学历≥大专", "含有“不称职”", "不是（", "属于（“一类”、", "((((", "占比（外出人口、户籍人口）>40%", "\xff是否"} {
		f.Add(s)
	}
	d := newDialect(VariablesOf(ScopePerson))
	f.Fuzz(func(t *testing.T, text string) {
		cel, err := d.toCEL(text)
		if err != nil && err.message == "" {
			t.Error("a refusal without words")
		}
		_ = d.toChinese(cel)
	})
}

// Whatever stands in the cells, a book is read or refused with words.
func FuzzReadBook(f *testing.F) {
	f.Add("要求", "不少于1", "范围", "全镇")
	f.Add("统计项：条件", "年龄≤", "统计项：名册", "花名册")
	f.Add("参数", "年数=", "参数", "=3；")
	f.Fuzz(func(t *testing.T, head, text, head2, text2 string) {
		_, _, err := ReadBook([]BookTable{
			{Name: "政策包", Rows: [][]string{{"项目", "内容"}, {"制定机关", text}, {"层级", text2}}},
			{Name: "结构目标", Rows: [][]string{{"名称", head, head2}, {"甲", text, text2}, {"", text2, text}}},
			{Name: "例子", Rows: [][]string{{"规则", head, head2}, {text, text2, text}}},
		}, "x")
		if err != nil && err.Error() == "" {
			t.Error("a refusal without words")
		}
	})
}
