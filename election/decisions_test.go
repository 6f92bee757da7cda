package election

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev"
)

const actHead = `{"village":"甲村","name":"张三","rule":"secretary_age","does":"state","day":"2026-11-25"`

func TestDecodeActsRefuses(t *testing.T) {
	for text, want := range map[string]string{
		``:                                    "第1行内容没有写完",
		`{"acts":[`:                           "没有写完",
		`{"acts":[]} x`:                       "多余的内容",
		`{"act":[]}`:                          "没有“act”这一项",
		`{"acts":3}`:                          "“acts”的内容不对",
		`[]`:                                  "不是一件事",
		"{\n\"acts\" [] }":                    "第2行格式读不懂",
		`{"acts":["x"]}`:                      "第1件事不是一件事",
		`{"acts":[{}]}`:                       "没有写明是哪个村的谁",
		`{"acts":[{"x":1}]}`:                  "第1件事没有“x”这一项",
		`{"acts":[` + actHead + `,"seq":2}]}`: "序号（seq）是2，记录不连续",
		`{"acts":[` + actHead + `},` + actHead + `,"seq":1}]}`:                        "第2件事的序号",
		`{"acts":[` + strings.Replace(actHead, "secretary_age", "", 1) + `}]}`:        "没有写明是哪一条规则",
		`{"acts":[` + strings.Replace(actHead, `"state"`, `"veto"`, 1) + `}]}`:        "没有这种事",
		`{"acts":[` + strings.Replace(actHead, "2026-11-25", "2026-11", 1) + `}]}`:    "哪一天",
		`{"acts":[` + strings.Replace(actHead, "2026-11-25", "2026-11-31", 1) + `}]}`: "第1件事",
		`{"acts":[` + strings.Replace(actHead, `"state"`, `"decide"`, 1) + `}]}`:      "结论“”看不懂",
		`{"acts":[` + strings.Replace(actHead, `"state"`, `"review"`, 1) + `}]}`:      "维持还是推翻",
		`{"acts":[` + actHead + `,"level":"village"}]}`:                               "级别“village”看不懂",
		`{"acts":[` + actHead + `,"waived":"yes"}]}`:                                  "“waived”的内容不对",
	} {
		_, err := DecodeActs([]byte(text))
		refused(t, err, want)
	}
	if _, err := DecodeActs([]byte("\xef\xbb\xbf" + `{"acts":[` + actHead + `}]}`)); err != nil {
		t.Error(err)
	}
}

