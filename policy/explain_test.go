package policy

import (
	"strings"
	"testing"
)

// A condition with the number on the left is told as the same one the other way round.
func TestNumberOnTheLeft(t *testing.T) {
	for when, want := range map[string]string{
		"members > 45":            "“两委”成员(50人)大于45",
		"45 < members":            "“两委”成员(50人)大于45",
		"45 <= members":           "“两委”成员(50人)不低于45",
		"60 > members":            "“两委”成员(50人)小于60",
		"60 >= members":           "“两委”成员(50人)不超过60",
		"50 == members":           "“两委”成员(50人)等于50",
		"3 < 5 && members == 50":  "3小于5",
		"women < members":         "小于“两委”成员(50人)",
		"most < members":          "“两委”成员(50人)大于40人",
		"rural == village_kind":   "村或社区(村)等于村",
		"members + 1 > women + 2": "大于",
	} {
		p, err := Load(packFS("problems.yaml", problem("    limits: {most: 40}\n    when: "+when+"\n")), ".", "试验")
		if err != nil {
			t.Errorf("%s: %v", when, err)
			continue
		}
		facts := situation{facts: map[string]Value{"members": Int(50), "women": Int(20), "village_kind": rural(t)}}
		e := Explain(Evaluate(p.Rules[0], facts, asOf))
		if !strings.Contains(plainMarks(e.Text()), want) {
			t.Errorf("%s: %s, want %s", when, e.Text(), want)
		}
	}
}
