package sheet

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"

	"yanpan.dev/roster"
)

//go:embed words/forms.json
var formsJSON []byte

// formWords is words/forms.json made ready: what the labels of forms are made of.
type formWords struct {
	Who        map[string][]string `json:"who"`
	Education  map[string][]string `json:"education"`
	Sex        map[string][]string `json:"sex"`
	Political  map[string][]string `json:"political"`
	Flags      map[string][]string `json:"flags"`
	Attributes map[string][]string `json:"attributes"`
	Measures   map[string][]string `json:"measures"`
	Noise      []string            `json:"noise"`
	Skip       []string            `json:"skip"`
	Free       []string            `json:"free"`
	Team       []string            `json:"team"`

	pieces []piece // longest first
	skip   map[string]bool
	noise  map[string]bool
}

// piece is one word of a label and what it adds to the question.
type piece struct {
	text  string
	class string // who, education, sex, political, flag, attribute, measure, noise
	value string
}

var formVocabulary = sync.OnceValue(func() *formWords {
	w := new(formWords)
	if err := json.Unmarshal(formsJSON, w); err != nil {
		panic("words/forms.json: " + err.Error()) // built into the program and checked by its tests
	}
	for class, lists := range map[string]map[string][]string{"who": w.Who, "education": w.Education, "sex": w.Sex, "political": w.Political,
		"flag": w.Flags, "attribute": w.Attributes, "measure": w.Measures, "noise": {"": w.Noise}} {
		for value, list := range lists {
			for _, text := range list {
				w.pieces = append(w.pieces, piece{fold(text), class, value})
			}
		}
	}
	slices.SortFunc(w.pieces, func(a, b piece) int {
		if len(a.text) != len(b.text) {
			return len(b.text) - len(a.text)
		}
		if c := classRank(a.class) - classRank(b.class); c != 0 {
			return c
		}
		return strings.Compare(a.text+a.value, b.text+b.value)
	})
	w.skip, w.noise = foldedSet(w.Skip), foldedSet(w.Noise)
	foldAll(w.Team)
	foldAll(w.Free)
	return w
})

// classRank lets a word with a meaning win over the same word as noise.
func classRank(class string) int {
	return slices.Index([]string{"measure", "education", "sex", "political", "flag", "who", "attribute", "noise"}, class)
}

// ageBand is a range of whole years, both ends included; max 0 is open.
type ageBand struct{ min, max int }

// question is what a cell of a form asks.
type question struct {
	who       string // whom it counts or names; "" is the form's own subject
	sexes     []string
	education [2]roster.Education // lowest and highest; zero is any
	ages      *ageBand
	political string
	flags     []string
	attribute string
	measure   string
	percent   bool         // a share is wanted in hundredths, without the sign
	field     roster.Field // of the village's file
}

// conditions reports whether the question narrows the people down.
func (q *question) conditions() bool {
	return len(q.sexes) > 0 || q.education != [2]roster.Education{} || q.ages != nil || q.political != "" || len(q.flags) > 0
}

// askOf understands the labels over or beside a cell. It reports false where any
// word of them is not known: half understood is not understood.
func askOf(path []string) (question, bool) {
	var q question
	joined := strings.Join(path, "|")
	q.percent = strings.Contains(joined, "%")
	if f, ok := villageField(path); ok {
		q.field = f
		return q, true
	}
	for joined != "" {
		if joined[0] == '|' || joined[0] == ':' {
			joined = joined[1:]
			continue
		}
		if band, n := agePhrase(joined); n > 0 {
			if q.ages != nil {
				return q, false
			}
			q.ages, joined = &band, joined[n:]
			continue
		}
		n, ok := q.take(joined)
		if !ok {
			return q, false
		}
		joined = joined[n:]
	}
	return q, q.settle()
}

// take reads the word at the front of a label.
func (q *question) take(s string) (int, bool) {
	for _, p := range formVocabulary().pieces {
		if !strings.HasPrefix(s, p.text) {
			continue
		}
		n := len(p.text)
		switch p.class {
		case "who":
			if q.who != "" && q.who != p.value && q.who != "members" {
				return 0, false
			}
			q.who = p.value
		case "education":
			m, ok := q.takeEducation(p.value, s[n:])
			return n + m, ok
		case "sex":
			q.sexes = append(q.sexes, p.value)
		case "political":
			if q.political != "" {
				return 0, false
			}
			q.political = p.value
		case "flag":
			q.flags = append(q.flags, p.value)
		case "attribute":
			q.attribute = p.value
		case "measure":
			switch {
			case q.measure == "" || q.measure == p.value || q.measure == "villages" && p.value == "dual":
				q.measure = p.value
			case q.measure != "dual" || p.value != "villages": // 一肩挑村数
				return 0, false
			}
		}
		return n, true
	}
	return 0, false
}

// levels of education from low to high, by the names of forms.json.
var levels = map[string]roster.Education{"primary": roster.Primary, "junior_secondary": roster.JuniorSecondary, "senior_secondary": roster.SeniorSecondary,
	"junior_college": roster.JuniorCollege, "undergraduate": roster.Undergraduate, "graduate": roster.Graduate}

