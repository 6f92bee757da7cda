// Package people is the page behind a figure: who is counted, and in which file,
// sheet and row each of them stands. Identity numbers are masked.
package people

import (
	"embed"
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/web/page"
	"yanpan.dev/roster"
)

//go:embed page.html page.css
var files embed.FS

// Parse reads the page's template.
func Parse() (*page.Template[View], error) { return page.Parse[View](files) }

// Style is the page's own style.
func Style() (string, error) {
	css, err := files.ReadFile("page.css")
	return string(css), err
}

// View is what the page shows.
type View struct {
	page.Frame
	Figure, Label, Value, Unit, Share, Definition string
	Village                                       string
	Villages                                      []Village
	People                                        []Person
	Counts                                        []Village // of figures that count villages or posts
	Numbers                                       bool      // somebody's identity number is recorded
	Count, Page, Pages                            int
	Earlier, Later                                template.URL
}

// Village is an entry of the menu, or of a figure that counts villages.
type Village struct {
	Index  int
	Name   string
	Value  string
	Chosen bool
}

// Person is one line.
type Person struct {
	Village, Name, Sex, Birth, Age, Education, Political, Posts, ID string
	Places                                                          []roster.Place
}

// perPage is how many people stand on one page: it stays under 100 KB.
const perPage = 60

// Build makes the view of a figure of the work; village −1 is all of them, page
// counts from 1. It reports false where there is no such figure or village.
func Build(f page.Frame, w *app.Work, id string, village, at int) (View, bool) {
	if village < -1 || village >= len(w.Admission.Records.Villages) {
		return View{}, false
	}
	scope := w.Set.All()
	if village >= 0 {
		scope = w.Set.VillageScope(village)
	}
	fig, ok := w.Set.Get(scope, id)
	if !ok {
		return View{}, false
	}
	v := View{Frame: f, Figure: id, Label: yanpan.Typeset(fig.Label), Value: number(fig.Value), Unit: fig.Unit, Definition: yanpan.Typeset(fig.Definition)}
	if fig.Percent != nil {
		v.Share = "占 " + *fig.Percent
	}
	if village >= 0 {
		v.Village = w.Admission.Records.Villages[village].Name
	}
	v.Title = v.Label + v.Village
	v.byVillage(w, id, village)
	v.list(w, w.Set.People(scope, id), village, at)
	return v, true
}

func number(n *json.Number) string {
	if n == nil {
		return "缺数据"
	}
	return n.String()
}

// byVillage fills the menu of the villages that have anybody to show.
func (v *View) byVillage(w *app.Work, id string, chosen int) {
	for i, village := range w.Admission.Records.Villages {
		f, _ := w.Set.Get(w.Set.VillageScope(i), id)
		if f.Value == nil || f.Ratio.Num == 0 && i != chosen {
			continue
		}
		line := Village{Index: i, Name: village.Name, Value: number(f.Value), Chosen: i == chosen}
		v.Villages = append(v.Villages, line)
		if chosen < 0 || line.Chosen {
			v.Counts = append(v.Counts, line)
		}
	}
}

func (v *View) list(w *app.Work, indexes []int, village, at int) {
	v.Count = len(indexes)
	v.Pages = max(1, (v.Count+perPage-1)/perPage)
	v.Page = min(max(at, 1), v.Pages)
	from := (v.Page - 1) * perPage
	for _, i := range indexes[from:min(from+perPage, v.Count)] {
		p := person(w, i)
		v.People = append(v.People, p)
		v.Numbers = v.Numbers || p.ID != ""
	}
	address := func(n int) template.URL {
		return page.PeopleAddress(v.Figure, village) + template.URL("&page="+strconv.Itoa(n))
	}
	if v.Page > 1 {
		v.Earlier = address(v.Page - 1)
	}
	if v.Page < v.Pages {
		v.Later = address(v.Page + 1)
	}
}

func person(w *app.Work, i int) Person {
	p := &w.Admission.Records.People[i]
	out := Person{
		Village: w.Admission.Records.Villages[p.Village].Name, Name: p.Name, Birth: strings.ReplaceAll(p.Birth.String(), "-", "."),
		Education: yanpan.Typeset(paper.EducationLabel(p.Education)), Political: paper.PoliticalLabel(p.Political),
		Posts: yanpan.Typeset(paper.PostsText(p, w.Admission.Records.Villages[p.Village].Kind)), ID: p.IDNumber.String(), Places: p.Places,
	}
	if p.Sex != yanpan.SexUnknown {
		out.Sex = p.Sex.String()
	}
	if age := w.Set.Age(i); age >= 0 {
		out.Age = strconv.Itoa(age)
	}
	return out
}
