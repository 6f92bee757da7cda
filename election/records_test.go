package election

import (
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

var (
	asOf     = yanpan.MustDate("2026-11-20")
	election = yanpan.MustDate("2026-12-20")
)

// town lays the sample packs over the national ones.
func town(t testing.TB) *policy.Rules {
	t.Helper()
	packs, err := policy.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := policy.Overlay(policy.Newest(packs)...)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// admit reads tables written as text: a head of field names, cells between bars.
func admit(t testing.TB, tables map[roster.SheetKind]string) *roster.Records {
	t.Helper()
	var rows []roster.Row
	for _, kind := range []roster.SheetKind{roster.KindRoster, roster.KindVillages, roster.KindSanctions, roster.KindNominees, roster.KindHouseholds, roster.KindVetting} {
		rows = append(rows, tableRows(kind, tables[kind])...)
	}
	a := roster.Admit(rows, roster.Options{AsOf: asOf})
	if a.Balance.Rejected > 0 {
		t.Fatalf("rows came back: %+v", a.Notes())
	}
	return &a.Records
}

func tableRows(kind roster.SheetKind, text string) []roster.Row {
	var rows []roster.Row
	l := &roster.Layout{File: "表.xlsx", Sheet: kind.Label(), Kind: kind}
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		cells := strings.Split(line, "|")
		if i == 0 {
			for _, c := range cells {
				l.Columns = append(l.Columns, roster.Column{Field: roster.Field(strings.TrimSpace(c)), Label: c})
			}
			continue
		}
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		rows = append(rows, roster.Row{Layout: l, Number: i + 1, Texts: cells})
	}
	return rows
}

const nomineeHead = "village|name|sex|birth|education|political|joined|post|proposed|newly_elected|seconded|in_village|kin\n"

// nominees reads lines of the nominees' sheet.
func nominees(t testing.TB, lines string) (*roster.Records, []Nominee) {
	t.Helper()
	rec := admit(t, map[roster.SheetKind]string{
		roster.KindNominees:  nomineeHead + strings.TrimSpace(lines),
		roster.KindSanctions: "village|name|sanction|decided|until\n石板村|无此人|党内警告|2020.01.01|2021.01.01",
	})
	return rec, FromRecords(rec)
}

// screen takes the first look at lines of the nominees' sheet, after every
// department has answered that it found nothing.
func screen(t testing.TB, lines string) *Screened {
	t.Helper()
	_, ns := nominees(t, lines)
	return look(t, ns)
}

func look(t testing.TB, ns []Nominee) *Screened {
	t.Helper()
	rules := town(t)
	return Screen(Input{Nominees: ns, Rules: rules, AsOf: asOf, Election: election, Opinions: nothing(t, rules, ns)})
}

func nothing(t testing.TB, rules *policy.Rules, ns []Nominee) *Opinions {
	t.Helper()
	book := NewOpinions(rules)
	for i := range ns {
		for _, d := range rules.Departments {
			add(t, book, Opinion{Key: ns[i].Key, Department: d.ID, Conclusion: FoundNothing, Author: "周某", Given: yanpan.MustDate("2026-11-10")})
		}
	}
	return book
}

func add(t testing.TB, b *Opinions, o Opinion) {
	t.Helper()
	if err := b.Add(o); err != nil {
		t.Fatal(err)
	}
}

// told lists a result's findings as rule:status, in order.
func told(r Result) string {
	var parts []string
	for _, f := range r.Findings {
		parts = append(parts, f.Rule.ID+":"+f.Status.ID())
	}
	return strings.Join(parts, " ")
}

func refused(t testing.TB, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("not refused, want %q", words)
	}
	text := yanpan.MessageOf(err)
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q lacks %q", text, w)
		}
	}
	if yanpan.CodeOf(err) != yanpan.CodeInvalid {
		t.Errorf("%q has code %s", text, yanpan.CodeOf(err))
	}
}
