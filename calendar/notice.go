package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"yanpan.dev"
)

// maxNotice bounds the text of a notice, in bytes.
const maxNotice = 256 << 10

var (
	noticeYear    = regexp.MustCompile(`关于(20[0-7]\d)年部分节假日安排`)
	noticeNumber  = regexp.MustCompile(`国办发明电〔(\d{4})〕(\d{1,3})号`)
	noticeClause  = regexp.MustCompile(`[一二三四五六七八九十]、([\p{Han}、]{2,12}):`)
	noticeDay     = `(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]{1,16})\))?`
	noticeDays    = regexp.MustCompile(noticeDay)
	noticeSpan    = regexp.MustCompile(noticeDay + `(?:(?:至|-|—|~)` + noticeDay + `)?(?:、` + noticeDay + `)*放假`)
	noticeTotal   = regexp.MustCompile(`共(\d{1,2})天`)
	noticeWeekday = regexp.MustCompile(`(?:周|星期)([一二三四五六日])`)
	noticeTail    = regexp.MustCompile(`节假日期间|鼓励单位|国务院办公厅\d{4}年`)
)

// ParseNotice reads the text of the State Council's notice of a year's holidays
// as it is published, pasted from anywhere. It checks the days of the week and
// the number of days that the notice itself tells.
func ParseNotice(text string) (Year, error) {
	if len(text) > maxNotice {
		return Year{}, badNotice("文字太长,不像是放假通知")
	}
	text = foldNotice(text)
	m := noticeYear.FindStringSubmatch(text)
	if m == nil {
		return Year{}, badNotice("没有找到“关于某年部分节假日安排的通知”的标题")
	}
	y := Year{Year: atoi(m[1])}
	y.Basis = yanpan.Citation{Source: "国务院办公厅关于" + m[1] + "年部分节假日安排的通知", Article: noticeNumber.FindString(text), Confidence: yanpan.Verbatim}
	if end := noticeTail.FindStringIndex(text); end != nil && strings.Contains(text[:end[0]], "放假") {
		text = text[:end[0]]
	}
	clauses := noticeClause.FindAllStringSubmatchIndex(text, -1)
	for i, c := range clauses {
		end := len(text)
		if i+1 < len(clauses) {
			end = clauses[i+1][0]
		}
		if err := y.clause(text[c[2]:c[3]], text[c[1]:end]); err != nil {
			return Year{}, err
		}
	}
	if message := y.check(); message != "" {
		return Year{}, badNotice(message)
	}
	return y, nil
}

func badNotice(message string) error {
	return &yanpan.Error{Code: yanpan.CodeInvalid, Op: "calendar.ParseNotice", Where: "放假通知", Message: message, Remedy: "请把国务院办公厅通知的全文(含标题)原样粘贴进来"}
}

// foldNotice takes blanks away and makes marks and digits half-width.
func foldNotice(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == 0x3000 || r == 0xA0 || r == 0xFEFF:
			return -1
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFF01 + '!'
		}
		return r
	}, s)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// clause reads what the notice says of one holiday.
func (y *Year) clause(name, text string) error {
	off := noticeSpan.FindStringIndex(text)
	if off == nil {
		return badNotice("“" + name + "”一条没有写哪天放假")
	}
	days, err := y.daysIn(text[off[0]:off[1]])
	if err != nil {
		return err
	}
	o := Off{Name: holidayName(name), From: days[0], To: days[len(days)-1]}
	if m := noticeTotal.FindStringSubmatch(text); m != nil && atoi(m[1]) != o.days() {
		return badNotice(fmt.Sprintf("“%s”写着共%s天,从%s到%s却是%d天", name, m[1], short(o.From), short(o.To), o.days()))
	}
	y.Off = append(y.Off, o)
	for _, sentence := range strings.Split(text[off[1]:], "。") {
		before, _, works := strings.Cut(sentence, "上班")
		if !works {
			continue
		}
		days, err := y.daysIn(before)
		if err != nil {
			return err
		}
		y.Working = append(y.Working, days...)
	}
	return nil
}

// holidayName gives 国庆节、中秋节 and 春节 the names the calendar uses.
func holidayName(name string) string {
	if strings.Contains(name, SpringFestival) {
		return SpringFestival
	}
	return name
}

// daysIn reads the days of a sentence; one without a month is in that before it.
func (y *Year) daysIn(text string) ([]Day, error) {
	var days []Day
	year, month := y.Year, 0
	for _, m := range noticeDays.FindAllStringSubmatch(text, -1) {
		switch {
		case m[1] != "":
			year = atoi(m[1])
		case m[2] != "":
			if n := atoi(m[2]); n < month {
				year = y.Year
			}
		}
		if m[2] != "" {
			month = atoi(m[2])
		}
		date, ok := yanpan.NewDate(year, month, atoi(m[3]))
		day, held := DayOf(date)
		if !ok || !held || month == 0 {
			return nil, badNotice("没有“" + m[0] + "”这一天")
		}
		if w := noticeWeekday.FindStringSubmatch(m[4]); w != nil && !strings.HasSuffix(day.WithWeekday(), "周"+w[1]+"\uFF09") {
			return nil, badNotice(fmt.Sprintf("“%s”与日历不符,%s", m[0], day.WithWeekday()))
		}
		days = append(days, day)
	}
	if len(days) == 0 {
		return nil, badNotice("“" + text + "”里没有日期")
	}
	return days, nil
}
