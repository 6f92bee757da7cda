package paper

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"yanpan.dev"
	"yanpan.dev/calendar"
)

// maxOctets is the length of a line of iCalendar text without its break
// (RFC 5545, 3.1).
const maxOctets = 75

// ICS gives schedules as an iCalendar file (RFC 5545): one event for each step that
// has a day, with an alarm at nine in the morning of the day before. Days carry no
// time. The same schedules and base date give the same bytes.
func ICS(schedules []Schedule) []byte {
	var b strings.Builder
	w := func(name, value string) { foldLine(&b, name+":"+value) }
	w("BEGIN", "VCALENDAR")
	w("VERSION", "2.0")
	w("PRODID", "-//yanpan.dev//calendar//ZH")
	w("CALSCALE", "GREGORIAN")
	w("METHOD", "PUBLISH")
	if len(schedules) > 0 {
		w("X-WR-CALNAME", escapeText(yanpan.Typeset(schedules[0].Title)))
	}
	for i := range schedules {
		s := &schedules[i]
		for k := range s.Plan.Steps {
			if p := &s.Plan.Steps[k]; p.Day > 0 {
				s.event(p, w)
			}
		}
	}
	w("END", "VCALENDAR")
	return []byte(b.String())
}

func (s *Schedule) event(p *calendar.Placed, w func(name, value string)) {
	stamp := func(d calendar.Day) string { return d.Date().Time().Format("20060102") }
	sum := sha256.Sum256([]byte(s.Title + "\x00" + s.Village + "\x00" + p.Step.ID))
	summary := p.Step.Label
	if s.Village != "" {
		summary = s.Village + ":" + summary
	}
	summary = escapeText(yanpan.Typeset(summary))
	w("BEGIN", "VEVENT")
	w("UID", fmt.Sprintf("%x@yanpan.dev", sum[:12]))
	w("DTSTAMP", s.AsOf.Last().Time().Format("20060102")+"T000000Z")
	w("DTSTART;VALUE=DATE", stamp(p.Day))
	w("DTEND;VALUE=DATE", stamp(max(p.End, p.Day)+1))
	w("SUMMARY", summary)
	w("DESCRIPTION", escapeText(s.describe(p)))
	if p.Step.Phase != "" {
		w("CATEGORIES", escapeText(p.Step.Phase))
	}
	w("TRANSP", "TRANSPARENT")
	w("BEGIN", "VALARM")
	w("ACTION", "DISPLAY")
	w("DESCRIPTION", summary)
	w("TRIGGER", alarmBefore(15*time.Hour))
	w("END", "VALARM")
	w("END", "VEVENT")
}

func alarmBefore(d time.Duration) string { return fmt.Sprintf("-PT%dH", int(d/time.Hour)) }

// describe is what an event says besides its name.
func (s *Schedule) describe(p *calendar.Placed) string {
	var lines []string
	add := func(label, text string) {
		if text != "" {
			lines = append(lines, yanpan.Typeset(label+":"+text))
		}
	}
	if p.Latest > 0 {
		add("最迟", p.Latest.Chinese()+",因为"+p.Until)
	}
	add("责任单位", p.Step.Who)
	add("注意", p.Step.Note)
	add("依据", basisText(p.Basis))
	if p.Estimate {
		add("估算", "跨过没有放假安排的年份,工作日是估算的")
	}
	return strings.Join(lines, "\n")
}

// escapeText escapes a value of type TEXT (3.3.11).
func escapeText(s string) string {
	return strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,", "\r\n", "\\n", "\n", "\\n", "\r", "\\n").Replace(s)
}

// foldLine writes a content line with its break, folded so that no line is longer
// than 75 octets and no character is cut.
func foldLine(b *strings.Builder, line string) {
	room := maxOctets
	for len(line) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line, room = line[cut:], maxOctets-1
	}
	b.WriteString(line + "\r\n")
}
