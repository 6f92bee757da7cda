package roster

import (
	"strings"
	"testing"
)

func TestNominees(t *testing.T) {
	rows := table(KindNominees, strings.Join([]string{
		"village|name|sex|birth|education|political|post|proposed|newly_elected|in_village|kin",
		"石板村|甲|男|1980.01.02|大专|中共党员|党支部书记|党支部书记|否|是|配偶:乙",
		"石板村|甲|男|1980.01.02||||村委会主任|||弟:丙",   // the same person, a second post
		"石板村|甲|男|1980.01.02|初中|||监票人|||",      // contradicts the first
		"石板村|乙|女|1985.01.02|高中|群众|无||是|是|无",   // no post
		"|丁|男|1985.01.02|高中|群众|无|村委会委员|是|是|无", // no village
		"上河村|甲|男|1980.01.02|大专|群众||村委会委员|是||", // another village, another person
	}, "\n"))
	a := Admit(rows, Options{AsOf: asOf})
	if got, want := outcomes(a), "A; M"; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want %s first", got, want)
	}
	if b := a.Balance; b.Read != 6 || b.Accepted != 2 || b.Merged != 1 || b.Rejected != 3 {
		t.Errorf("%+v: %s", b, outcomes(a))
	}
	n := a.Records.Nominees[0]
	if n.Proposed != "党支部书记、村委会主任" || n.Kin != "配偶:乙;弟:丙" || !n.KinTold || len(n.Places) != 2 || n.New != No || n.InVillage != Yes || n.Education != JuniorCollege {
		t.Errorf("%+v", n)
	}
	if !n.PresentTold || len(n.Present) != 1 || a.Records.Nominees[1].Present != nil || !a.Records.Nominees[1].PresentTold || a.Records.Nominees[1].KinTold {
		t.Errorf("%+v", a.Records.Nominees)
	}
	for _, r := range a.Results {
		for _, note := range r.Notes {
			if note.Rejects && note.Remedy == "" {
				t.Errorf("a row comes back without advice: %+v", note)
			}
		}
	}
}

// Admitting the same sheet twice puts nobody forward twice.
func TestNomineesTwice(t *testing.T) {
	rows := table(KindNominees, "village|name|birth|proposed\n石板村|甲|1980.01.02|村委会主任\n石板村|乙|1981.01.02|监票人")
	a := Admit(append(rows[:len(rows):len(rows)], rows...), Options{AsOf: asOf})
	if len(a.Records.Nominees) != 2 || a.Balance.Merged != 2 {
		t.Errorf("%d nominees, %+v", len(a.Records.Nominees), a.Balance)
	}
}

func TestVettingAnswers(t *testing.T) {
	a := Admit(table(KindVetting, strings.Join([]string{
		"village|name|id_number|department|conclusion|rule|document_kind|document|event_on|until|handler|answered_on|valid_until",
		"石板村|甲|3405************1X|法院|有|a、b|判决书|1号|2015.03.02|2020.03.01|周某|2026.04.25|2027.06.30",
		"石板村|乙|34052419800101001X|公安|无||||||吴某|2026.04.25|",
		"石板村|丙|||无||||||吴某|2026.04.25|",
	}, "\n")), Options{AsOf: asOf})
	if a.Balance.Accepted != 2 || a.Balance.Rejected != 1 || !strings.Contains(outcomes(a), "no_department") {
		t.Fatalf("%+v: %s", a.Balance, outcomes(a))
	}
	first, second := a.Records.VettingAnswers[0], a.Records.VettingAnswers[1]
	if first.Rules != "a、b" || first.EventOn.String() != "2015-03-02" || first.Until.String() != "2020-03-01" || first.ValidUntil.String() != "2027-06-30" || !first.IDNumber.IsZero() || len(a.Results[0].Notes) != 0 {
		t.Errorf("%+v %+v", first, a.Results[0].Notes)
	}
	if second.IDNumber.IsZero() || second.Conclusion != "无" || second.Handler != "吴某" {
		t.Errorf("%+v", second)
	}
}

func TestHouseholds(t *testing.T) {
	a := Admit(table(KindHouseholds, "village|household|name|birth|relation\n石板村|12|甲|1980.01.02|户主\n石板村|12|乙|1981.01.02|妻\n石板村||丙|1981.01.02|子"), Options{AsOf: asOf})
	if a.Balance.Accepted != 2 || a.Balance.Rejected != 1 || a.Records.Households[1].Relation != "妻" || a.Records.Households[0].Household != "12" {
		t.Errorf("%+v %+v", a.Balance, a.Records.Households)
	}
}
