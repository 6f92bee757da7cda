package proof

import (
	"strings"
	"testing"
)

// plant changes a clean text in one place; at counts the places.
type plant struct {
	name  string
	kinds []Kind
	sites func(s string) []int
	apply func(s string, at int) string
}

// sitesOf gives every offset of the words.
func sitesOf(words ...string) func(string) []int {
	return func(s string) []int {
		var out []int
		for _, w := range words {
			for i := 0; ; {
				k := strings.Index(s[i:], w)
				if k < 0 {
					break
				}
				out = append(out, i+k)
				i += k + len(w)
			}
		}
		return out
	}
}

// pointsOf gives the offsets at which a list mark begins a clause.
func pointsOf(words ...string) func(string) []int {
	return func(s string) []int {
		var out []int
		for _, at := range sitesOf(words...)(s) {
			before := ""
			for _, r := range s[:at] {
				before = string(r)
			}
			if strings.Contains("\n，。；：", before) {
				out = append(out, at)
			}
		}
		return out
	}
}

func runeAt(s string, at int) string {
	for _, r := range s[at:] {
		return string(r)
	}
	return ""
}

// digitsBefore gives the offsets of whole numbers directly before a unit.
func digitsBefore(units ...string) func(string) []int {
	return func(s string) []int {
		var out []int
		for i := 0; i < len(s); i++ {
			if s[i] < '0' || s[i] > '9' || i > 0 && (s[i-1] >= '0' && s[i-1] <= '9' || s[i-1] == '.' || s[i-1] == '-' || s[i-1] == '+') {
				continue
			}
			j := i
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			for _, u := range units {
				if strings.HasPrefix(s[j:], u) {
					out = append(out, i)
					break
				}
			}
		}
		return out
	}
}

func cutDigits(s string, at int) (digits, rest string) {
	j := at
	for j < len(s) && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	return s[at:j], s[j:]
}

var plants = []plant{
	{"a letter for a number", []Kind{KindPlaceholder}, digitsBefore("个", "名", "户"), func(s string, at int) string {
		_, rest := cutDigits(s, at)
		return s[:at] + "X" + rest
	}},
	{"a name left open", []Kind{KindPlaceholder}, sitesOf("全镇"), func(s string, at int) string {
		return s[:at] + "XX镇" + s[at+len("全镇"):]
	}},
	{"an empty bracket", []Kind{KindPlaceholder}, sitesOf("，", "。"), func(s string, at int) string { return s[:at] + "（）" + s[at:] }},
	{"a mark twice", []Kind{KindPunctuation}, sitesOf("，", "、", "。", "；"), func(s string, at int) string { return s[:at] + runeAt(s, at) + s[at:] }},
	{"a quote not closed", []Kind{KindPunctuation}, sitesOf("”"), func(s string, at int) string { return s[:at] + s[at+len("”"):] }},
	{"a bracket not opened", []Kind{KindPunctuation}, sitesOf("（"), func(s string, at int) string { return s[:at] + s[at+len("（"):] }},
	{"an empty quotation", []Kind{KindPunctuation, KindPlaceholder}, sitesOf("，"), func(s string, at int) string { return s[:at] + "“”" + s[at:] }},
	{"a word twice", []Kind{KindRepetition}, sitesOf("干部", "党员", "换届", "群众", "问题", "整改"), func(s string, at int) string {
		return s[:at] + s[at:at+6] + s[at:]
	}},
	{"a digit in a word", []Kind{KindRepetition}, sitesOf("干部", "党员", "群众", "选举", "书记"), func(s string, at int) string { return s[:at+3] + "3" + s[at+3:] }},
	{"a day that is not", []Kind{KindDate}, sitesOf("。"), func(s string, at int) string { return s[:at] + "，时间为2月30日" + s[at:] }},
	{"a day without its word", []Kind{KindDate}, daysBefore, func(s string, at int) string { return s[:at] + s[at+len("日"):] }},
	{"words cut out", []Kind{KindPlaceholder}, sitesOf("。"), func(s string, at int) string { return s[:at] + "，深入贯彻党的和二中全会精神" + s[at:] }},
	{"a point skipped", []Kind{KindSequence}, pointsOf("二是", "第二，", "（二）", "二、", "2.", "（2）"), func(s string, at int) string {
		for _, w := range [][2]string{{"二", "四"}, {"2", "4"}} {
			if i := strings.Index(s[at:], w[0]); i >= 0 && i < 8 {
				return s[:at+i] + w[1] + s[at+i+len(w[0]):]
			}
		}
		return s
	}},
}

