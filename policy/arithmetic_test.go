package policy

import (
	"testing"

	"yanpan.dev"
)

// Products and quotients are exact; nothing is cut off.
func TestArithmetic(t *testing.T) {
	f := facts("members", 7, "gender_female", 2, "resident", 1000, "registered", 0)
	f.Set("income", Ratio(yanpan.Ratio{Num: 1, Den: 3}), "")
	f.Set("debt", Ratio(yanpan.Ratio{Num: 1, Den: 1}), "")
	for when, want := range map[string]Outcome{
		"debt > 3 * income":                             Passed, // exactly three times
		"debt >= 3 * income":                            Found,
		"debt >= income * times":                        Found,
		"debt > part * income":                          Found,
		"debt / income >= 3":                            Found,
		"debt / income > 3":                             Passed,
		"members / gender_female > 3":                   Found, // 3.5
		"members / gender_female <= part":               Passed,
		"income / resident < share(1, 2999)":            Found,
		"income / resident > share(1, 2999)":            Passed,
		"2 / income >= 6":                               Found,
		"gender_female * 3 == 6":                        Found,
		"members / gender_female == share(7, 2)":        Found,
		"members % gender_female == 1":                  Found,
		"income / registered > 1":                       NoData,
		"members > 0 && (gender_female * members) > 13": Found,
		"percent(50) * members > 3":                     Found,
		"percent(50) * members > 4":                     Passed,
	} {
		r := onlyRule(t, "problems.yaml", problem("    limits: {times: 3, part: 2.5}\n    when: \""+when+"\"\n"))
		if v := r.Evaluate(f, asOf); v.Outcome != want {
			t.Errorf("%s: %s (%s), want %s", when, v.Outcome, v.Reason, want)
		}
	}
}
