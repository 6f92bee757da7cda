package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"yanpan.dev"
	"yanpan.dev/calendar"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/web/page/dates"
	"yanpan.dev/policy"
)

// rolls say what happens where a last day is a day of rest.
var rolls = []dates.Choice{
	{Value: string(calendar.RollStrict), Label: "公示、异议期顺延,办理期限不顺延(最稳妥)"},
	{Value: string(calendar.RollAlways), Label: "都顺延"},
	{Value: string(calendar.RollNever), Label: "都不顺延"},
}

// asked is what a visitor asks of the calendar, by the address.
type asked struct {
	fields dates.Fields
	req    app.TimetableRequest
	ready  bool // something was asked for, and the dates could be read
}

// ask reads the address. A date that cannot be read is told beside its field.
func (s *server) ask(r *http.Request, b *bench) (asked, error) {
	q := r.URL.Query()
	today := yanpan.DateOf(s.Clock().In(time.FixedZone("UTC+8", 8*3600)))
	b.mu.Lock()
	pack, org := b.pack, b.org
	b.mu.Unlock()
	a := asked{req: app.TimetableRequest{Kind: q.Get("kind"), AsOf: today, Org: org, Version: s.Version}}
	a.req.Rolling = calendar.Rolling(choose(rolls, q.Get("roll"), &a.fields.Rolls))
	a.fields.Start = today.String()
	good := true
	for _, d := range []struct {
		name  string
		to    *yanpan.Date
		typed *string
		fault *string
	}{
		{"day", &a.req.Election, &a.fields.Day, &a.fields.DayError}, {"start", &a.req.AsOf, &a.fields.Start, &a.fields.StartError},
		{"from", &a.req.From, &a.fields.From, &a.fields.FromError}, {"to", &a.req.To, &a.fields.To, &a.fields.ToError},
	} {
		if text := strings.TrimSpace(q.Get(d.name)); text != "" {
			*d.typed = text
			good = readDay(text, d.to, d.fault) && good
		}
	}
	good = a.window() && good
	a.ready = good && q.Get("kind") != ""
	packs, err := s.packsOf(pack, a.req.AsOf)
	if err != nil {
		return a, err
	}
	a.req.Packs = packs
	for _, c := range s.packChoices(pack) {
		if c.Chosen {
			a.fields.Pack = c.Label
		}
	}
	err = a.kinds(packs)
	a.fields.Query = a.query()
	return a, err
}

// window checks the days among which an election day is looked for.
func (a *asked) window() bool {
	f := &a.fields
	f.Windowed = f.From != "" || f.To != "" || a.req.Rolling != calendar.RollStrict
	switch {
	case f.Day != "": // a day that is settled needs no window
		a.req.From, a.req.To = yanpan.Date{}, yanpan.Date{}
	case f.From != "" && f.To == "":
		f.ToError = yanpan.Typeset("只写了首日,请再写末日")
	case f.From == "" && f.To != "":
		f.FromError = yanpan.Typeset("只写了末日,请再写首日")
	case f.From != "" && f.FromError == "" && f.ToError == "" && a.req.To.Compare(a.req.From) < 0:
		f.ToError = yanpan.Typeset("末日“" + f.To + "”在首日以前,请核对")
	}
	return f.FromError == "" && f.ToError == ""
}

func readDay(text string, to *yanpan.Date, fault *string) bool {
	d, err := yanpan.ParseDate(text)
	if _, ok := calendar.DayOf(d); err != nil || d.Precision() != yanpan.PrecisionDay || !ok {
		*fault = yanpan.Typeset("“" + text + "”不对,请写到日,如 2026-12-27,在 2000 年至 2079 年之间")
		return false
	}
	*to = d
	return true
}

// choose copies a menu with the wanted entry chosen; the first where there is no such.
func choose(from []dates.Choice, want string, to *[]dates.Choice) string {
	*to = slices.Clone(from)
	at := max(0, slices.IndexFunc(from, func(c dates.Choice) bool { return c.Value == want }))
	if len(from) == 0 {
		return want
	}
	(*to)[at].Chosen = true
	for i := range *to {
		(*to)[i].Label = yanpan.Typeset((*to)[i].Label)
	}
	return (*to)[at].Value
}

func (a *asked) kinds(packs []*policy.Pack) error {
	rules, err := policy.Overlay(packs...)
	if err != nil {
		return err
	}
	var all []dates.Choice
	for _, k := range rules.Timetables {
		all = append(all, dates.Choice{Value: k.Kind, Label: k.Label})
	}
	if len(all) == 0 {
		return yanpan.Errorf(yanpan.CodeInvalid, "web.ask", "选定的政策包在%s没有施行的选举日程。请换一套政策口径,或改一改“从哪天起安排”", a.req.AsOf.Chinese())
	}
	a.req.Kind = choose(all, a.req.Kind, &a.fields.Kinds)
	return nil
}

// query is the address without the election day, so that another can be put in.
func (a *asked) query() string {
	q := url.Values{"kind": {a.req.Kind}, "start": {a.fields.Start}}
	if a.req.Rolling != calendar.RollStrict {
		q.Set("roll", string(a.req.Rolling))
	}
	return q.Encode()
}

func (s *server) showDates(w http.ResponseWriter, r *http.Request, b *bench) {
	a, err := s.ask(r, b)
	in := dates.Input{Frame: s.section(b, "/dates"), Fields: a.fields}
	if err == nil && a.ready {
		in.Plan, in.Papers, err = planned(a)
	}
	if err != nil {
		in.Failure = yanpan.MessageOf(err)
	}
	render(w, http.StatusOK, s.dates, dates.Build(in))
}

// planned lays the timetable out. The table for Word comes first.
func planned(a asked) (*app.Timetable, []app.Output, error) {
	plan, err := app.PlanElection(a.req)
	if err != nil || !plan.OK() {
		return plan, nil, err
	}
	files, err := plan.Files()
	slices.SortStableFunc(files, func(a, b app.Output) int { return rank(a.Name) - rank(b.Name) })
	return plan, files, err
}

func rank(name string) int {
	return slices.IndexFunc([]string{".docx", ".ics", ".svg", ".md"}, func(ending string) bool { return strings.HasSuffix(name, ending) })
}

func (s *server) downloadDates(w http.ResponseWriter, r *http.Request, b *bench) {
	a, err := s.ask(r, b)
	var files []app.Output
	if err == nil && a.ready {
		_, files, err = planned(a)
	}
	if err != nil {
		s.say(w, b, http.StatusConflict, "没有排出来", yanpan.MessageOf(err))
		return
	}
	for _, o := range files {
		if o.Name == r.PathValue("name") {
			send(w, o.Name, o.Data)
			return
		}
	}
	s.say(w, b, http.StatusNotFound, "没有这个文件", "日程排不下的没有文件可下载。请回“日历”页改一改选举日再取。")
}
