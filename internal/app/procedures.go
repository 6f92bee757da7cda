package app

import (
	"io"

	"yanpan.dev"
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
	p := rules.Procedure(id)
	if p == nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.Procedure", Message: "政策包里没有程序“" + id + "”", Remedy: "有的是:" + rules.ProcedureNames()}
	}
	return p, nil
}

// Standing reads a list of events from a file and tells where the procedure
// stands at the base date and what is missing. name is the file's name, for messages.
func Standing(p *policy.Procedure, name string, events io.Reader, asOf yanpan.Date) (procedure.Standing, error) {
	text, err := io.ReadAll(io.LimitReader(events, maxRecord))
	if err != nil {
		return procedure.Standing{}, Unreadable(name, err)
	}
	f, err := procedure.Decode(text)
	if err != nil {
		return procedure.Standing{}, inFile(name, err)
	}
	if f.Procedure != "" && f.Procedure != p.ID {
		return procedure.Standing{}, inFile(name, yanpan.Errorf(yanpan.CodeInvalid, "app.Standing", "记的是程序“%s”,不是“%s”", f.Procedure, p.ID))
	}
	v, err := procedure.StandingOf(p, f, procedure.Setting{Today: asOf.Last()})
	if err != nil {
		return procedure.Standing{}, inFile(name, err)
	}
	return v, nil
}

// inFile says in which file something is wrong.
func inFile(name string, err error) error {
	return &yanpan.Error{Code: yanpan.CodeOf(err), Op: "app.Standing", Where: "“" + name + "”", Message: yanpan.MessageOf(err), Err: err}
}
