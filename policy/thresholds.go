package policy

import (
	"fmt"
	"slices"
	"strings"

	"yanpan.dev"
)

// Threshold is the numbers of law for one kind of election: who may vote, when
// the vote is valid, how many votes elect, and what follows where they do not.
// A pack of a lower level may name only the parts it changes.
type Threshold struct {
	Kind     string // villagers, residents_all, residents_household, residents_representative, party_committee
	Label    string
	Electors string // who counts as eligible, in words
	Valid    ThresholdShare
	Elected  ThresholdShare
	Runoff   RunoffThreshold
	Tie      yanpan.Citation // equal votes: those who have them are voted on again
	Ballots  yanpan.Citation // more ballots collected than issued
	Vacancy  yanpan.Citation // by-elections
	Proxies  ThresholdCount  // people one may vote for beside oneself; at most
	Women    ThresholdCount  // women on the body; at least
	Kin      KinThreshold
	Basis    yanpan.Citation
	Pack     string
	Pos      Pos
}

// ThresholdShare is a share of a base that must be passed or reached.
type ThresholdShare struct {
	Of    string // eligible, present, participating
	Count string // of Valid: what is counted, participating or present
	Over  bool   // more than the share, not merely the share
	Share yanpan.Ratio
	Basis yanpan.Citation
	Pack  string
	Pos   Pos
}

// RunoffThreshold is the vote for the seats left vacant.
type RunoffThreshold struct {
	ThresholdShare
	Extra      int  // candidates beyond the vacant seats
	KeepQuorum bool // the quorum of the first round holds
	Days       int  // within how many days; 0 where not told
}

// ThresholdCount is a number with its source.
type ThresholdCount struct {
	Number int
	Basis  yanpan.Citation
	Pack   string
	Pos    Pos
}

// KinThreshold is which relatives may not sit together and who gives way.
type KinThreshold struct {
	Relations []string // words of relations
	Order     []string // post, votes, revote
	Basis     yanpan.Citation
	Pack      string
	Pos       Pos
}

// kinOrderWords are the steps of deciding who of two relatives stays.
func kinOrderWords() []string { return []string{"post", "votes", "revote"} }

func electionKinds() []string {
	return []string{"villagers", "residents_all", "residents_household", "residents_representative", "party_committee"}
}

func thresholdShape() *object {
	share := func(name, label string, more ...key) *object {
		keys := []key{
			{name: "of", label: "分母", shape: shapeWord, words: []string{"eligible", "present", "participating"}},
			{name: "over", label: "超过", shape: shapeNumber},
			{name: "at_least", label: "不少于", shape: shapeNumber},
		}
		return &object{name: name, label: label, keys: append(append(keys, more...), basisKey())}
	}
	count := func(name, label string, k key) *object {
		return &object{name: name, label: label, keys: []key{k, basisKey()}}
	}
	cited := func(name, label string) *object {
		return &object{name: name, label: label, keys: []key{basisKey()}}
	}
	part := func(o *object) key { return key{name: o.name, label: o.label, shape: shapeObject, of: o} }
	return &object{name: "threshold", label: "选举门槛", keys: []key{
		{name: "kind", label: "选举种类", shape: shapeWord, words: electionKinds(), required: true},
		{name: "label", label: "名称", shape: shapeText},
		{name: "electors", label: "谁有选举权", shape: shapeText},
		part(share("valid", "选举有效", key{name: "count", label: "数谁", shape: shapeWord, words: []string{"participating", "present"}})),
		part(share("elected", "当选")),
		part(share("runoff", "另行选举", key{name: "extra", label: "候选人比名额多几名", shape: shapeInt},
			key{name: "keep_quorum", label: "沿用有效门槛", shape: shapeBool}, key{name: "days", label: "几日内举行", shape: shapeInt})),
		part(cited("tie", "平票再投票")), part(cited("ballots", "收回多于发出")), part(cited("vacancy", "补选")),
		part(count("proxies", "委托投票", key{name: "per_person", label: "每人最多受托几人", shape: shapeInt, required: true})),
		part(count("women", "妇女名额", key{name: "at_least", label: "至少几名", shape: shapeInt, required: true})),
		part(&object{name: "kin", label: "近亲属", keys: []key{
			{name: "relations", label: "哪些关系", shape: shapeText},
			{name: "order", label: "同时当选怎样处理", shape: shapeText, each: kinOrderWords()}, basisKey(),
		}}),
		basisKey(),
	}}
}

// threshold reads one entry of thresholds.yaml.
func (rr *ruleReader) threshold(s *section, p *Pack) {
	t := Threshold{Kind: s.text("kind"), Label: s.text("label"), Electors: s.text("electors"), Basis: s.citation(), Pack: p.ID, Pos: s.posOf("kind")}
	t.Valid, t.Elected = s.share("valid", p.ID), s.share("elected", p.ID)
	r := s.sub("runoff")
	t.Runoff = RunoffThreshold{ThresholdShare: s.share("runoff", p.ID), Extra: -1, KeepQuorum: r.text("keep_quorum") != "false", Days: r.integer("days")}
	if r.child("extra") != nil {
		if t.Runoff.Extra = r.integer("extra"); t.Runoff.Extra < 0 || t.Runoff.Extra > 100 {
			r.fault("extra", "写0至100", "另行选举的候选人不能多%d名", t.Runoff.Extra)
		}
	}
	t.Tie, t.Ballots, t.Vacancy = s.sub("tie").citation(), s.sub("ballots").citation(), s.sub("vacancy").citation()
	t.Proxies, t.Women = s.counted("proxies", "per_person", p.ID), s.counted("women", "at_least", p.ID)
	t.Kin = s.kin(p.ID)
	if i := slices.IndexFunc(p.Thresholds, func(o Threshold) bool { return o.Kind == t.Kind }); i >= 0 {
		s.fault("kind", "合成一条", "“%s”已在 %s 写过", t.Kind, p.Thresholds[i].Pos)
	}
	p.Thresholds = append(p.Thresholds, t)
}

