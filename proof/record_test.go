package proof

import "testing"

// The figures are those of all the villages of the place, whatever words for
// them a paper puts before what it counts; one village's own number is not theirs.
func TestRecordsOfAllVillages(t *testing.T) {
	opt := Options{Figures: []Figure{
		{ID: "members", Labels: []string{"“两委”成员"}, Unit: "人", Value: 207},
		{ID: "secretaries", Labels: []string{"党组织书记"}, Unit: "人", Value: 37},
	}}
	for _, c := range []struct{ text, want string }{
		{"全镇村“两委”成员共99人。", "207人"},
		{"全镇村“两委”成员共207人。", ""},
		{"全镇共有“两委”成员99人。", "207人"},
		{"全镇村(社区)“两委”成员99名。", "207名"},
		{"清水镇村“两委”班子成员共99人。", "207人"},
		{"我镇共有村(社区)“两委”成员99人。", "207人"},
		{"全镇现有村党组织书记8人。", "37人"},
		{"石板村“两委”成员5人。", ""},
		{"古镇村现有“两委”成员5人。", ""},
		{"石板村现有党组织书记1人。", ""},
	} {
		text, err := Read("稿.txt", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range Check(text, opt).Findings {
			got += f.Computed
			if f.Kind != KindRecord {
				t.Errorf("%s: a finding of kind %s", c.text, f.Kind)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
