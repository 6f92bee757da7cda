package proof

import (
	"regexp"
	"strings"
)

// poll is one list of votes: 田桂香1102票,滕国庆987票,彭晓梅843票.
type poll struct {
	para  int
	names []string
	votes map[string]int64
}

var votesOf = regexp.MustCompile(`([\p{Han}·]{2,6}?)(?:得票|获得|得|获)?(?:赞成票|选票)?(\d{1,7})票`)

// excuses are why somebody with more votes may not be elected.
var excuses = []string{"回避", "妇女名额", "妇女委员", "女委员", "近亲属", "放弃", "辞", "不予", "当选无效"}

// checkWinners finds somebody declared elected who has fewer votes than
// somebody of the same list who is not.
func checkWinners(d *document) {
	polls := d.polls()
	if len(polls) == 0 || len(polls) > maxScope {
		return
	}
	elected := map[string]int{} // name → paragraph
	for i := range d.text.paras {
		t := string(d.text.paras[i].t)
		if !strings.Contains(t, "当选") || strings.Contains(t, "未当选") || strings.Contains(t, "当选人") {
			continue
		}
		for clause := range strings.FieldsFuncSeq(t, func(r rune) bool { return strings.ContainsRune(",;。", r) }) {
			if strings.Contains(clause, "当选") {
				declare(elected, polls, clause, i)
			}
		}
	}
	for _, p := range polls {
		d.winnersOf(p, elected)
	}
}

// polls reads the lists of votes; none where the paper names a reason for which
// the votes alone do not decide.
func (d *document) polls() []poll {
	var polls []poll
	for i := range d.text.paras {
		t := string(d.text.paras[i].t)
		if containsAny(t, excuses) {
			return nil
		}
		if p := pollOf(i, t); len(p.names) > 2 {
			polls = append(polls, p)
		}
	}
	return polls
}

// declare notes whom a clause declares elected.
func declare(elected map[string]int, polls []poll, clause string, para int) {
	for _, p := range polls {
		for _, n := range p.names {
			if strings.Contains(clause, n) {
				elected[n] = para
			}
		}
	}
}

func pollOf(at int, t string) poll {
	p := poll{para: at, votes: map[string]int64{}}
	for _, m := range votesOf.FindAllStringSubmatch(t, -1) {
		name := strings.TrimLeft(m[1], "、,和")
		if n, ok := arabicAt(&para{raw: []rune(m[2]), t: []rune(m[2])}, 0); ok && p.votes[name] == 0 && len([]rune(name)) <= 4 {
			p.names, p.votes[name] = append(p.names, name), n.val.n
		}
	}
	return p
}

func (d *document) winnersOf(p poll, elected map[string]int) {
	least, beaten := "", ""
	for _, n := range p.names {
		if _, ok := elected[n]; ok {
			if least == "" || p.votes[n] < p.votes[least] {
				least = n
			}
		} else if beaten == "" || p.votes[n] > p.votes[beaten] {
			beaten = n
		}
	}
	if least == "" || beaten == "" || p.votes[beaten] <= p.votes[least] {
		return
	}
	i := elected[least]
	t := d.text.paras[i].t
	at, other := indexIn(t, 0, len(t), least), indexIn(d.text.paras[p.para].t, 0, len(d.text.paras[p.para].t), beaten)
	d.report(i, at, at+len([]rune(least)), Finding{Kind: KindConflict, Severity: SeverityWarning, Said: least, Related: []Place{d.place(p.para, other, other+len([]rune(beaten)))},
		Message: "“" + beaten + "”得" + whole(p.votes[beaten]).String() + "票没有当选，“" + least + "”得" + whole(p.votes[least]).String() + "票当选", Suggest: "核对当选人和得票数"})
}
