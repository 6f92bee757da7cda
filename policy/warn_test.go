package policy

import (
	"strings"
	"testing"

	"yanpan.dev"
)

func TestWarnings(t *testing.T) {
	p := packOf(t, goodPack+"to: 2026-12-31\n", nil)
	for _, c := range []struct {
		townships, asOf string
		says            []string
	}{
		{"清水镇", "2026-06-30", nil},
		{"", "2026-06-30", nil},
		{"样本县清水镇", "2026-01-01", nil},
		{"清水镇", "2025-12-31", []string{"政策包“试验包”2026年1月1日起施行,基准日2025年12月31日还没有施行"}},
		{"清水镇", "2025-12", []string{"还没有施行"}},
		{"清水镇", "2027-01-01", []string{"2026年12月31日已失效"}},
		{"云溪乡 清水镇 云溪乡", "2026-06-30", []string{"是清水镇的,表格里的乡镇是云溪乡,"}},
		{"云溪乡", "2025-06-30", []string{"还没有施行", "是清水镇的"}},
	} {
		got := Warnings([]*Pack{p}, strings.Fields(c.townships), yanpan.MustDate(c.asOf))
		if len(got) != len(c.says) {
			t.Errorf("%s %s: %q, want %q", c.townships, c.asOf, got, c.says)
			continue
		}
		for i, want := range c.says {
			if !strings.Contains(plainMarks(got[i]), want) {
				t.Errorf("%s %s: %q, want %q", c.townships, c.asOf, got[i], want)
			}
		}
	}
	for _, p := range load(t) {
		if p.Level == LevelNational && len(Warnings([]*Pack{p}, []string{"云溪乡"}, asOf)) != 0 {
			t.Errorf("%s warns of a township", p.ID)
		}
	}
}
