package tally_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/election/tally"
)

// sheet is the count sheet of the contract.
const sheet = `{"election":{"id":"e1","village":"石板村","kind":"villagers","date":"2026-12-20","round":1,"purpose":"regular","eligible":1200,"elected_base":"eligible",
   "races":[{"title":"主任","seats":1,"candidates":["甲","乙"]},{"title":"委员","seats":3,"candidates":["丙","丁","戊","己"]}]},
 "boxes":[{"id":"主会场","kind":"assembly","issued":900,"collected":898}],
 "groups":[{"id":"第一计票组","ballots":898,
   "sheets":[{"pass":1,"teller":"A","invalid":{"主任":12,"委员":9},"votes":{"主任":{"甲":500,"乙":380},"委员":{"丙":600,"丁":580,"戊":470,"己":300}}},
             {"pass":2,"teller":"B","invalid":{"主任":12,"委员":9},"votes":{"主任":{"甲":500,"乙":380},"委员":{"丙":600,"丁":580,"戊":470,"己":300}}}]}]}`

func decode(t *testing.T, text string) *tally.Count {
	t.Helper()
	c, err := tally.Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheContractsExample(t *testing.T) {
	r := result(t, decode(t, sheet))
	got, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"valid":true,"reason":null,"participating":898,"needed_to_be_valid":601,"races":[{"title":"主任","needed":450,"ranking":[{"name":"甲","votes":500,"write_in":false},{"name":"乙","votes":380,"write_in":false}],"elected":["甲"],"tied":[],"tied_seats":0,"vacant":0,"runoff":null,`
	if !strings.HasPrefix(string(got), want) {
		t.Errorf("got %s", got)
	}
	if !strings.Contains(string(got), `"elected":["丙","丁","戊"],"tied":[],"tied_seats":0,"vacant":0,"runoff":null`) || !strings.Contains(string(got), `"problems":[]`) {
		t.Errorf("got %s", got)
	}
}

// Every key of the contract, and people and kin beside the election as well as in it.
func TestEveryKey(t *testing.T) {
	c := decode(t, `{"election":{"kind":"party_committee","round":2,"purpose":"vacancy","eligible":9,"present":8,"elected_base":"present",
		"races":[{"title":"委员","seats":1,"candidates":["甲"],"reserved_for":"female"}],"already_elected":["乙"],"people":{"甲":{"sex":"女"}},"kin":[["甲","乙","夫妻"]]},
		"people":{"丙":{"sex":"male"}},"kin":[["丙","乙","兄弟"]],"already_elected":["丁"],
		"boxes":[{"id":"会场","issued":8,"collected":8,"sheets":[
			{"pass":1,"teller":"A","invalid":{"委员":1},"votes":{"委员":{"甲":5}},"against":{"委员":{"甲":1}},"abstain":{"委员":{"甲":1}}},
			{"pass":2,"teller":"B","votes":{"委员":{"甲":5}}},
			{"pass":"decided","decider":"C","votes":{"委员":{"甲":5}}}]}]}`)
	e := c.Election
	if e.Present != 8 || e.ElectedBase != tally.Present || e.Round != 2 || e.Purpose != tally.Vacancy || e.Races[0].ReservedFor != yanpan.Female ||
		e.Sexes["甲"] != yanpan.Female || e.Sexes["丙"] != yanpan.Male || len(e.Kin) != 2 || strings.Join(e.AlreadyElected, "") != "乙丁" {
		t.Errorf("%+v", e)
	}
	s := c.Boxes[0].Sheets
	if len(s) != 3 || s[2].Pass != tally.Decided || s[2].Decider != "C" || s[0].Races[0].Against[0].Votes != 1 || s[0].Races[0].Abstain[0].Votes != 1 || !s[0].Races[0].InvalidGiven || s[1].Races[0].InvalidGiven {
		t.Errorf("%+v", s)
	}
}

// What is refused, with the place and the words.
func TestRefused(t *testing.T) {
	change := func(from, to string) string {
		if !strings.Contains(sheet, from) {
			t.Fatalf("no %q", from)
		}
		return strings.Replace(sheet, from, to, 1)
	}
	for _, c := range []struct {
		name, text string
		code       yanpan.Code
		says       string
	}{
		{"空文件", "", yanpan.CodeUnreadable, "第1行第1字：文件是空的"},
		{"没写完", sheet[:200], yanpan.CodeUnreadable, "没有写完|引号没有成对|括号没有收住"},
		{"多一个逗号", change(`"乙"]`, `"乙",]`), yanpan.CodeUnreadable, "第2行第59字：这里缺内容。最后一项后面不写逗号"},
		{"少一个逗号", change(`"eligible":1200,`, `"eligible":1200`), yanpan.CodeUnreadable, "第1行第124字：这里缺逗号"},
		{"中文引号", change(`"id":"e1"`, `“id”:"e1"`), yanpan.CodeUnreadable, "引号应是半角的"},
		{"中文逗号", change(`"甲","乙"]`, "\"甲\"\uFF0C\"乙\"]"), yanpan.CodeUnreadable, "这里缺逗号"},
		{"中文冒号", change(`"id":"e1"`, "\"id\"\uFF1A\"e1\""), yanpan.CodeUnreadable, "后面缺冒号"},
		{"两份", sheet + sheet, yanpan.CodeUnreadable, "后面还有多余的内容"},
		{"不是 UTF-8", "{\"\xb4\xe5\":1}", yanpan.CodeUnreadable, "不是 UTF-8 编码"},
		{"前零", change("1200", "01200"), yanpan.CodeUnreadable, "“01200”不是数字"},
		{"反斜杠", change(`"e1"`, `"\x"`), yanpan.CodeUnreadable, "反斜杠写法不对"},
		{"套得太深", strings.Repeat("[", 40), yanpan.CodeUnreadable, "括号套得太深"},
		{"十兆", strings.Repeat(" ", 10<<20), yanpan.CodeRefused, "文件超过8 MB"},
		{"不认识的键", change(`"round":1`, `"rounds":1`), yanpan.CodeInvalid, "第1行第79字 election.rounds：选举里没有“rounds”这一项"},
		{"写选民", change(`"boxes"`, `"voters":["张三"],"boxes"`), yanpan.CodeInvalid, "没有“voters”这一项"},
		{"键写两遍", change(`"round":1`, `"id":"e2"`), yanpan.CodeInvalid, "“id”写了两遍"},
		{"小数", change("1200", "1200.5"), yanpan.CodeInvalid, "election.eligible：“1200.5”不是整数"},
		{"科学计数", change("1200", "1e3"), yanpan.CodeInvalid, "“1e3”不是整数"},
		{"负数", change("900", "-900"), yanpan.CodeInvalid, "boxes[0].issued：“-900”是负数"},
		{"太大", change("900", "99999999999999999999"), yanpan.CodeInvalid, "太大"},
		{"溢出", change("900", "9223372036854775808"), yanpan.CodeInvalid, "太大"},
		{"过一亿", change("900", "100000001"), yanpan.CodeInvalid, "太大"},
		{"加了引号", change("900", `"900"`), yanpan.CodeInvalid, "这里应是不加引号的整数"},
		{"名额为零", change(`"seats":1`, `"seats":0`), yanpan.CodeInvalid, "election.races[0].seats：这里至少是1"},
		{"名额为负", change(`"seats":1`, `"seats":-1`), yanpan.CodeInvalid, "“-1”是负数"},
		{"没有职务", `{"election":{"kind":"villagers","eligible":9,"races":[]},"boxes":[]}`, yanpan.CodeInvalid, "没有要选的职务"},
		{"缺职务", `{"election":{"kind":"villagers","eligible":9},"boxes":[]}`, yanpan.CodeInvalid, "缺“races”"},
		{"缺票箱", `{"election":{"kind":"villagers","eligible":9,"races":[{"title":"主任","seats":1,"candidates":[]}]}}`, yanpan.CodeInvalid, "缺“boxes”"},
		{"选民为零", change("1200", "0"), yanpan.CodeInvalid, "这里至少是1"},
		{"种类", change("villagers", "villager"), yanpan.CodeInvalid, "选举种类不能是“villager”"},
		{"党员缺实到", change("villagers", "party_committee"), yanpan.CodeInvalid, "缺“present”"},
		{"日期", change("2026-12-20", "2026-13-20"), yanpan.CodeInvalid, "选举日“2026-13-20”不对"},
		{"日期不到日", change("2026-12-20", "2026-12"), yanpan.CodeInvalid, "选举日“2026-12”不对"},
		{"轮次", change(`"round":1`, `"round":0`), yanpan.CodeInvalid, "election.round：这里至少是1"},
		{"第三遍", change(`"pass":1`, `"pass":3`), yanpan.CodeInvalid, "第几遍写得不对"},
		{"遍数加引号", change(`"pass":1`, `"pass":"1"`), yanpan.CodeInvalid, "第几遍写得不对"},
		{"姓名有空格", change(`"甲":500`, `"甲 ":500`), yanpan.CodeInvalid, "前后有空格"},
		{"看不见的字", change(`"甲":500`, "\"甲\u200b\":500"), yanpan.CodeInvalid, "看不见的字符"},
		{"姓名为空", change(`"甲":500`, `"":500`), yanpan.CodeInvalid, "姓名没有填"},
		{"票数为空", change(`"甲":500`, `"甲":null`), yanpan.CodeInvalid, "“甲”没有填得票"},
		{"职务同名", change(`"委员","seats"`, `"主任","seats"`), yanpan.CodeInvalid, "“主任”写了两遍"},
		{"亲属两项", change(`"purpose"`, `"kin":[["甲","乙"]],"purpose"`), yanpan.CodeInvalid, "亲属关系应是三项"},
		{"自己的亲属", change(`"purpose"`, `"kin":[["甲","甲","夫妻"]],"purpose"`), yanpan.CodeInvalid, "写成了自己的亲属"},
		{"性别", change(`"purpose"`, `"people":{"甲":{"sex":"x"}},"purpose"`), yanpan.CodeInvalid, "性别“x”看不懂"},
		{"人员写了号码", change(`"purpose"`, `"people":{"甲":{"id":"1"}},"purpose"`), yanpan.CodeInvalid, "人员里没有“id”这一项"},
		{"一列", "[]", yanpan.CodeInvalid, "花括号"},
		{"一个数", "1", yanpan.CodeInvalid, "花括号"},
		{"票箱不是一列", `{"election":{"kind":"villagers","eligible":9,"races":[{"title":"主任","seats":1,"candidates":[]}]},"boxes":{}}`, yanpan.CodeInvalid, "票箱应写在方括号"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := tally.Decode([]byte(c.text))
			if got != nil || yanpan.CodeOf(err) != c.code {
				t.Fatalf("%v %v", got, err)
			}
			for _, says := range strings.Split(c.says, "|") {
				if strings.Contains(err.Error(), says) {
					return
				}
			}
			t.Errorf("says %s, want %s", err, c.says)
		})
	}
}

// A name that stands twice on a sheet is a finding about the count, not a fault of the file.
func TestANameTwiceIsAFinding(t *testing.T) {
	r := result(t, decode(t, strings.ReplaceAll(sheet, `"乙":380`, `"乙":380,"乙":1`)))
	if r.Reason != tally.ByProblems || r.Problems[0].Code != "name_twice" || r.Problems[0].Name != "乙" || r.Problems[0].Group != "第一计票组" {
		t.Errorf("%+v", r.Problems)
	}
	text, err := json.Marshal(r.Problems[0])
	if err != nil || !strings.HasPrefix(string(text), `{"code":"name_twice","severity":"error","box":null,"group":"第一计票组","race":"主任","name":"乙","message":"`) {
		t.Errorf("%s %v", text, err)
	}
}

