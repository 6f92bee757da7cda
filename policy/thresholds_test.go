package policy

import (
	"strings"
	"testing"

	"yanpan.dev"
)

// The numbers of the national packs, as rules of law have them.
func TestNationalThresholds(t *testing.T) {
	rules, err := Overlay(Newest(nationals(t))...)
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[string]string{
		"villagers":                "participating of eligible >1/2; of participating >1/2; of participating >=1/3; +1 keep; proxies 3; women 1",
		"residents_all":            "participating of eligible >1/2; of participating >1/2; of participating >=1/3; +1 keep; proxies 3; women 1",
		"residents_household":      "participating of eligible >1/2; of participating >1/2; of participating >=1/3; +1 keep; proxies 3; women 1",
		"residents_representative": "participating of eligible >2/3; of participating >1/2; of participating >=1/3; +1 keep; proxies 0; women 1",
		"party_committee":          "present of eligible >=4/5; of eligible >1/2; of eligible >1/2; +1 keep; proxies 0; women 0",
	} {
		th, ok := rules.Threshold(kind)
		if got := shortThreshold(th); !ok || got != want {
			t.Errorf("%s: %s, want %s", kind, got, want)
		}
		for _, c := range []yanpan.Citation{th.Basis, th.Valid.Basis, th.Elected.Basis, th.Runoff.Basis, th.Tie, th.Ballots, th.Proxies.Basis} {
			if c.IsZero() || !c.Confidence.Known() {
				t.Errorf("%s: a number without a source: %+v", kind, c)
			}
		}
	}
	if _, ok := rules.Threshold("mayor"); ok {
		t.Error("a kind that there is not")
	}
}

func shortThreshold(t Threshold) string {
	share := func(s ThresholdShare) string {
		sign := ">="
		if s.Over {
			sign = ">"
		}
		return strings.TrimSpace(s.Count + " of " + s.Of + " " + sign + plainShare(s.Share))
	}
	keep := "+" + Int(t.Runoff.Extra).Show("")
	if t.Runoff.KeepQuorum {
		keep += " keep"
	}
	return strings.Join([]string{share(t.Valid), share(t.Elected), share(t.Runoff.ThresholdShare), keep,
		"proxies " + Int(t.Proxies.Number).Show(""), "women " + Int(t.Women.Number).Show("")}, "; ")
}

func nationals(t *testing.T) []*Pack {
	t.Helper()
	var out []*Pack
	for _, p := range load(t) {
		if p.Level == LevelNational {
			out = append(out, p)
		}
	}
	return out
}

// thresholds are those of a local pack for one kind.
func thresholds(kind, lines string) map[string]string {
	return map[string]string{"thresholds.yaml": "thresholds:\n  - kind: " + kind + "\n" + lines + basisLine}
}

const ours = "basis: {source: 本省办法, article: 第1条, confidence: 地方}"

