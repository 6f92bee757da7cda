package policy

import (
	"strings"
	"testing"
)

// A condition with the number on the left is told as the same one the other way round.
func TestNumberOnTheLeft(t *testing.T) {
	for when, want := range map[string]string{
		"members > 45":                    "“两委”成员(50人)大于45",
		"45 < members":                    "“两委”成员(50人)大于45",
		"45 <= members":                   "“两委”成员(50人)不低于45",
		"60 > members":                    "“两委”成员(50人)小于60",
		"60 >= members":                   "“两委”成员(50人)不超过60",
		"50 == members":                   "“两委”成员(50人)等于50",
		"3 < 5 && members == 50":          "3小于5",
		"gender_female < members":         "小于“两委”成员(50人)",
		"most < members":                  "“两委”成员(50人)大于40",
		"members + 1 > gender_female + 2": "大于",
	} {
		r := loadRule(t, "problems.yaml", problem("    limits: {most: 40}\n    when: "+when+"\n"))
		e := Explain(r.Evaluate(facts("members", 50, "gender_female", 20), asOf))
		if !strings.Contains(plainMarks(e.Text()), want) {
			t.Errorf("%s: %s, want %s", when, e.Text(), want)
		}
	}
}
