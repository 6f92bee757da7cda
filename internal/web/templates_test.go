package web

import (
	"testing"

	"github.com/jba/templatecheck"
	"yanpan.dev/internal/web/page/check"
	"yanpan.dev/internal/web/page/dates"
	"yanpan.dev/internal/web/page/home"
	"yanpan.dev/internal/web/page/notice"
	"yanpan.dev/internal/web/page/packs"
	"yanpan.dev/internal/web/page/people"
)

// TestTemplates holds every field that a template names against its view.
func TestTemplates(t *testing.T) {
	h, err := home.Parse()
	if err != nil {
		t.Fatal(err)
	}
	p, err := people.Parse()
	if err != nil {
		t.Fatal(err)
	}
	n, err := notice.Parse()
	if err != nil {
		t.Fatal(err)
	}
	c, err := check.Parse()
	if err != nil {
		t.Fatal(err)
	}
	k, err := packs.Parse()
	if err != nil {
		t.Fatal(err)
	}
	d, err := dates.Parse()
	if err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"home":   templatecheck.CheckHTML(h.HTML(), home.View{}),
		"people": templatecheck.CheckHTML(p.HTML(), people.View{}),
		"check":  templatecheck.CheckHTML(c.HTML(), check.View{}),
		"packs":  templatecheck.CheckHTML(k.HTML(), packs.View{}),
		"dates":  templatecheck.CheckHTML(d.HTML(), dates.View{}),
		"notice": templatecheck.CheckHTML(n.HTML(), notice.View{}),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
