package procedure

import (
	"encoding/json"
	"reflect"
	"testing"
)

const record = `{
  "procedure": "four_deliberations",
  "place": "石板村",
  "facts": {"members": 5},
  "events": [
    {"day": "2026-12-01", "role": "村党组织", "does": "complete", "step": "propose"},
    {"day": "2026-12-02", "role": "村党组织", "does": "vote", "step": "review", "due": 60, "present": 50, "for": 40}
  ]
}`

func TestDecode(t *testing.T) {
	f, err := Decode([]byte("\xef\xbb\xbf" + record))
	if err != nil {
		t.Fatal(err)
	}
	if f.Place != "石板村" || len(f.Events) != 2 || f.Events[1].Seq != 2 || f.Events[1].Due != 60 {
		t.Errorf("%+v", f)
	}
	p := national(t).Procedure(f.Procedure)
	v, err := StandingOf(p, f, Setting{Today: f.Events[1].Day})
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Refused) != 1 || plain(v.Refused[0].Text()) != "第2件事(2026年12月2日村党组织表决):还没有轮到“党员大会审议”,先办结“村‘两委’会议商议”(《中国共产党农村基层组织工作条例》)" {
		t.Errorf("%+v", v.Refused)
	}
	if v.Done != 1 || v.Steps[0].State != StepDone || v.Steps[1].State != StepOpen || v.Steps[2].State != StepLocked {
		t.Errorf("%+v", v)
	}
}

func TestDecodeFaults(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"", "第1行内容没有写完。文件可能没有存完整"},
		{"{\"events\": [", "第1行内容没有写完。文件可能没有存完整"},
		{"{\n\"events\": [}\n", "第2行格式读不懂。多半是缺逗号、引号,或括号不成对"},
		{"{\n\"event\": []}", "第2行没有“event”这一项。可以写的见手册“程序”"},
		{"{\"events\": [\n{\"due\": \"六十\"}]}", "第1件事“due”的内容不对。数字不加引号,文字和日期加引号"},
		{"{\n\"event\": []\n}", "第2行没有“event”这一项。可以写的见手册“程序”"},
		{"{\"events\": [{}, {\"who\": \"x\"}]}", "第2件事没有“who”这一项。可以写的见手册“程序”"},
		{"{\"events\": [{\"day\": \"2026-13-01\"}]}", "第1件事:日期“2026-13-01”不对。请写成 2026-06-30、2026-06 或 2026"},
		{"{\"events\": []} x", "第1行后面还有多余的内容"},
		{"{\"events\": [{\"seq\": 2}]}", "第1件事的序号是2,记录不连续"},
	} {
		_, err := Decode([]byte(c.text))
		if err == nil || plain(err.Error()) != c.says {
			t.Errorf("%q: %v, want %s", c.text, err, c.says)
		}
	}
}

func TestFactsOfFile(t *testing.T) {
	p := national(t).Procedure("villagers_election")
	for _, c := range []struct {
		facts map[string]any
		says  string
	}{
		{map[string]any{"audit_published": true, "members": json.Number("5")}, ""},
		{map[string]any{"audit_published": "maybe"}, "“audit_published”(离任审计结果已公布)应是是否,这里是“maybe”"},
		{map[string]any{"audited": true}, "没有事实“audited”。这个程序自己的事实有:audit_published(离任审计结果已公布)、seats_open(应选名额)、candidates_named(候选人)"},
	} {
		_, err := File{Facts: c.facts}.FactsOf(p)
		got := ""
		if err != nil {
			got = plain(err.Error())
		}
		if got != c.says {
			t.Errorf("%v: %q, want %q", c.facts, got, c.says)
		}
	}
}

// Whatever the bytes: no panic, an error in Chinese or a list that stands; what
// is written out and read again is the same.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(record))
	f.Add([]byte(`{"events":[{"does":"reopen","step":"propose","day":"2026-12-01","until":"2027"}]}`))
	f.Add([]byte(`{"facts":{"members":1e400,"x":null},"events":[]}`))
	f.Add([]byte(`{"events":[{"does":"vote","step":"review","due":9223372036854775807,"present":-1}]}`))
	f.Add([]byte(`[`))
	p := national(f).Procedure("four_deliberations")
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := Decode(text)
		if err != nil {
			return
		}
		events, refused := Check(p, file.Acts(), Setting{})
		if len(events)+len(refused) != len(file.Events) {
			t.Fatalf("%d events and %d refused of %d", len(events), len(refused), len(file.Events))
		}
		if v, err := StandingOf(p, file, Setting{}); err == nil && v.Text() == "" {
			t.Fatal("a standing that says nothing")
		}
		out, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Decode(out)
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if !reflect.DeepEqual(file.Events, again.Events) && len(file.Events) > 0 {
			t.Fatalf("%+v became %+v", file.Events, again.Events)
		}
	})
}
