package paper

import (
	"fmt"
	"strconv"
	"strings"

	"yanpan.dev"
	"yanpan.dev/election"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// ElectionMaterial is what the papers of the first look may draw from.
type ElectionMaterial struct {
	Screened  *election.Screened
	Kinship   *election.Kinship
	Conflicts []election.Conflict
	Slates    []election.SlateNote
	Progress  []election.Progress
	Refused   []roster.Note
	About     []Fact
}

func (m *ElectionMaterial) nominee(i int) *election.Nominee { return &m.Screened.Input.Nominees[i] }

// table builds a sheet of text columns.
func table(name, title, note string, heads []string, widths []int) Sheet {
	s := Sheet{Name: name, Title: title, Note: typeset(note)}
	var row HeadRow
	for i, h := range heads {
		row = append(row, HeadCell{Text: h})
		s.Columns = append(s.Columns, Column{Width: widths[i]})
	}
	s.Head = []HeadRow{row}
	return s
}

func (s *Sheet) add(texts ...string) {
	cells := make([]Cell, len(texts))
	for i, t := range texts {
		cells[i] = text(t)
	}
	s.Rows = append(s.Rows, cells)
}

// proposalNote stands below every table of findings.
const proposalNote = "本表是机器按规则和记录所作的提示,不是结论。法定禁止的情形由专人核对签字;其余由会议集体研究,听取本人陈述后作出结论。信访、举报本身不是否定依据。"

// ScreeningBook is 资格初审表: every nominee once, then every finding with rule,
// source and facts, kinship, numbers and the state of the joint vetting.
func (m *ElectionMaterial) ScreeningBook() Workbook {
	return Workbook{About: m.About, Sheets: []Sheet{m.results(), m.findings(), m.avoidance(), m.slates(), m.progress(), m.refused()}}
}

func (m *ElectionMaterial) results() Sheet {
	s := table("初审结果", "提名人选资格初审表", proposalNote, []string{"序号", "村(社区)", "姓名", "性别", "出生年月", "学历", "拟任职务", "初审提示", "要点", "待举证部门"}, []int{6, 14, 10, 6, 12, 12, 24, 14, 50, 24})
	for i := range m.Screened.Results {
		r, n := &m.Screened.Results[i], m.nominee(i)
		var points []string
		for _, f := range r.Findings {
			points = append(points, f.Message)
		}
		s.add(strconv.Itoa(i+1), n.Key.Village, n.Name, n.Sex.String(), n.Birth.Chinese(), educationWord(n.Education), n.Offices.Label(),
			r.Status.Label(), strings.Join(points, "；"), strings.Join(m.labels(m.Screened.PendingDepartments(i)), "、"))
	}
	return s
}

func educationWord(e roster.Education) string {
	return [...]string{"未登记", "小学", "初中", "高中(中专)", "大专", "大学本科", "研究生"}[e]
}

func (m *ElectionMaterial) labels(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = m.Screened.Input.Rules.DepartmentLabel(id)
	}
	return out
}

func (m *ElectionMaterial) findings() Sheet {
	s := table("逐条提示", "资格初审逐条提示", proposalNote, []string{"村(社区)", "姓名", "拟任职务", "提示", "性质", "规则编号", "规则", "事实与说明", "基准日", "出处", "结论", "会议与纪要号", "签字、日期"},
		[]int{14, 10, 20, 14, 10, 22, 30, 50, 14, 36, 10, 16, 14})
	for i := range m.Screened.Results {
		n := m.nominee(i)
		for _, f := range m.Screened.Results[i].Findings {
			s.add(n.Key.Village, n.Name, n.Offices.Label(), f.Status.Label(), string(f.Rule.Screening.Class), f.Rule.ID, typeset(f.Rule.Label),
				f.Says(m.Screened.Input.Rules), f.Counted.Chinese(), typeset(f.Rule.Basis.String()), "", "", "")
		}
	}
	return s
}

func (m *ElectionMaterial) avoidance() Sheet {
	s := table("近亲属回避", "近亲属回避情况", "只列回避所需的关系。推断的和一方申报的,请向本人核实后再处理;谁退出由本人和组织商定。", []string{"村(社区)", "甲", "甲拟任职务", "乙", "乙拟任职务", "乙是甲的", "来源", "须回避的规定", "性质", "出处", "说明"},
		[]int{14, 10, 22, 10, 22, 12, 12, 36, 10, 36, 36})
	for _, c := range m.Conflicts {
		a, b := m.nominee(c.Tie.One), m.nominee(c.Tie.Other)
		s.add(a.Key.Village, a.Name, a.Offices.Label(), b.Name, b.Offices.Label(), c.Tie.Relation.Label(), c.Tie.Grounds.Label(), typeset(c.Rule.Label), avoidWord(c.Rule.Class), typeset(c.Rule.Basis.String()), c.Tie.Note)
	}
	for _, d := range m.Kinship.Doubts {
		n := m.nominee(d.Nominee)
		s.add(n.Key.Village, n.Name, n.Offices.Label(), "", "", "", "待核实", "", "", "", d.Text)
	}
	return s
}

