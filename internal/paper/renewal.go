package paper

import (
	"slices"
	"strings"
	"text/template"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/gongwen"
	"yanpan.dev/policy"
)

// Renewal is everything the papers of a renewal draw from: the rules of the
// packs, the plan of days, and the records where workbooks were given.
type Renewal struct {
	Material *Material // of no villages where no workbook was given
	Recorded bool      // whether workbooks were given
	Plan     *calendar.Plan
	Schedule *Schedule
	Seats    []policy.Seats // by village of the records; the zero Seats where it is not known

	Village   string // whose notice it is; "" leaves a blank
	Community bool   // whether that village is a community

	document *template.Template
	told     map[string]bool // phases and steps that the paper has told of
}

// Paper is a kind of paper that is made for a renewal.
type Paper struct {
	Name    string // of the template in packs, and of the file
	Needs   string // what it is made from
	Records bool   // says next to nothing without workbooks
	Notice  bool   // one for each village
	Blanks  string // what stays for a person to write
}

// NoticePrefix begins the names of the templates of notices.
const NoticePrefix = "公告-"

// RenewalPapers lists the kinds of papers of a renewal, as they are used.
func RenewalPapers() []Paper {
	papers := []Paper{
		{Name: "换届实施方案", Needs: "政策包、选举日"},
		{Name: "换届实施细则", Needs: "政策包、选举日"},
		{Name: "专项说明", Needs: "政策包、花名册", Records: true, Blanks: "各村的原因"},
		{Name: "换届表态材料", Needs: "政策包、选举日"},
	}
	for _, n := range []struct{ name, blanks string }{
		{"选举日", ""}, {"选举委员会", "成员名单"}, {"选民登记", "登记地点"}, {"选民名单", "名单"}, {"代表推选", "各组名额"}, {"小组长推选", "各组名额"},
		{"候选人提名", "名额"}, {"初步候选人", "名单"}, {"正式候选人", "名单"}, {"投票时间地点", "时间、地点"}, {"选举工作人员", "名单"}, {"流动票箱", "票箱、监票人、对象"},
		{"委托投票", "名单"}, {"代写人", "名单"}, {"选票效力", ""}, {"选举结果", "票数、名单"}, {"监督委员会结果", "票数、名单"},
	} {
		papers = append(papers, Paper{Name: NoticePrefix + n.name, Needs: "政策包、选举日", Notice: true, Blanks: n.blanks})
	}
	return papers
}

// RenewalPaperNamed finds a kind of paper.
func RenewalPaperNamed(name string) (Paper, bool) {
	all := RenewalPapers()
	i := slices.IndexFunc(all, func(p Paper) bool { return p.Name == name })
	if i < 0 {
		return Paper{}, false
	}
	return all[i], true
}

// Make sets a paper from the template of a pack, with its attachments and the
// list of what it could not say. The error is CodePack where the template is wrong.
func (r *Renewal) Make(p Paper, text, where string) (*Report, error) {
	markdown, lacks, err := r.execute(text, where)
	if err != nil {
		return nil, err
	}
	doc, _, err := gongwen.Markdown([]byte(markdown), gongwen.MarkdownOptions{})
	if err != nil {
		return nil, err
	}
	doc.Body = runIn(doc.Body)
	out := &Report{Document: doc, Lacking: r.lacking(p, lacks)}
	doc.Attachments = append(doc.Attachments, r.attachments(p)...)
	if !p.Notice {
		doc.Front = r.lackingPage(out.Lacking)
	}
	for _, f := range r.Material.About {
		doc.Properties = append(doc.Properties, gongwen.Property{Name: f.Name, Value: f.Value})
	}
	return out, nil
}

func (r *Renewal) execute(text, where string) (markdown string, lacks []string, err error) {
	t, err := template.New(checkName).Funcs(r.functions()).Option("missingkey=error").Parse(text)
	if err != nil {
		return "", nil, templateError(where, err)
	}
	r.document, r.told = t, map[string]bool{}
	var b strings.Builder
	if err := t.Execute(&b, r); err != nil {
		return "", nil, templateError(where, err)
	}
	markdown, lacks = prune(b.String())
	return markdown, lacks, nil
}

// runIn lets a heading of the second or third level and the paragraph below it
// stand in one line, as plans are printed: （一）合理设置职数。一类村……
func runIn(blocks []gongwen.Block) []gongwen.Block {
	var out []gongwen.Block
	for i := 0; i < len(blocks); i++ {
		h, ok := blocks[i].(gongwen.Heading)
		if !ok || h.Level < 2 || len(h.After) > 0 || i+1 == len(blocks) {
			out = append(out, blocks[i])
			continue
		}
		p, ok := blocks[i+1].(gongwen.Paragraph)
		if !ok || p.Align != gongwen.Auto {
			out = append(out, h)
			continue
		}
		h.Text = append(slices.Clone(h.Text), gongwen.Run{Text: "。"})
		h.After = p.Runs
		out = append(out, h)
		i++
	}
	return out
}

// lacking is what the paper could not say, for the desk.
func (r *Renewal) lacking(p Paper, lacks []string) []Lacking {
	var out []Lacking
	if !r.Recorded && !p.Notice {
		l := Lacking{Sheet: "花名册、村情表", What: []string{"各村(社区)现任班子和村(社区)类别"}, For: []string{"村(社区)个数、各村职数表、与目标的差距"}}
		if p.Records {
			l.For = []string{"哪些村(社区)达不到目标、没有“一肩挑”"}
		}
		out = append(out, l)
	}
	for _, w := range lacks {
		if !r.Recorded && lackingSheet(w) != "" && lackingSheet(w) != "政策包" {
			continue // told in the line above
		}
		sheet := lackingSheet(w)
		if sheet == "" {
			sheet = "政策包"
		}
		out = append(out, Lacking{Sheet: sheet, What: []string{lackingWhat(w)}, For: []string{"正文中的一句"}})
	}
	if p.Notice {
		return nil
	}
	if len(r.attachments(p)) > 0 && !p.Records {
		out = append(out, r.minded()...)
	}
	for _, w := range r.mismatched() {
		out = append(out, Lacking{Sheet: "政策包", What: []string{w}, For: []string{"正文没有写这一条"}})
	}
	return out
}

func (r *Renewal) lackingPage(list []Lacking) []gongwen.Block {
	front := r.Material.lackingPage(list)
	if len(front) > 1 {
		front[1] = gongwen.Paragraph{Runs: gongwen.Text(typeset("以下内容没有底数,正文中相应的句子已省去,没有代填;补齐后重新生成即可。本页供经办人使用,印发前请删去。"))}
	}
	return front
}

// EmptyRenewal is a renewal of no place, on which templates are tried.
func EmptyRenewal(m *Material) *Renewal {
	if m.Rules == nil {
		m.Rules = &policy.Rules{}
	}
	return &Renewal{Material: m, Plan: &calendar.Plan{}, Schedule: &Schedule{Plan: &calendar.Plan{}}, told: map[string]bool{}}
}

// NoMaterial is what papers draw from where no workbook was given.
func NoMaterial(org, to string, date yanpan.Date, rules *policy.Rules) *Material {
	m := empty()
	m.Org, m.To, m.Date, m.Rules = org, to, date, rules
	return m
}
