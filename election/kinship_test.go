package election

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev/roster"
)

func TestReadDeclaration(t *testing.T) {
	for _, c := range []struct{ text, want, unread string }{
		{"配偶:李四;弟:张五", "spouse 李四 sibling 张五", ""},
		{"配偶：李四（村妇联主席）；长子：张小明", "spouse 李四 child 张小明", ""},
		{"妻子李四、父亲张大", "spouse 李四 parent 张大", ""},
		{"弟弟:张五、张六", "sibling 张五 sibling 张六", ""},
		{"祖父:张太公,外孙女:王小花", "grandparent 张太公 maternal_grandchild 王小花", ""},
		{"李四:配偶", "spouse 李四", ""},
		{"岳父:李大;侄子:张小;配偶:李四", "spouse 李四", ""},
		{"无", "", ""},
		{"没有", "", ""},
		{"", "", ""},
		{"配偶:无", "", ""},
		{"本村有几个远房亲戚", "", "本村有几个远房亲戚"},
		{"配偶:李四;配偶:李四", "spouse 李四", ""},
		{"父母:张大、李二", "parent 张大 parent 李二", ""},
		{"兄:张一\n妹:张三", "sibling 张一 sibling 张三", ""},
	} {
		declared, unread := ReadDeclaration(c.text, nil)
		var got []string
		for _, d := range declared {
			got = append(got, string(d.Relation), d.Name)
		}
		if s := strings.Join(got, " "); s != c.want || strings.Join(unread, " ") != c.unread {
			t.Errorf("%q: %q, unread %q", c.text, s, unread)
		}
	}
	if d, _ := ReadDeclaration("岳父:李大", []string{"岳父"}); len(d) != 1 || d[0].Relation != "岳父" || d[0].Relation.Close() {
		t.Errorf("a relation that the pack adds: %+v", d)
	}
}

func FuzzReadDeclaration(f *testing.F) {
	for _, s := range []string{"配偶:李四;弟:张五", "妻子李四、父亲张大", "((:", "岳父", ":::", "父", "\xff弟:", "配偶（张三"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		declared, _ := ReadDeclaration(s, nil)
		seen := map[Declared]bool{}
		for _, d := range declared {
			if d.Name == "" || !d.Relation.Close() || seen[d] {
				t.Errorf("%q gave %+v", s, declared)
			}
			seen[d] = true
		}
	})
}

// woven lists ties as names, relation and grounds, and doubts.
func woven(t *testing.T, lines, households string) (ties string, doubts []string, ns []Nominee, k *Kinship) {
	t.Helper()
	tables := map[roster.SheetKind]string{roster.KindNominees: nomineeHead + lines}
	if households != "" {
		tables[roster.KindHouseholds] = "village|household|name|birth|relation\n" + households
	}
	rec := admit(t, tables)
	ns = FromRecords(rec)
	k = Weave(ns, rec, nil)
	var parts []string
	for _, x := range k.Ties {
		parts = append(parts, fmt.Sprintf("%s-%s %s %s", ns[x.One].Name, ns[x.Other].Name, x.Relation, x.Grounds.Label()))
	}
	for _, d := range k.Doubts {
		doubts = append(doubts, d.Text)
	}
	return strings.Join(parts, "; "), doubts, ns, k
}

// kin writes a nominee of whom only name, post and declaration matter.
func kin(village, name, post, declaration string) string {
	return strings.Join([]string{village, name, "男", "1980.01.01", "大专", "群众", "", "无", post, "否", "否", "是", declaration}, "|")
}

