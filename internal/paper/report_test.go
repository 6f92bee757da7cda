package paper

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/figure"
	"yanpan.dev/gongwen"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// builtinTemplate is the template of the report that comes with the program.
func builtinTemplate(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "policy", "packs", "national", "papers", "2012-07-01", "documents", ReportName+".md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func report(t *testing.T, m *Material) *Report {
	t.Helper()
	r, err := m.Report(builtinTemplate(t), ReportName)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// bodyText is the text of a paper's body, one block a line.
func bodyText(d *gongwen.Document) string {
	var b strings.Builder
	for _, block := range d.Body {
		switch x := block.(type) {
		case gongwen.Heading:
			b.WriteString(gongwen.Plain(x.Text) + gongwen.Plain(x.After) + "\n")
		case gongwen.Paragraph:
			b.WriteString(gongwen.Plain(x.Runs) + "\n")
		}
	}
	return b.String()
}

// full is the township of three with every sheet reported.
func full() *roster.Records {
	rec := three()
	for i, n := range []int64{412, 388, 900} {
		v := &rec.Villages[i]
		v.Numbers[roster.FieldHouseholds] = yanpan.Ratio{Num: n, Den: 1}
		v.Numbers[roster.FieldIncome] = yanpan.Ratio{Num: n, Den: 10}
		v.Numbers[roster.FieldPartyCount] = yanpan.Ratio{Num: n / 10, Den: 1}
		v.Texts[roster.FieldGrade] = []string{"存在部分问题", "班子较好,无明显问题", "存在明显问题,群众反映强烈"}[i]
		rec.Evaluations = append(rec.Evaluations, roster.Evaluation{Village: i, Subject: "村班子", Issued: 50, Collected: 48, Valid: 48, First: 30 - 10*i, Second: 10, Third: 8 + 10*i})
		rec.Reserves = append(rec.Reserves, roster.Reserve{Identity: roster.Identity{Village: i % 2}, Origin: "返乡人员"})
	}
	rec.Activities = []roster.Activity{
		{Village: -1, Kind: "专题会", Sessions: 2, Participants: 20, Date: yanpan.MustDate("2026-04-10")},
		{Village: -1, Kind: "问卷", Sessions: 1, Copies: 150, Masses: 90, Date: yanpan.MustDate("2026-06-10")},
	}
	rec.Sanctions = []roster.Sanction{{Person: 2, Village: 0, Name: "王五", Kind: "党内警告", Decided: yanpan.MustDate("2026-03-01"), Until: yanpan.MustDate("2027-03-01")}}
	return rec
}

// papers are the cases that the report is tried on.
func papers(t *testing.T) map[string]*Material {
	communities := three()
	for i := range communities.Villages {
		communities.Villages[i].Kind = yanpan.VillageUrban
	}
	bare := three()
	for i := range bare.People {
		bare.People[i].Education, bare.People[i].Political, bare.People[i].Birth = roster.EducationNotTold, roster.PoliticalNotTold, yanpan.Date{}
	}
	return map[string]*Material{
		"roster only": assessed(t, three(), true), "everything told": assessed(t, full(), true), "communities": assessed(t, communities, true),
		"nothing but names": assessed(t, bare, true), "the law alone": assessed(t, full(), false), "no rules": material(full(), figure.Options{}),
	}
}

// Every number of the text that leads to a figure is that figure, or its share.
func TestNumbersOfTheReportAreTheFigures(t *testing.T) {
	for name, m := range papers(t) {
		r := report(t, m)
		marked := 0
		for _, run := range runsOf(r.Document.Body) {
			if run.Mark == "" {
				continue
			}
			marked++
			f, ok := m.figure(run.Mark)
			if !ok {
				t.Errorf("%s: a number leads to %q, which is none", name, run.Mark)
				continue
			}
			if run.Text != f.Value.String() && (f.Percent == nil || run.Text != *f.Percent) && run.Mark != "villages" {
				t.Errorf("%s: %s is printed as %q, the figure is %s", name, run.Mark, run.Text, f.Value)
			}
		}
		if marked < 5 {
			t.Errorf("%s: %d numbers lead to figures", name, marked)
		}
		for _, s := range r.Sources {
			if f, _ := m.figure(s.ID); s.Text != f.Value.String()+f.Unit {
				t.Errorf("%s: source of %s says %q", name, s.ID, s.Text)
			}
		}
	}
}

var wrongMarks = regexp.MustCompile(`[,;:()]\p{Han}|\p{Han}[,;:()]|。。|，，|，。|；。|：。|\(\)|（）|<no value>|%!|【待填`)

// No paper has an empty section, a stray mark, a half-width mark beside Chinese or a hole.
func TestReportsAreWhole(t *testing.T) {
	for name, m := range papers(t) {
		d := report(t, m).Document
		text := bodyText(d)
		if found := wrongMarks.FindString(text); found != "" {
			t.Errorf("%s: %q in\n%s", name, found, text)
		}
		for i, b := range d.Body {
			h, ok := b.(gongwen.Heading)
			if !ok || len(h.After) > 0 {
				continue
			}
			if i+1 == len(d.Body) {
				t.Errorf("%s: nothing under the last heading", name)
			} else if next, ok := d.Body[i+1].(gongwen.Heading); ok && next.Level <= h.Level {
				t.Errorf("%s: nothing under %s", name, gongwen.Plain(h.Text))
			}
		}
		if !strings.Contains(text, "特此报告。") || d.Title == "" || len(d.Signature) != 1 || d.Date != "2026年6月30日" {
			t.Errorf("%s: title %q, signature %v, date %q\n%s", name, d.Title, d.Signature, d.Date, text)
		}
		if strings.Contains(text, "](#") {
			t.Errorf("%s: a link is left", name)
		}
	}
}

// The report of the township that told everything, sentence by sentence as worked out by hand.
func TestReportOfThree(t *testing.T) {
	m := assessed(t, full(), true)
	text := yanpanHalf(bodyText(report(t, m).Document))
	for _, want := range []string{
		"2026年4月至6月,我镇对3个村(社区)“两委”班子进行了分析研判。现将有关情况(数据截至2026年6月30日)报告如下。",
		"全镇2个村、1个社区共有“两委”成员9人,其中党组织委员5人、村(居)委会成员6人,交叉任职2人。党组织书记、村(居)委会主任各3人,全部配齐。2个村(社区)实现书记、主任“一肩挑”,占66.7%。",
		"女成员2人,占22.2%;无女性正职。", // of four heads: 张三, 周明, 赵六, 钱七
		"中共党员6人、中共预备党员1人、群众2人",
		"平均年龄47.0岁,35岁及以下2人(22.2%)、36至45岁2人(22.2%)、46至55岁3人(33.3%)、56至60岁1人(11.1%)、61岁及以上1人(11.1%)。",
		"大学本科2人、大专2人、高中(中专)2人、初中1人、小学2人,无研究生;大专及以上4人,占44.4%;35岁及以下且大专及以上学历的成员2人。",
		"3名党组织书记平均年龄42.3岁,最大51岁,最小31岁。学历方面,大专及以上2人(66.7%)、高中(中专)1人。",
		"共储备后备人选3人,覆盖2个村(社区),占66.7%;从来源看,返乡人员3人。", // 柳林村 is named among the problems
		"全镇共有党员169名。", // 41 + 38 + 90
		"全镇总户数1700户。集体经济年经营性收入合计170万元,平均每个村(社区)56.7万元。",
		"3个村(社区)全部评定研判等次",
		"共发出测评票150张、收回144张;有效测评144票中,先进60票(41.7%)、一般30票(20.8%)、后进54票(37.5%)。",
		"我镇围绕班子研判,召开专题会议2次。",
		"发放调查问卷150份,其中群众代表90份,占60.0%。",
		"石板村经研判存在部分问题",
		"柳林村没有储备后备人选。",
		"石板村有1名成员仍在处分影响期内。",
		"“两委”成员中女性比例为22.2%,要求超过30%,还差1人",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say\n%s\nbut\n%s", want, text)
			return
		}
	}
}

