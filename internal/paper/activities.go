package paper

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"yanpan.dev"
)

//go:embed words/activities.json
var activityText []byte

// activityWord is how a secretary writes of one kind of activity.
type activityWord struct {
	Words    []string `json:"words"`    // as ledgers call it
	Verb     string   `json:"verb"`     // 召开; "" where the name says it
	Name     string   `json:"name"`     // 座谈会
	Sessions string   `json:"sessions"` // what is counted: 场; "" where only people are
	People   string   `json:"people"`   // 人次参加; "" where people are not told
	Else     string   `json:"else"`     // what is counted where no people were recorded and Sessions is ""
}

var activityWords = sync.OnceValue(func() []activityWord {
	var list []activityWord
	_ = json.Unmarshal(activityText, &list) // embedded above; a test reads it
	return list
})

// held is what was held of one kind.
type held struct {
	word               activityWord
	sessions, attended int
}

// activities says what was held, each kind as papers say it, kinds of one verb together.
func (m *Material) activities() string {
	list := m.held()
	if len(list) == 0 {
		return missing("工作开展台账") + "。"
	}
	var verbs []string
	parts := map[string][]string{}
	for _, h := range list {
		verb := h.word.Verb
		if verb == "" {
			verb = h.word.Name // stands alone
		}
		if parts[verb] == nil {
			verbs = append(verbs, verb)
		}
		parts[verb] = append(parts[verb], h.text())
	}
	var texts []string
	for _, verb := range verbs {
		text := strings.Join(parts[verb], "、")
		if h := parts[verb][0]; !strings.HasPrefix(h, verb) {
			text = verb + text
		}
		texts = append(texts, text)
	}
	_, ours := m.words()
	return ours + "围绕班子研判," + strings.Join(texts, ",") + "。"
}

// held gathers the ledger by kind, in the order in which kinds first come.
// Surveys have a sentence of their own.
func (m *Material) held() []held {
	var list []held
	for _, a := range m.Records.Activities {
		kind := strings.TrimSpace(a.Kind)
		if kind == "" {
			kind = strings.TrimSpace(a.Name)
		}
		if a.Copies > 0 || kind == "" {
			continue
		}
		word := wordOf(kind)
		i := slices.IndexFunc(list, func(h held) bool { return h.word.Name == word.Name })
		if i < 0 {
			list = append(list, held{word: word})
			i = len(list) - 1
		}
		list[i].sessions += a.Sessions
		list[i].attended += a.Participants
	}
	return list
}

func wordOf(kind string) activityWord {
	for _, w := range activityWords() {
		if slices.Contains(w.Words, kind) {
			return w
		}
	}
	return activityWord{Verb: "开展", Name: clean(kind), Sessions: "次", People: "人次参加"}
}

// text is 座谈会38场(1064人次参加), 培训2期(96人次), 个别谈话612人次.
func (h held) text() string {
	w := h.word
	switch {
	case w.Sessions == "" && h.attended > 0:
		return fmt.Sprintf("%s%d%s", w.Name, h.attended, w.People)
	case w.Sessions == "":
		return fmt.Sprintf("%s%d%s", w.Name, h.sessions, w.Else)
	case h.attended == 0 || w.People == "":
		return fmt.Sprintf("%s%d%s", w.Name, h.sessions, w.Sessions)
	}
	return fmt.Sprintf("%s%d%s(%d%s)", w.Name, h.sessions, w.Sessions, h.attended, w.People)
}

// survey sums the questionnaires and the share of the masses among those asked.
func (m *Material) survey() string {
	copies, masses := 0, 0
	for _, a := range m.Records.Activities {
		if a.Copies > 0 { // the masses at a meeting fill in no questionnaire
			copies, masses = copies+a.Copies, masses+a.Masses
		}
	}
	if copies == 0 || masses > copies {
		return missing("问卷调查情况") + "。"
	}
	text := fmt.Sprintf("发放调查问卷%d份", copies)
	if masses > 0 {
		text += fmt.Sprintf(",其中群众代表%d份,占%s", masses, yanpan.Ratio{Num: int64(masses), Den: int64(copies)}.Percent())
	}
	return text + "。"
}

// period says when the work was done, from the dates of the ledger: 2026年9月,
// 2026年8月至10月, 2025年12月至2026年2月; "" where the ledger tells no month.
func (m *Material) period() string {
	var first, last yanpan.Date
	for _, a := range m.Records.Activities {
		if a.Date.Precision() < yanpan.PrecisionMonth || a.Date.First().After(m.Date.Last()) {
			continue
		}
		month, _ := yanpan.NewDate(a.Date.Year(), a.Date.Month(), 0)
		if first.IsZero() || first.After(month) {
			first = month
		}
		if last.IsZero() || month.After(last) {
			last = month
		}
	}
	switch {
	case first.IsZero():
		return ""
	case first == last:
		return first.Chinese()
	case first.Year() == last.Year():
		return fmt.Sprintf("%s至%d月", first.Chinese(), last.Month())
	}
	return first.Chinese() + "至" + last.Chinese()
}
