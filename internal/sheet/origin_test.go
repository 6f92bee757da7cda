package sheet

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yanpan.dev/internal/sheet/grid"
	"yanpan.dev/roster"
)

// What an origin writes is read again, whatever the names of files and sheets.
func TestOriginIsReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := Origin{roster.Place{
			File:  rapid.StringMatching(`[一-龥a-z0-9《》“” ().]{1,20}`).Draw(t, "file"),
			Sheet: rapid.StringMatching(`[一-龥a-z0-9 ()]{1,20}`).Draw(t, "sheet"),
			Row:   rapid.IntRange(1, 1048576).Draw(t, "row"),
		}, rapid.SampledFrom([]string{"", "3f9a12c0"}).Draw(t, "digest")}
		if got := parseOrigin(o.String()); got != o {
			t.Fatalf("%q read as %+v", o.String(), got)
		}
	})
	for _, text := range []string{"", "第7行", "《a》“b”第行", "《a》“b”第7行,编号XYZ", "《a》“b”第99999999999行"} {
		if o := parseOrigin(text); o != (Origin{}) {
			t.Errorf("%q is read as %+v", text, o)
		}
	}
	if o := parseOrigin("《a.csv》“a”第7行,编号00ff"); o.Row != 7 || o.Digest != "00ff" { // saved by a program that narrows marks
		t.Errorf("%+v", o)
	}
}

// Rows taken out leave the account of their sheet true, and the tables whole.
func TestDrop(t *testing.T) {
	text := "村,姓名,性别,职务\n石板村,张三,男,书记\n石板村,李四,女,主任\n柳林村,王五,男,书记\n"
	book, err := grid.Read("名册.csv", strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Tables(book, Options{})
	if err != nil || len(r.Rows) != 3 {
		t.Fatalf("%v, %d rows", err, len(r.Rows))
	}
	r.Drop(nil)
	r.Drop(map[int]string{1: "已由别处代替"})
	if len(r.Rows) != 2 || r.Rows[0].Number != 2 || r.Rows[1].Number != 4 {
		t.Errorf("rows %+v", r.Rows)
	}
	if tb := r.Tables[0]; tb.First != 0 || tb.End != 2 || len(tb.places) != 2 {
		t.Errorf("table %+v", tb)
	}
	s := r.Sheets[0]
	if left := s.Left[len(s.Left)-1]; s.Rows != 2 || left.Row != 3 || left.Why != "已由别处代替" || !strings.Contains(left.Text, "李四") {
		t.Errorf("summary %+v", s)
	}
}
