package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"yanpan.dev/bench/national"
	"yanpan.dev/gongwen"
)

// TestOurImport: the roster of the bench is one that the main job takes in
// whole; importSide fails if a row is given back or a column not recognised.
func TestOurImport(t *testing.T) {
	name := filepath.Join(t.TempDir(), "花名册.xlsx")
	const people = 600
	if err := writeRoster(name, people); err != nil {
		t.Fatal(err)
	}
	ours, err := importSide([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	bare, err := excelizeSide([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	if ours.Rows != people || bare.Rows != people+2 {
		t.Errorf("%d people and %d rows, want %d and two more", ours.Rows, bare.Rows, people)
	}
	if least := people * 30; bare.Cells < least {
		t.Errorf("%d cells, want at least %d", bare.Cells, least)
	}
}

func TestOurFigures(t *testing.T) {
	m, err := figuresSide([]string{"1000"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(m.Values), 1+4*len(samples); got != want {
		t.Fatalf("%d regions, want %d", got, want)
	}
	if got := *m.Values[0]["members"]; got != national.Members/1000 {
		t.Errorf("%v members, want %d", got, national.Members/1000)
	}
}

func TestSameFigures(t *testing.T) {
	n := func(f float64) num { return &f }
	ours := []map[string]num{{"members": n(5), "average_age": n(45.5), "vacancies": nil}}
	tests := map[string]struct {
		theirs []map[string]num
		want   string
	}{
		"the same":        {[]map[string]num{{"members": n(5), "average_age": n(45.5), "vacancies": nil, "more": n(1)}}, ""},
		"another value":   {[]map[string]num{{"members": n(6), "average_age": n(45.5), "vacancies": nil}}, "members 不同"},
		"a missing one":   {[]map[string]num{{"members": n(5), "average_age": n(45.5)}}, "没有算 vacancies"},
		"told and untold": {[]map[string]num{{"members": n(5), "average_age": nil, "vacancies": nil}}, "average_age 不同"},
		"fewer regions":   {nil, "区域数不同"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			err := sameFigures(ours, tt.theirs)
			switch {
			case err == nil && tt.want != "":
				t.Errorf("nothing was found, want %q", tt.want)
			case err != nil && (tt.want == "" || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

// TestOurReport: the paper holds what the peers' papers hold, and the charts besides.
func TestOurReport(t *testing.T) {
	c := reportContent()
	d := document(c)
	tables, charts := 0, 0
	for _, b := range d.Body {
		switch b.(type) {
		case gongwen.Table:
			tables++
		case gongwen.Figure:
			charts++
		}
	}
	if tables != 3 || charts != 3 {
		t.Errorf("%d tables and %d charts, want three of each", tables, charts)
	}
	var paper bytes.Buffer
	if err := gongwen.New(gongwen.Style{}).Docx(&paper, d); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(paper.Bytes(), []byte("PK")) {
		t.Error("the paper is no package")
	}
}

func TestRatios(t *testing.T) {
	tests := map[string]struct {
		row         row
		ratio, goal string
		met         bool
	}{
		"in time":   {atMost("", "", measure{MS: 250}, measure{MS: 1000}, 0.25), "0.25×", "≤ 0.25×", true},
		"too slow":  {atMost("", "", measure{MS: 1200}, measure{MS: 1000}, 1.1), "1.20×", "≤ 1.1×", false},
		"enough":    {tenfold("", "", measure{MS: 1000, Docs: 500}, measure{MS: 2000, Docs: 100}), "10.0×", "≥ 10×", true},
		"too few":   {tenfold("", "", measure{MS: 1000, Docs: 99}, measure{MS: 1000, Docs: 10}), "9.9×", "≥ 10×", false},
		"fits":      {memory("", "", measure{Peak: 300 << 20}, measure{Peak: 600 << 20}, 300), "0.50×", "≤ 300 MB", true},
		"too large": {memory("", "", measure{Peak: 301 << 20}, measure{Peak: 600 << 20}, 300), "0.50×", "≤ 300 MB", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.row.ratio != tt.ratio || tt.row.goal != tt.goal || tt.row.met != tt.met {
				t.Errorf("got %s of %s, met %v", tt.row.ratio, tt.row.goal, tt.row.met)
			}
		})
	}
}
