package procedure

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// Bounds on a list of events from outside.
const (
	maxFile   = 8 << 20
	maxEvents = 20000
)

// File is a list of events as it is kept in a file: which procedure, of which
// village, what is recorded, and what was done.
type File struct {
	Procedure string         `json:"procedure,omitempty"`
	Place     string         `json:"place,omitempty"`
	Facts     map[string]any `json:"facts,omitempty"` // texts, numbers, true and false
	Events    []Event        `json:"events"`
}

// Decode reads a list of events. The error says the line and what is wrong.
func Decode(text []byte) (File, error) {
	var f File
	if len(text) > maxFile {
		return f, yanpan.Errorf(yanpan.CodeRefused, "procedure.Decode", "文件超过8MB,不像是一份办事记录")
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	var raw rawFile
	rest, err := strict(text, &raw)
	if err != nil {
		return File{}, jsonFault(lineOf(text, rest, err), err)
	}
	if len(bytes.TrimSpace(text[rest:])) > 0 {
		return File{}, yanpan.Errorf(yanpan.CodeInvalid, "procedure.Decode", "%s后面还有多余的内容", line(text, rest))
	}
	if len(raw.Events) > maxEvents {
		return File{}, yanpan.Errorf(yanpan.CodeRefused, "procedure.Decode", "记了%d件事,超过%d件,不像是一份办事记录", len(raw.Events), maxEvents)
	}
	f = File{Procedure: raw.Procedure, Place: raw.Place, Facts: raw.Facts, Events: make([]Event, len(raw.Events))}
	for i := range f.Events {
		e := &f.Events[i]
		if _, err := strict(raw.Events[i], e); err != nil {
			return File{}, jsonFault(fmt.Sprintf("第%d件事", i+1), err)
		}
		if e.Seq != 0 && e.Seq != i+1 {
			return File{}, yanpan.Errorf(yanpan.CodeInvalid, "procedure.Decode", "第%d件事的序号是%d,记录不连续", i+1, e.Seq)
		}
		e.Seq = i + 1
		e.Role, e.Paper = yanpan.Typeset(e.Role), yanpan.Typeset(e.Paper)
	}
	return f, nil
}

// rawFile is a File whose events are read one by one, so that a mistake in one
// of them can be told with its number.
type rawFile struct {
	Procedure string            `json:"procedure"`
	Place     string            `json:"place"`
	Facts     map[string]any    `json:"facts"`
	Events    []json.RawMessage `json:"events"`
}

// strict reads one JSON value and refuses names it does not know; rest is where it ends.
func strict(text []byte, to any) (rest int64, err error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	dec.DisallowUnknownFields()
	err = dec.Decode(to)
	return dec.InputOffset(), err
}

var unknownField = regexp.MustCompile(`unknown field "([^"]*)"`)

// lineOf finds the line that an error is about.
func lineOf(text []byte, end int64, err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch m := unknownField.FindStringSubmatch(err.Error()); {
	case errors.As(err, &syntax):
		end = syntax.Offset
	case errors.As(err, &kind):
		end = kind.Offset
	case m != nil:
		end = int64(max(0, bytes.Index(text, []byte(`"`+m[1]+`"`))))
	}
	return line(text, end)
}

func line(text []byte, offset int64) string {
	n := bytes.Count(text[:min(max(offset, 0), int64(len(text)))], []byte("\n")) + 1
	return fmt.Sprintf("第%d行", n)
}

// jsonFault tells a mistake in the JSON in Chinese, with where it is.
func jsonFault(where string, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var own *yanpan.Error
	bad := func(message, remedy string) error {
		return &yanpan.Error{Code: yanpan.CodeInvalid, Op: "procedure.Decode", Message: where + message, Remedy: remedy, Err: err}
	}
	switch {
	case errors.As(err, &own):
		return bad(":"+own.Message, own.Remedy)
	case errors.As(err, &kind):
		return bad("“"+kind.Field[strings.LastIndex(kind.Field, ".")+1:]+"”的内容不对", "数字不加引号,文字和日期加引号")
	case errors.As(err, &syntax):
		return bad("格式读不懂", "多半是缺逗号、引号,或括号不成对")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return bad("内容没有写完", "文件可能没有存完整")
	}
	if m := unknownField.FindStringSubmatch(err.Error()); m != nil {
		return bad("没有“"+m[1]+"”这一项", "可以写的见手册“程序”")
	}
	return bad("内容不对", "")
}

// FactsOf reads the facts of the file by the types of the procedure's variables.
func (f File) FactsOf(p *policy.Procedure) (policy.Facts, error) {
	facts := policy.FactMap{}
	names := make([]string, 0, len(f.Facts))
	for n := range f.Facts {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		fact, ok := p.ReadFact(n, fmt.Sprint(f.Facts[n]))
		if !ok {
			return nil, unreadFact(p, n, fmt.Sprint(f.Facts[n]))
		}
		facts[n] = fact
	}
	return facts, nil
}

// unreadFact says that the procedure does not know a fact, or that its text does not fit.
func unreadFact(p *policy.Procedure, name, text string) error {
	var own []string
	for _, v := range p.FactVariables() {
		if v.Name == name {
			return yanpan.Errorf(yanpan.CodeInvalid, "procedure.FactsOf", "“%s”(%s)应是%s,这里是“%s”", name, v.Label, v.Type.Label(), text)
		}
	}
	for _, v := range p.Facts {
		own = append(own, v.Name+"("+v.Label+")")
	}
	e := yanpan.Errorf(yanpan.CodeInvalid, "procedure.FactsOf", "没有事实“%s”", name)
	if len(own) > 0 {
		e.Remedy = "这个程序自己的事实有:" + strings.Join(own, "、")
	}
	return e
}

// RefusedAct is an act of a list that could not stand, with the reason.
type RefusedAct struct {
	Number int    `json:"number"` // in the list, from 1
	Act    Act    `json:"act"`
	Why    string `json:"why"`
}

// Text tells the act and why it does not count.
func (r RefusedAct) Text() string {
	return fmt.Sprintf("第%d件事(%s%s%s):%s", r.Number, r.Act.Day.Chinese(), r.Act.Role, deedLabel(r.Act.Does), r.Why)
}

// Check does the acts of a list one after the other, each on its own day, and
// gives the events that stand and those that do not.
func Check(p *policy.Procedure, acts []Act, in Setting) ([]Event, []RefusedAct) {
	var events []Event
	var refused []RefusedAct
	st := State{}
	for i, a := range acts {
		on := in
		if on.Today.IsZero() {
			on.Today = a.Day
		}
		more, err := Decide(p, st, Command{Act: a, Seen: st.Version}, on)
		if err != nil {
			refused = append(refused, RefusedAct{i + 1, a, yanpan.MessageOf(err)})
			continue
		}
		for _, e := range more {
			st = Apply(p, st, e)
		}
		events = append(events, more...)
	}
	return events, refused
}

// Acts gives the acts of the file's events.
func (f File) Acts() []Act {
	acts := make([]Act, len(f.Events))
	for i, e := range f.Events {
		acts[i] = e.Act
	}
	return acts
}

// StandingOf tells where the procedure of a file stands, with the acts that do
// not count. What the setting's facts tell, the records themselves, comes before
// what the file says; where the two differ a note says so.
func StandingOf(p *policy.Procedure, f File, in Setting) (Standing, error) {
	said, err := f.FactsOf(p)
	if err != nil {
		return Standing{}, err
	}
	facts, notes := recorded(p, said, in.facts())
	in.Facts = facts
	events, refused := Check(p, f.Acts(), in)
	st, err := Replay(p, events)
	if err != nil {
		return Standing{}, err
	}
	v := Stand(p, st, in)
	v.Place, v.Refused, v.Notes = f.Place, refused, notes
	return v, nil
}

// recorded lays the records over what a list says of itself.
func recorded(p *policy.Procedure, said, records policy.Facts) (facts policy.FactMap, notes []string) {
	facts = policy.FactMap{}
	for _, v := range p.FactVariables() {
		own, known := said.Fact(v.Name), records.Fact(v.Name)
		switch {
		case !known.Sure() && own.Sure():
			facts[v.Name] = own
		case known.Sure():
			facts[v.Name] = known
			if own.Sure() && own.Value != known.Value {
				notes = append(notes, yanpan.Typeset(fmt.Sprintf("“%s”,办事记录写的是%s,记录里是%s(%s),按记录算", v.Label, own.Value.Show(v.Unit), known.Value.Show(v.Unit), known.Source)))
			}
		}
	}
	return facts, notes
}
