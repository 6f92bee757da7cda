package app

import (
	"bytes"
	"encoding/json"

	"yanpan.dev"
	"yanpan.dev/election"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet"
)

// The files of the first look.
const (
	ScreeningFile     = "资格初审表.xlsx"
	ScreeningDataFile = "screening.json"
	RequestFolder     = "联审名单"
)

// material is what the papers may draw from.
func (e *Election) material() *paper.ElectionMaterial {
	m := &paper.ElectionMaterial{Screened: e.Screened, Kinship: e.Kinship, Conflicts: e.Conflicts, Slates: e.Slates, Progress: e.Progress, Refused: e.Refused}
	m.About = e.Work.Material().About
	if !e.Request.ElectionDay.IsZero() {
		m.About = append(m.About, paper.Fact{Name: "选举日", Value: e.Request.ElectionDay.String()})
	}
	return m
}

// Papers writes 资格初审表 and the machine-readable result.
func (e *Election) Papers() ([]Output, error) {
	m := e.material()
	book := m.ScreeningBook()
	var table, data bytes.Buffer
	if err := sheet.WriteWorkbook(&table, &book); err != nil {
		return nil, err
	}
	enc := json.NewEncoder(&data)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(e.Document()); err != nil {
		return nil, yanpan.Errorf(yanpan.CodeWrite, "app.Election", "结果写不出去")
	}
	return []Output{{ScreeningFile, table.Bytes()}, {ScreeningDataFile, data.Bytes()}}, nil
}

// Requests writes one workbook for every department that has something to
// answer, each with what that department needs and nothing else.
func (e *Election) Requests() ([]Output, error) {
	m := e.material()
	var out []Output
	for _, r := range e.Screened.Requests(e.Request.Again) {
		book := m.RequestBook(r, e.Due[r.Department.ID])
		var b bytes.Buffer
		if err := sheet.WriteWorkbook(&b, &book); err != nil {
			return nil, err
		}
		out = append(out, Output{"联审名单-" + r.Department.Label + ".xlsx", b.Bytes()})
	}
	return out, nil
}

// ElectionDocument is the first look as JSON. Identity numbers are not in it.
type ElectionDocument struct {
	AsOf        yanpan.Date       `json:"as_of"`
	ElectionDay yanpan.Date       `json:"election_day"`
	Counts      map[string]int    `json:"counts"` // by status
	Nominees    []NomineeDocument `json:"nominees"`
	Avoidance   []TieDocument     `json:"avoidance"`
	Doubts      []string          `json:"doubts"`
	Slates      []SlateDocument   `json:"slates"`
	Vetting     VettingDocument   `json:"vetting"`
}

// NomineeDocument is one nominee with what was proposed.
type NomineeDocument struct {
	election.Key
	Offices  []string          `json:"offices"`
	Status   election.Status   `json:"status"`
	Findings []FindingDocument `json:"findings"`
	Pending  []PendingDocument `json:"pending"`
}

// FindingDocument is one finding: rule, source, facts, day.
type FindingDocument struct {
	Rule       string          `json:"rule"`
	Status     election.Status `json:"status"`
	Message    string          `json:"message"`
	Facts      []string        `json:"facts"`
	Basis      string          `json:"basis"`
	Counted    yanpan.Date     `json:"counted_at"`
	Department string          `json:"department,omitempty"`
	Approval   string          `json:"approval,omitempty"`
	Missing    []string        `json:"missing,omitempty"`
}

// PendingDocument is a department that has yet to answer, and about what.
type PendingDocument struct {
	Department string   `json:"department"`
	Rules      []string `json:"rules"`
}

// TieDocument is a pair that has to be kept apart.
type TieDocument struct {
	Rule     string `json:"rule"`
	Class    string `json:"class"`
	Village  string `json:"village"`
	One      string `json:"one"`
	Other    string `json:"other"`
	Relation string `json:"relation"`
	Grounds  string `json:"grounds"`
	Basis    string `json:"basis"`
}

// SlateDocument is a note on the numbers of a village's bodies.
type SlateDocument struct {
	Village string `json:"village"`
	Kind    string `json:"kind"`
	Text    string `json:"text"`
}

