package roster

import (
	"strings"
	"testing"

	"yanpan.dev"
)

func TestReadDate(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1975.06", "1975-06"}, {"1975.6", "1975-06"}, {"1975年6月", "1975-06"}, {"1975年06月12日", "1975-06-12"}, {"1975年", "1975"},
		{"19750612", "1975-06-12"}, {"197506", "1975-06"}, {"1975-6-12", "1975-06-12"}, {"1975/6/12", "1975-06-12"}, {"1975-06", "1975-06"},
		{"75.6", "1975-06"}, {"75.06", "1975-06"}, {"87.1", "1987-01"}, {"75年6月", "1975-06"}, {"75-6-12", "1975-06-12"}, {"7506", "1975-06"},
		{"1975", "1975"}, {"27557", "1975-06-12"}, {"1963.06\n(63岁)", "1963-06"}, {"1963.06(63岁)", "1963-06"}, {"1975. 06", "1975-06"},
		{"１９７５．０６", "1975-06"}, {"一九七五年六月", "1975-06"}, {"一九七五年十二月二十一日", "1975-12-21"}, {"一九七五年十月二十日", "1975-10-20"},
		{"1975-06-12 00:00:00", "1975-06-12"}, {"1975-06-12T00:00:00Z", "1975-06-12"}, {"6/12/1975", "1975-06-12"}, {"Jun-75", "1975-06"}, {"12-Jun-75", "1975-06-12"},
		{"05.6", "2005-06"}, {"12.6", "1912-06"}, {"1975.0612", "1975-06-12"}, {"'1975.06", "1975-06"}, {"1975、06", "1975-06"}, {"1975年6月生", "1975-06"},
		{"06.1975", "1975-06"}, {"1975。6", "1975-06"}, {"750612", "1975-06-12"},
		{"", ""}, {"不详", ""}, {"/", ""}, {"—", ""},
		{"1975.13", "!"}, {"1975.6.31", "!"}, {"1975.00", "!"}, {"19751306", "!"}, {"1975年6月32日", "!"}, {"197x.6", "!"}, {"12345678901", "!"}, {"1.2.3.4", "!"}, {"123", "!"}, {"0.5", "!"},
	} {
		d, fault := ReadDate(c.in, yanpan.MustDate("2026-06-30"), 16)
		got := d.String()
		if fault == DateImpossible {
			got = "!"
		}
		if got != c.want || (fault == DateFine) == (d.IsZero()) {
			t.Errorf("ReadDate(%q) = %q (fault %d), want %q", c.in, got, fault, c.want)
		}
	}
	if d, _ := ReadDate("12.6", yanpan.MustDate("2026-06-30"), 0); d.String() != "2012-06" {
		t.Errorf("a day of joining in the present century: %s", d)
	}
}

func TestSerialDate(t *testing.T) {
	for _, c := range []struct {
		serial int
		system bool
		want   string
	}{{1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {61, false, "1900-03-01"}, {27557, false, "1975-06-12"}, {26095, true, "1975-06-12"}, {0, true, "1904-01-01"}} {
		if got := SerialDate(c.serial, c.system).String(); got != c.want {
			t.Errorf("serial %d (1904 %v) = %s, want %s", c.serial, c.system, got, c.want)
		}
	}
}

func FuzzReadDate(f *testing.F) {
	for _, s := range []string{"1975.06", "75.6", "一九七五年六月", "27557", "Jun-75", "1975-06-12 00:00:00", "十十十", "((", "年月日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, fault := ReadDate(s, yanpan.MustDate("2026-06-30"), 16)
		if (fault == DateFine) == d.IsZero() {
			t.Errorf("%q: %s with fault %d", s, d, fault)
		}
		if fault == DateFine {
			if again, _ := ReadDate(d.String(), yanpan.MustDate("2026-06-30"), 16); again != d {
				t.Errorf("%q gave %s, which reads back as %s", s, d, again)
			}
		}
	})
}

func TestReadEducation(t *testing.T) {
	for want, texts := range map[Education]string{
		Graduate:         "研究生 硕士 博士研究生 在职研究生 党校研究生 14",
		Undergraduate:    "本科 大学 大学本科 中央党校大学 省委党校本科 函授本科 在职本科 全日制本科 学士 大学(本科) 大专/本科 高中、函授本科 20 本",
		JuniorCollege:    "大专 专科 大学专科 大专(在职) 全日制大专 高职 电大 大学(专科) 大专(本科在读) 专 30 高职高专",
		SeniorSecondary:  "高中 中专 职高 技校 中技 高中(中专) 高中/中专 职业高中 中师 普高 高中(大专在读) 40 60 中等专业学校",
		JuniorSecondary:  "初中 初中毕业 70 初级中学",
		Primary:          "小学 高小 小学毕业 80",
		EducationNotTold: "初中及以下 大专及以上 大专在读 不详 文盲 - 一类 初中以下",
	} {
		for text := range strings.FieldsSeq(texts) {
			if got, ok := ReadEducation(text); got != want || ok != (want != EducationNotTold) {
				t.Errorf("ReadEducation(%q) = %d %v, want %d", text, got, ok, want)
			}
		}
	}
	if got, _ := ReadEducation(" 大 专 "); got != JuniorCollege {
		t.Errorf("spaced out: %d", got)
	}
}

