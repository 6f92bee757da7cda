// Package page is what all pages have in common: the frame with its brand bar,
// the type-checked templates, the style and the script. A page is a package
// below this one with a View, a function that builds it, and its template.
package page

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io"
	"io/fs"
	"net/url"
	"strconv"
	"strings"

	"yanpan.dev"
	"yanpan.dev/roster"
)

//go:embed frame.html frame.css page.js icon.svg
var own embed.FS

// Frame is what the frame of every page shows. A View embeds it.
type Frame struct {
	Title   string // of the page, for the window's title
	Place   string // 清水镇; "" while nothing has been read
	AsOf    string // the base date in Chinese
	Org     string // who signs
	Version string
	At      string // address of the page of Pages this one is, or belongs to
	Nav     []Link // the navigation; nil for visitors without a bench
	Assets  Assets
	Busy    bool // something is being worked out: the page comes again by itself
}

// Link is an entry of the navigation.
type Link struct{ Label, To string }

// Assets are the addresses of the style, the script and the icon; they change with their content.
type Assets struct{ Style, Script, Icon string }

// Template is a page's template for views of the type V.
type Template[V any] struct{ t *template.Template }

// Parse reads page.html of files as a page that stands in the frame.
func Parse[V any](files fs.FS) (*Template[V], error) {
	t := template.New("page").Funcs(Functions())
	for _, part := range []struct {
		in   fs.FS
		name string
	}{{own, "frame.html"}, {files, "page.html"}} {
		source, err := fs.ReadFile(part.in, part.name)
		if err != nil {
			return nil, err
		}
		if t, err = t.Parse(typesetTemplate(string(source))); err != nil {
			return nil, err
		}
	}
	return &Template[V]{t}, nil
}

// Render writes the page.
func (t *Template[V]) Render(w io.Writer, v V) error { return t.t.Execute(w, v) }

// HTML is the template itself, for the check of its types.
func (t *Template[V]) HTML() *template.Template { return t.t }

// Functions are those of all templates.
func Functions() template.FuncMap {
	return template.FuncMap{
		"prose":  yanpan.Typeset,
		"join":   func(s []string) string { return strings.Join(s, "、") },
		"place":  PlaceText,
		"people": PeopleAddress,
	}
}

// PlaceText says where a row stands: 《花名册.xlsx》“石板村”表第3行.
func PlaceText(p roster.Place) string {
	return "《" + p.File + "》“" + p.Sheet + "”表第" + strconv.Itoa(p.Row) + "行"
}

// PeopleAddress is the address of the people behind a figure; village −1 is all.
func PeopleAddress(figure string, village int) template.URL {
	a := "/people?figure=" + url.QueryEscape(figure)
	if village >= 0 {
		a += "&village=" + strconv.Itoa(village)
	}
	return template.URL(a)
}

// Asset is a file that pages refer to.
type Asset struct {
	Name, Type string
	Data       []byte
}

// Collect joins the frame's style with those of the pages and gives all assets
// with their addresses.
func Collect(styles ...string) ([]Asset, Assets, error) {
	style, err := own.ReadFile("frame.css")
	if err != nil {
		return nil, Assets{}, err
	}
	script, err := own.ReadFile("page.js")
	if err != nil {
		return nil, Assets{}, err
	}
	icon, err := own.ReadFile("icon.svg")
	if err != nil {
		return nil, Assets{}, err
	}
	all := []byte(string(style) + strings.Join(styles, ""))
	return []Asset{
			{"style.css", "text/css; charset=utf-8", all},
			{"page.js", "text/javascript; charset=utf-8", script},
			{"icon.svg", "image/svg+xml", icon},
		}, Assets{
			Style: "/assets/style.css?" + digest(all), Script: "/assets/page.js?" + digest(script), Icon: "/assets/icon.svg?" + digest(icon),
		}, nil
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:6])
}
