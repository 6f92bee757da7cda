package calendar

import (
	"strings"
	"testing"

	"yanpan.dev"
)

// notice2026 is the text of the notice as it was published.
const notice2026 = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府,国务院各部委、各直属机构:
经国务院批准,现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦:1月1日(周四)至3日(周六)放假调休,共3天。1月4日(周日)上班。
二、春节:2月15日(农历腊月二十八、周日)至23日(农历正月初七、周一)放假调休,共9天。2月14日(周六)、2月28日(周六)上班。
三、清明节:4月4日(周六)至6日(周一)放假,共3天。
四、劳动节:5月1日(周五)至5日(周二)放假调休,共5天。5月9日(周六)上班。
五、端午节:6月19日(周五)至21日(周日)放假,共3天。
六、中秋节:9月25日(周五)至27日(周日)放假,共3天。
七、国庆节:10月1日(周四)至7日(周三)放假调休,共7天。9月20日(周日)、10月10日(周六)上班。
节假日期间,各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2025年11月4日`

func TestParseNotice(t *testing.T) {
	for name, text := range map[string]string{"as published": notice2026, "full-width": widen(notice2026)} {
		y, err := ParseNotice(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		off, working := 0, []string{}
		for _, o := range y.Off {
			off += o.days()
		}
		for _, d := range y.Working {
			working = append(working, d.Date().String())
		}
		if y.Year != 2026 || off != 33 || strings.Join(working, " ") != "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10" {
			t.Errorf("%s: %d, %d days off, worked %v", name, y.Year, off, working)
		}
		if want := "《国务院办公厅关于2026年部分节假日安排的通知》国办发明电〔2025〕7号"; y.Basis.String() != want {
			t.Errorf("basis %q", y.Basis)
		}
	}
}

// widen gives the marks the form they have in print.
func widen(s string) string {
	return strings.NewReplacer(":", "\uFF1A", ",", "\uFF0C", "(", "\uFF08", ")", "\uFF09", "2026年\n", "2026年 ").Replace(s)
}

// New Year's holiday may begin in the year before.
func TestParseNoticeAcrossYears(t *testing.T) {
	y, err := ParseNotice(`国务院办公厅关于2023年部分节假日安排的通知
一、元旦:2022年12月31日至2023年1月2日放假调休,共3天。
二、春节:1月21日至27日放假调休,共7天。1月28日(星期六)、1月29日(星期日)上班。`)
	if err != nil {
		t.Fatal(err)
	}
	if y.Off[0].From != MustDay("2022-12-31") || y.Off[0].To != MustDay("2023-01-02") || y.Working[1] != MustDay("2023-01-29") {
		t.Errorf("%+v", y)
	}
}

func TestParseNoticeRefuses(t *testing.T) {
	for want, change := range map[string][2]string{
		"标题":       {"部分节假日安排", "工作安排"},
		"共8天":      {"共9天", "共8天"},
		"与日历不符":    {"1月1日(周四)", "1月1日(周五)"},
		"没有“32日":   {"至3日(周六)", "至32日"},
		"没有写哪天放假":  {"1月1日(周四)至3日(周六)放假调休", "另行通知"},
		"本来就上班":    {"1月4日(周日)上班", "1月5日上班"},
		"既写放假又写上班": {"1月4日(周日)上班", "1月3日上班"},
		"没有写放假的日子": {"、", "."},
	} {
		_, err := ParseNotice(strings.ReplaceAll(notice2026, change[0], change[1]))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: got %v, want %q", change, err, want)
			continue
		}
		if yanpan.CodeOf(err) != yanpan.CodeInvalid {
			t.Errorf("code %s", yanpan.CodeOf(err))
		}
	}
	if _, err := ParseNotice(strings.Repeat("假", maxNotice)); err == nil {
		t.Error("a text of 768 kB was read")
	}
}

// FuzzParseNotice: whatever is read can be made a calendar of.
func FuzzParseNotice(f *testing.F) {
	f.Add(notice2026)
	f.Add("关于2027年部分节假日安排 一、元旦:1月1日至1日放假")
	f.Add("关于2027年部分节假日安排 一、春节:2月日放假、99999999999999999999日上班")
	f.Fuzz(func(t *testing.T, text string) {
		y, err := ParseNotice(text)
		if err != nil {
			if yanpan.CodeOf(err) != yanpan.CodeInvalid {
				t.Errorf("code %s of %v", yanpan.CodeOf(err), err)
			}
			return
		}
		if _, err := New([]Year{y}, nil); err != nil {
			t.Errorf("read but refused: %v", err)
		}
	})
}