// What a lower pack may change, and what it may not, with both lines named.
func TestThresholdsAreNotLoosened(t *testing.T) {
	for _, c := range []struct {
		name, kind, lines, says string
		check                   func(Threshold) bool
	}{
		{"有效门槛收紧", "villagers", "    valid: {at_least: 2/3, " + ours + "}\n", "", func(t Threshold) bool {
			return t.Valid.String() == "不少于有选举权的总数的2/3" && t.Valid.Basis.Source == "本省办法" && t.Valid.Count == "participating"
		}},
		{"有效门槛放宽", "villagers", "    valid: {over: 1/3, " + ours + "}\n", "比法定的门槛放宽了:法定为超过有选举权的总数的1/2", nil},
		{"恰好一半就算", "villagers", "    elected: {at_least: 1/2, " + ours + "}\n", "比法定的门槛放宽了", nil},
		{"另选降到四分之一", "residents_all", "    runoff: {at_least: 1/4, " + ours + "}\n", "比法定的门槛放宽了", nil},
		{"另选要超过三分之一", "residents_all", "    runoff: {over: 1/3, " + ours + "}\n", "", func(t Threshold) bool { return t.Runoff.Over && t.Runoff.Of == "participating" }},
		{"换分母", "residents_representative", "    valid: {of: participating, " + ours + "}\n", "比法定的门槛放宽了", nil},
		{"当选改按全体选民", "villagers", "    elected: {of: eligible, " + ours + "}\n", "", func(t Threshold) bool { return t.Elected.Of == "eligible" && t.Elected.Over }},
		{"党员当选分母有争议,可以换", "party_committee", "    elected: {of: present, " + ours + "}\n", "", func(t Threshold) bool { return t.Elected.Of == "present" && plainShare(t.Elected.Share) == "1/2" }},
		{"到会门槛放宽", "party_committee", "    valid: {at_least: 2/3, " + ours + "}\n", "比法定的门槛放宽了", nil},
		{"另选人数和日数由省定", "villagers", "    runoff: {extra: 2, days: 15, keep_quorum: false, " + ours + "}\n", "", func(t Threshold) bool {
			return t.Runoff.Extra == 2 && t.Runoff.Days == 15 && !t.Runoff.KeepQuorum && t.Runoff.Basis.Source == "村民委员会组织法"
		}},
		{"受托改少", "villagers", "    proxies: {per_person: 2, " + ours + "}\n", "", func(t Threshold) bool { return t.Proxies.Number == 2 }},
		{"受托改多", "villagers", "    proxies: {per_person: 4, " + ours + "}\n", "比法定的数放宽了:法定为3", nil},
		{"代表制允许委托", "residents_representative", "    proxies: {per_person: 1, " + ours + "}\n", "比法定的数放宽了:法定为0", nil},
		{"妇女改少", "villagers", "    women: {at_least: 0, " + ours + "}\n", "比法定的数放宽了:法定为1", nil},
		{"少了夫妻", "villagers", "    kin: {relations: 兄弟, order: post, " + ours + "}\n", "少了法定的关系", nil},
		{"处理次序", "villagers", "    kin: {order: votes、revote, " + ours + "}\n", "", func(t Threshold) bool {
			return strings.Join(t.Kin.Order, " ") == "votes revote" && len(t.Kin.Relations) > 8
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rules, err := Overlay(append(Newest(nationals(t)), packOf(t, goodPack, thresholds(c.kind, c.lines)))...)
			if c.check != nil {
				if err != nil {
					t.Fatal(err)
				}
				if th, _ := rules.Threshold(c.kind); !c.check(th) {
					t.Errorf("%+v", th)
				}
				return
			}
			if err == nil {
				t.Fatal("accepted")
			}
			text := plainMarks(err.Error())
			if !strings.Contains(text, c.says) || !strings.Contains(text, "thresholds.yaml:3:") || !strings.Contains(text, "national/") {
				t.Errorf("says %s", text)
			}
		})
	}
}

// Mistakes of an author.
func TestThresholdFaults(t *testing.T) {
	for _, c := range []struct{ name, text, says string }{
		{"两种写法", "    valid: {over: 1/2, at_least: 1/2, " + ours + "}\n", "只能写一个"},
		{"大于一", "    valid: {over: 3/2, " + ours + "}\n", "“3/2”不能用作门槛"},
		{"超过全体", "    valid: {over: 100%, " + ours + "}\n", "“100%”不能用作门槛"},
		{"零", "    elected: {at_least: 0, " + ours + "}\n", "“0”不能用作门槛"},
		{"不是数", "    elected: {over: 半数, " + ours + "}\n", "“半数”不是数"},
		{"分母写错", "    elected: {of: voters, over: 1/2, " + ours + "}\n", "分母不能是“voters”"},
		{"次序写错", "    kin: {order: post、age, " + ours + "}\n", "“age”不能用作处理办法"},
		{"次序重复", "    kin: {order: post、post, " + ours + "}\n", "“post”不能用作处理办法"},
		{"缺依据", "    valid: {over: 1/2}\n", "缺“basis”"},
		{"名额不合理", "    runoff: {extra: -1, " + ours + "}\n", "不能多-1名"},
		{"受托不合理", "    proxies: {per_person: 1000, " + ours + "}\n", "“1000”不合理"},
		{"同种两条", basisLine + "  - kind: villagers\n", "“villagers”已在"},
	} {
		_, err := Load(packFS("thresholds.yaml", thresholds("villagers", c.text)["thresholds.yaml"]), ".", "试验")
		if err == nil || !strings.Contains(plainMarks(err.Error()), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	// A kind that no higher pack has must be whole.
	_, err := Overlay(packOf(t, goodPack, thresholds("villagers", "    tie: {"+ours+"}\n")))
	if err == nil || !strings.Contains(plainMarks(err.Error()), "“villagers”缺“valid”") {
		t.Errorf("%v", err)
	}
}

func TestShowThresholds(t *testing.T) {
	for _, p := range nationals(t) {
		if p.Topic == "village-committees" && p.From.String() == "2026-01-01" {
			text := Show(p).Text()
			for _, want := range []string{"选举门槛", "投票有效要超过有选举权的总数的1/2", "《村民委员会组织法》第18条", "每人最多受托3人", "留职务高的、留得票多的、再投票"} {
				if !strings.Contains(text, want) {
					t.Errorf("lacks %s in %s", want, text)
				}
			}
		}
	}
}
