package sheet

import (
	"strings"
	"unicode/utf8"

	"yanpan.dev/roster"
)

// villageName reports whether a folded text is the name of a village and nothing else.
func (v *vocabulary) villageName(t string) bool {
	name, rest := v.cutVillage(t)
	return name != "" && rest == ""
}

// cutVillage finds a village's name at the start of a text and gives what follows it.
// Words that only speak of villages (各村, 行政村, 村干部) are none.
func (v *vocabulary) cutVillage(t string) (name, rest string) {
	for i := range t {
		end, ok := v.villageEnd(t[i:])
		if !ok {
			continue
		}
		stem := t[:i]
		after := t[i+len(end):]
		if v.generic(stem) || !endsName(end, after) {
			continue
		}
		if runes(stem) > 10 || !allHan(stem) || containsAny(stem, v.Lines["noise"]) {
			continue
		}
		return shortVillage(stem, end), after
	}
	return "", t
}

// endsName reports whether a name can end before after: 村(社区) and 中村村 go on, and 居 ends a
// name only where nothing follows.
func endsName(end, after string) bool {
	if end == "居" {
		return after == ""
	}
	if end == "村" && after == "村" {
		return false
	}
	for _, p := range []string{"(社区", "(居", "、社区", "社区", "和社区", "/社区"} {
		if strings.HasPrefix(after, p) {
			return false
		}
	}
	return true
}

// villageEnd gives the word at the start of t that ends a village's name, the longest one.
func (v *vocabulary) villageEnd(t string) (string, bool) {
	for _, e := range v.Lines["village_ends"] {
		if strings.HasPrefix(t, e) {
			return e, true
		}
	}
	return "", false
}

// shortVillage turns the name of a committee into that of its village.
func shortVillage(stem, end string) string {
	switch end {
	case "村民委员会", "村委会":
		return stem + "村"
	case "社区居委会", "社区居民委员会":
		return stem + "社区"
	}
	return stem + end
}

func (v *vocabulary) generic(stem string) bool {
	if stem == "" || v.line["generic_stems"][stem] {
		return true
	}
	// 各行政, 全镇各, 本镇所有: a collective word in front makes the whole collective.
	for _, w := range []string{"各", "全镇", "全乡", "全县", "本镇", "所有", "行政", "农", "驻", "到", "的", "和", "及"} {
		if strings.HasSuffix(stem, w) {
			return true
		}
	}
	return false
}

func allHan(s string) bool {
	for _, r := range s {
		if !han(r) && r != 0xB7 {
			return false
		}
	}
	return true
}

// placeIn finds township and village in a title, a sheet's name or a file's
// name: 附件2:清水镇石板村“两委”成员名册 gives 清水镇 and 石板村.
func (v *vocabulary) placeIn(text string) (township, village string) {
	for _, part := range splitTitle(text) {
		t, rest := v.cutTownship(part)
		if t != "" && township == "" {
			township = t
		}
		if n, _ := v.cutVillage(rest); n != "" && village == "" {
			village = n
		}
	}
	return township, village
}

// splitTitle parts a title at everything that cannot stand in a name.
func splitTitle(text string) []string {
	return strings.FieldsFunc(fold(text), func(r rune) bool {
		return !han(r) && r != 0xB7 && r != '(' && r != ')' || strings.ContainsRune("年月日度", r)
	})
}

// cutTownship takes the names of county and township off the front of a text.
func (v *vocabulary) cutTownship(t string) (township, rest string) {
	for _, w := range []string{"省", "自治州", "市", "县", "旗", "区", "关于", "填报单位", "填表单位", "报送单位", "单位"} {
		i := strings.Index(t, w)
		if i < 0 || i > 8*3 || w == "区" && strings.HasSuffix(t[:i], "社") || w == "市" && i == 0 {
			continue
		}
		if w == "区" && (strings.HasSuffix(t[:i], "片") || strings.HasSuffix(t[:i], "管") || strings.HasSuffix(t[:i], "发")) {
			continue
		}
		if after := t[i+len(w):]; strings.ContainsAny(after, "镇乡") || strings.Contains(after, "街道") {
			t = after
		}
	}
	best := -1
	end := ""
	for _, e := range v.Lines["township_ends"] {
		if i := strings.Index(t, e); i > 0 && (best < 0 || i < best) {
			best, end = i, e
		}
	}
	if best < 0 {
		return "", t
	}
	stem := t[:best]
	if n := runes(stem); n > 8 || v.genericTownship(stem) || !allHan(stem) {
		return "", t[best+len(end):]
	}
	return stem + end, t[best+len(end):]
}

