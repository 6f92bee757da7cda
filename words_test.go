package yanpan_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"yanpan.dev"
)

// The check digits of the first two were worked out by hand (GB 11643—1999).
func TestParseIDNumber(t *testing.T) {
	for _, c := range []struct {
		in, whole, birth string
		sex              yanpan.Sex
		fault            error
	}{
		{in: "34052419800101001X", whole: "34052419800101001X", birth: "1980-01-01", sex: yanpan.Male},
		{in: "34052419800101001x", whole: "34052419800101001X", birth: "1980-01-01", sex: yanpan.Male},
		{in: "340524800101001", whole: "34052419800101001X", birth: "1980-01-01", sex: yanpan.Male},
		{in: "37010119010203997X", fault: yanpan.IDCheck},
		{in: "370101190102039973", whole: "370101190102039973", birth: "1901-02-03", sex: yanpan.Male},
		{in: "340524198001010011", fault: yanpan.IDCheck},
		{in: "340524198013010011", fault: yanpan.IDBirth},
		{in: "340524198001010000", fault: yanpan.IDDamaged},
		{in: "340524198001000000", fault: yanpan.IDDamaged},
		{in: "3.40524198001010E+17", fault: yanpan.IDDamaged},
		{in: "3.4E+14", fault: yanpan.IDDamaged},
		{in: "34052419800101001", fault: yanpan.IDShape},
		{in: "3405241980010100AX", fault: yanpan.IDShape},
		{in: "", fault: yanpan.IDShape},
		{in: "三四", fault: yanpan.IDShape},
	} {
		n, err := yanpan.ParseIDNumber(c.in)
		if !errors.Is(err, c.fault) || n.Reveal() != c.whole || n.Birth().String() != c.birth || n.Sex() != c.sex {
			t.Errorf("ParseIDNumber(%q) = %s %s %s, %v", c.in, n.Reveal(), n.Birth(), n.Sex(), err)
		}
	}
}

func TestIDNumberIsNotPrintedWhole(t *testing.T) {
	n, err := yanpan.ParseIDNumber("34052419800101001X")
	if err != nil {
		t.Fatal(err)
	}
	type record struct{ Number yanpan.IDNumber }
	js, _ := json.Marshal(record{n})
	for _, s := range []string{n.String(), fmt.Sprintf("%v %s %+v %#v %q %x", n, n, n, n, n, n), fmt.Sprintf("%+v", record{n}), string(js)} {
		if strings.Contains(s, "19800101") {
			t.Errorf("the number shows in %q", s)
		}
		if !strings.Contains(s, "3405**********001X") {
			t.Errorf("the masked form is missing in %q", s)
		}
	}
}

func FuzzParseIDNumber(f *testing.F) {
	for _, s := range []string{"34052419800101001X", "340524800101001", "3.4E+17", "", "身份证", "000000000000000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := yanpan.ParseIDNumber(s)
		if (err == nil) == n.IsZero() {
			t.Errorf("%q: %v with %q", s, err, n.Reveal())
		}
		if err == nil && (len(n.Reveal()) != 18 || n.Birth().Precision() != yanpan.PrecisionDay) {
			t.Errorf("%q gave %q", s, n.Reveal())
		}
	})
}

func TestRatio(t *testing.T) {
	for _, c := range []struct {
		num, den     int64
		percent, one string
		tenths       int64
	}{
		{19, 67, "28.4%", "0.3", 3},
		{6, 12, "50.0%", "0.5", 5},
		{1, 8, "12.5%", "0.1", 1},
		{1, 2000, "0.1%", "0.0", 0}, // 0.05% goes up
		{2876, 67, "4292.5%", "42.9", 429},
		{-1, 8, "-12.5%", "-0.1", -1},
		{67, 67, "100.0%", "1.0", 10},
	} {
		r := yanpan.Ratio{Num: c.num, Den: c.den}
		if r.Percent() != c.percent || r.Round(1) != c.one || r.Tenths() != c.tenths {
			t.Errorf("%d/%d: %s %s %d, want %s %s %d", c.num, c.den, r.Percent(), r.Round(1), r.Tenths(), c.percent, c.one, c.tenths)
		}
	}
	none := yanpan.Ratio{Num: 3}
	if none.Percent() != "" || none.Round(1) != "" || none.Defined() || none.Tenths() != 0 {
		t.Error("a ratio without a base has a value")
	}
	if (yanpan.Ratio{Num: 30, Den: 100}).Cmp(yanpan.Ratio{Num: 3, Den: 10}) != 0 || (yanpan.Ratio{Num: 1, Den: 3}).Cmp(yanpan.Ratio{Num: 333333, Den: 1000000}) <= 0 {
		t.Error("comparison is not exact")
	}
}