// VettingDocument is the state of the joint vetting.
type VettingDocument struct {
	Complete    bool                 `json:"complete"`
	Said        string               `json:"said"`
	Accepted    int                  `json:"accepted"`
	Refused     []string             `json:"refused"`
	Departments []DepartmentDocument `json:"departments"`
}

// DepartmentDocument is how far one department is.
type DepartmentDocument struct {
	ID       string      `json:"id"`
	Label    string      `json:"label"`
	Asked    int         `json:"asked"`
	Answered int         `json:"answered"`
	Found    int         `json:"found"`
	Open     int         `json:"open"`
	Due      yanpan.Date `json:"due"`
	Overdue  int         `json:"overdue_days"`
}

// Document gives the first look for JSON.
func (e *Election) Document() ElectionDocument {
	d := ElectionDocument{AsOf: e.Work.Request.AsOf, ElectionDay: e.Request.ElectionDay, Counts: map[string]int{},
		Nominees: []NomineeDocument{}, Avoidance: []TieDocument{}, Doubts: []string{}, Slates: []SlateDocument{}}
	for s := election.Clear; s <= election.StatutoryBar; s++ {
		d.Counts[s.ID()] = e.Screened.Count(s)
	}
	for i := range e.Nominees {
		d.Nominees = append(d.Nominees, e.nomineeDocument(i))
	}
	for _, c := range e.Conflicts {
		one, other := &e.Nominees[c.Tie.One], &e.Nominees[c.Tie.Other]
		d.Avoidance = append(d.Avoidance, TieDocument{c.Rule.ID, string(c.Rule.Class), one.Key.Village, one.Name, other.Name,
			string(c.Tie.Relation), c.Tie.Grounds.Label(), yanpan.Typeset(c.Rule.Basis.String())})
	}
	for _, x := range e.Kinship.Doubts {
		d.Doubts = append(d.Doubts, e.Nominees[x.Nominee].Key.Village+"\uFF1A"+x.Text)
	}
	for _, s := range e.Slates {
		d.Slates = append(d.Slates, SlateDocument{s.Village, string(s.Kind), s.Text})
	}
	d.Vetting = e.vettingDocument()
	return d
}

func (e *Election) nomineeDocument(i int) NomineeDocument {
	r, n := &e.Screened.Results[i], &e.Nominees[i]
	out := NomineeDocument{Key: n.Key, Offices: []string{}, Status: r.Status, Findings: []FindingDocument{}, Pending: []PendingDocument{}}
	for _, o := range n.Offices.List() {
		out.Offices = append(out.Offices, string(o))
	}
	for _, f := range r.Findings {
		fd := FindingDocument{Rule: f.Rule.ID, Status: f.Status, Message: f.Message, Facts: append([]string{}, f.Facts...), Basis: yanpan.Typeset(f.Rule.Basis.String()),
			Counted: f.Counted, Department: f.Department, Approval: string(f.Approval)}
		for _, m := range f.Missing {
			fd.Missing = append(fd.Missing, yanpan.Typeset(m.Sheet+":"+m.Label))
		}
		out.Findings = append(out.Findings, fd)
	}
	for _, id := range e.Screened.PendingDepartments(i) {
		p := PendingDocument{Department: id}
		for _, rule := range e.Screened.Pending(i) {
			if rule.Screening.Department == id {
				p.Rules = append(p.Rules, rule.ID)
			}
		}
		out.Pending = append(out.Pending, p)
	}
	return out
}

func (e *Election) vettingDocument() VettingDocument {
	complete := e.Complete()
	v := VettingDocument{Complete: complete.Value.Show("") == "是", Said: complete.Source, Accepted: e.Answers, Refused: []string{}, Departments: []DepartmentDocument{}}
	for _, n := range e.Refused {
		v.Refused = append(v.Refused, n.Message)
	}
	for _, p := range e.Progress {
		v.Departments = append(v.Departments, DepartmentDocument{p.Department.ID, yanpan.Typeset(p.Department.Label), p.Asked, p.Answered, p.Found, p.Open, p.Due, p.Overdue})
	}
	return v
}
