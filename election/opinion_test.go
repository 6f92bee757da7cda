package election

import (
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

const clearDirector = "石板村|甲|男|1980.05.05|大专|中共党员|2005.07.01|村委会主任|村委会主任|否|否|是|无"

func found(rules []string, kind, number string) Opinion {
	return Opinion{Key: Key{Village: "石板村", Name: "甲", Birth: yanpan.MustDate("1980-05-05")}, Department: "court", Conclusion: FoundSome, Rules: rules,
		DocumentKind: kind, Document: number, EventOn: yanpan.MustDate("2015-03-02"), Author: "周某", Given: yanpan.MustDate("2026-11-12")}
}

func TestOpinionsRefuse(t *testing.T) {
	book := NewOpinions(town(t))
	judgment := func(change func(*Opinion)) Opinion {
		o := found([]string{"villagers_convicted"}, "刑事判决书", "(2015)云刑初1号")
		change(&o)
		return o
	}
	for _, c := range []struct {
		name  string
		o     Opinion
		words []string
	}{
		{"a petition", found([]string{"villagers_convicted"}, "信访件", "信访2026-3"), []string{"信访、举报本身不能作为否定人选的依据", "生效"}},
		{"an anonymous complaint", found([]string{"villagers_convicted"}, "匿名举报", "1号"), []string{"不是依据"}},
		{"no document", found([]string{"villagers_convicted"}, "", ""), []string{"没有写依据的文书"}},
		{"no number", found([]string{"villagers_convicted"}, "刑事判决书", ""), []string{"没有写依据的文书"}},
		{"hearsay", found([]string{"villagers_convicted"}, "座谈记录", "1号"), []string{"看不出“座谈记录”是哪一种生效的文书"}},
		{"no rule", found(nil, "刑事判决书", "1号"), []string{"没有写是哪一条规则"}},
		{"another department's rule", found([]string{"villagers_gang"}, "刑事判决书", "1号"), []string{"不由法院举证"}},
		{"an unknown rule", found([]string{"nonsense"}, "刑事判决书", "1号"), []string{"nonsense"}},
		{"no author", judgment(func(o *Opinion) { o.Author = "" }), []string{"没有经办人"}},
		{"no day", judgment(func(o *Opinion) { o.Given = yanpan.Date{} }), []string{"没有反馈日期"}},
		{"no conclusion", judgment(func(o *Opinion) { o.Conclusion = 0 }), []string{"没有填联审结论"}},
		{"no such department", judgment(func(o *Opinion) { o.Department = "卫健" }), []string{"没有联审部门“卫健”"}},
		{"rules without a finding", judgment(func(o *Opinion) { o.Conclusion = FoundNothing }), []string{"填了规则编号"}},
		{"valid until before it was given", judgment(func(o *Opinion) { o.ValidUntil = yanpan.MustDate("2026-11-11") }), []string{"有效期早于反馈日期"}},
		{"an event of the future", judgment(func(o *Opinion) { o.EventOn = yanpan.MustDate("2026-11-13") }), []string{"发生日2026年11月13日晚于反馈日期"}},
	} {
		t.Run(c.name, func(t *testing.T) { refused(t, book.Add(c.o), c.words...) })
	}
	if book.Len() != 0 {
		t.Errorf("%d opinions were let in", book.Len())
	}
	if err := book.Add(judgment(func(*Opinion) {})); err != nil {
		t.Error(err)
	}
}

// An opinion serves for the next body until its last day, and not a day longer.
func TestOpinionsServeAgain(t *testing.T) {
	_, ns := nominees(t, clearDirector)
	rules := town(t)
	convicted := rules.Rule("villagers_convicted")
	book := NewOpinions(rules)
	o := found([]string{"villagers_convicted"}, "刑事判决书", "1号")
	o.ValidUntil = yanpan.MustDate("2026-12-31")
	add(t, book, o)
	for _, c := range []struct {
		day  string
		want bool
	}{{"2026-11-11", false}, {"2026-11-12", true}, {"2026-12-31", true}, {"2027-01-01", false}} {
		if got := book.find(ns[0].Key, convicted, yanpan.MustDate(c.day)) != nil; got != c.want {
			t.Errorf("%s: %v", c.day, got)
		}
	}
	other := ns[0].Key
	other.Birth = yanpan.MustDate("1980-05-06")
	if book.find(other, convicted, asOf) != nil {
		t.Error("somebody of another birth got the answer")
	}
}

// The later answer of a department holds.
func TestLaterOpinionHolds(t *testing.T) {
	_, ns := nominees(t, clearDirector)
	rules := town(t)
	book := nothing(t, rules, ns) // of 10 November
	in := Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: election, Opinions: book}
	add(t, book, found([]string{"villagers_convicted"}, "刑事判决书", "1号"))
	if got := told(Screen(in).Results[0]); got != "villagers_convicted:statutory_bar" {
		t.Error(got)
	}
	mended := Opinion{Key: ns[0].Key, Department: "court", Conclusion: FoundNothing, Author: "吴某", Given: yanpan.MustDate("2026-11-15")}
	add(t, book, mended)
	if got := told(Screen(in).Results[0]); got != "" {
		t.Error(got)
	}
	mended.Conclusion, mended.Given = StillOpen, yanpan.MustDate("2026-11-16")
	add(t, book, mended)
	s := Screen(in)
	if s.Results[0].Status != NoData {
		t.Errorf("%s: %s", s.Results[0].Status.ID(), told(s.Results[0]))
	}
}