// daysBefore gives the places of 日前 behind a month; 30日前 without one is a period.
func daysBefore(s string) []int {
	var out []int
	for _, at := range sitesOf("日前")(s) {
		if strings.Contains(s[max(0, at-len("月")-2):at], "月") {
			out = append(out, at)
		}
	}
	return out
}

// said is a statement planted behind a sentence, false and true.
type said struct {
	name        string
	kinds       []Kind
	wrong, fine string
}

var sayings = []said{
	{"parts that miss their whole", []Kind{KindSum}, "护林员共27名，其中男19名、女18名", "护林员共27名，其中男19名、女8名"},
	{"a share of another base", []Kind{KindPercent}, "护林员共25名，其中女5名，占25%", "护林员共25名，其中女5名，占20%"},
	{"a share cut off", []Kind{KindRounding}, "护林员共23名，其中女2名，占8.6%", "护林员共23名，其中女2名，占8.7%"},
	{"growth that is not", []Kind{KindMultiple}, "苗木由300株增加到1200株，增长4倍", "苗木由300株增加到1200株，增长3倍"},
	{"a list cut short", []Kind{KindCount}, "坚持“三防”：防火、防汛", "坚持“三防”：防火、防汛、防盗"},
	{"an end before its beginning", []Kind{KindOrder}, "值班自2021年5月3日至2021年4月28日", "值班自2021年4月28日至2021年5月3日"},
	{"a back reference to nothing", []Kind{KindConflict}, "查出林地隐患点47处。74处林地隐患点中，已立牌的40处", "查出林地隐患点47处。47处林地隐患点中，已立牌的40处"},
	{"more left than there is", []Kind{KindSum}, "护林站应有护林员27名，实有24名，缺额4名", "护林站应有护林员27名，实有24名，缺额3名"},
	{"a law by a wrong name", []Kind{KindCitation}, "按照《中国共产程》办理", "按照《中国共产党章程》办理"},
}

// TestPlantedStatements plants each statement behind three sentences of every
// clean passage: the false one is found, the true one brings no finding, but
// that a date planted into a stage of a timetable rightly lies outside it.
func TestPlantedStatements(t *testing.T) {
	for _, sd := range sayings {
		planted, found, alarms := 0, 0, 0
		for _, p := range cleanPassages(t) {
			sites := sitesOf("。\n")(p.text)
			for _, at := range sites[:min(3, len(sites))] {
				if outsideProse(p.text, at) {
					continue
				}
				at += len("。")
				planted++
				if hasKind(check1(t, p.name, p.text[:at]+sd.wrong+"。"+p.text[at:], p.opt), sd.kinds) {
					found++
				}
				for _, f := range check1(t, p.name, p.text[:at]+sd.fine+"。"+p.text[at:], p.opt).Findings {
					if f.Severity != SeverityInfo {
						alarms++
						t.Logf("%s: %s", p.name, f.Sentence())
					}
				}
			}
		}
		t.Logf("%s: %d of %d, %d false alarms", sd.name, found, planted, alarms)
		if planted < 100 || found*100 < planted*95 || alarms*50 > planted {
			t.Errorf("%s: found %d of %d, %d false alarms", sd.name, found, planted, alarms)
		}
	}
}

// TestPlantedFaultsAreFound plants each fault in every fitting place of every
// clean passage: the fault is found, and nothing far from it is blamed.
func TestPlantedFaultsAreFound(t *testing.T) {
	for _, pl := range plants {
		t.Run(pl.name, func(t *testing.T) {
			planted, found := 0, 0
			for _, p := range cleanPassages(t) {
				for _, at := range pl.sites(p.text) {
					s := pl.apply(p.text, at)
					if s == p.text || outsideProse(p.text, at) {
						continue
					}
					planted++
					r := check1(t, p.name, s, p.opt)
					if hasKind(r, pl.kinds) {
						found++
					} else if testing.Verbose() {
						t.Logf("%s: %s", p.name, around(s, at))
					}
				}
			}
			if planted == 0 {
				t.Fatal("no place to plant it")
			}
			t.Logf("%d of %d", found, planted)
			if found*100 < planted*95 {
				t.Errorf("found %d of %d", found, planted)
			}
		})
	}
}

