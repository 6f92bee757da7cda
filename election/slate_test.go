package election

import (
	"strings"
	"testing"

	"yanpan.dev/roster"
)

// body writes n nominees of a village for a post.
func body(village, post string, n int) string {
	var lines []string
	for i := range n {
		lines = append(lines, kin(village, post[:3]+string(rune('一'+i))+string(rune('丁'+len(post))), post, "无"))
	}
	return strings.Join(lines, "\n")
}

// The sample: a village of the first class 3 to 5, 5 to 7 and 5 to 7 together;
// supervision 3 to 5, the election committee 5 to 9.
func TestSlates(t *testing.T) {
	rules := town(t)
	for _, c := range []struct {
		name, lines, want string
		contested         bool
	}{
		{"eight on the two committees together", body("甲村", "党支部委员", 3) + "\n" + body("甲村", "村委会委员", 5) + "\n" + body("甲村", "监督委员会委员", 3) + "\n" + body("甲村", "选举委员会成员", 5), "too_many:two_committees", false},
		{"too few everywhere", body("甲村", "党支部委员", 2) + "\n" + body("甲村", "村委会委员", 4) + "\n" + body("甲村", "监督委员会委员", 2) + "\n" + body("甲村", "选举委员会成员", 4),
			"too_few:party_committee too_few:villagers_committee too_few:supervisory_committee too_few:election_committee even:election_committee", false},
		{"too many to supervise", body("甲村", "监督委员会委员", 6), "too_many:supervisory_committee", false},
		{"candidates are more than seats", body("甲村", "村委会委员", 8), "", true},
		{"the same, to be appointed", body("甲村", "村委会委员", 8), "too_many:villagers_committee too_many:two_committees", false},
		{"six of the election committee", body("甲村", "选举委员会成员", 6), "even:election_committee", false},
		{"the election committee is not voted on", body("甲村", "选举委员会成员", 11), "too_many:election_committee", true},
		{"supervises and governs", kin("甲村", "张三", "监督委员会委员、村委会委员", "无"), "too_few:villagers_committee too_few:two_committees too_few:supervisory_committee clash:supervisory_committee", false},
		{"counts and stands", kin("甲村", "张三", "计票人、村委会委员", "无"), "too_few:villagers_committee too_few:two_committees clash:count_staff", false},
		{"stays on the election committee", kin("甲村", "张三", "选委会成员、村委会主任", "无"), "too_few:villagers_committee too_few:two_committees too_few:election_committee clash:election_committee", false},
		{"a post nobody knows", kin("甲村", "张三", "厨师", "无"), "bad_posts:", false},
		{"a full-time secretary beside the seats", body("甲村", "党支部委员", 5) + "\n" + kin("甲村", "张三", "党支部副书记(不占职数)", "无"), "apart:two_committees", false},
		{"the same in a seat", body("甲村", "党支部委员", 5) + "\n" + kin("甲村", "张三", "党支部副书记", "无"), "too_many:party_committee", false},
		{"half posts are shown apart", body("甲村", "党支部委员", 4) + "\n" + kin("甲村", "张三", "党支部委员(半额职数)", "无"), "apart:two_committees", false},
		{"no class of village", body("丙村", "村委会委员", 5), "no_seats:two_committees", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			rec := admit(t, map[roster.SheetKind]string{
				roster.KindVillages: "village|village_class|village_kind\n甲村|一类|村\n丙村||村",
				roster.KindNominees: nomineeHead + c.lines,
			})
			var got []string
			for _, n := range CheckSlates(FromRecords(rec), rec, rules, asOf, c.contested) {
				got = append(got, string(n.Kind)+":"+string(n.Group))
				if n.Text == "" || n.Village == "" {
					t.Errorf("%+v", n)
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}