// Before any pack is in force nothing is judged, and the paper is still a paper.
func TestReportWithoutRules(t *testing.T) {
	m := material(full(), figure.Options{})
	r := report(t, m)
	text := bodyText(r.Document)
	if strings.Contains(text, "存在的问题") || !strings.Contains(text, "下一步打算") {
		t.Errorf("without rules:\n%s", text)
	}
	if !slices.ContainsFunc(r.Lacking, func(l Lacking) bool { return l.Sheet == "政策包" }) {
		t.Errorf("the desk is not told: %v", r.Lacking)
	}
}

func TestTemplateErrorsTellTheLine(t *testing.T) {
	m := material(three(), figure.Options{})
	_, err := m.Report("一\n二{{nmu \"members\"}}", "研判报告.md")
	if err == nil || !strings.Contains(err.Error(), "第2行") || yanpan.CodeOf(err) != yanpan.CodePack {
		t.Errorf("%v", err)
	}
	if _, err := m.Report("{{num}}", "研判报告.md"); err == nil {
		t.Error("a word without its figure passed")
	}
}

func TestMonthRule(t *testing.T) {
	m := material(three(), figure.Options{})
	if got := m.monthRule(); !strings.HasSuffix(got, "已满") {
		t.Error(got)
	}
	m.Rules = &policy.Rules{Ages: policy.Ages{Rule: yanpan.CountAsNotReached}}
	if got := m.monthRule(); !strings.HasSuffix(got, "未满") {
		t.Error(got)
	}
}