// Whatever is decoded gives a result without a panic; JSON that is none is refused.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{sheet, "", "{}", "[]", "\ufeff" + sheet, `{"election":null}`, `{"a":"\ud800"}`, "{\"a\":1e999}", sheet[:300], strings.ReplaceAll(sheet, "villagers", "residents_representative")} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := tally.Decode(data)
		if err != nil {
			if yanpan.CodeOf(err) == yanpan.CodeInternal || !strings.ContainsAny(err.Error(), "的是不有写缺里") {
				t.Fatalf("no sentence: %v", err)
			}
			return
		}
		if !json.Valid(bytes.TrimPrefix(data, []byte("\ufeff"))) {
			t.Fatalf("%q is no JSON and was taken", data)
		}
		r := result(t, c)
		if r.Valid != (r.Reason == "") || r.Valid && len(r.Races) != len(c.Election.Races) {
			t.Fatalf("%+v", r)
		}
	})
}

// A sheet near the bound of size is worked through in reasonable time: 100 000 write-ins.
func TestManyNames(t *testing.T) {
	var votes strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&votes, `,"名%d":1`, i)
	}
	text := strings.ReplaceAll(sheet, `"乙":380`, `"乙":380`+votes.String())
	r := result(t, decode(t, text))
	if r.Reason != tally.ByProblems {
		t.Errorf("%v %v", r.Valid, r.Reason)
	}
}

// The national number of elections, one race each, both passes, in memory.
func BenchmarkTally(b *testing.B) {
	c := count(tally.Election{Kind: tally.Villagers, Eligible: 1200, Races: []tally.Race{{Title: "委员", Seats: 3, Candidates: []string{"丙", "丁", "戊", "己"}}}},
		900, 898, marks("委员", 9, n("丙", 600), n("丁", 580), n("戊", 470), n("己", 300)))
	rules := lawOf(tally.Villagers)
	b.ReportAllocs()
	for b.Loop() {
		if r, err := tally.Tally(c, rules); err != nil || !r.Valid {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "elections/s")
}

// The same from JSON to JSON.
func BenchmarkFromJSON(b *testing.B) {
	rules, text := lawOf(tally.Villagers), []byte(sheet)
	for b.Loop() {
		c, err := tally.Decode(text)
		if err != nil {
			b.Fatal(err)
		}
		r, err := tally.Tally(c, rules)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := json.Marshal(r); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "elections/s")
}