func FuzzDecodeActs(f *testing.F) {
	f.Add([]byte(`{"acts":[` + actHead + `}]}`))
	f.Add([]byte(`{"acts":[{"upheld":null}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		acts, err := DecodeActs(text)
		if err == nil {
			return
		}
		if acts != nil || yanpan.CodeOf(err) != yanpan.CodeInvalid || !strings.ContainsAny(yanpan.MessageOf(err), "第没文后不记") {
			t.Fatalf("%v %v", acts, err)
		}
	})
}

// old is a screening of a secretary past the age, whom the county may let stand.
func old(t *testing.T) *Screened {
	t.Helper()
	_, ns := nominees(t, "甲村|张三|男|1960.01.01|大专|中共党员|1990.07|党支部书记|党支部书记|否|否|是|无")
	rules := town(t)
	return Screen(Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: election, Opinions: nothing(t, rules, ns)})
}

func acts(t *testing.T, list ...string) []CaseAct {
	t.Helper()
	head := `{"village":"甲村","name":"张三","rule":"secretary_age",`
	out, err := DecodeActs([]byte(`{"acts":[` + head + strings.Join(list, "},"+head) + `}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const (
	stated    = `"does":"state","day":"2026-11-24","waived":true,"heard":"钱某"`
	excepted  = `"does":"decide","day":"2026-11-25","ruling":"except","meeting":"部务会","minutes":"9号","signer":"秦某","level":"county","reason":"群众公认"`
	township  = `"does":"decide","day":"2026-11-25","ruling":"except","meeting":"党委会","minutes":"9号","signer":"秦某","level":"township","reason":"群众公认"`
	barred    = `"does":"decide","day":"2026-11-25","ruling":"bar","meeting":"党委会","minutes":"9号","signer":"秦某","reason":"超龄"`
	withdrawn = `"does":"decide","day":"2026-11-25","ruling":"withdraw","signer":"秦某","reason":"本人申请"`
	upheld    = `"does":"review","day":"2026-11-28","by":"县委组织部","upheld":true,"reason":"事实清楚"`
	quashed   = `"does":"review","day":"2026-11-28","by":"县委组织部","upheld":false,"reason":"年龄有误"`
	reopened  = `"does":"reopen","day":"2026-11-29"`
)

// Minutes of one case, act by act: the outcome, and how many acts do not count.
func TestReplay(t *testing.T) {
	s := old(t)
	for _, c := range []struct {
		list    []string
		outcome string
		refused int
	}{
		{[]string{stated}, "待研究", 0},
		{[]string{stated, excepted}, "可以提名", 0},
		{[]string{excepted}, "可以提名", 0}, // an exception favours him: no statement is needed
		{[]string{stated, township}, "待研究", 1},
		{[]string{barred}, "待研究", 1}, // nobody heard him
		{[]string{stated, barred}, "不予提名", 0},
		{[]string{stated, barred, excepted}, "不予提名", 1}, // decided is decided
		{[]string{stated, barred, stated}, "不予提名", 1},
		{[]string{stated, barred, upheld}, "不予提名", 0},
		{[]string{stated, barred, upheld, quashed}, "不予提名", 1},
		{[]string{stated, barred, quashed}, "待研究", 0},
		{[]string{stated, barred, quashed, excepted}, "待研究", 1}, // not reopened
		{[]string{stated, barred, quashed, reopened, excepted}, "可以提名", 0},
		{[]string{upheld}, "待研究", 1},
		{[]string{reopened}, "待研究", 1},
		{[]string{withdrawn}, "本人退出", 0},
	} {
		d := Replay(s, acts(t, c.list...))
		if got := d.Outcomes()[0]; got.Label() != c.outcome || len(d.Refused) != c.refused {
			t.Errorf("%q: %s, %d refused %v", c.list, got.Label(), len(d.Refused), d.Refused)
		}
		for _, r := range d.Refused {
			if r.Why == "" || !strings.HasPrefix(r.Text(), fmt.Sprintf("第%d件事", r.Number)) {
				t.Errorf("%+v", r)
			}
		}
	}
}

// Whatever the list, nobody is kept out whom nobody heard, whose decision no one
// signed, or whom no meeting dealt with; and acts added later never change what
// was refused before.
func TestNobodyIsBarredWithoutTheForms(t *testing.T) {
	s := old(t)
	all := []string{stated, excepted, township, barred, withdrawn, upheld, quashed, reopened}
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.SampledFrom(all), 1, 8).Draw(t, "acts")
		head := `{"village":"甲村","name":"张三","rule":"secretary_age",`
		done, err := DecodeActs([]byte(`{"acts":[` + head + strings.Join(list, "},"+head) + `}]}`))
		if err != nil {
			t.Fatal(err)
		}
		d := Replay(s, done)
		for _, c := range d.Cases {
			if r, ok := c.Ruling(); ok && r == Barred && (c.statement == nil || c.decision.Signer == "" || c.decision.Minutes == "") {
				t.Fatalf("barred without forms: %q", list)
			}
		}
		shorter := Replay(s, done[:len(done)-1])
		for i, r := range shorter.Refused {
			if d.Refused[i].Number != r.Number || d.Refused[i].Why != r.Why {
				t.Fatalf("a later act changed an earlier refusal: %q", list)
			}
		}
	})
}

// Due days by each department's own number of working days, over 国庆 2026 by hand:
// asked on 29 September, five working days end on 30 September, 8, 9, 10 and 12 October.
func TestDueDays(t *testing.T) {
	rules := town(t)
	days, err := rules.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	due, sure := DueDays(rules, days, yanpan.MustDate("2026-09-29"))
	if len(due) != len(rules.Departments) || !sure || due["police"] != yanpan.MustDate("2026-10-12") {
		t.Errorf("%v %v", due, sure)
	}
	if _, sure = DueDays(rules, days, yanpan.MustDate("2026-12-29")); sure {
		t.Error("2027 has no notice yet")
	}
	if due, _ = DueDays(rules, days, yanpan.Date{}); len(due) != 0 {
		t.Error(due)
	}
}

// 一个不漏 as facts of one village's body: who is asked, who is answered finally.
func TestVetted(t *testing.T) {
	s := old(t)
	if f := s.Vetted("甲村", "party_committee"); f.Fact(DueFact).Value.Int64() != 1 || f.Fact(DoneFact).Value.Int64() != 1 || f.Fact(CompleteFact).Value.Show("") != "是" {
		t.Errorf("%+v", f)
	}
	if f := s.Vetted("甲村", "villagers_committee"); len(f) != 0 {
		t.Errorf("%+v", f)
	}
	s.Input.Opinions = NewOpinions(s.Input.Rules)
	if f := s.Vetted("甲村", "party_committee"); f.Fact(DoneFact).Value.Int64() != 0 || f.Fact(CompleteFact).Value.Show("") != "否" {
		t.Errorf("%+v", f)
	}
}
