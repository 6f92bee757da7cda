package paper

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/gongwen"
)

func schedule(t *testing.T, note string) (Schedule, *calendar.Calendar) {
	t.Helper()
	cal, err := calendar.New(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	law := yanpan.Citation{Source: "村民委员会组织法", Article: "第17条", Confidence: yanpan.Verbatim}
	table, err := calendar.NewTimetable([]calendar.Step{
		{ID: "list", Label: "公布选民名单", Phase: "选民登记", Basis: law, Note: note, Lasts: calendar.Length{Count: 5, Unit: calendar.Days, Basis: law},
			Rules: []calendar.Rule{{Anchor: "vote", Direction: calendar.Before, Limit: calendar.AtLeast, Count: 20, Unit: calendar.Days, Basis: law}}},
		{ID: "vote", Label: "投票选举", Who: "选举委员会"},
	})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := table.Plan(calendar.Input{Calendar: cal, Days: map[string]calendar.Day{"vote": calendar.MustDay("2026-12-20")}, Today: calendar.MustDay("2026-11-02")})
	if err != nil {
		t.Fatal(err)
	}
	return Schedule{Title: "村民委员会选举", Plan: plan, AsOf: yanpan.MustDate("2026-11-02"), Org: "清水镇党委", Packs: []string{"某包"}, Version: "1"}, cal
}

// event is what the test's own reader finds in an iCalendar file.
type event map[string]string

// readICS is written against RFC 5545 alone: CRLF, lines of 75 octets at most,
// folded lines, BEGIN and END in pairs, escaped text.
func readICS(data []byte) ([]event, error) {
	if !utf8.Valid(data) || !bytes.HasSuffix(data, []byte("\r\n")) {
		return nil, errors.New("not UTF-8 or not ended")
	}
	var lines []string
	for _, l := range strings.Split(strings.TrimSuffix(string(data), "\r\n"), "\r\n") {
		switch {
		case len(l) > 75 || strings.ContainsAny(l, "\r\n") || !utf8.ValidString(l):
			return nil, fmt.Errorf("bad line %q of %d octets", l, len(l))
		case strings.HasPrefix(l, " "):
			lines[len(lines)-1] += l[1:]
		default:
			lines = append(lines, l)
		}
	}
	var stack []string
	var events []event
	for _, l := range lines {
		name, value, ok := strings.Cut(l, ":")
		if !ok {
			return nil, fmt.Errorf("no colon in %q", l)
		}
		switch name {
		case "BEGIN":
			stack = append(stack, value)
			if value == "VEVENT" {
				events = append(events, event{})
			}
		case "END":
			if len(stack) == 0 || stack[len(stack)-1] != value {
				return nil, fmt.Errorf("END:%s without its beginning", value)
			}
			stack = stack[:len(stack)-1]
		default:
			if len(stack) > 1 {
				key := strings.Join(stack[2:], ".") + name
				if _, twice := events[len(events)-1][key]; twice {
					return nil, fmt.Errorf("%s twice", key)
				}
				events[len(events)-1][key] = unescape(value)
			}
		}
	}
	if len(stack) > 0 {
		return nil, errors.New("not closed")
	}
	return events, nil
}

func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'n' {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func TestICS(t *testing.T) {
	note := "反斜线\\和分号;逗号,换行\n" + strings.Repeat("长", 60)
	s, _ := schedule(t, note)
	second := s
	second.Village = "石板村"
	data := ICS([]Schedule{s, second})
	events, err := readICS(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(events) != 4 {
		t.Fatalf("%d events", len(events))
	}
	uids := map[string]bool{}
	for _, e := range events {
		uids[e["UID"]] = true
		if e["DTSTAMP"] != "20261102T000000Z" || e["VALARMTRIGGER"] != "-PT15H" || e["VALARMACTION"] != "DISPLAY" || e["VALARMDESCRIPTION"] != e["SUMMARY"] {
			t.Errorf("%v", e)
		}
	}
	if len(uids) != 4 {
		t.Errorf("%d different UIDs", len(uids))
	}
	// 20 December less 20 days is 30 November, a Monday; a day to spare is Sunday
	// the 29th, the working day before it Friday the 27th; 5 days on is 2 December.
	list := events[0]
	if list["DTSTART;VALUE=DATE"] != "20261127" || list["DTEND;VALUE=DATE"] != "20261203" || list["SUMMARY"] != "公布选民名单" {
		t.Errorf("%v", list)
	}
	if want := yanpan.Typeset("注意:" + note); !strings.Contains(list["DESCRIPTION"], want) {
		t.Errorf("description %q lacks %q", list["DESCRIPTION"], want)
	}
	if events[2]["SUMMARY"] != "石板村：公布选民名单" {
		t.Errorf("%q", events[2]["SUMMARY"])
	}
	if !bytes.Equal(data, ICS([]Schedule{s, second})) {
		t.Error("two runs differ")
	}
}

func TestBarsAreWellFormed(t *testing.T) {
	s, cal := schedule(t, "")
	svg := s.Bars(cal)
	d := xml.NewDecoder(bytes.NewReader(svg))
	rects := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "rect" {
			rects++
		}
	}
	for _, want := range []string{"1. 公布选民名单", "11月27日至12月2日", "2. 投票选举", "2026年11月", "编制日期：2026年11月2日"} {
		if !bytes.Contains(svg, []byte(want)) {
			t.Errorf("the chart lacks %q", want)
		}
	}
	if rects < 10 {
		t.Errorf("%d rectangles", rects)
	}
	if !bytes.Equal(svg, s.Bars(cal)) {
		t.Error("two runs differ")
	}
}

func TestScheduleOnPaper(t *testing.T) {
	s, _ := schedule(t, "")
	md := s.Markdown()
	for _, want := range []string{
		"# 村民委员会选举工作时间安排表", "| 1 | 选民登记 | 公布选民名单 | 2026年11月27日至12月2日 | 2026年11月30日 | 【待填：责任单位】 | 〔1〕第17条 |",
		"| 2 |  | 投票选举 | 2026年12月20日 | 2026年12月20日 | 选举委员会 |  |", "〔1〕《村民委员会组织法》", "- 编制所用的政策包：某包", "2026年的放假安排没有录入",
	} {
		if !strings.Contains(md, want) {
			t.Errorf("the table lacks %q:\n%s", want, md)
		}
	}
	doc := s.Document()
	var docx bytes.Buffer
	if err := gongwen.New(gongwen.Style{}).Docx(&docx, doc); err != nil || docx.Len() < 1000 {
		t.Errorf("%d bytes, %v", docx.Len(), err)
	}
	if blanks := gongwen.Blanks(doc); len(blanks) != 1 {
		t.Errorf("blanks %v", blanks)
	}
	if Span(0, 0) != "排不出" || Span(calendar.MustDay("2026-12-30"), calendar.MustDay("2027-01-04")) != "2026年12月30日至2027年1月4日" {
		t.Error("spans")
	}
}
