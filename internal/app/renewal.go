package app

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/gongwen"
	"yanpan.dev/internal/paper"
	"yanpan.dev/policy"
	"yanpan.dev/proof"
)

// RenewalRequest asks for papers of a renewal.
type RenewalRequest struct {
	Papers    []string         // names of papers; nil for all
	Work      Request          // its files may be none: then nothing is told of villages
	Timetable TimetableRequest // its packs and its organisation are those of Work
	Villages  []string         // whose notices; nil takes the villages of the records
}

// RenewalPapers are the papers that came of it.
type RenewalPapers struct {
	Timetable *Timetable
	Papers    []RenewalPaper
	Faults    []FileFault // workbooks that could not be read
	Notes     []string
}

// RenewalPaper is one paper.
type RenewalPaper struct {
	Kind     string
	Village  string // of a notice
	Output   Output
	Lacking  []paper.Lacking
	Blanks   []string        // 【待填:…】 still open
	Findings []proof.Finding // what the checker says of it, blanks apart
}

// Outputs gives the files.
func (r *RenewalPapers) Outputs() []Output {
	out := make([]Output, len(r.Papers))
	for i, p := range r.Papers {
		out[i] = p.Output
	}
	return out
}

// MakeRenewal sets the papers of a renewal from packs, plan and records.
func MakeRenewal(ctx context.Context, req RenewalRequest, progress Progress) (*RenewalPapers, error) {
	papers, err := chosenPapers(req.Papers)
	if err != nil {
		return nil, err
	}
	r, out, err := renewal(ctx, &req, progress)
	if err != nil {
		return nil, err
	}
	for _, p := range papers {
		if p.Records && !r.Recorded && len(req.Papers) == 0 {
			out.Notes = slices.Insert(out.Notes, 0, "没有花名册,不出《"+p.Name+"》") // what the office can mend stands first
			continue
		}
		tmpl, ok := r.Material.Rules.Document(p.Name)
		if !ok {
			return nil, &yanpan.Error{Code: yanpan.CodePack, Op: "app.MakeRenewal", Message: "政策包里没有“" + p.Name + "”模板", Remedy: "请在包的 documents 文件夹里放 " + p.Name + ".md"}
		}
		made, err := makePapers(r, p, tmpl, noticeVillages(&req, r))
		if err != nil {
			return nil, err
		}
		out.Papers = append(out.Papers, made...)
	}
	return out, nil
}

func chosenPapers(names []string) ([]paper.Paper, error) {
	if len(names) == 0 {
		return paper.RenewalPapers(), nil
	}
	var out []paper.Paper
	for _, n := range names {
		if n == "公告" {
			out = append(out, slices.DeleteFunc(paper.RenewalPapers(), func(p paper.Paper) bool { return !p.Notice })...)
			continue
		}
		p, ok := paper.RenewalPaperNamed(n)
		if !ok {
			return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.MakeRenewal", Message: "没有“" + n + "”这种文书", Remedy: "用 yanpan paper 看有哪些"}
		}
		out = append(out, p)
	}
	return out, nil
}

// renewal gathers what the papers draw from.
func renewal(ctx context.Context, req *RenewalRequest, progress Progress) (*paper.Renewal, *RenewalPapers, error) {
	req.Timetable.Packs, req.Timetable.Org, req.Timetable.AsOf, req.Timetable.Version = req.Work.Packs, req.Work.Org, req.Work.AsOf, req.Work.Version
	out, r := &RenewalPapers{}, &paper.Renewal{}
	if len(req.Work.Files) > 0 || len(req.Work.Unopened) > 0 {
		w, err := Read(ctx, req.Work, progress)
		if err != nil {
			return nil, nil, err
		}
		r.Material, r.Recorded, out.Faults = w.Material(), true, w.Faults
		r.Seats = assess.VillageSeats(r.Material.Records, w.Rules, req.Work.AsOf)
	} else {
		rules, err := policy.Overlay(req.Work.Packs...)
		if err != nil {
			return nil, nil, err
		}
		r.Material = paper.NoMaterial(req.Work.Org, req.Work.To, req.Work.AsOf, rules)
		r.Material.About = []paper.Fact{{Name: "版本", Value: req.Work.Version}, {Name: "基准日", Value: req.Work.AsOf.String()}}
	}
	r.Material.Sample = req.Work.Sample
	if r.Material.Borrowed() {
		return nil, nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.MakeRenewal", Message: "没有指定本地的政策包。方案里的职数、条件、目标和期限都从本地的包来,不能用示例镇的",
			Remedy: "先用 yanpan pack export 导出《政策参数表》,改成本地的数再用 --pack 指定;试用示例,用 --org 清水镇党委"}
	}
	if req.Timetable.Kind == "" {
		req.Timetable.Kind = widestKind(r.Material.Rules)
	}
	plan, err := PlanElection(req.Timetable)
	if err != nil {
		return nil, nil, err
	}
	if err := contradicted(plan); err != nil {
		return nil, nil, err
	}
	out.Timetable, out.Notes = plan, plan.Notes
	r.Plan = plan.Plans[0].Plan
	s := plan.Schedules()[0]
	r.Schedule = &s
	return r, out, nil
}