func TestReadPolitical(t *testing.T) {
	for want, texts := range map[Political]string{
		FullMember:         "中共党员 党员 正式党员 中共正式党员 共产党员 中共党员(正式) 01",
		ProbationaryMember: "预备党员 中共预备党员 党员(预备) 中共党员(预备期) 02",
		LeagueMember:       "共青团员 团员 03",
		DemocraticParty:    "民革党员 九三学社社员 民盟盟员 致公党党员",
		NonPartisan:        "无党派 无党派人士",
		Masses:             "群众 普通群众 13",
		PoliticalNotTold:   "非党员 积极分子 入党积极分子 无 其他",
	} {
		for text := range strings.FieldsSeq(texts) {
			if got, ok := ReadPolitical(text); got != want || ok != (want != PoliticalNotTold) {
				t.Errorf("ReadPolitical(%q) = %d %v, want %d", text, got, ok, want)
			}
		}
	}
}

func TestReadAnswer(t *testing.T) {
	for _, c := range []struct {
		field Field
		text  string
		want  Answer
		ok    bool
	}{
		{FieldWellOff, "是", Yes, true}, {FieldWellOff, "√", Yes, true}, {FieldWellOff, "否", No, true}, {FieldWellOff, "", NotTold, true},
		{FieldWellOff, "是(养殖)", Yes, true}, {FieldWellOff, "待定", NotTold, false}, {FieldReelected, "连任", Yes, true}, {FieldReelected, "新任", No, true},
		{FieldNewlyElected, "新任", Yes, true}, {FieldNewlyElected, "连任", No, true}, {FieldSanctioned, "2022年3月党内警告", Yes, true},
		{FieldSanctioned, "未受处分", No, true}, {FieldSanctioned, "无", No, true}, {FieldDualHead, "一肩挑", Yes, true}, {FieldDualHead, "否", No, true},
	} {
		if got, ok := ReadAnswer(c.field, c.text); got != c.want || ok != c.ok {
			t.Errorf("ReadAnswer(%s, %q) = %d %v, want %d %v", c.field, c.text, got, ok, c.want, c.ok)
		}
	}
}

func TestReadNumbers(t *testing.T) {
	for _, c := range []struct {
		text     string
		num, den int64
		ok       bool
	}{
		{"12", 12, 1, true}, {"1,234", 1234, 1, true}, {"12.5万元", 125, 10, true}, {"约30户", 30, 1, true}, {"85.5%", 855, 10, true}, {"-3", -3, 1, true},
		{"十二", 0, 0, false}, {"12或13", 0, 0, false}, {"", 0, 0, false}, {"1.2.3", 0, 0, false},
	} {
		if r, ok := ReadNumber(c.text); ok != c.ok || ok && (r.Num != c.num || r.Den != c.den) {
			t.Errorf("ReadNumber(%q) = %v %v", c.text, r, ok)
		}
	}
	if n, ok := ReadCount("12.0"); !ok || n != 12 {
		t.Errorf("12.0 = %d %v", n, ok)
	}
	if _, ok := ReadCount("12.5"); ok {
		t.Error("half a person was counted")
	}
	if s, ok := ReadSex("女 "); !ok || s != yanpan.Female {
		t.Error("sex")
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"张\u3000三": "张 三", "\u00a0１２": "12", "A\u200bB": "AB", "（村）": "(村)", "a\r": "a", "无变化": "无变化"} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzReadPosts(f *testing.F) {
	for _, s := range []string{"党支部书记、村委会主任", "委员", "(((", "书记主任一肩挑", "支部、、、"} {
		f.Add(s, uint8(1))
	}
	f.Fuzz(func(t *testing.T, s string, body uint8) {
		posts, _ := ReadPosts(s, Body(body%9), "石板村")
		for _, p := range posts {
			if p.Body == BodyUnknown || p.Title == TitleUnknown {
				t.Errorf("%q gave a post without body or title: %+v", s, p)
			}
		}
	})
}