// takeEducation reads a level with 及以上 or 及以下 behind it.
func (q *question) takeEducation(value, rest string) (int, bool) {
	if q.education != [2]roster.Education{} {
		return 0, false
	}
	level := levels[value]
	q.education = [2]roster.Education{level, level}
	for _, w := range []string{"学历", "(含)"} {
		if strings.HasPrefix(rest, w) {
			n, ok := bandEnd(rest[len(w):], &q.education)
			return n + len(w), ok
		}
	}
	return bandEnd(rest, &q.education)
}

func bandEnd(rest string, e *[2]roster.Education) (int, bool) {
	for _, w := range []string{"及其以上", "及以上", "或以上", "(含)以上", "以上"} {
		if strings.HasPrefix(rest, w) {
			e[1] = roster.Graduate
			return len(w), true
		}
	}
	for _, w := range []string{"及其以下", "及以下", "或以下", "(含)以下", "以下"} {
		if strings.HasPrefix(rest, w) {
			e[0] = roster.Primary
			return len(w), true
		}
	}
	return 0, true
}

// settle checks that the words make one question.
func (q *question) settle() bool {
	single := q.who == "secretary" || q.who == "director" || q.who == "deputy_secretary" || q.who == "deputy_director"
	switch {
	case q.conditions() && q.attribute != "name":
		q.attribute = ""
	case q.attribute != "" && !single && q.measure == "":
		return false
	}
	return q.attribute == "" || !q.conditions()
}

// agePhrase reads 35岁及以下, 36—45岁, 46岁以上, 不满35岁 … at the front of a label.
// 以上 and 以下 include the number (Civil Code, article 1259), 不满 and 超过 do not.
func agePhrase(s string) (ageBand, int) {
	rest, strict := s, 0
	switch {
	case strings.HasPrefix(s, "不满"), strings.HasPrefix(s, "未满"), strings.HasPrefix(s, "小于"):
		rest, strict = s[len("不满"):], -1
	case strings.HasPrefix(s, "超过"), strings.HasPrefix(s, "大于"):
		rest, strict = s[len("超过"):], 1
	}
	a, rest, ok := years(rest)
	if !ok {
		return ageBand{}, 0
	}
	used := func(rest string) int { return len(s) - len(rest) }
	if strict != 0 {
		if strict < 0 {
			return ageBand{0, a - 1}, used(rest)
		}
		return ageBand{a + 1, 0}, used(rest)
	}
	for _, to := range []string{"-", "至", "到", "~"} {
		if r, found := strings.CutPrefix(rest, to); found {
			if b, r, ok := years(r); ok {
				return ageBand{a, b}, used(cutWords(r, "(含)"))
			}
		}
	}
	plain := cutWords(rest, "(含)", "(含"+strconv.Itoa(a)+"岁)", "(含"+strconv.Itoa(a)+")")
	for _, w := range []string{"及其以下", "及以下", "或以下", "以下", "以内"} {
		if r, found := strings.CutPrefix(plain, w); found {
			return closed(ageBand{0, a}, r, used)
		}
	}
	for _, w := range []string{"及其以上", "及以上", "或以上", "以上"} {
		if r, found := strings.CutPrefix(plain, w); found {
			return closed(ageBand{a, 0}, r, used)
		}
	}
	return ageBand{}, 0
}

// closed heeds a (含) or (不含) behind the phrase.
func closed(b ageBand, rest string, used func(string) int) (ageBand, int) {
	if r, ok := strings.CutPrefix(rest, "(不含)"); ok {
		if b.min > 0 {
			b.min++
		} else {
			b.max--
		}
		return b, used(r)
	}
	return b, used(cutWords(rest, "(含)"))
}

func cutWords(s string, words ...string) string {
	for _, w := range words {
		s = strings.TrimPrefix(s, w)
	}
	return s
}

// years reads a number of years with or without 岁 behind it.
func years(s string) (n int, rest string, ok bool) {
	d := leadingDigits(s)
	if d != 2 && d != 3 {
		return 0, s, false
	}
	for _, c := range s[:d] {
		n = n*10 + int(c-'0')
	}
	rest = cutWords(s[d:], "周岁", "岁")
	return n, rest, true
}

// villageField finds the field of village files that the whole label names.
func villageField(path []string) (roster.Field, bool) {
	if len(path) == 0 || len(path) > 1 && formVocabulary().noise[path[len(path)-1]] {
		return "", false // 人数 under 女干部 counts what stands above it
	}
	l := newLabelOf(path)
	for _, w := range words().Fields {
		if !w.allows(roster.KindVillages) || slices.Contains(w.Kinds, "all") || w.ID == roster.FieldPartyCount || w.ID == roster.FieldFirstSec || w.ID == roster.FieldLegacyProblem {
			continue
		}
		if w.score(l) >= 80 {
			return w.ID, true
		}
	}
	return "", false
}
