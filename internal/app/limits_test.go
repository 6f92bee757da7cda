package app_test

import (
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/policy"
	"yanpan.dev/proof"
)

// TestSeatsBecomeLimits: the law gives a villagers' committee three to seven
// members, so nine of them are found and five are not.
func TestSeatsBecomeLimits(t *testing.T) {
	day, err := yanpan.ParseDate("2026-06-30")
	if err != nil {
		t.Fatal(err)
	}
	packs, err := app.Packs(nil, false, day)
	if err != nil {
		t.Fatal(err)
	}
	limits := app.ProofLimits(packs)
	for text, wrong := range map[string]bool{
		"村民委员会由主任、副主任和委员共9人组成。": true,
		"村民委员会由主任、副主任和委员共5人组成。": false,
		"村委会由2人组成。":             true,
		"村民委员会工作移交在选举后15日内完成。":  true,
		"工作移交在选举后10日内完成。":       false,
		"移交线索6条，15日内办结。":        false,
		"全镇村民委员会共有成员115人。":      false,
		"村民代表会议由33人组成，村民委员会召集。": false,
	} {
		r, _, err := app.Proof("方案.txt", strings.NewReader(text), proof.Options{Limits: limits})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range r.Findings {
			found = found || f.Kind == proof.KindLimit
		}
		if found != wrong {
			t.Errorf("%s: %+v", text, r.Findings)
		}
	}
	if got := app.ProofLimits([]*policy.Pack{}); len(got) != 0 {
		t.Errorf("no packs, no limits: %v", got)
	}
}