func (v *vocabulary) genericTownship(stem string) bool {
	switch stem {
	case "全", "各", "本", "我", "城", "该", "每", "村", "县", "集", "所在", "所属":
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(stem)
	return strings.ContainsRune("各全本我每该", last)
}

// areaName gives the name of an area (管区, 片区) that a text is, or "".
func (v *vocabulary) areaName(t string) string {
	for _, e := range v.Lines["area_ends"] {
		if strings.HasSuffix(t, e) && t != e && runes(t) <= 12 {
			return t
		}
	}
	return ""
}

// bodyIn tells which body a title says the list is of; lists of several are BodyUnknown.
func (v *vocabulary) bodyIn(text string) roster.Body {
	t := fold(text)
	b := v.Groups.Bodies
	switch {
	case containsAny(t, b["staff"]):
		return roster.RegularStaff
	case containsAny(t, b["mixed"]):
		return roster.BodyUnknown
	case containsAny(t, b["supervisory"]):
		return roster.SupervisoryCommittee
	}
	party, villagers := containsAny(t, b["party"]), containsAny(t, b["villagers"])
	switch {
	case party && !villagers:
		return roster.PartyCommittee
	case villagers && !party:
		return roster.VillagersCommittee
	}
	return roster.BodyUnknown
}

// cleanVillage takes numbers in a list, counts and line breaks from a village cell.
func cleanVillage(s string) string {
	s = clean(s)
	if strings.IndexFunc(s, func(r rune) bool { return r == '\n' || r == ' ' }) >= 0 {
		s = strings.Map(func(r rune) rune {
			if r == '\n' || r == ' ' {
				return -1
			}
			return r
		}, s)
	}
	if s == "" {
		return s
	}
	if r, _ := utf8.DecodeRuneInString(s); han(r) && !strings.ContainsAny(s, "(\uff08") {
		return s
	}
	core, _ := lineCore(s)
	if core == "" {
		return s
	}
	return core
}

// lineCore is what a line between rows says: 一、石板村(5人): gives 石板村.
// Numbered reports whether it began with a number in a list.
func lineCore(s string) (core string, numbered bool) {
	t := fold(s)
	if rest, ok := strings.CutPrefix(t, "("); ok {
		if i := strings.IndexByte(rest, ')'); i > 0 && isOrdinal(rest[:i]) {
			t, numbered = rest[i+1:], true
		}
	}
	if i := strings.IndexAny(t, "、.,"); i > 0 && isOrdinal(t[:i]) {
		r := []rune(t[i:])
		t, numbered = string(r[1:]), true
	} else if j := leadingDigits(t); j > 0 && j <= 3 && j < len(t) {
		t, numbered = t[j:], true
	}
	if i := strings.IndexByte(t, '('); i > 0 && !strings.HasPrefix(t[i:], "(居") && !strings.HasPrefix(t[i:], "(社区") {
		t = t[:i]
	}
	if i := strings.Index(t, ":"); i > 0 {
		t = t[:i]
	}
	return strings.Trim(t, "-、.,: "), numbered
}

func leadingDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// isOrdinal reports whether s is a number in a list, in Chinese or Arabic digits.
func isOrdinal(s string) bool {
	for _, r := range s {
		if !strings.ContainsRune("一二三四五六七八九十百〇零0123456789", r) {
			return false
		}
	}
	return s != ""
}
