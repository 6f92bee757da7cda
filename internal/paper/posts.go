package paper

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// PostsText joins a person's posts as papers name them, without repeats: by the
// committee of the village's kind, and a bare 委员 or 副主任 with its body. The
// record keeps the words of the sheets.
func PostsText(p *roster.Person, kind yanpan.VillageKind) string {
	var texts []string
	for _, post := range p.Posts {
		if text := postText(post, kind); text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "、")
}

func postText(post roster.Post, kind yanpan.VillageKind) string {
	text := byKind(post.Text, kind)
	if text == "" || !bareTitle(text) {
		return text
	}
	switch post.Body {
	case roster.PartyCommittee:
		return [...]string{"党组织", "党支部", "党总支", "党委"}[post.Level] + text
	case roster.VillagersCommittee:
		return kind.CommitteeName() + text
	case roster.SupervisoryCommittee:
		return "监督委员会" + text
	}
	return text
}

// bareTitle reports whether a post names no body and no duty.
func bareTitle(text string) bool {
	return slices.Contains([]string{"书记", "副书记", "主任", "副主任", "委员", "成员"}, text)
}

// byKind writes the committee's name as the village's kind has it.
func byKind(text string, kind yanpan.VillageKind) string {
	switch kind {
	case yanpan.VillageRural:
		return strings.NewReplacer("居民委员会", "村民委员会", "居委会", "村委会", "村(居)委会", "村委会", "村居委会", "村委会").Replace(text)
	case yanpan.VillageUrban:
		return strings.NewReplacer("村(居)委会", "居委会", "村居委会", "居委会", "村民委员会", "居民委员会", "村委会", "居委会", "村主任", "居委会主任").Replace(text)
	}
	return text
}

// local writes the words for both kinds of village as the area's villages have
// them: where there are no communities, 村(居)委会 is 村委会.
func (m *Material) local(text string) string {
	switch noun := m.villageNoun(); noun {
	case wordVillage:
		return kindReplacer("村民", "村委会", noun).Replace(text)
	case wordGacha:
		return kindReplacer(wordGacha+"村民", wordGacha+"委员会", noun).Replace(text)
	case "社区":
		return kindReplacer("居民", "居委会", noun).Replace(text)
	}
	return text
}

// kindReplacer takes either form of bracket.
func kindReplacer(people, committee, village string) *strings.Replacer {
	return strings.NewReplacer("村(居)民", people, "村(居)委会", committee, "村(社区)", village,
		"村\uFF08居\uFF09民", people, "村\uFF08居\uFF09委会", committee, "村\uFF08社区\uFF09", village)
}