// Rounding worked out a second way: in whole numbers, half up.
func TestRatioRoundsHalfUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		num, den := rapid.Int64Range(0, 1e6).Draw(t, "num"), rapid.Int64Range(1, 1e6).Draw(t, "den")
		if got, want := (yanpan.Ratio{Num: num, Den: den}).Tenths(), (20*num+den)/(2*den); got != want {
			t.Fatalf("%d/%d: %d, want %d", num, den, got, want)
		}
	})
}

func TestError(t *testing.T) {
	cause := errors.New("strconv: x")
	e := &yanpan.Error{Code: yanpan.CodeInvalid, Message: "职数应为3至7人", Where: "第3行", Remedy: "请改正", Basis: yanpan.Citation{Source: "村民委员会组织法", Article: "第8条"}, Err: cause}
	if got, want := e.Error(), "第3行\uFF1A职数应为3至7人。请改正\uFF08《村民委员会组织法》第8条\uFF09"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	wrapped := fmt.Errorf("import: %w", e)
	if yanpan.CodeOf(wrapped) != yanpan.CodeInvalid || yanpan.ExitCodeOf(wrapped) != 3 || yanpan.MessageOf(wrapped) != e.Error() || !errors.Is(wrapped, cause) {
		t.Error("a wrapped error is not found")
	}
	if yanpan.ExitCodeOf(nil) != 0 || yanpan.ExitCodeOf(cause) != 3 || yanpan.CodeUsage.ExitCode() != 2 || yanpan.Code("?").ExitCode() != 3 || yanpan.CodeOf(nil) != "" {
		t.Error("exit codes")
	}
	if strings.Contains(yanpan.MessageOf(cause), "strconv") {
		t.Error("the inside of the program shows")
	}
	if got := e.At("第9行").Where; got != "第3行" {
		t.Errorf("At overwrote the place: %s", got)
	}
	if got := yanpan.Errorf(yanpan.CodeUsage, "op", "缺少%s", "文件").At("命令行").Error(); got != "命令行\uFF1A缺少文件" {
		t.Error(got)
	}
}

func TestCitation(t *testing.T) {
	for _, c := range []struct {
		c    yanpan.Citation
		want string
	}{
		{yanpan.Citation{}, ""},
		{yanpan.Citation{Source: "村民委员会组织法", Article: "第8条", Confidence: yanpan.Verbatim}, "《村民委员会组织法》第8条"},
		{yanpan.Citation{Source: "清水镇方案", Confidence: yanpan.Recalled}, "《清水镇方案》(待核对)"},
		{yanpan.Citation{Source: "清组发〔2026〕5号"}, "清组发〔2026〕5号"},
	} {
		if got := c.c.String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	if yanpan.Confidence("猜测").Known() || !yanpan.Local.Known() {
		t.Error("marks of confidence")
	}
}

func TestVillageCode(t *testing.T) {
	c, ok := yanpan.ParseVillageCode("370101001200")
	if !ok || c.County() != "370101" || c.Township() != "370101001" {
		t.Errorf("%q %v", c, ok)
	}
	if short, _ := yanpan.ParseVillageCode("3701"); short.County() != "" {
		t.Error("a city has no county")
	}
	for _, bad := range []string{"", "37010", "37010100120x", "3701010012001"} {
		if _, ok := yanpan.ParseVillageCode(bad); ok {
			t.Errorf("%q was taken", bad)
		}
	}
	if yanpan.VillageUrban.CommitteeName() != "居委会" || yanpan.VillageUnknown.CommitteeName() != "村(居)委会" || yanpan.VillageRural.CommitteeName() != "村委会" {
		t.Error("names of committees")
	}
}
