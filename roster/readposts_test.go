package roster

import (
	"fmt"
	"strings"
	"testing"
)

func (p Post) short() string {
	b := map[Body]string{BodyUnknown: "?", PartyCommittee: "党", VillagersCommittee: "村", SupervisoryCommittee: "监", RegularStaff: "常", PartyBranch: "分", CollectiveEconomy: "集", MassOrganisation: "群", Outside: "外"}[p.Body]
	t := map[Title]string{TitleUnknown: "?", Secretary: "书记", DeputySecretary: "副书记", Director: "主任", DeputyDirector: "副主任", Member: "委员", Staff: ""}[p.Title]
	return b + t
}

func TestReadPosts(t *testing.T) {
	for _, c := range []struct {
		text    string
		body    Body
		want    string
		unknown string
	}{
		{text: "党支部书记", want: "党书记"},
		{text: "党支部书记、村委会主任", want: "党书记 村主任"},
		{text: "党支部书记兼村委会主任", want: "党书记 村主任"},
		{text: "党支部书记村委会主任", want: "党书记 村主任"},
		{text: "书记、主任", want: "党书记 村主任"},
		{text: "书记主任一肩挑", want: "党书记 村主任"},
		{text: "支书", want: "党书记"},
		{text: "村支书兼主任", want: "党书记 村主任"},
		{text: "副支书", want: "党副书记"},
		{text: "党总支副书记、居委会副主任", want: "党副书记 村副主任"},
		{text: "支委", want: "党委员"},
		{text: "村委", want: "村委员"},
		{text: "支委、村委", want: "党委员 村委员"},
		{text: "支委会委员", want: "党委员"},
		{text: "支部委员村委会委员", want: "党委员 村委员"},
		{text: "党支部、村委会委员", want: "党委员 村委员"},
		{text: "村委会", want: "村委员"},
		{text: "组织委员", want: "党委员"},
		{text: "纪检委员、村务监督委员会主任", want: "党委员 监主任"},
		{text: "党支部组织委员、村委会主任", want: "党委员 村主任"},
		{text: "村“两委”成员", want: "党委员 村委员"},
		{text: "两委委员", want: "党委员 村委员"},
		{text: "村委会主任助理", want: "外"},
		{text: "主任助理", want: "外"},
		{text: "书记助理、大学生村官", want: "外"},
		{text: "驻村第一书记", want: "外"},
		{text: "村务监督委员会主任", want: "监主任"},
		{text: "监督委员会委员", want: "监委员"},
		{text: "村监委会成员", want: "监委员"},
		{text: "文书", want: "常"},
		{text: "常职干部", want: "常"},
		{text: "会计(报账员)", want: "常"},
		{text: "村民小组组长", want: "外"},
		{text: "妇联主席", want: "群"},
		{text: "妇女主任", want: "群主任"},
		{text: "治保主任", want: "群主任"},
		{text: "民兵连长", want: "群"},
		{text: "团支部书记", want: "群书记"},
		{text: "村委会委员、妇联主席", want: "村委员 群"},
		{text: "村委会委员兼治保主任", want: "村委员 群主任"},
		{text: "村委会妇女委员", want: "村委员"},
		{text: "治保委员", want: "村委员"},
		{text: "第二支部书记", want: "分书记"},
		{text: "党总支委员、第一党支部书记", want: "党委员 分书记"},
		{text: "党小组长", want: "外"},
		{text: "村长", want: "村主任"},
		{text: "村主任", want: "村主任"},
		{text: "社区主任", want: "村主任"},
		{text: "社区党委书记、居委会主任", want: "党书记 村主任"},
		{text: "党委委员", want: "党委员"},
		{text: "支部书记、委员", want: "党书记 党委员"},
		{text: "主任", body: SupervisoryCommittee, want: "监主任"},
		{text: "委员", body: VillagersCommittee, want: "村委员"},
		{text: "委员", body: PartyCommittee, want: "党委员"},
		{text: "委员", want: "", unknown: "委员"},
		{text: "原村委会主任", want: ""},
		{text: "石板村党支部书记", want: "党书记"},
		{text: "前进村党支部书记", want: "党书记"},
		{text: "村民委员会主任", want: "村主任"},
		{text: "村(居)委会副主任", want: "村副主任"},
		{text: "党支部书记(女)", want: "党书记"},
		{text: "股份经济合作社理事长", want: "外"},
		{text: "党支部书记、经济合作社社长", want: "党书记 集"},
		{text: "代理书记", want: "党委员", unknown: "代理书记"},
		{text: "村委会治保主任", want: "", unknown: "村委会治保主任"},
		{text: "村霸", want: "", unknown: "村霸"},
		{text: "无", want: ""},
		{text: "—", want: ""},
		{text: "", want: ""},
		{text: "书 记\n主 任", want: "党书记 村主任"},
		{text: "党支部书记/村委会主任", want: "党书记 村主任"},
		{text: "支部副书记+村委副主任", want: "党副书记 村副主任"},
		{text: "党员", want: ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			posts, unknown := ReadPosts(c.text, c.body, "石板村")
			var got []string
			for _, p := range posts {
				got = append(got, p.short())
			}
			if g := strings.Join(got, " "); g != c.want || strings.Join(unknown, " ") != c.unknown {
				t.Errorf("ReadPosts(%q) = %s, unknown %q; want %s, unknown %q", c.text, g, unknown, c.want, c.unknown)
			}
		})
	}
}

func ExampleReadPosts() {
	posts, _ := ReadPosts("党支部书记、村委会主任", BodyUnknown, "")
	for _, p := range posts {
		fmt.Println(p.Body == PartyCommittee, p.Title == Secretary, p.Text)
	}
	// Output:
	// true true 党支部书记
	// false false 村委会主任
}