func (s *section) share(name, pack string) ThresholdShare {
	o := s.sub(name)
	if s.child(name) == nil {
		return ThresholdShare{}
	}
	word := "at_least"
	if o.child("over") != nil {
		word = "over"
	}
	t := ThresholdShare{Of: o.text("of"), Count: o.text("count"), Over: word == "over", Basis: o.citation(), Pack: pack, Pos: o.posOf(word)}
	if o.child("over") != nil && o.child("at_least") != nil {
		o.fault("over", "选一个", "over(超过)和 at_least(不少于)只能写一个")
	}
	if o.child(word) == nil {
		return t
	}
	v, _ := parseNumber(o.text(word))
	if t.Share, _ = v.Number(); !t.Share.Defined() || t.Share.Num <= 0 || t.Share.Num > t.Share.Den || t.Share.Den > maxDenominator || t.Over && t.Share.Num == t.Share.Den {
		o.fault(word, "写0到1之间的分数,例如 1/2、2/3、80%", "“%s”不能用作门槛", o.text(word))
	}
	return t
}

func (s *section) counted(name, number, pack string) ThresholdCount {
	if s.child(name) == nil {
		return ThresholdCount{}
	}
	o := s.sub(name)
	n := o.integer(number)
	if n < 0 || n > 100 {
		o.fault(number, "写0至100", "“%d”不合理", n)
	}
	return ThresholdCount{Number: n, Basis: o.citation(), Pack: pack, Pos: o.posOf(number)}
}

func (s *section) kin(pack string) KinThreshold {
	if s.child("kin") == nil {
		return KinThreshold{}
	}
	o := s.sub("kin")
	t := KinThreshold{Relations: splitWords(o.text("relations")), Order: splitWords(o.text("order")), Basis: o.citation(), Pack: pack, Pos: o.posOf("relations")}
	for i, w := range t.Order {
		if !slices.Contains(kinOrderWords(), w) || slices.Contains(t.Order[:i], w) {
			o.fault("order", "用顿号隔开,可以写的有:post(留职务高的)、votes(留得票多的)、revote(再投票)", "“%s”不能用作处理办法", w)
			break
		}
	}
	return t
}

// thresholdNames are the words for the kinds of election and the bases.
func thresholdWord(w string) string {
	words := map[string]string{
		"villagers": "村民委员会选举", "residents_all": "居民委员会选举(全体选民)", "residents_household": "居民委员会选举(户代表)",
		"residents_representative": "居民委员会选举(居民代表)", "party_committee": "党组织委员会选举",
		"eligible": "有选举权的总数", "present": "实到会人数", "participating": "参加投票的人数",
		"post": "留职务高的", "votes": "留得票多的", "revote": "再投票",
	}
	return words[w]
}

// String gives the share in words: 超过参加投票的人数的1/2.
func (t ThresholdShare) String() string {
	word := "不少于"
	if t.Over {
		word = "超过"
	}
	of := thresholdWord(t.Of)
	if of != "" {
		of += "的"
	}
	return word + of + plainShare(t.Share)
}

func plainShare(r yanpan.Ratio) string { return fmt.Sprintf("%d/%d", r.Num, r.Den) }

// text is the entry as pack show prints it.
func (t Threshold) text() string {
	var parts []string
	say := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if t.Electors != "" {
		say("有选举权的是%s", t.Electors)
	}
	for _, x := range []struct {
		label string
		share ThresholdShare
	}{{"投票有效要", t.Valid}, {"当选要", t.Elected}, {"另行选举当选要", t.Runoff.ThresholdShare}} {
		if x.share.Share.Defined() {
			say("%s%s(%s)", x.label, x.share, x.share.Basis)
		}
	}
	if t.Runoff.Extra >= 0 {
		say("另行选举候选人比名额多%d名", t.Runoff.Extra)
	}
	if t.Runoff.Days > 0 {
		say("另行选举在%d日内举行", t.Runoff.Days)
	}
	if !t.Proxies.Basis.IsZero() {
		if say("每人最多受托%d人(%s)", t.Proxies.Number, t.Proxies.Basis); t.Proxies.Number == 0 {
			parts[len(parts)-1] = fmt.Sprintf("不得委托投票(%s)", t.Proxies.Basis)
		}
	}
	if !t.Women.Basis.IsZero() {
		say("妇女至少%d名(%s)", t.Women.Number, t.Women.Basis)
	}
	if !t.Kin.Basis.IsZero() {
		order := make([]string, len(t.Kin.Order))
		for i, w := range t.Kin.Order {
			order[i] = thresholdWord(w)
		}
		if len(order) == 0 {
			order = []string{"指出来,由本地处理"}
		}
		say("近亲属同时当选:%s(%s)", strings.Join(order, "、"), t.Kin.Basis)
	}
	return thresholdWord(t.Kind) + ":" + strings.Join(parts, ";")
}
