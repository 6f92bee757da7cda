package testkit

import (
	"fmt"
	"strings"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// Party is the name of the village's party organisation: 党支部, 党总支, 党委.
func (v *Village) Party() string {
	switch v.Level {
	case roster.LevelCommittee:
		return "党委"
	case roster.LevelGeneral:
		return "党总支"
	}
	return "党支部"
}

// Branch is the full name of the party organisation.
func (v *Village) Branch() string { return v.Name + v.Party() }

// Committee is 村委会 or 居委会.
func (v *Village) Committee() string { return v.Kind.CommitteeName() }

func (p *Person) partyPost() string {
	post := p.Village.Party()
	switch p.Party {
	case roster.Secretary:
		return post + "书记"
	case roster.DeputySecretary:
		if p.Acting {
			return post + "副书记(主持工作)"
		}
		return post + "副书记"
	case roster.Member:
		return post + p.Duty + "委员"
	}
	return ""
}

var villageTitles = map[roster.Title]string{roster.Director: "主任", roster.DeputyDirector: "副主任", roster.Member: "委员"}

func (p *Person) villagePost() string {
	if p.Villagers == roster.TitleUnknown {
		return ""
	}
	return p.Village.Committee() + villageTitles[p.Villagers]
}

func (p *Person) otherPost() string {
	if p.Other == "监督委员会主任" && p.Village.Kind == yanpan.VillageUrban {
		return "居务监督委员会主任"
	}
	if p.Other == "监督委员会主任" {
		return "村务监督委员会主任"
	}
	return p.Other
}

// bare takes the body's name off a post, as it stands under a column of that body.
func bare(post string, bodies ...string) string {
	for _, b := range bodies {
		post = strings.TrimPrefix(post, b)
	}
	return post
}

// posts joins all posts of the person.
func (p *Person) posts(separator string) string {
	var parts []string
	for _, s := range []string{p.partyPost(), p.villagePost(), p.otherPost()} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, separator)
}

// Forms of a date, by the name of the way to write it.
var dateForms = map[string]func(yanpan.Date) string{
	"1975.06":    func(d yanpan.Date) string { return fmt.Sprintf("%d.%02d", d.Year(), d.Month()) },
	"1975.6":     func(d yanpan.Date) string { return fmt.Sprintf("%d.%d", d.Year(), d.Month()) },
	"75.6":       func(d yanpan.Date) string { return fmt.Sprintf("%02d.%d", d.Year()%100, d.Month()) },
	"1975年6月":    func(d yanpan.Date) string { return fmt.Sprintf("%d年%d月", d.Year(), d.Month()) },
	"197506":     func(d yanpan.Date) string { return fmt.Sprintf("%d%02d", d.Year(), d.Month()) },
	"19750612":   func(d yanpan.Date) string { return fmt.Sprintf("%d%02d%02d", d.Year(), d.Month(), whole(d)) },
	"1975-6-12":  func(d yanpan.Date) string { return fmt.Sprintf("%d-%d-%d", d.Year(), d.Month(), whole(d)) },
	"1975/06":    func(d yanpan.Date) string { return fmt.Sprintf("%d/%02d", d.Year(), d.Month()) },
	"1975年6月12日": func(d yanpan.Date) string { return fmt.Sprintf("%d年%d月%d日", d.Year(), d.Month(), whole(d)) },
	"一九七五年六月":    chineseMonth,
}

// whole is the day of a date, the first where it has none.
func whole(d yanpan.Date) int { return max(d.Day(), 1) }

func chineseMonth(d yanpan.Date) string {
	digits := []string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"}
	s := ""
	for _, r := range fmt.Sprint(d.Year()) {
		s += digits[r-'0']
	}
	return s + "年" + digits[d.Month()] + "月"
}

// in writes a date in the named form, nothing for a date not recorded.
func in(form string, d yanpan.Date) string {
	if d.IsZero() {
		return ""
	}
	return dateForms[form](d)
}

// Ways of writing an education and a political status; the first of each is the plain one.
var (
	educationWords = map[roster.Education][]string{
		roster.Graduate:        {"研究生", "硕士研究生", "在职研究生"},
		roster.Undergraduate:   {"大学本科", "本科", "大学", "中央党校大学"},
		roster.JuniorCollege:   {"大专", "专科", "大学专科", "函授大专"},
		roster.SeniorSecondary: {"高中", "中专", "职高", "技校", "高中(中专)"},
		roster.JuniorSecondary: {"初中", "初中毕业"},
		roster.Primary:         {"小学", "小学毕业"},
	}
	politicalWords = map[roster.Political][]string{
		roster.FullMember:         {"中共党员", "党员", "正式党员"},
		roster.ProbationaryMember: {"中共预备党员", "预备党员", "中共党员(预备)"},
		roster.LeagueMember:       {"共青团员", "团员"},
		roster.Masses:             {"群众", "普通群众"},
	}
)

// word picks the i-th way of writing, going round; "" where nothing is recorded.
func word[K comparable](words map[K][]string, k K, i int) string {
	w := words[k]
	if len(w) == 0 {
		return ""
	}
	return w[i%len(w)]
}

// spaced sets a short name apart as people do to make columns even: 张  三.
func spaced(name string) string {
	if r := []rune(name); len(r) == 2 {
		return string(r[0]) + "  " + string(r[1])
	}
	return name
}
