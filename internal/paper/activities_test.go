package paper

import (
	"testing"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

func TestActivityWords(t *testing.T) {
	if len(activityWords()) < 5 {
		t.Fatalf("%d kinds are told", len(activityWords()))
	}
	seen := map[string]bool{}
	for _, w := range activityWords() {
		for _, word := range w.Words {
			if seen[word] || word == "" || w.Name == "" {
				t.Errorf("%q stands under two kinds, or says nothing", word)
			}
			seen[word] = true
		}
	}
}

func TestActivitiesAsASecretaryWrites(t *testing.T) {
	held := func(kind string, sessions, people int) roster.Activity {
		return roster.Activity{Village: -1, Kind: kind, Sessions: sessions, Participants: people}
	}
	for _, c := range []struct {
		name, want string
		list       []roster.Activity
	}{
		{"talks count people", "我镇围绕班子研判,个别谈话612人次。", []roster.Activity{held("个别谈话", 30, 600), held("谈话", 8, 12)}},
		{"talks without people count themselves", "我镇围绕班子研判,个别谈话38次。", []roster.Activity{held("谈心谈话", 38, 0)}},
		{"training", "我镇围绕班子研判,举办培训2期(96人次)。", []roster.Activity{held("培训", 2, 96)}},
		{"training without people", "我镇围绕班子研判,举办培训2期。", []roster.Activity{held("培训", 2, 0)}},
		{"one verb for two", "我镇围绕班子研判,召开专题会议3次、座谈会2场(41人次参加),走访群众20人次。", []roster.Activity{held("专题会", 3, 45), held("走访", 2, 20), held("座谈", 2, 41)}},
		{"a kind nobody foresaw", "我镇围绕班子研判,开展拉练比武2次(30人次参加)。", []roster.Activity{held("拉练比武", 2, 30)}},
		{"named, but of no kind", "我镇围绕班子研判,开展外出学习1次。", []roster.Activity{{Village: -1, Name: "外出学习", Sessions: 1}}},
		{"nothing said of it", "", []roster.Activity{{Village: -1, Sessions: 1}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rec := three()
			rec.Activities = c.list
			if got, _ := say(t, material(rec, figure.Options{}), "{{activities}}"); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// The months come from the ledger and never from the base date.
func TestPeriod(t *testing.T) {
	for _, c := range []struct {
		name, want string
		dates      []string
	}{
		{"no ledger", "", nil},
		{"no month told", "", []string{"2026"}},
		{"one month", "2026年5月", []string{"2026-05-02", "2026-05"}},
		{"within a year", "2026年3月至5月", []string{"2026-05-02", "2026-03-31", "2026-04"}},
		{"over two years", "2025年12月至2026年2月", []string{"2026-02-01", "2025-12-20"}},
		{"what is planned later does not count", "2026年5月", []string{"2026-05-02", "2026-09-01"}},
	} {
		rec := three()
		for _, d := range c.dates {
			rec.Activities = append(rec.Activities, roster.Activity{Village: -1, Kind: "走访", Sessions: 1, Date: yanpan.MustDate(d)})
		}
		got, _ := say(t, material(rec, figure.Options{}), "{{period}}")
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