// widestKind is the timetable of the whole township, where the packs have one.
func widestKind(rules *policy.Rules) string {
	for _, k := range rules.Timetables {
		if k.Kind == "township" {
			return k.Kind
		}
	}
	return "villagers"
}

// contradicted says why no plan can be written.
func contradicted(t *Timetable) error {
	if t.OK() {
		return nil
	}
	c := t.Plans[0].Plan.Contradictions
	e := yanpan.Errorf(yanpan.CodeInvalid, "app.MakeRenewal", "日程排不出来,不出文书:%s", c[0].Error())
	e.Remedy = "先用 yanpan calendar 排好日程,把选举日推后或把开始日提前"
	return e
}

// noticeVillage is a village whose notices are made.
type noticeVillage struct {
	name      string
	community bool
}

func noticeVillages(req *RenewalRequest, r *paper.Renewal) []noticeVillage {
	var out []noticeVillage
	for _, n := range req.Villages {
		out = append(out, noticeVillage{n, strings.HasSuffix(n, "社区") || strings.HasSuffix(n, "居")})
	}
	if len(out) > 0 {
		return out
	}
	for i := range r.Material.Records.Villages {
		v := &r.Material.Records.Villages[i]
		out = append(out, noticeVillage{v.Name, v.Kind == yanpan.VillageUrban})
	}
	if len(out) == 0 {
		out = []noticeVillage{{}}
	}
	return out
}

// makePapers makes one paper, or one for each village of a notice.
func makePapers(r *paper.Renewal, p paper.Paper, tmpl policy.Document, villages []noticeVillage) ([]RenewalPaper, error) {
	if !p.Notice {
		villages = villages[:1]
	}
	var out []RenewalPaper
	for _, v := range villages {
		name := p.Name
		if p.Notice {
			r.Village, r.Community = v.name, v.community
			name = fileName(v.name) + p.Name
		}
		made, err := makePaper(r, p, tmpl, name+".docx")
		if err != nil {
			return nil, err
		}
		if p.Notice {
			made.Village = v.name
		}
		out = append(out, *made)
	}
	return out, nil
}

func makePaper(r *paper.Renewal, p paper.Paper, tmpl policy.Document, file string) (*RenewalPaper, error) {
	report, err := r.Make(p, tmpl.Text, tmpl.Pos.File)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := gongwen.New(gongwen.Style{}).Docx(&b, report.Document); err != nil {
		return nil, err
	}
	out := &RenewalPaper{Kind: p.Name, Output: Output{Name: file, Data: b.Bytes()}, Lacking: report.Lacking, Blanks: gongwen.Blanks(report.Document)}
	text, err := proof.Read(file, b.Bytes())
	if err != nil {
		return nil, err
	}
	for _, f := range proof.Check(text, proof.Options{Org: r.Material.Township(), Known: []string{r.Material.Org, r.Material.To}}).Findings {
		if f.Kind != proof.KindPlaceholder || !strings.HasPrefix(f.Quote, "【待填") {
			out.Findings = append(out.Findings, f)
		}
	}
	return out, nil
}

// RenewalDocument is the JSON form of what was made.
type RenewalDocument struct {
	AsOf     string                 `json:"as_of"`
	Election string                 `json:"election_day"`
	Papers   []RenewalPaperDocument `json:"papers"`
	Notes    []string               `json:"notes"`
	Faults   []FaultDocument        `json:"unreadable,omitempty"`
}

// RenewalPaperDocument is one paper of it.
type RenewalPaperDocument struct {
	Kind     string          `json:"kind"`
	Village  string          `json:"village,omitempty"`
	File     string          `json:"file"`
	Blanks   []string        `json:"blanks"`
	Lacking  []string        `json:"lacking"`
	Findings []proof.Finding `json:"findings"`
}

// RenewalDocumentOf gives the JSON form.
func RenewalDocumentOf(r *RenewalPapers) RenewalDocument {
	doc := RenewalDocument{AsOf: r.Timetable.Request.AsOf.String(), Election: isoDay(r.Timetable.Plans[0].Election), Notes: append([]string{}, r.Notes...), Papers: []RenewalPaperDocument{}}
	for _, p := range r.Papers {
		d := RenewalPaperDocument{Kind: p.Kind, Village: p.Village, File: p.Output.Name, Blanks: append([]string{}, p.Blanks...), Lacking: []string{}, Findings: append([]proof.Finding{}, p.Findings...)}
		for _, l := range p.Lacking {
			d.Lacking = append(d.Lacking, yanpan.Typeset(fmt.Sprintf("%s:%s", l.Sheet, strings.Join(l.What, "、"))))
		}
		doc.Papers = append(doc.Papers, d)
	}
	for _, f := range r.Faults {
		doc.Faults = append(doc.Faults, FaultDocument{f.Name, yanpan.Typeset(yanpan.MessageOf(f.Err))})
	}
	return doc
}
