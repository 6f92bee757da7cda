package app

import (
	"io"

	"yanpan.dev"
	"yanpan.dev/election"
)

// Attendance derives who is due at a party members' meeting from the register
// among the records and the formalities in a file; name is the file's.
func (w *Work) Attendance(name string, formalities io.Reader) (*election.Attendance, error) {
	text, err := io.ReadAll(io.LimitReader(formalities, maxActs))
	if err != nil {
		return nil, Unreadable(name, err)
	}
	f, err := election.Excusals(text)
	if err != nil {
		return nil, inFile(name, err)
	}
	law, ok := w.Rules.Threshold("party_committee")
	if !ok {
		return nil, &yanpan.Error{Code: yanpan.CodeInvalid, Op: "app.Attendance", Message: "政策包里没有党组织选举的门槛", Remedy: "核对基准日和 --pack"}
	}
	a, err := election.Attend(&w.Admission.Records, f.Village, f.Day, f.Excused, f.Present, law)
	if err != nil {
		return nil, inFile(name, err)
	}
	return a, nil
}
