package page

import "testing"

// The half-width marks are written as such on purpose: this is what sources hold.
func TestTypesetTemplate(t *testing.T) {
	for source, want := range map[string]string{
		"<p>读了,没有错:好</p>":                                                    "<p>读了\uFF0C没有错\uFF1A好</p>",
		`<a href="/people?figure=members&x=1" title="甲,乙">丙</a>`:             "<a href=\"/people?figure=members&x=1\" title=\"甲\uFF0C乙\">丙</a>",
		"<p>{{.A}}:{{if eq .B \"甲,乙\"}}共 {{.N}} 人(全部){{end}}</p>":            "<p>{{.A}}\uFF1A{{if eq .B \"甲,乙\"}}共 {{.N}} 人\uFF08全部\uFF09{{end}}</p>",
		`<li class="{{if .X}}a{{end}}" aria-label="移除{{.Name}},是">x, y</li>`: "<li class=\"{{if .X}}a{{end}}\" aria-label=\"移除{{.Name}}\uFF0C是\">x, y</li>",
		"12:30, a (b)": "12:30, a (b)",
		"":             "",
	} {
		if got := typesetTemplate(source); got != want {
			t.Errorf("typesetTemplate(%q)\n got %q\nwant %q", source, got, want)
		}
	}
}