func TestWeave(t *testing.T) {
	for _, c := range []struct {
		name, lines, households, want, doubt string
	}{
		{"both declare", kin("甲村", "张三", "村委会主任", "配偶:李四") + "\n" + kin("甲村", "李四", "村委会委员", "丈夫:张三"), "", "张三-李四 spouse 双方申报", ""},
		{"father and son", kin("甲村", "张三", "村委会主任", "儿子:张小") + "\n" + kin("甲村", "张小", "村委会委员", "父亲:张三"), "", "张三-张小 child 双方申报", ""},
		{"the later one declares", kin("甲村", "张三", "村委会主任", "无") + "\n" + kin("甲村", "张小", "村委会委员", "父亲:张三"), "", "张三-张小 child 一方申报", "“张三”的申报里没有"},
		{"the other has not declared", kin("甲村", "张三", "村委会主任", "") + "\n" + kin("甲村", "张小", "村委会委员", "父亲:张三"), "", "张三-张小 child 一方申报", "“张三”还没有申报近亲属"},
		{"both call each other father", kin("甲村", "张三", "村委会主任", "父亲:张小") + "\n" + kin("甲村", "张小", "村委会委员", "父亲:张三"), "", "张三-张小 parent 一方申报", "两处矛盾"},
		{"another village", kin("甲村", "张三", "村委会主任", "配偶:李四") + "\n" + kin("乙村", "李四", "村委会委员", "配偶:张三"), "", "", ""},
		{"same father's name", kin("甲村", "张三", "村委会主任", "父亲:张大") + "\n" + kin("甲村", "张四", "村委会委员", "父亲:张大"), "", "张三-张四 sibling 推断", ""},
		{"children of one nominee", kin("甲村", "张大", "村委会主任", "儿子:张三、张四") + "\n" + kin("甲村", "张三", "村委会委员", "父亲:张大") + "\n" + kin("甲村", "张四", "村委会委员", "父亲:张大"), "",
			"张大-张三 child 双方申报; 张大-张四 child 双方申报; 张三-张四 sibling 推断", ""},
		{"three generations", kin("甲村", "张大", "村委会主任", "儿子:张三") + "\n" + kin("甲村", "张三", "村委会委员", "父亲:张大;儿子:张小") + "\n" + kin("甲村", "张小", "村委会委员", "父亲:张三"), "",
			"张大-张三 child 双方申报; 张大-张小 grandchild 推断; 张三-张小 child 双方申报", ""},
		{"maternal on one side only is no contradiction", kin("甲村", "张大", "村委会主任", "孙女:王小") + "\n" + kin("甲村", "王小", "村委会委员", "外公:张大"), "", "张大-王小 grandchild 双方申报", ""},
		{"a household", kin("甲村", "张三", "村委会主任", "无") + "\n" + kin("甲村", "李四", "村委会委员", "无"), "甲村|1|张三|1980.01.01|户主\n甲村|1|李四|1980.01.01|妻子\n甲村|1|张小|2010.01.01|长子", "张三-李四 spouse 户籍登记", ""},
		{"two children of a head who does not stand", kin("甲村", "张三", "村委会主任", "无") + "\n" + kin("甲村", "张四", "村委会委员", "无"), "甲村|1|张大|1950.01.01|户主\n甲村|1|张三|1980.01.01|长子\n甲村|1|张四|1980.01.01|次女", "张三-张四 sibling 推断", ""},
		{"a daughter-in-law is no kin here", kin("甲村", "张大", "村委会主任", "无") + "\n" + kin("甲村", "李四", "村委会委员", "无"), "甲村|1|张大|1980.01.01|户主\n甲村|1|李四|1980.01.01|儿媳", "", ""},
		{"unreadable", kin("甲村", "张三", "村委会主任", "有一个远房亲戚在任"), "", "", "看不懂"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ties, doubts, _, _ := woven(t, c.lines, c.households)
			if ties != c.want {
				t.Errorf("got %q, want %q", ties, c.want)
			}
			if all := strings.Join(doubts, ";"); c.doubt == "" && all != "" || !strings.Contains(all, c.doubt) {
				t.Errorf("doubts %q, want %q", all, c.doubt)
			}
		})
	}
}

