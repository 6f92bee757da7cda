package paper

import (
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/roster"
)

// A paper calls a post by the kind of the village, whatever the sheet wrote.
func TestPostsText(t *testing.T) {
	director := roster.Post{Body: roster.VillagersCommittee, Title: roster.Director, Text: "村委会主任"}
	post := func(b roster.Body, text string, level roster.PartyLevel) roster.Post {
		return roster.Post{Body: b, Text: text, Level: level}
	}
	for _, c := range []struct {
		name, want string
		kind       yanpan.VillageKind
		posts      []roster.Post
	}{
		{"a village", "党支部书记、村委会主任", yanpan.VillageRural, []roster.Post{{Body: roster.PartyCommittee, Text: "党支部书记"}, director}},
		{"a community that wrote 村委会", "居委会主任", yanpan.VillageUrban, []roster.Post{director}},
		{"in full", "居民委员会副主任", yanpan.VillageUrban, []roster.Post{post(roster.VillagersCommittee, "村民委员会副主任", 0)}},
		{"a village that wrote 居委会", "村委会委员", yanpan.VillageRural, []roster.Post{post(roster.VillagersCommittee, "居委会委员", 0)}},
		{"both written", "村委会委员", yanpan.VillageRural, []roster.Post{post(roster.VillagersCommittee, "村(居)委会委员", 0)}},
		{"a bare deputy", "村委会副主任", yanpan.VillageRural, []roster.Post{post(roster.VillagersCommittee, "副主任", 0)}},
		{"a bare member of a general branch", "党总支委员", yanpan.VillageRural, []roster.Post{post(roster.PartyCommittee, "委员", roster.LevelGeneral)}},
		{"a bare secretary", "党组织书记", yanpan.VillageUrban, []roster.Post{post(roster.PartyCommittee, "书记", roster.LevelNotTold)}},
		{"a bare supervisor", "监督委员会主任", yanpan.VillageRural, []roster.Post{post(roster.SupervisoryCommittee, "主任", 0)}},
		{"a duty keeps its words", "组织委员", yanpan.VillageRural, []roster.Post{post(roster.PartyCommittee, "组织委员", 0)}},
		{"of no kind", "村(居)委会委员", yanpan.VillageUnknown, []roster.Post{post(roster.VillagersCommittee, "委员", 0)}},
		{"each once", "村委会主任", yanpan.VillageRural, []roster.Post{director, post(roster.VillagersCommittee, "主任", 0)}},
		{"nothing written", "", yanpan.VillageRural, []roster.Post{{Body: roster.PartyCommittee}}},
	} {
		if got := PostsText(&roster.Person{Posts: c.posts}, c.kind); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	rec := three()
	if PostsText(&rec.People[3], yanpan.VillageUrban); rec.People[3].Posts[1].Text != "村委会主任" {
		t.Error("the record lost its words")
	}
}

func TestLocalWords(t *testing.T) {
	only := func(kind yanpan.VillageKind) *Material {
		rec := three()
		for i := range rec.Villages {
			rec.Villages[i].Kind = kind
		}
		return material(rec, figure.Options{})
	}
	const text = "村(居)委会成员、村（居）民会议、各村(社区)"
	for _, c := range []struct {
		m    *Material
		want string
	}{
		{only(yanpan.VillageRural), "村委会成员、村民会议、各村"},
		{only(yanpan.VillageUrban), "居委会成员、居民会议、各社区"},
		{material(three(), figure.Options{}), text},
	} {
		if got := c.m.local(text); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// A paper of communities only never speaks of 村委会.
func TestCommunitiesOnly(t *testing.T) {
	rec := three()
	for i := range rec.Villages {
		rec.Villages[i].Kind, rec.Villages[i].Name = yanpan.VillageUrban, []string{"东街社区", "西街社区", "南街社区"}[i]
	}
	m := assessed(t, rec, true)
	text, _ := say(t, m, `{{whole}}{{kinds}}{{local "村(居)委会成员"}}{{heads}}{{dual}}{{vacancies}}{{conditions}}{{range problems}}{{.Title}}{{.Text}}{{end}}{{range measures}}{{.Title}}{{.Text}}{{end}}`)
	sheets := append(m.Statistics().Sheets, m.ProblemBook().Sheets...)
	for _, s := range sheets {
		if s.Name == "总体情况" || s.Name == "达标情况" {
			continue // labels of figures and of the pack's targets, which hold for both kinds
		}
		for _, r := range s.Rows {
			for _, c := range r {
				text += c.Text
			}
		}
	}
	for _, word := range []string{"村委会", "村民委员会", "村(居)", "村（居）", "个村"} {
		if strings.Contains(text, word) {
			t.Errorf("%s stands in a paper of communities:\n%s", word, text)
		}
	}
}

func TestNamesOf(t *testing.T) {
	m := material(three(), figure.Options{})
	six := []string{"石板村", "柳林村", "甲村", "乙村", "丙村", "丁村"}
	for _, c := range []struct {
		names []string
		want  string
	}{
		{nil, ""}, {six[:1], "石板村"}, {six[:5], "石板村、柳林村、甲村、乙村、丙村"},
		{six, "石板村、柳林村、甲村、乙村、丙村等6个村"},
		{append(slices.Clone(six), "西河社区"), "石板村、柳林村、甲村、乙村、丙村等7个村(社区)"},
	} {
		if got := m.namesOf(c.names); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	for _, c := range []struct{ org, place, whole, ours string }{
		{"清水镇党委", "清水镇", "全镇", "我镇"}, {"新华街道党工委", "新华街道", "全街道", "我街道"}, {"龙泉驿乡党委", "龙泉驿乡", "全乡", "我乡"},
		{"高新开发区党工委", "高新开发区", "全区", "我区"}, {"机关党委", "", "全域", "我单位"},
	} {
		m := &Material{Org: c.org, Records: &roster.Records{}}
		whole, ours := m.words()
		if m.Township() != c.place || whole != c.whole || ours != c.ours {
			t.Errorf("%s: %s %s %s", c.org, m.Township(), whole, ours)
		}
	}
	rec := three()
	rec.Villages[1].Township = "青石镇"
	if got := (&Material{Org: "云岭县委", Records: rec}).Township(); got != "云岭县" {
		t.Errorf("two townships: %q", got)
	}
}
