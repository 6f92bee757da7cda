package election

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

// Bounds on a list of acts from outside.
const (
	maxActs     = 100_000
	maxActsFile = 32 << 20
)

// CaseAct is one thing that was done about a finding, as a file keeps it. Acts
// are only ever added; what holds now comes from doing them one after the other.
type CaseAct struct {
	Seq     int          `json:"seq,omitempty"` // from 1 without gaps; may be left out
	Village string       `json:"village"`
	Name    string       `json:"name"`
	Birth   yanpan.Date  `json:"birth,omitzero"` // where a village has two people of the name
	Rule    string       `json:"rule"`           // id of the rule the finding is about
	Does    string       `json:"does"`           // state, decide, review, reopen
	Day     yanpan.Date  `json:"day"`
	Text    string       `json:"text,omitempty"`    // of state: what he said
	Waived  bool         `json:"waived,omitempty"`  // of state: 本人无异议
	Heard   string       `json:"heard,omitempty"`   // of state: who took it down
	Ruling  string       `json:"ruling,omitempty"`  // of decide: admit, except, withdraw, bar
	Meeting string       `json:"meeting,omitempty"` // of decide
	Minutes string       `json:"minutes,omitempty"` // of decide and review
	Signer  string       `json:"signer,omitempty"`  // of decide
	Level   policy.Level `json:"level,omitempty"`   // of decide: township, county, …
	Reason  string       `json:"reason,omitempty"`  // of decide and review
	By      string       `json:"by,omitempty"`      // of review: the body
	Upheld  *bool        `json:"upheld,omitempty"`  // of review
}

func caseDeeds() []string { return []string{"state", "decide", "review", "reopen"} }

func rulingWords() []string { return []string{"admit", "except", "withdraw", "bar"} }

func levelWords() []string {
	return []string{string(policy.LevelNational), string(policy.LevelProvince), string(policy.LevelCounty), string(policy.LevelTownship)}
}

// deed is the Chinese word of what was done.
func (a *CaseAct) deed() string {
	words := []string{"陈述申辩", "结论", "复核", "重新研究"}
	if i := slices.Index(caseDeeds(), a.Does); i >= 0 {
		return words[i]
	}
	return ""
}

// DecodeActs reads a list of acts: {"acts": [ … ]}. The error is of CodeInvalid
// and says which line or which act is wrong.
func DecodeActs(text []byte) ([]CaseAct, error) {
	var file struct {
		Acts []json.RawMessage `json:"acts"`
	}
	if err := decodeStrict(text, &file); err != nil {
		return nil, err
	}
	if len(file.Acts) > maxActs {
		return nil, actsFault(fmt.Sprintf("记了%d件事,超过%d件", len(file.Acts), maxActs), "分成几个文件")
	}
	acts := make([]CaseAct, len(file.Acts))
	for i := range acts {
		dec := json.NewDecoder(bytes.NewReader(file.Acts[i]))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&acts[i]); err != nil {
			return nil, jsonFault(fmt.Sprintf("第%d件事", i+1), err)
		}
		if err := acts[i].check(i + 1); err != nil {
			return nil, err
		}
	}
	return acts, nil
}

// decodeStrict reads the one JSON value of a file and refuses names it does not know.
func decodeStrict(text []byte, to any) error {
	if len(text) > maxActsFile {
		return actsFault("文件超过32MB", "不像是一份记录")
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(to); err != nil {
		return jsonFault("第"+lineAt(text, err, dec.InputOffset())+"行", err)
	}
	if len(bytes.TrimSpace(text[dec.InputOffset():])) > 0 {
		return actsFault("后面还有多余的内容", "一个文件只写一份记录")
	}
	return nil
}

func actsFault(message, remedy string) error {
	return &yanpan.Error{Code: yanpan.CodeInvalid, Op: "election.DecodeActs", Message: yanpan.Typeset(message), Remedy: yanpan.Typeset(remedy)}
}

// check refuses what no list of acts may hold.
func (a *CaseAct) check(n int) error {
	wrong := func(remedy, format string, args ...any) error {
		return actsFault(fmt.Sprintf("第%d件事", n)+fmt.Sprintf(format, args...), remedy)
	}
	switch {
	case a.Seq != 0 && a.Seq != n:
		return wrong("记录只能往后加,不能删改、调换", "的序号(seq)是%d,记录不连续", a.Seq)
	case a.Village == "" || a.Name == "":
		return wrong("village 写村名,name 写姓名", "没有写明是哪个村的谁")
	case a.Rule == "":
		return wrong("rule 写初审表里的规则编号", "没有写明是哪一条规则")
	case a.deed() == "":
		return wrong("does 写 state(陈述申辩)、decide(结论)、review(复核)或 reopen(重新研究)", "办的是“%s”,没有这种事", a.Does)
	case a.Day.Precision() != yanpan.PrecisionDay:
		return wrong("day 写到日,例如 2026-11-28", "没有写明是哪一天办的")
	case a.Does == "decide" && !slices.Contains(rulingWords(), a.Ruling):
		return wrong("ruling 写 admit(可以提名)、except(例外批准)、withdraw(本人退出)或 bar(不予提名)", "的结论“%s”看不懂", a.Ruling)
	case a.Level != "" && !slices.Contains(levelWords(), string(a.Level)):
		return wrong("level 写 "+strings.Join(levelWords(), "、"), "的级别“%s”看不懂", a.Level)
	case a.Does == "review" && a.Upheld == nil:
		return wrong("upheld 写 true(维持)或 false(推翻)", "没有写复核是维持还是推翻")
	}
	return nil
}

var unknownName = regexp.MustCompile(`unknown field "([^"]*)"`)

// lineAt is the number of the line an error of the JSON is on.
func lineAt(text []byte, err error, end int64) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch m := unknownName.FindStringSubmatch(err.Error()); {
	case errors.As(err, &syntax):
		end = syntax.Offset
	case errors.As(err, &kind):
		end = kind.Offset
	case m != nil:
		end = int64(max(0, bytes.Index(text, []byte(`"`+m[1]+`"`))))
	}
	return fmt.Sprint(bytes.Count(text[:min(max(end, 0), int64(len(text)))], []byte("\n")) + 1)
}

// jsonFault tells a mistake in the JSON in Chinese, with where it is.
func jsonFault(where string, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var own *yanpan.Error
	switch m := unknownName.FindStringSubmatch(err.Error()); {
	case errors.As(err, &own):
		return actsFault(where+":"+own.Message, own.Remedy)
	case errors.As(err, &kind) && kind.Field == "":
		return actsFault(where+"不是一件事", `写成 {"acts": [{"village": …, "does": …}]}`)
	case errors.As(err, &kind):
		return actsFault(where+"“"+kind.Field+"”的内容不对", "文字和日期加引号,true、false 和数字不加")
	case errors.As(err, &syntax):
		return actsFault(where+"格式读不懂", "多半是缺逗号、引号,或括号不成对")
	case m != nil:
		return actsFault(where+"没有“"+m[1]+"”这一项", "可以写的见手册“资格审查”第七节")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return actsFault(where+"内容没有写完", "文件可能没有存完整")
	}
	return actsFault(where+"内容不对", "")
}
