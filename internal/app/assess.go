package app

import (
	"slices"
	"strings"

	"yanpan.dev"
	"yanpan.dev/assess"
	"yanpan.dev/figure"
	"yanpan.dev/internal/paper"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// count works out the figures of now and, where there are earlier files, of
// before, and applies the rules.
func (w *Work) count(before *roster.Records) {
	rec := &w.Admission.Records
	for i := range rec.Sanctions {
		rec.Sanctions[i].Until = assess.Until(w.Rules, &rec.Sanctions[i])
	}
	opt := w.figureOptions()
	opt.Before = before
	m := paper.Material{Org: w.Request.Org, Records: rec, Rules: w.Rules, Sample: w.Request.Sample}
	if m.Borrowed() {
		w.Rules.SeatRules = slices.DeleteFunc(w.Rules.SeatRules, func(s policy.SeatRule) bool { return strings.HasPrefix(s.Pack, policy.SampleAuthority+"/") })
	}
	returned := w.returned()
	opt.Seats = assess.Seats(rec, w.Rules, w.Request.AsOf)
	for v := range opt.Seats {
		if opt.Seats[v] != (figure.Seats{}) {
			opt.Seats[v].Returned = returned[v]
		}
	}
	w.Set = figure.Compute(figure.FromRecords(rec, opt), opt)
	if before != nil {
		earlier := w.figureOptions()
		w.Before = figure.Compute(figure.FromRecords(before, earlier), earlier)
	}
	w.assessed = assess.Input{Records: rec, Before: before, Rules: w.Rules, Figures: opt, Township: m.Township(), Returned: returned}
	w.Findings = assess.Assess(w.assessed)
}

// Explained is how a rule came to its verdict of one village, person or nominee.
type Explained = assess.Explanation

// Explain derives a rule's verdicts clause by clause; village and person narrow
// them, "" does not. A rule of eligibility is derived for the nominees it is
// for, counted at the election day where it says so.
func (w *Work) Explain(rule, village, person string, election yanpan.Date) ([]Explained, error) {
	if w.eligibility(rule) {
		out, err := w.explainNominees(rule, village, person, election)
		if err == nil && len(out) == 0 {
			err = &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.Explain", Message: "这条规则不管“" + village + person + "”的拟任职务,或提名人选表里没有这个人", Remedy: "请核对村名、姓名和拟任职务"}
		}
		return out, err
	}
	all := assess.Explain(w.assessed, rule)
	if all == nil {
		return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.Explain", Message: "政策包里没有规则“" + rule + "”", Remedy: "用 yanpan pack show 看有哪些规则"}
	}
	var out []assess.Explanation
	for _, e := range all {
		if (village == "" || e.Village == village) && (person == "" || e.Person == person) {
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return nil, &yanpan.Error{Code: yanpan.CodeUsage, Op: "app.Explain", Message: "没有与“" + village + person + "”对应的结果", Remedy: "请核对村名和姓名;以村为单位的规则不要写 --person"}
	}
	return out, nil
}

func (w *Work) figureOptions() figure.Options {
	opt := figure.Options{AsOf: w.Request.AsOf, TermBegan: w.Request.TermBegan, Ages: w.Rules.Ages.Rule, Bands: w.Request.Bands}
	if opt.Bands == nil {
		if bands, err := figure.Bands(w.Rules.Ages.Bands); err == nil {
			opt.Bands = bands
		}
	}
	return opt
}

// Material is what the papers of this work may draw from.
func (w *Work) Material() *paper.Material {
	m := &paper.Material{
		Org: w.Request.Org, To: w.Request.To, Date: w.Request.AsOf, Records: &w.Admission.Records, Set: w.Set,
		Findings: w.Findings, Rules: w.Rules, Sample: w.Request.Sample, Pending: w.pending(), Returned: w.returned(), Balance: w.Admission.Balance,
	}
	m.About = []paper.Fact{{Name: "版本", Value: w.Request.Version}, {Name: "基准日", Value: w.Request.AsOf.String()}}
	var packs []string
	for _, p := range w.Request.Packs {
		if len(p.Rules) > 0 || len(p.Seats) > 0 || len(p.Sanctions) > 0 {
			packs = append(packs, p.Label)
		}
	}
	if len(packs) > 0 {
		m.About = append(m.About, paper.Fact{Name: "依据的政策包", Value: strings.Join(packs, "、")})
	}
	return m
}

// pending names the villages with rows that were given back, as those rows write them.
func (w *Work) pending() []string {
	var names []string
	i := 0
	for _, r := range w.Readings {
		for j := range r.Rows {
			if w.Admission.Results[i].Outcome == roster.Rejected {
				if name := rowVillage(&r.Rows[j]); name != "" && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
			i++
		}
	}
	return names
}

// returned counts, for every village of the records, the rows of its roster
// that were given back, and those whose post tells no body: nobody can be said
// to be missing where they may belong.
func (w *Work) returned() []int {
	rec := &w.Admission.Records
	out := make([]int, len(rec.Villages))
	i := 0
	for _, r := range w.Readings {
		for j := range r.Rows {
			if r.Rows[j].Layout.Kind == roster.KindRoster && uncounted(&w.Admission.Results[i]) {
				if v := villageNamed(rec, rowVillage(&r.Rows[j])); v >= 0 {
					out[v]++
				}
			}
			i++
		}
	}
	return out
}

// villageNamed finds the village that a row names, with or without what stands
// around its name: 石桥, 清水镇石桥村, 石桥村委会; -1 where none or more than one fits.
func villageNamed(rec *roster.Records, name string) int {
	found := -1
	for v := range rec.Villages {
		own := rec.Villages[v].Name
		switch {
		case own == name:
			return v
		case name == "" || !strings.Contains(name, own) && !strings.HasPrefix(own, name):
		case found >= 0:
			return -1
		default:
			found = v
		}
	}
	return found
}

// uncounted reports whether somebody of a row may sit on a committee without
// being counted there.
func uncounted(r *roster.Result) bool {
	return r.Outcome == roster.Rejected || slices.ContainsFunc(r.Notes, func(n roster.Note) bool { return n.Code == roster.PostUnknown })
}

func rowVillage(r *roster.Row) string {
	if name, _ := r.Text(roster.FieldVillage); name != "" {
		return roster.Fold(name)
	}
	return r.Village
}
