package paper

import (
	"regexp"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/election"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

const wholeNumber = "34052419800101001X"

// firstLook is two nominees of the sample township, one with an identity number,
// and the answer of a court about the other.
func firstLook(t *testing.T) *ElectionMaterial {
	t.Helper()
	packs, err := policy.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := policy.Overlay(policy.Newest(packs)...)
	if err != nil {
		t.Fatal(err)
	}
	id, err := yanpan.ParseIDNumber(wholeNumber)
	if err != nil {
		t.Fatal(err)
	}
	rec := &roster.Records{Villages: []roster.Village{{Name: "石板村", Kind: yanpan.VillageRural}}, Nominees: []roster.Nominee{
		{Identity: roster.Identity{Name: "赵七", Sex: yanpan.Male, Birth: id.Birth(), IDNumber: id}, Proposed: "党支部书记", PresentTold: true,
			Present: []roster.Post{{Body: roster.PartyCommittee, Title: roster.Secretary}}, Kin: "弟:张五", KinTold: true},
		{Identity: roster.Identity{Name: "张五", Sex: yanpan.Male, Birth: yanpan.MustDate("1960-01-01")}, Proposed: "村委会主任", PresentTold: true, Kin: "兄:赵七", KinTold: true},
	}}
	ns := election.FromRecords(rec)
	asOf := yanpan.MustDate("2026-11-20")
	book := election.NewOpinions(rules)
	if err := book.Add(election.Opinion{Key: ns[1].Key, Department: "court", Conclusion: election.FoundSome, Rules: []string{"villagers_convicted"},
		DocumentKind: "刑事判决书", Document: "1号", Author: "周某", Given: asOf}); err != nil {
		t.Fatal(err)
	}
	m := &ElectionMaterial{Screened: election.Screen(election.Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: yanpan.MustDate("2026-12-20"), Opinions: book})}
	m.Kinship = election.Weave(ns, rec, rules.Kin)
	m.Conflicts = election.Avoid(m.Kinship, ns, rules)
	m.Slates = election.CheckSlates(ns, rec, rules, asOf, false)
	m.Progress = m.Screened.Progress(map[string]yanpan.Date{"police": yanpan.MustDate("2026-11-10")})
	m.Refused = []roster.Note{{File: "反馈.xlsx", Sheet: "联审名单", Row: 4, Message: "不是依据"}}
	return m
}

func bookText(b Workbook) string {
	var out strings.Builder
	for _, s := range b.Sheets {
		out.WriteString(s.Name + "\n" + s.Title + "\n" + s.Note + "\n")
		for _, r := range s.Rows {
			for _, c := range r {
				out.WriteString(c.Text + "|")
			}
			out.WriteString("\n")
		}
	}
	return out.String()
}

// Every row is as wide as the head, and prose has the punctuation of Chinese.
func TestElectionTablesAreWhole(t *testing.T) {
	m := firstLook(t)
	books := []Workbook{m.ScreeningBook()}
	for _, r := range m.Screened.Requests(false) {
		books = append(books, m.RequestBook(r, yanpan.MustDate("2026-11-27")))
	}
	half := regexp.MustCompile(`\p{Han}[,;:?!]|[,;:?!]\p{Han}`)
	for _, b := range books {
		for _, s := range b.Sheets {
			for _, r := range s.Rows {
				if len(r) != len(s.Columns) || len(s.Head[0]) != len(s.Columns) {
					t.Errorf("%s: a row of %d cells under %d columns", s.Name, len(r), len(s.Columns))
				}
				for _, c := range r {
					if half.MatchString(c.Text) {
						t.Errorf("%s: half-width marks in %q", s.Name, c.Text)
					}
				}
			}
			if half.MatchString(s.Note) {
				t.Errorf("%s: half-width marks in %q", s.Name, s.Note)
			}
		}
	}
}

func TestScreeningBookSaysWhy(t *testing.T) {
	text := bookText(firstLook(t).ScreeningBook())
	for _, want := range []string{
		"不是结论", "拟列法定禁止", "因犯罪受过刑事处罚", "《村民委员会组织法》第18条", "法院反馈：刑事判决书（1号）", "需报批", "2026年12月31日",
		"兄弟姐妹|双方申报|", "不宜", "没有职数", "公安|2|0|0|0|2|2026年11月10日|10|石板村赵七、石板村张五", "一个不漏：否", "反馈.xlsx|联审名单|4|不是依据",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, wholeNumber) {
		t.Error("an identity number stands in the table")
	}
}

// Only a department that cannot look people up otherwise gets whole numbers,
// and no department gets anything of another.
func TestRequestBooksHoldTheLeast(t *testing.T) {
	m := firstLook(t)
	seen := map[string]bool{}
	for _, r := range m.Screened.Requests(false) {
		seen[r.Department.ID] = true
		text := bookText(m.RequestBook(r, yanpan.MustDate("2026-11-27")))
		if strings.Contains(text, wholeNumber) != r.Department.FullID {
			t.Errorf("%s: whole number %v, wanted %v", r.Department.ID, !r.Department.FullID, r.Department.FullID)
		}
		if !r.Department.FullID && !strings.Contains(text, "3405**********001X") {
			t.Errorf("%s: no covered number in\n%s", r.Department.ID, text)
		}
		for _, d := range m.Screened.Input.Rules.Departments {
			if d.ID != r.Department.ID && strings.Contains(text, "("+d.Label+")") {
				t.Errorf("%s is named in the list of %s", d.ID, r.Department.ID)
			}
		}
		for _, want := range []string{"信访、举报本身不作依据", "请于2026年11月27日前反馈", "届后6个月内删除", "不得另作他用"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: lacks %q", r.Department.ID, want)
			}
		}
		for _, no := range []string{"弟", "兄", "近亲属", "超过60岁"} {
			if strings.Contains(text, no) {
				t.Errorf("%s is told %q", r.Department.ID, no)
			}
		}
	}
	if !seen["organisation"] || !seen["police"] || !seen["court"] {
		t.Errorf("%v", seen)
	}
	if text := bookText(m.RequestBook(m.Screened.Requests(false)[0], yanpan.Date{})); strings.Contains(text, "请于") {
		t.Error("a day to answer by, where none was told")
	}
}

func TestShortList(t *testing.T) {
	names := strings.Split(strings.Repeat("某,", 31), ",")[:31]
	if got := shortList(names); !strings.HasSuffix(got, "等31人") || strings.Count(got, "某") != 30 {
		t.Error(got)
	}
	if got := shortList(names[:2]); got != "某、某" {
		t.Error(got)
	}
}
