package app

import (
	"io"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/policy"
	"yanpan.dev/procedure"
)

// maxRecord bounds the list of events of one procedure.
const maxRecord = 8<<20 + 1

// Procedure gives a procedure as the packs laid over one another make it; an
// error names those that there are.
func Procedure(packs []*policy.Pack, id string) (*policy.Procedure, error) {
	rules, err := policy.Overlay(packs...)
	if err != nil {
		return nil, err
	}
	return procedureOf(rules, id)
}

func procedureOf(rules *policy.Rules, id string) (*policy.Procedure, error) {
	p := rules.Procedure(id)
	if p == nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.Procedure", Message: "政策包里没有程序“" + id + "”", Remedy: "有的是:" + rules.ProcedureNames()}
	}
	return p, nil
}

// StandingRequest asks where a procedure stands.
type StandingRequest struct {
	Packs     []*policy.Pack
	Procedure string // its id
	Name      string // of the list's file, for messages
	Events    io.Reader
	AsOf      yanpan.Date
	Kind      string      // of the timetable where the procedure has several; "" takes the first
	Election  yanpan.Date // the steps are due by the timetable of this election day; zero: by the procedure's own limits
	Work      *Work       // the records that tell gates what they ask; nil: only what the list says
	Village   string      // the village in the records; "" takes the list's place
}

// Standing reads a list of events and tells where the procedure stands at the
// base date and what is missing. Working days are counted by the packs' notices
// of holidays, gates look at the records, and with an election day every step
// is due by the legal calendar.
func Standing(req StandingRequest) (procedure.Standing, error) {
	rules, err := policy.Overlay(req.Packs...)
	if err != nil {
		return procedure.Standing{}, err
	}
	p, err := procedureOf(rules, req.Procedure)
	if err != nil {
		return procedure.Standing{}, err
	}
	f, err := readEvents(req.Name, req.Events)
	if err != nil {
		return procedure.Standing{}, err
	}
	if f.Procedure != "" && f.Procedure != p.ID {
		return procedure.Standing{}, inFile(req.Name, yanpan.Errorf(yanpan.CodeInvalid, "app.Standing", "记的是程序“%s”,不是“%s”", f.Procedure, p.ID))
	}
	in, err := req.setting(rules, f)
	if err != nil {
		return procedure.Standing{}, err
	}
	v, err := procedure.StandingOf(p, f, in)
	if err != nil {
		return procedure.Standing{}, inFile(req.Name, err)
	}
	return v, nil
}

// readEvents reads a list of events; name is its file's, for messages.
func readEvents(name string, events io.Reader) (procedure.File, error) {
	text, err := io.ReadAll(io.LimitReader(events, maxRecord))
	if err != nil {
		return procedure.File{}, Unreadable(name, err)
	}
	f, err := procedure.Decode(text)
	if err != nil {
		return procedure.File{}, inFile(name, err)
	}
	return f, nil
}

// setting gathers what the list is held against: days, deadlines and records.
func (req *StandingRequest) setting(rules *policy.Rules, f procedure.File) (procedure.Setting, error) {
	in := procedure.Setting{Today: req.AsOf.Last()}
	days, err := rules.Calendar()
	if err != nil {
		return in, err
	}
	in.Calendar = procedure.Holidays(days)
	if in.Due, err = req.due(rules, days); err != nil {
		return in, err
	}
	if req.Work == nil {
		return in, nil
	}
	place := req.Village
	if place == "" {
		place = f.Place
	}
	in.Facts, err = req.Work.factsOf(place, req.Procedure)
	return in, err
}

// factsOf gives what the records tell the gates of a procedure about a village:
// its figures and file, and how far the joint vetting of its people is.
func (w *Work) factsOf(village, id string) (policy.Facts, error) {
	v := w.village(village)
	if v < 0 {
		return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.Standing", Message: "表格里没有村“" + village + "”", Remedy: "核对办事记录里的 place,或用 --village 写表格里的村名"}
	}
	facts := policy.FactMap{}
	records := assess.VillageFacts(w.assessed, v)
	for _, variable := range policy.VariablesOf(policy.ScopeVillage) {
		if fact := records.Fact(variable.Name); fact.Sure() {
			if fact.Source == "" {
				fact.Source = variable.Sheet
			}
			facts[variable.Name] = fact
		}
	}
	link, linked := linkOf(id)
	if !linked || len(w.Admission.Records.Nominees) == 0 {
		return facts, nil
	}
	e, err := w.Election(ElectionRequest{})
	if err != nil {
		return nil, err
	}
	for name, fact := range e.Screened.Vetted(w.Admission.Records.Villages[v].Name, link.Body) {
		facts[name] = fact
	}
	return facts, nil
}

// village finds a village of the records by name; -1 where there is none.
func (w *Work) village(name string) int {
	for i := range w.Admission.Records.Villages {
		if w.Admission.Records.Villages[i].Name == name {
			return i
		}
	}
	return -1
}

// inFile says in which file something is wrong.
func inFile(name string, err error) error {
	return &yanpan.Error{Code: yanpan.CodeOf(err), Op: "app.Standing", Where: "“" + name + "”", Message: yanpan.MessageOf(err), Err: err}
}
