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
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return File{}, jsonFault(text, dec.InputOffset(), err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return File{}, yanpan.Errorf(yanpan.CodeInvalid, "procedure.Decode", "%s后面还有多余的内容", atLine(text, dec.InputOffset()))
	}
	if len(f.Events) > maxEvents {
		return File{}, yanpan.Errorf(yanpan.CodeRefused, "procedure.Decode", "记了%d件事,超过%d件,不像是一份办事记录", len(f.Events), maxEvents)
	}
	for i := range f.Events {
		e := &f.Events[i]
		if e.Seq != 0 && e.Seq != i+1 {
			return File{}, yanpan.Errorf(yanpan.CodeInvalid, "procedure.Decode", "第%d件事的序号是%d,记录不连续", i+1, e.Seq)
		}
		e.Seq = i + 1
		e.Role, e.Paper = yanpan.Typeset(e.Role), yanpan.Typeset(e.Paper)
	}
	return f, nil
}

var unknownField = regexp.MustCompile(`unknown field "([^"]*)"`)

// jsonFault tells a mistake in the JSON in Chinese with its line.
func jsonFault(text []byte, offset int64, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var own *yanpan.Error
	bad := func(where int64, remedy, format string, args ...any) error {
		e := yanpan.Errorf(yanpan.CodeInvalid, "procedure.Decode", "%s"+format, append([]any{atLine(text, where)}, args...)...)
		e.Remedy = remedy
		return e
	}
	switch {
	case errors.As(err, &own):
		return bad(offset, "", "%s", own.Message)
	case errors.As(err, &kind):
		return bad(kind.Offset, "数字不加引号,文字和日期加引号", "“%s”的内容不对", kind.Field[strings.LastIndex(kind.Field, ".")+1:])
	case errors.As(err, &syntax):
		return bad(syntax.Offset, "多半是缺逗号、引号,或括号不成对", "格式读不懂")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return bad(offset, "文件可能没有存完整", "内容没有写完")
	}
	if m := unknownField.FindStringSubmatch(err.Error()); m != nil {
		return bad(offset, "可以写的见手册“程序”", "没有“%s”这一项", m[1])
	}
	return bad(offset, "", "内容不对")
}

func atLine(text []byte, offset int64) string {
	n := bytes.Count(text[:min(max(offset, 0), int64(len(text)))], []byte("\n")) + 1
	return fmt.Sprintf("第%d行", n)
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
// not count.
func StandingOf(p *policy.Procedure, f File, in Setting) (Standing, error) {
	facts, err := f.FactsOf(p)
	if err != nil {
		return Standing{}, err
	}
	in.Facts = facts
	events, refused := Check(p, f.Acts(), in)
	st, err := Replay(p, events)
	if err != nil {
		return Standing{}, err
	}
	v := Stand(p, st, in)
	v.Place, v.Refused = f.Place, refused
	return v, nil
}