func TestSameNamesAreAsked(t *testing.T) {
	lines := kin("甲村", "张三", "村委会主任", "弟:张五") + "\n" + kin("甲村", "张五", "村委会委员", "无") + "\n" + strings.Replace(kin("甲村", "张五", "村委会委员", "无"), "1980", "1990", 1)
	ties, doubts, _, _ := woven(t, lines, "")
	if ties != "" || len(doubts) != 1 || !strings.Contains(doubts[0], "有2人同名") {
		t.Errorf("%q %q", ties, doubts)
	}
}

// Which bodies are kept apart: the law's for the committees, the province's for
// the count, and who is only advised.
func TestAvoid(t *testing.T) {
	rules := town(t)
	for _, c := range []struct{ one, other, village, want string }{
		{"村委会主任", "村委会委员", "甲村", "villagers_committee_kin two_committees_kin"},
		{"村委会主任", "监督委员会委员", "甲村", "villagers_supervisory_kin"},
		{"党支部委员", "党支部书记", "甲村", "party_committee_kin two_committees_kin"},
		{"党支部委员", "村委会委员", "甲村", "two_committees_kin"},
		{"选举委员会成员", "村委会委员", "甲村", "villagers_election_committee_kin"},
		{"选举委员会主任", "选举委员会委员", "甲村", "election_committee_among"},
		{"监票人", "村委会主任", "甲村", "count_staff_candidates"},
		{"监票人", "计票人", "甲村", ""},
		{"居委会主任", "居委会委员", "北关社区", "residents_committee_kin two_committees_kin"},
		{"居务监督委员会委员", "居委会委员", "北关社区", "residents_supervisory_kin"},
	} {
		_, _, ns, k := woven(t, kin(c.village, "张三", c.one, "配偶:李四")+"\n"+kin(c.village, "李四", c.other, "配偶:张三"), "")
		var got []string
		for _, x := range Avoid(k, ns, rules) {
			got = append(got, x.Rule.ID)
		}
		slices.Sort(got)
		want := strings.Fields(c.want)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s, %s: got %v, want %v", c.one, c.other, got, want)
		}
	}
}

// Whoever stands first, the same pairs are found with the same grounds.
func TestWeaveOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		names := []string{"张三", "李四", "王五", "赵六"}
		var lines []string
		for _, n := range names {
			var said []string
			for _, o := range names {
				if rel := rapid.SampledFrom([]string{"", "", "配偶", "弟", "父亲", "儿子"}).Draw(rt, n+o); rel != "" && o != n {
					said = append(said, rel+":"+o)
				}
			}
			lines = append(lines, kin("甲村", n, "村委会委员", strings.Join(said, ";")))
		}
		count := func(ls []string) map[string]bool {
			rec := admit(t, map[roster.SheetKind]string{roster.KindNominees: nomineeHead + strings.Join(ls, "\n")})
			ns := FromRecords(rec)
			out := map[string]bool{}
			for _, x := range Weave(ns, rec, nil).Ties {
				pair := []string{ns[x.One].Name, ns[x.Other].Name}
				slices.Sort(pair)
				if x.Grounds != Inferred {
					out[pair[0]+pair[1]+x.Grounds.Label()] = true
				}
			}
			return out
		}
		a := count(lines)
		slices.Reverse(lines)
		b := count(lines)
		for p := range a {
			if !b[p] {
				rt.Fatalf("%s is gone: %v, %v", p, a, b)
			}
		}
		if len(a) != len(b) {
			rt.Fatalf("%v, %v", a, b)
		}
	})
}

func TestRelations(t *testing.T) {
	for _, r := range []Relation{Spouse, Parent, Child, Sibling, Grandparent, MaternalGrandparent, Grandchild, MaternalGrandchild} {
		if !r.fits(r.inverse()) || r.inverse().inverse() != r || !r.Close() {
			t.Errorf("%s: %s", r, r.inverse())
		}
	}
	if Spouse.fits(Sibling) || Parent.fits(Parent) || Relation("岳父").Close() {
		t.Error("relations that contradict each other fit")
	}
}
