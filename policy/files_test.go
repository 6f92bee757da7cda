package policy

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
)

var update = flag.Bool("update", false, "write the golden files; read them before accepting them")

// golden compares with a file, or writes it.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n")), got) {
		t.Errorf("%s is not what the program says now; look at it and run the tests with -update", path)
	}
}

// Released packs never change: a change is a new folder with a new date. The
// list only ever grows; -update adds new folders to it and touches no old line.
func TestReleasedPacksAreFrozen(t *testing.T) {
	const list = "digests.txt"
	text, err := os.ReadFile(list)
	if err != nil && !*update {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if sum, dir, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
			listed[dir] = sum
		}
	}
	for _, p := range loadAll(t) {
		sum, err := Digest(Builtin(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case listed[p.ID] == sum:
		case listed[p.ID] != "":
			t.Errorf("%s was released and must not change: copy it to a folder with a new date", p.ID)
		case *update:
			text = fmt.Appendf(text, "%s  %s\n", sum, p.ID)
		default:
			t.Errorf("%s is not in %s", p.ID, list)
		}
		delete(listed, p.ID)
	}
	for dir := range listed {
		t.Errorf("%s was released and is gone", dir)
	}
	if *update {
		if err := os.WriteFile(list, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDigestSeesEveryChange(t *testing.T) {
	base, err := Digest(packFS("problems.yaml", "a"), ".")
	if err != nil {
		t.Fatal(err)
	}
	for name, fsys := range map[string]map[string]string{
		"text": {"problems.yaml": "b"}, "name": {"targets.yaml": "a"}, "more": {"problems.yaml": "a", "x.md": ""},
	} {
		m := packFS("pack.yaml", goodPack)
		for f, text := range fsys {
			for k, v := range packFS(f, text) {
				m[k] = v
			}
		}
		if sum, _ := Digest(m, "."); sum == base {
			t.Errorf("%s: the digest did not change", name)
		}
	}
}

// The schemas beside the packs are those of the reader's own table.
func TestSchemas(t *testing.T) {
	for _, file := range SchemaFiles() {
		s := Schema(file)
		if !json.Valid(s) {
			t.Errorf("%s: no JSON", file)
		}
		golden(t, filepath.Join("schema", strings.TrimSuffix(file, ".yaml")+".schema.json"), s)
	}
	if Schema("else.yaml") != nil {
		t.Error("a schema for a file that packs do not have")
	}
}

func TestShow(t *testing.T) {
	packs := load(t)
	i := slices.IndexFunc(packs, func(p *Pack) bool { return p.Authority == "sample" && p.Level == LevelTownship })
	golden(t, filepath.Join("testdata", "show.txt"), []byte(Show(packs[i]).Text()))
}

// Names of variables, constants and functions never collide, and every variable
// has a Chinese label and a place where it would be recorded.
func TestVariables(t *testing.T) {
	taken := map[string]bool{}
	for _, w := range functionNames() {
		taken[w] = true
	}
	for _, ct := range choiceTypes() {
		for _, c := range choices(ct) {
			if taken[c.constant] {
				t.Errorf("%s is declared twice", c.constant)
			}
			taken[c.constant] = true
		}
	}
	tables := map[string][]Variable{}
	for _, s := range []Scope{ScopeVillage, ScopeTownship, ScopePerson, ScopeNominee} {
		tables[string(s)] = VariablesOf(s)
	}
	for _, c := range collections() {
		tables[string(c)] = FieldsOf(c)
	}
	for name, vars := range tables {
		seen := map[string]bool{}
		for _, v := range vars {
			if seen[v.Name] || taken[v.Name] {
				t.Errorf("%s: %s is declared twice", name, v.Name)
			}
			seen[v.Name] = true
			if v.Label == "" || v.Sheet == "" || celTypes[v.Type] == nil || !smallName.MatchString(v.Name) {
				t.Errorf("%s: %+v is not complete", name, v)
			}
		}
	}
}

// The manual's tables and messages are what the program says today.
func TestManual(t *testing.T) {
	const path = "../docs/政策包.md"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(string(text), "\r\n", "\n")
	for mark, body := range map[string]string{"变量": manualVariables(), "错误": manualFaults(t), "文件": manualKeys(), "可调": manualLimits(t)} {
		head, tail := "<!-- "+mark+":由测试生成 -->\n", "<!-- /"+mark+" -->"
		before, rest, ok := strings.Cut(got, head)
		_, after, closed := strings.Cut(rest, tail)
		if !ok || !closed {
			t.Fatalf("%s lacks the marks of %s", path, mark)
		}
		got = before + head + "\n" + body + "\n" + tail + after
	}
	golden(t, path, []byte(got))
}

func manualFaults(t *testing.T) string {
	var b strings.Builder
	for _, c := range faultCases() {
		_, err := Load(packFS(c.file, c.text), ".", "试验")
		fs := FaultsOf(err)
		if len(fs) == 0 {
			t.Fatal(c.title)
		}
		fmt.Fprintf(&b, "**%s**\n\n```\n%s\n```\n\n", yanpan.Typeset(c.title), fs[0])
	}
	_, err := Overlay(law(t), packOf(t, goodPack, adjustText("problems.yaml", "small", "    limits: {least: 2}\n")))
	fmt.Fprintf(&b, "**放宽法定的数**\n\n```\n%s\n```\n", FaultsOf(err)[0])
	return b.String()
}

func manualVariables() string {
	var b strings.Builder
	table := func(title string, vars []Variable) {
		fmt.Fprintf(&b, "**%s**\n\n| 名称 | 含义 | 类型 | 记在哪里 |\n|---|---|---|---|\n", title)
		for _, v := range vars {
			label := v.Label
			if v.Unit != "" {
				label += "(" + v.Unit + ")"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", v.Name, yanpan.Typeset(label), v.Type.Label(), yanpan.Typeset(v.Sheet))
		}
		b.WriteString("\n")
	}
	table("村(社区)和全镇的规则都能用", append(figureVariables(), commonVariables()...))
	table("只有村(社区)的规则能用", villageVariables())
	for _, c := range []struct {
		title string
		of    Collection
	}{{"名册 people、members(“两委”成员)的每个人,以及用于个人的规则", Members}, {"党员名册 party_members", PartyMembers}, {"后备力量 reserves", Reserves},
		{"处分 sanctions", Sanctions}, {"工作开展 activities", Activities}, {"测评汇总 evaluations", Evaluations}} {
		vars := FieldsOf(c.of)
		table(yanpan.Typeset(c.title), vars[:len(vars)-1])
	}
	table(yanpan.Typeset("资格条件 eligibility.yaml 的提名人选"), nomineeVariables())
	b.WriteString("固定的词:")
	for _, t := range choiceTypes() {
		fmt.Fprintf(&b, "\n\n- %s:", t.Label())
		for i, c := range choices(t) {
			if i > 0 {
				b.WriteString("、")
			}
			fmt.Fprintf(&b, "`%s` %s", c.constant, c.label)
		}
	}
	b.WriteString("\n")
	return yanpan.Typeset(b.String())
}

// manualLimits are the national numbers that a lower pack may tighten.
func manualLimits(t *testing.T) string {
	var b strings.Builder
	b.WriteString("| 规则 | 名称 | 数 | 国家定为 | 只能 |\n|---|---|---|---|---|\n")
	for _, p := range load(t) {
		for _, r := range p.Rules {
			for _, l := range r.Limits {
				if p.Level == LevelNational && l.Tighten != "" {
					fmt.Fprintf(&b, "| `%s` | %s | `%s` | %s | %s |\n", r.ID, yanpan.Typeset(r.Label), l.Name, showNumber(l.Value, ""), tightenLabel(l.Tighten))
				}
			}
		}
	}
	return b.String()
}

func manualKeys() string {
	var b strings.Builder
	table := func(title string, o *object) {
		fmt.Fprintf(&b, "**%s**\n\n| 键 | 含义 | 必填 | 可以写的词 |\n|---|---|---|---|\n", title)
		for _, k := range o.keys {
			must := ""
			if k.required {
				must = "是"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.name, yanpan.Typeset(k.label), must, strings.Join(k.words, "、"))
		}
		b.WriteString("\n")
	}
	table("pack.yaml", packShape())
	table("targets.yaml 的每一条", targetShape())
	table("problems.yaml、outlook.yaml 的每一条", problemShape())
	table("let 里的每一项", queryShape())
	table("need", needShape())
	table("调整上级规则的条目", adjustShape())
	table("seats.yaml 的每一条", seatsShape())
	table("ages.yaml", agesShape())
	table("sanctions.yaml 的每一条", sanctionShape())
	table("procedures.yaml 的每一条", procedureShape())
	table("steps 的每一步", stepShape())
	table("votes 的每一项", voteShape())
	table("gates 的每一项", gateShape())
	table("调整上级程序的条目(add 和 change 里的步骤,写法同 steps;change 另有 off,add 另有 before)", procedureAdjustShape())
	table("tests.yaml 的每一条", caseShape())
	table("eligibility.yaml 的每一条", eligibilityShape().keys[0].of)
	table("departments.yaml 的每一条", departmentShape())
	table("avoidance.yaml 的每一条", avoidanceShape())
	table("ranks.yaml 的每一条", rankShape())
	table("kin.yaml 的每一条", kinShape())
	fmt.Fprintf(&b, "职务的词:")
	for i, o := range Offices() {
		if i > 0 {
			b.WriteString("、")
		}
		fmt.Fprintf(&b, "`%s` %s", o, yanpan.Typeset(o.Label()))
	}
	b.WriteString(";一个班子的各职务:")
	for i, g := range groupWords() {
		if i > 0 {
			b.WriteString("、")
		}
		fmt.Fprintf(&b, "`%s` %s", g, yanpan.Typeset(Group(g).Label()))
	}
	b.WriteString("。\n")
	table("thresholds.yaml 的每一条", thresholdShape())
	table("procedure_tests.yaml 的每一条", procedureCaseShape())
	table("acts 的每一项", procedureCaseShape().key("acts").of)
	table("timetables.yaml 的每一条", timetableShape())
	table("deadlines.yaml 的每一条", deadlineShape())
	table("ties 里的每一项", tieShape())
	table("lasts", lastsShape())
	table("adjustments.yaml 的每一条", adjustmentShape())
	table("holidays.yaml 的每一条", holidayYearShape())
	table("off 里的每一项", holidayYearShape().key("off").of)
	table("feasts.yaml 的每一条", feastShape())
	return b.String()
}