// outsideProse leaves out tables and headings, whose marks are of another kind.
func outsideProse(s string, at int) bool {
	line := s[strings.LastIndex(s[:at], "\n")+1:]
	return strings.HasPrefix(line, "|") || strings.HasPrefix(line, "#")
}

func around(s string, at int) string {
	return s[strings.LastIndex(s[:at], "\n")+1 : min(len(s), at+60)]
}

func cleanPassages(t testing.TB) []passage {
	var out []passage
	for _, p := range readCorpus(t, "tuning") {
		if len(p.labels) == 0 {
			out = append(out, p)
		}
	}
	return out
}

func check1(t testing.TB, name, s string, opt Options) *Report {
	t.Helper()
	x, err := Read(name, []byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return Check(x, opt)
}

func hasKind(r *Report, kinds []Kind) bool {
	for _, f := range r.Findings {
		for _, k := range kinds {
			if f.Kind == k && f.Severity != SeverityInfo {
				return true
			}
		}
	}
	return false
}

// TestCheckedNumbersAreBound changes every number that counts as checked: most
// of the changes must be noticed, or "checked" would be an empty word.
func TestCheckedNumbersAreBound(t *testing.T) {
	changed, found := 0, 0
	for _, p := range cleanPassages(t) {
		x, err := Read(p.name, []byte(p.text))
		if err != nil {
			t.Fatal(err)
		}
		d := understand(x, p.opt)
		runAll(d)
		for _, q := range d.qs {
			if q.state != statusChecked || q.has(flagBand) || q.chinese || q.share {
				continue
			}
			s := changeNumber(p.text, x, q)
			if s == "" {
				continue
			}
			changed++
			if r := check1(t, p.name, s, p.opt); len(r.Findings) > 0 {
				found++
			} else if testing.Verbose() {
				t.Logf("%s: %s in %s", p.name, q.text(d), around(p.text, 0))
			}
		}
	}
	t.Logf("%d of %d", found, changed)
	if changed < 150 || found*100 < changed*75 {
		t.Errorf("noticed %d of %d", found, changed)
	}
}

// changeNumber adds 3 to the first digit, or takes 3 away.
func changeNumber(text string, x *Text, q *quantity) string {
	line, col := x.paras[q.para].place(q.start)
	lines := strings.Split(text, "\n")
	r := []rune(lines[line-1])
	at := col - 1
	if at >= len(r) || r[at] < '0' || r[at] > '9' {
		return ""
	}
	if r[at] > '5' {
		r[at] -= 3
	} else {
		r[at] += 3
	}
	lines[line-1] = string(r)
	return strings.Join(lines, "\n")
}

// TestWidthOfMarksDoesNotMatter turns every passage to half-width marks: the
// same numbers are found, and the same faults but those of width itself.
func TestWidthOfMarksDoesNotMatter(t *testing.T) {
	narrow := strings.NewReplacer("，", ",", "：", ":", "；", ";", "（", "(", "）", ")", "！", "!", "？", "?")
	for _, p := range readCorpus(t, "tuning") {
		if strings.Contains(p.name, "wide") {
			continue
		}
		a, b := check1(t, p.name, p.text, p.opt), check1(t, p.name, narrow.Replace(p.text), p.opt)
		if a.Numbers != b.Numbers {
			t.Errorf("%s: %+v and %+v", p.name, a.Numbers, b.Numbers)
		}
		if len(a.Findings) != len(b.Findings) {
			t.Errorf("%s: %d and %d findings", p.name, len(a.Findings), len(b.Findings))
			continue
		}
		for i := range a.Findings {
			if a.Findings[i].Kind != b.Findings[i].Kind || a.Findings[i].Column != b.Findings[i].Column {
				t.Errorf("%s: %v and %v", p.name, a.Findings[i], b.Findings[i])
			}
		}
	}
}
