package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

func read(t *testing.T, req Request, name, text string) *Work {
	t.Helper()
	req.Files = append(req.Files, File{Name: name, Data: strings.NewReader(text), Size: int64(len(text))})
	if req.AsOf.IsZero() {
		req.AsOf, _ = yanpan.ParseDate("2026-06-30")
	}
	w, err := Read(t.Context(), req, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const messy = "村(社区),姓名,性别,出生年月,职务,身份证号\n" +
	"石板村,王建国,男,1975.13,党支部书记,\n" +
	"石板村,李秀英,女,1980.12,村委会委员,340524198001010011\n" +
	"柳树村,钱芳,女,1988.08,村委会主任,\n"

func TestCorrections(t *testing.T) {
	before := read(t, Request{}, "名册.csv", messy)
	place := func(row int, column, text string) Correction {
		return Correction{File: "名册.csv", Sheet: "名册", Row: row, Column: column, Text: text}
	}
	rejected := before.Rejected()
	if len(rejected) != 2 || rejected[0].Row != 2 || rejected[1].Row != 3 {
		t.Fatalf("rejected: %+v", rejected)
	}
	wrong := func(r Rejected) (labels []string) {
		for _, c := range r.Cells {
			if c.Wrong {
				labels = append(labels, c.Label)
			}
		}
		return labels
	}
	if got := wrong(rejected[0]); !slices.Equal(got, []string{"出生年月"}) {
		t.Errorf("wrong cells of row 2: %v", got)
	}
	if got := wrong(rejected[1]); !slices.Equal(got, []string{"身份证号"}) {
		t.Errorf("wrong cells of row 3: %v", got)
	}

	after := read(t, Request{Corrections: []Correction{place(2, "出生年月", "1975.12"), place(3, "身份证号", ""), place(9, "姓名", "无此行"), place(2, "没有的列", "x")}}, "名册.csv", messy)
	if got, want := after.Admission.Balance, (roster.Balance{Read: 3, Accepted: 3}); got != want {
		t.Errorf("balance %+v, want %+v", got, want)
	}
	if got := after.Admission.Records.People[0].Birth.String(); got != "1975-12" {
		t.Errorf("birth %s", got)
	}
	if got := before.Readings[0].Rows[0].Texts; !slices.Contains(got, "1975.13") {
		t.Errorf("the correction reached another work: %v", got)
	}
}

// A row without any village column gets its village by the label of the field.
func TestCorrectionOfAVillageWithoutAColumn(t *testing.T) {
	const text = "姓名,性别,出生年月,职务\n王建国,男,1975.06,党支部书记\n"
	w := read(t, Request{}, "名册.csv", text)
	r := w.Rejected()
	if len(r) != 1 || !r[0].Cells[len(r[0].Cells)-1].Wrong || r[0].Cells[len(r[0].Cells)-1].Field != roster.FieldVillage {
		t.Fatalf("no cell for the village: %+v", r)
	}
	c := Correction{File: "名册.csv", Sheet: r[0].Sheet, Row: r[0].Row, Column: r[0].Cells[len(r[0].Cells)-1].Label, Text: "石板村"}
	w = read(t, Request{Corrections: []Correction{c}}, "名册.csv", text)
	if len(w.Rejected()) != 0 || w.Admission.Records.Villages[0].Name != "石板村" {
		t.Errorf("villages %+v", w.Admission.Records.Villages)
	}
}

// Two people in one line are told apart.
func TestCorrectionOfOneOfTwoInALine(t *testing.T) {
	const text = "村名,党组织书记,,村委会主任,\n,姓名,出生年月,姓名,出生年月\n石板村,王建国,1975.13,李秀英,1980.13\n柳树村,赵强,1970.01,钱芳,1971.02\n"
	w := read(t, Request{}, "正职.csv", text)
	r := w.Rejected()
	if len(r) != 2 || r[0].Row != r[1].Row || r[0].Entry != 0 || r[1].Entry != 1 {
		t.Fatalf("rejected: %+v", r)
	}
	label := func(r Rejected) string {
		for _, c := range r.Cells {
			if c.Wrong {
				return c.Label
			}
		}
		return ""
	}
	c := Correction{File: r[1].File, Sheet: r[1].Sheet, Row: r[1].Row, Entry: 1, Column: label(r[1]), Text: "1980.12"}
	w = read(t, Request{Corrections: []Correction{c}}, "正职.csv", text)
	if r = w.Rejected(); len(r) != 1 || r[0].Entry != 0 {
		t.Errorf("still rejected: %+v", r)
	}
}

func TestRecognised(t *testing.T) {
	const text = "清水镇花名册,,,,,\n村(社区),姓名,性别,电话,身份证号,归口\n石板村,王建国,男,13800001234,34052419800101001X,甲\n石板村,李秀英,女,13800001235,,乙\n柳树村,钱芳,女,,,丙\n合计,3,,,,\n"
	w := read(t, Request{Files: []File{{Name: "坏.xlsx", Data: strings.NewReader("PK\x03\x04"), Size: 4}}}, "名册.csv", text)
	got := w.Recognised()
	if len(got) != 2 || got[0].Fault == "" || got[0].Name != "坏.xlsx" || got[1].Fault != "" {
		t.Fatalf("files: %+v", got)
	}
	table := got[1].Sheets[0].Tables[0]
	if table.Kind != roster.KindRoster || table.HeaderTop != 2 || table.HeaderEnd != 2 || table.Rows != 3 {
		t.Errorf("table: %+v", table)
	}
	want := []RecognisedColumn{
		{Label: "村(社区)", Field: roster.FieldVillage, Samples: []string{"石板村", "柳树村"}},
		{Label: "姓名", Field: roster.FieldName, Samples: []string{"王建国", "李秀英"}},
		{Label: "性别", Field: roster.FieldSex, Samples: []string{"男", "女"}},
		{Label: "电话", Field: roster.FieldPhone, Samples: []string{"1380***1234", "1380***1235"}},
		{Label: "身份证号", Field: roster.FieldIDNumber, Samples: []string{"3405**********001X"}},
		{Label: "归口", Doubt: true, Samples: []string{"甲", "乙"}},
	}
	for i, c := range table.Columns {
		if i >= len(want) || c.Label != want[i].Label || c.Field != want[i].Field || c.Doubt != want[i].Doubt || !slices.Equal(c.Samples, want[i].Samples) {
			t.Errorf("column %d: %+v", i, c)
		}
	}
	if got := got[1].Sheets[0].Left; len(got) != 1 || got[0].Row != 6 {
		t.Errorf("lines left: %+v", got)
	}
}

func TestAnsweredLeavesTheKeptAlone(t *testing.T) {
	kept := &Mappings{}
	kept.Tell("s", "归口", roster.FieldRemark)
	out := Answered(kept, []Answer{{"s", "归口", roster.FieldOrigin}, {"s", "片", ""}})
	if got := kept.Headers[0].Columns; len(got) != 1 || got["归口"] != "remark" {
		t.Errorf("kept: %v", got)
	}
	if got := out.Headers[0].Columns; len(got) != 2 || got["归口"] != "origin" || got["片"] != "" {
		t.Errorf("answered: %v", got)
	}
	if got := Answered(nil, nil); len(got.Headers) != 0 {
		t.Errorf("answered from nothing: %v", got)
	}
}

func TestOpenAndSave(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "新建", "花名册.csv")
	for _, text := range []string{"一", "二二"} {
		if err := Save(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("saved %q, %v", got, err)
		}
	}
	if entries, _ := os.ReadDir(filepath.Dir(name)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
	for _, hidden := range []string{".隐藏.csv", "~$花名册.xlsx", "说明.txt"} {
		if err := os.WriteFile(filepath.Join(dir, "新建", hidden), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, arg := range []string{name, filepath.Dir(name), filepath.Join(dir, "新建", "花*.csv")} {
		o := Open([]string{arg})
		if len(o.Faults) != 0 || len(o.Files) != 1 || o.Files[0].Name != "花名册.csv" || o.Files[0].Size != 6 {
			t.Errorf("Open(%s): %+v", arg, o.Files)
		}
		o.Close()
	}
	for _, arg := range []string{filepath.Join(dir, "没有.csv"), dir} {
		o := Open([]string{arg, name})
		if len(o.Files) != 1 || len(o.Faults) != 1 || yanpan.CodeOf(o.Faults[0].Err) != yanpan.CodeUnreadable {
			t.Errorf("Open(%s): %+v %+v", arg, o.Files, o.Faults)
		}
		o.Close()
	}
	if err := Save(filepath.Join(name, "下级.json"), nil); yanpan.CodeOf(err) != yanpan.CodeWrite {
		t.Errorf("Save below a file: %v", err)
	}
}

func TestPacks(t *testing.T) {
	asOf, _ := yanpan.ParseDate("2026-06-30")
	national, err := Packs(nil, false, asOf)
	if err != nil || len(national) == 0 {
		t.Fatalf("%d packs, %v", len(national), err)
	}
	sample, err := Packs(nil, true, asOf)
	if err != nil || len(sample) <= len(national) {
		t.Errorf("%d packs with the sample, %d without, %v", len(sample), len(national), err)
	}
	for _, p := range sample {
		if p.Level != policy.LevelNational && p.Authority != policy.SampleAuthority {
			t.Errorf("%s is neither national nor a sample", p.ID)
		}
	}
	if _, err := Packs([]string{filepath.Join(t.TempDir(), "没有")}, false, asOf); yanpan.CodeOf(err) != yanpan.CodeUnreadable {
		t.Errorf("a missing folder: %v", err)
	}
}
