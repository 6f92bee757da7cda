package policy

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const diffHead = "authority: trial\ntopic: targets\nlabel: 试验包\nlevel: township\nregion: {name: 试验镇, code: \"999999999\"}\nfrom: 2026-01-01\nbasis: {source: 试验通知, confidence: 旁证}\n"

func diffPack(t *testing.T, problems string) []*Pack {
	t.Helper()
	p, err := Load(fstest.MapFS{"pack.yaml": {Data: []byte(diffHead)}, "problems.yaml": {Data: []byte("problems:\n" + problems)}}, ".", "试验")
	if err != nil {
		t.Fatal(err)
	}
	return []*Pack{p}
}

func diffRule(id, most, severity, source string) string {
	return "  - id: " + id + "\n    label: 年龄偏大\n    scope: village\n    severity: " + severity + "\n    limits: {most: " + most +
		"}\n    when: average_age > most\n    message: 平均{{.average_age}}岁\n    measure: 选配年轻干部\n    basis: {source: " + source + ", confidence: 旁证}\n"
}

func TestDiff(t *testing.T) {
	old := diffRule("too_old", "50", "中", "试验通知")
	for name, c := range map[string]struct {
		now  string
		want []string
	}{
		"the same": {old, nil},
		"a number": {diffRule("too_old", "45", "中", "试验通知"), []string{"changed too_old 参数 most 50 45 6 6"}},
		"severity and basis": {diffRule("too_old", "50", "高", "新通知"), []string{
			"changed too_old 程度 中 高 5 5", "changed too_old 依据 《试验通知》 《新通知》 10 10"}},
		"one more":    {old + diffRule("older", "60", "高", "试验通知"), []string{"added older    11"}},
		"another one": {diffRule("older", "50", "中", "试验通知"), []string{"added older    2", "removed too_old   2 "}},
	} {
		got := Diff(diffPack(t, old), diffPack(t, c.now))
		var lines []string
		for _, d := range got {
			if d.Kind != Changed {
				d.Old, d.New = "", ""
			}
			if d.Part == "条件" {
				continue // says the number as well
			}
			lines = append(lines, plainMarks(strings.Join([]string{string(d.Kind), d.ID, d.Part, d.Old, d.New, lineOf(d.OldPlace), lineOf(d.NewPlace)}, " ")))
		}
		for i := range lines {
			lines[i] = strings.ReplaceAll(lines[i], "  ", " ")
			if i < len(c.want) {
				c.want[i] = strings.ReplaceAll(c.want[i], "  ", " ")
			}
		}
		if !slices.EqualFunc(lines, c.want, func(a, b string) bool {
			return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
		}) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(lines, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// lineOf gives the line of file:line:column.
func lineOf(place string) string {
	parts := strings.Split(place, ":")
	if len(parts) < 2 {
		return ""
	}
	return parts[1]
}

// Forwards and backwards say the same with the sides exchanged.
func TestDiffIsSymmetric(t *testing.T) {
	packs := map[string]*Pack{}
	for _, p := range loadAll(t) {
		packs[p.ID] = p
	}
	a, b := []*Pack{packs["national/village-committees/2018-12-29"]}, []*Pack{packs["national/village-committees/2026-01-01"]}
	there, back := Diff(a, b), Diff(b, a)
	count := func(list []Change, k ChangeKind) (n int) {
		for _, c := range list {
			if c.Kind == k {
				n++
			}
		}
		return n
	}
	if n := count(there, Added); n < 3 || count(back, Removed) != n || count(there, Removed) != 0 || count(back, Added) != 0 || count(there, Changed) != count(back, Changed) {
		t.Errorf("there %v\nback %v", there, back)
	}
	had := map[string]bool{}
	for _, i := range itemsOf(a[0]) {
		had[i.what] = true
	}
	for _, c := range there { // what the revision brought, beside the kinds that only the later pack has
		if c.Kind == Added && had[c.What] && c.ID != "kin_on_villagers_committee" && c.ID != "meeting_overdue" {
			t.Errorf("added %s", c)
		}
	}
	if d := Diff(b, b); len(d) != 0 {
		t.Errorf("a pack differs from itself: %v", d)
	}
	if d := Diff(nil, b); d[0].Kind != Added || d[0].What != "包" {
		t.Errorf("a new pack: %v", d)
	}
	if d := Diff(b, nil); len(d) != 1 || d[0].Kind != Removed {
		t.Errorf("a pack that is gone: %v", d)
	}
}