func avoidWord(c policy.Class) string {
	if c == policy.ClassBar {
		return "应当回避"
	}
	return "不宜"
}

func (m *ElectionMaterial) slates() Sheet {
	s := table("职数与身份", "职数与身份核对", "", []string{"村(社区)", "班子", "情况", "出处"}, []int{14, 26, 60, 40})
	for _, n := range m.Slates {
		basis := ""
		if !n.Basis.IsZero() {
			basis = typeset(n.Basis.String())
		}
		s.add(n.Village, typeset(n.Group.Label()), n.Text, basis)
	}
	return s
}

func (m *ElectionMaterial) progress() Sheet {
	complete := election.Complete(m.Progress)
	note := "一个不漏:" + complete.Value.Show("") + "(" + complete.Source + ")"
	s := table("联审进度", "资格联审进度", note, []string{"部门", "应反馈(人)", "已反馈(人)", "其中有情况(人)", "其中待查(人)", "未反馈(人)", "应反馈日", "逾期(天)", "未反馈名单"}, []int{16, 12, 12, 14, 12, 12, 16, 10, 60})
	for _, p := range m.Progress {
		var names []string
		for _, i := range p.Missing {
			names = append(names, m.nominee(i).Key.Village+m.nominee(i).Name)
		}
		overdue := ""
		if p.Overdue > 0 {
			overdue = strconv.Itoa(p.Overdue)
		}
		s.add(typeset(p.Department.Label), strconv.Itoa(p.Asked), strconv.Itoa(p.Answered), strconv.Itoa(p.Found), strconv.Itoa(p.Open), strconv.Itoa(len(p.Missing)), p.Due.Chinese(), overdue, shortList(names))
	}
	return s
}

// shortList names the first of many and counts the others.
func shortList(names []string) string {
	const shown = 30
	if len(names) <= shown {
		return strings.Join(names, "、")
	}
	return strings.Join(names[:shown], "、") + fmt.Sprintf("等%d人", len(names))
}

func (m *ElectionMaterial) refused() Sheet {
	s := table("退回的反馈", "没有采用的联审反馈", "请部门改正后重新反馈;没有采用的不影响任何人的审查。", []string{"文件", "工作表", "行", "原因"}, []int{24, 16, 8, 80})
	for _, n := range m.Refused {
		s.add(n.File, n.Sheet, strconv.Itoa(n.Row), n.Message)
	}
	return s
}

// RequestBook is the list for one department: the fewest columns that let it
// look people up, and what it is asked. Nothing of other departments is in it.
func (m *ElectionMaterial) RequestBook(r election.Request, due yanpan.Date) Workbook {
	d := r.Department
	note := fmt.Sprintf("结论填“无”“有”“待查”。填“有”的,写明规则编号(见“查询事项”),并填生效文书的种类、文号和发生日;信访、举报本身不作依据。同一人有两种情形的,另起一行。只用于本次换届资格审查,不得另作他用;届后%d个月内删除。", d.Retains)
	if !due.IsZero() {
		note += "请于" + due.Chinese() + "前反馈。"
	}
	list := table("联审名单", "资格联审反馈表("+d.Label+")", note, []string{"序号", "村(社区)", "姓名", "性别", "出生年月", "身份证号", "联审部门", "联审结论", "规则编号", "文书种类", "文号", "发生日", "影响期截止", "经办人", "反馈日期", "意见有效期至"},
		[]int{6, 14, 10, 6, 14, 22, 14, 10, 22, 14, 18, 14, 14, 10, 14, 14})
	for k, i := range r.People {
		n := m.nominee(i)
		id := ""
		if !n.IDNumber.IsZero() {
			id = n.IDNumber.String()
			if d.FullID {
				id = n.IDNumber.Reveal() // the department cannot look anybody up without it
			}
		}
		list.add(strconv.Itoa(k+1), n.Key.Village, n.Name, n.Sex.String(), n.Birth.String(), id, d.Label, "", "", "", "", "", "", "", "", "")
	}
	matters := table("查询事项", "查询事项("+d.Label+")", "", []string{"编号", "情形", "须有的文书", "年限", "出处"}, []int{26, 44, 30, 20, 44})
	for _, rule := range r.Rules {
		matters.add(rule.ID, typeset(rule.Label), typeset(rule.Screening.Evidence), yearsText(rule), typeset(rule.Basis.String()))
	}
	return Workbook{About: m.About, Sheets: []Sheet{list, matters}}
}

func yearsText(r *policy.Rule) string {
	switch {
	case r.Screening.Until != "":
		return "影响期内"
	case r.Screening.Since != "":
		for _, l := range r.Limits {
			if l.Name == "years" {
				return l.Value.Show("年内")
			}
		}
	}
	return "不限年限"
}
