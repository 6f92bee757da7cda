package roster

import (
	"strconv"
	"strings"

	"yanpan.dev"
)

// ReadEducation gives the highest level that text tells; a level that is still
// being studied for, or was left unfinished, does not count. It reports false
// where no level was understood; empty text is not understood.
func ReadEducation(text string) (Education, bool) {
	v := words()
	s := unbracket(squeeze(text))
	if e, ok := v.education.exact[s]; ok {
		return e, e != EducationNotTold
	}
	best := EducationNotTold
	v.education.hits(s, func(e entry[Education], rest string) {
		if !startsWithAny(rest, v.unfinished) {
			best = max(best, e.value)
		}
	})
	return best, best != EducationNotTold
}

// ReadPolitical gives the political status that text tells, and false where it
// tells none that the figures know (非党员 says only what someone is not).
func ReadPolitical(text string) (Political, bool) {
	v := words()
	s := unbracket(squeeze(text))
	if p, ok := v.political.exact[s]; ok {
		return p, true
	}
	found, told := PoliticalNotTold, false
	v.political.hits(s, func(e entry[Political], _ string) {
		if !told {
			found, told = e.value, true
		}
	})
	return found, found != PoliticalNotTold
}

// ReadAnswer reads yes or no as written under field. It reports false for text
// that is neither; empty text is NotTold and understood.
func ReadAnswer(field Field, text string) (Answer, bool) {
	s := strings.ToLower(unbracket(squeeze(text)))
	if s == "" {
		return NotTold, true
	}
	v := words()
	for _, table := range []map[string]Answer{v.answers[field], v.answers[""]} {
		if a, ok := table[s]; ok {
			return a, true
		}
	}
	return answerWithin(s, v.answers[field])
}

// answerWithin accepts a word of the field inside a longer text (2022年党内警告),
// a denial before an assent, and 是 or 否 with a comment behind it.
func answerWithin(s string, table map[string]Answer) (Answer, bool) {
	for _, want := range []Answer{No, Yes} {
		for w, a := range table {
			if a == want && strings.Contains(s, w) {
				return a, true
			}
		}
	}
	switch {
	case strings.HasPrefix(s, "是"):
		return Yes, true
	case strings.HasPrefix(s, "否"):
		return No, true
	}
	return NotTold, false
}

// ReadSex reads 男, 女 and their usual other forms, the codes of GB/T 2261.1 among them.
func ReadSex(text string) (yanpan.Sex, bool) {
	switch strings.ToLower(squeeze(text)) {
	case "男", "男性", "m", "male", "1", "1男", "先生":
		return yanpan.Male, true
	case "女", "女性", "f", "female", "2", "2女", "女士":
		return yanpan.Female, true
	}
	return yanpan.SexUnknown, false
}

// ReadCount reads a whole number of people, households or sheets: 1,234、12人、12.0.
func ReadCount(text string) (int, bool) {
	r, ok := ReadNumber(text)
	if !ok || r.Num%r.Den != 0 {
		return 0, false
	}
	return int(r.Num / r.Den), true
}

var aboutAndCommas = strings.NewReplacer(",", "", " ", "", "约", "")

// ReadNumber reads a decimal number, exactly, with an optional unit behind it. A
// percent sign is a unit: 85.5% is 85.5. Negative numbers are understood.
func ReadNumber(text string) (yanpan.Ratio, bool) {
	s := aboutAndCommas.Replace(squeeze(text))
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || end == 0 && s[end] == '-') {
		end++
	}
	if unit := s[end:]; len(unit) > 12 || strings.ContainsAny(unit, "0123456789") {
		return yanpan.Ratio{}, false
	}
	return decimal(s[:end])
}

func decimal(s string) (yanpan.Ratio, bool) {
	whole, frac, _ := strings.Cut(s, ".")
	if len(frac) > 6 {
		frac = strings.TrimRight(frac[:6], "0")
	}
	n, err := strconv.ParseInt(whole+frac, 10, 64)
	if err != nil {
		return yanpan.Ratio{}, false
	}
	den := int64(1)
	for range frac {
		den *= 10
	}
	return yanpan.Ratio{Num: n, Den: den}, true
}

func startsWithAny(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