// Five years from a release on 2021-12-20: the township counts them at its base date.
func TestYearsOfAnAnswer(t *testing.T) {
	rules := town(t)
	_, ns := nominees(t, "石板村|甲|男|1980.05.05|大专|中共党员|2005.07.01|党支部委员|党支部委员|否|否|是|无")
	for _, c := range []struct{ ended, want string }{
		{"2021-11-20", "ten_1_sentence:needs_decision"}, {"2021-11-19", ""}, {"2021-11", "ten_1_sentence:no_data"}, {"", "ten_1_sentence:no_data"}, {"2022", "ten_1_sentence:needs_decision"},
	} {
		book := nothing(t, rules, ns)
		o := found([]string{"ten_1_sentence"}, "刑事判决书", "1号")
		o.EventOn = yanpan.Date{}
		if c.ended != "" {
			o.EventOn = yanpan.MustDate(c.ended)
		}
		add(t, book, o)
		s := Screen(Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: election, Opinions: book})
		if got := told(s.Results[0]); got != c.want {
			t.Errorf("%s: got %q, want %q", c.ended, got, c.want)
		}
	}
}

func TestReadOpinions(t *testing.T) {
	head := "village|name|birth|department|conclusion|rule|document_kind|document|event_on|handler|answered_on\n"
	rec := admit(t, map[roster.SheetKind]string{
		roster.KindNominees: nomineeHead + clearDirector,
		roster.KindVetting: head + "石板村|甲|1980-05-05|法院|有|villagers_convicted|刑事判决书|1号|2015.03.02|周某|2026.11.12\n" +
			"石板村|甲|1980-05-05|公安|无|||||吴某|2026.11.12\n石板村|甲|1980-05-05|纪检监察|有|villagers_expelled|信访件|3号||郑某|2026.11.12",
	})
	rules := town(t)
	book, notes := ReadOpinions(rec, rules)
	if book.Len() != 2 || len(notes) != 1 || notes[0].Row != 4 || !strings.Contains(notes[0].Message, "信访") {
		t.Fatalf("%d opinions, %+v", book.Len(), notes)
	}
	s := Screen(Input{Nominees: FromRecords(rec), Rules: rules, AsOf: asOf, Election: election, Opinions: book})
	if got := told(s.Results[0]); got != "villagers_convicted:statutory_bar" {
		t.Error(got)
	}
	if says := s.Results[0].Findings[0].Says(rules); !strings.Contains(says, "法院反馈：刑事判决书（1号）") || !strings.Contains(says, "经办人周某") {
		t.Error(says)
	}
}

func TestProgressAndComplete(t *testing.T) {
	_, ns := nominees(t, clearDirector+"\n石板村|乙|女|1985.05.05|大专|中共党员|2005.07.01|村委会委员|村委会委员|否|否|是|无")
	rules := town(t)
	book := NewOpinions(rules)
	in := Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: election, Opinions: book}
	add(t, book, Opinion{Key: ns[0].Key, Department: "police", Conclusion: FoundNothing, Author: "吴某", Given: asOf})
	add(t, book, Opinion{Key: ns[1].Key, Department: "police", Conclusion: StillOpen, Author: "吴某", Given: asOf})
	ps := Screen(in).Progress(map[string]yanpan.Date{"police": yanpan.MustDate("2026-11-10"), "court": yanpan.MustDate("2026-11-18"), "discipline": asOf})
	by := map[string]Progress{}
	for _, p := range ps {
		by[p.Department.ID] = p
	}
	if p := by["police"]; p.Asked != 2 || p.Answered != 2 || p.Open != 1 || p.Overdue != 0 {
		t.Errorf("%+v", p)
	}
	if p := by["court"]; p.Answered != 0 || len(p.Missing) != 2 || p.Overdue != 2 {
		t.Errorf("%+v", p)
	}
	if p := by["discipline"]; p.Overdue != 0 {
		t.Errorf("%+v", p)
	}
	if f := Complete(ps); f.Value != policy.Bool(false) || !strings.Contains(f.Source, "2人次已反馈，应反馈12人次") {
		t.Errorf("%+v", f)
	}
	in.Opinions = nothing(t, rules, ns)
	if f := Complete(Screen(in).Progress(nil)); f.Value != policy.Bool(true) {
		t.Errorf("%+v", f)
	}
	if len(Screen(in).Requests(false)) != 0 || len(Screen(in).Requests(true)) != 6 {
		t.Error("people whose opinions serve are asked again, or not when wanted")
	}
}

// A department is asked about its own rules only.
func TestRequestsHoldOneDepartmentEach(t *testing.T) {
	_, ns := nominees(t, clearDirector)
	s := Screen(Input{Nominees: ns, Rules: town(t), AsOf: asOf, Election: election})
	for _, r := range s.Requests(false) {
		for _, rule := range r.Rules {
			if rule.Screening.Department != r.Department.ID || rule.Screening.Evidence == "" {
				t.Errorf("%s is asked about %s", r.Department.ID, rule.ID)
			}
		}
	}
}
