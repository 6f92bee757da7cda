package proof

import (
	"fmt"
	"io"
	"strings"
)

// labels are the Chinese names of the kinds.
var labels = map[Kind]string{
	KindSum: "合计", KindPercent: "百分比", KindRounding: "四舍五入", KindMultiple: "增减倍数", KindConflict: "前后不一", KindSequence: "序号",
	KindCount: "项数", KindDate: "日期", KindOrder: "时间先后", KindPlaceholder: "空缺", KindPunctuation: "标点", KindRepetition: "重复",
	KindLimit: "规定", KindRecord: "底数", KindForeign: "称谓", KindCitation: "引用",
}

var grades = map[Severity]string{SeverityError: "错误", SeverityWarning: "疑似", SeverityInfo: "提示"}

var partNames = map[string]string{"body": "正文", "footnote": "脚注", "header": "页眉页脚", "textbox": "文本框"}

// Label gives the Chinese name of the kind.
func (k Kind) Label() string { return labels[k] }

// Label gives the Chinese name of the severity.
func (s Severity) Label() string { return grades[s] }

// Where names the place for people: 第12行第5字, 正文第3段第8字.
func (p Place) Where() string {
	if p.Part != "" {
		return fmt.Sprintf("%s第%d段第%d字", partNames[p.Part], p.Line, p.Column)
	}
	return fmt.Sprintf("第%d行第%d字", p.Line, p.Column)
}

// Sentence tells the finding in one paragraph: where, what, why, how to mend it.
func (f *Finding) Sentence() string {
	var b strings.Builder
	at := Place{Part: f.Part, Line: f.Line, Column: f.Column}
	fmt.Fprintf(&b, "%s 【%s】%s：“%s”。%s。", at.Where(), f.Kind.Label(), f.Severity.Label(), inner(f.Quote), strings.TrimSuffix(f.Message, "。"))
	for _, r := range f.Related {
		fmt.Fprintf(&b, "另见%s“%s”。", r.Where(), inner(r.Quote))
	}
	if f.Suggest != "" {
		fmt.Fprintf(&b, "建议：%s。", strings.TrimSuffix(f.Suggest, "。"))
	}
	return b.String()
}

// inner turns the quotes inside a quotation into single ones, as Chinese sets them.
func inner(s string) string {
	return strings.NewReplacer("“", "‘", "”", "’").Replace(s)
}

// WriteText writes the report for people: one paragraph per finding, then what
// was checked. With verbose the numbers that were not checked are listed.
func (r *Report) WriteText(w io.Writer, verbose bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "《%s》\n", r.File)
	n := map[Severity]int{}
	for i := range r.Findings {
		n[r.Findings[i].Severity]++
		b.WriteString("  " + r.Findings[i].Sentence() + "\n")
	}
	if len(r.Findings) == 0 {
		b.WriteString("  没有发现问题。\n")
	} else {
		fmt.Fprintf(&b, "  共%d处：错误%d处、疑似%d处、提示%d处。\n", len(r.Findings), n[SeverityError], n[SeverityWarning], n[SeverityInfo])
	}
	if len(r.Findings) >= maxFindings {
		fmt.Fprintf(&b, "  问题太多，只列出前%d处。\n", maxFindings)
	}
	fmt.Fprintf(&b, "  数字%d个：已核对%d个，无从核对%d个，没有看懂%d个。\n", r.Numbers.Total, r.Numbers.Checked, r.Numbers.Uncheckable, r.Numbers.NotUnderstood)
	if verbose {
		listPlaces(&b, "无从核对", r.unchecked)
		listPlaces(&b, "没有看懂", r.notUnderstood)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func listPlaces(b *strings.Builder, title string, places []Place) {
	if len(places) == 0 {
		return
	}
	fmt.Fprintf(b, "  %s：\n", title)
	for _, p := range places {
		fmt.Fprintf(b, "    %s “%s”\n", p.Where(), inner(p.Quote))
	}
}
