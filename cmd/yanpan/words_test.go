package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/rogpeppe/go-internal/testscript"

	"yanpan.dev/internal/sheet/grid"
)

// setup tells stories where the sample rosters are.
func setup(env *testscript.Env) error {
	samples, err := filepath.Abs("../../testdata/samples")
	env.Setenv("SAMPLES", samples)
	return err
}

// status runs a command and wants the exit status given: status 2 yanpan figures.
// What it printed must be Chinese prose, in the sense of the word chinese; JSON
// may hold words of other people and is left out.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var e *exec.ExitError
		if !errors.As(err, &e) {
			ts.Fatalf("%v", err)
		}
		got = e.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
	chinese(ts, false, []string{"stderr"})
	if out := ts.ReadFile("stdout"); out == "" || !strings.ContainsRune("{[", rune(out[0])) {
		chinese(ts, false, []string{"stdout"})
	}
}

// goText are signs that a fault of the program, and not a sentence, was printed.
var goText = regexp.MustCompile(`goroutine \d|panic:|\.go:\d+|%!\w|no such file|is a directory|not a directory|permission denied|<nil>|0x[0-9a-f]{6}`)

// excerpt is a line of an author's own file, shown with its number.
var excerpt = regexp.MustCompile(`^ *\d+ \| `)

// chinese wants the files given to hold no half-width comma, colon, semicolon or
// bracket beside a Chinese character, and no words of Go or the system.
func chinese(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := ts.ReadFile(name)
		for n, line := range strings.Split(text, "\n") {
			if bad := halfWidth(line); bad != "" && !excerpt.MatchString(line) {
				ts.Fatalf("%s:%d: a half-width mark in Chinese text: %s", name, n+1, bad)
			}
			if bad := goText.FindString(line); bad != "" {
				ts.Fatalf("%s:%d: %q shows the inside of the program: %s", name, n+1, bad, line)
			}
		}
	}
}

// halfWidth gives the surroundings of the first half-width mark beside a
// Chinese character, "" where there is none.
func halfWidth(line string) string {
	r := []rune(line)
	han := func(i int) bool { return i >= 0 && i < len(r) && unicode.Is(unicode.Han, r[i]) }
	for i, c := range r {
		if strings.ContainsRune(",:;()", c) && (han(i-1) || han(i+1)) {
			return string(r[max(0, i-8):min(len(r), i+9)])
		}
	}
	return ""
}

// latin are the words that a Chinese help may hold besides the names of
// commands and options.
var latin = []string{
	"yanpan", "text", "json", "docx", "xlsx", "txt", "md", "html", "ics", "figures", "Markdown", "Word", "Excel", "GB", "bash", "zsh", "fish", "powershell",
	"CEL", "YAML", "roster", "members", "villages", "reserve", "sanctions", "activities", "evaluations", "nominees", "households",
}

var (
	latinWord  = regexp.MustCompile(`[A-Za-z]{2,}`)
	flagName   = regexp.MustCompile(`--[a-z-]+|[a-z]+(?:_[a-z]+)+`) // and names of rules
	listedName = regexp.MustCompile(`(?m)^  ([a-z]+)  +\S`)
	usedName   = regexp.MustCompile(`yanpan ([a-z]+(?: [a-z]+)?)`)
)

// helped wants what was printed last to be a Chinese help: no Latin word but
// names of commands, options and formats.
func helped(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile("stdout")
	known := slices.Concat(latin, args)
	for _, m := range listedName.FindAllStringSubmatch(text, -1) {
		known = append(known, m[1])
	}
	for _, m := range usedName.FindAllStringSubmatch(text, -1) {
		known = append(known, strings.Fields(m[1])...)
	}
	for _, w := range latinWord.FindAllString(flagName.ReplaceAllString(text, ""), -1) {
		if !slices.Contains(known, w) {
			ts.Fatalf("the help says %q", w)
		}
	}
	if !strings.Contains(text, "用法") || !strings.Contains(text, "选项") {
		ts.Fatalf("the help tells neither use nor options")
	}
	chinese(ts, false, []string{"stdout"})
}

// shownFigure is a figure as the JSON shows it.
type shownFigure struct {
	ID      string      `json:"id"`
	Value   json.Number `json:"value"`
	Base    *string     `json:"base"`
	Percent *string     `json:"percent"`
}

func readFigures(ts *testscript.TestScript, name string) map[string]shownFigure {
	var doc struct{ Figures []shownFigure }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(name)), &doc))
	out := map[string]shownFigure{}
	for _, f := range doc.Figures {
		out[f.ID] = f
	}
	return out
}

// figures wants the figures of a JSON document to be those told, either one by
// one, id=value or id=value/percent, or by a file and a key in it:
//
//	figures got.json members=67 gender.female=19/28.4%
//	figures got.json -from expected.json group-lines.xlsx
func figures(ts *testscript.TestScript, _ bool, args []string) {
	got := readFigures(ts, args[0])
	want := args[1:]
	if want[0] == "-from" {
		var all map[string]json.RawMessage
		ts.Check(json.Unmarshal([]byte(ts.ReadFile(want[1])), &all))
		var one map[string]json.Number
		ts.Check(json.Unmarshal(all[want[2]], &one))
		want = nil
		for id, v := range one {
			want = append(want, id+"="+v.String())
		}
	}
	if len(want) == 0 {
		ts.Fatalf("nothing to compare")
	}
	for _, w := range want {
		compareFigure(ts, got, w)
	}
}

func compareFigure(ts *testscript.TestScript, got map[string]shownFigure, want string) {
	i := strings.LastIndex(want, "=") // an id may hold <=
	id, value := want[:i], want[i+1:]
	f, ok := got[id]
	if !ok {
		ts.Fatalf("no figure %s", id)
	}
	value, percent, withPercent := strings.Cut(value, "/")
	shown := string(f.Value)
	if shown == "" {
		shown = "null"
	}
	if shown != value {
		ts.Fatalf("%s is %s, want %s", id, shown, value)
	}
	if withPercent && (f.Percent == nil || *f.Percent != percent) {
		ts.Fatalf("%s has percent %v, want %s", id, f.Percent, percent)
	}
}

// same wants two folders to hold the same files with the same bytes, or, with
// three or more arguments, the named files of both to be the same.
func same(ts *testscript.TestScript, neg bool, args []string) {
	a, b := ts.MkAbs(args[0]), ts.MkAbs(args[1])
	names := args[2:]
	if len(names) == 0 {
		names = namesIn(ts, a)
		if others := namesIn(ts, b); !slices.Equal(names, others) {
			ts.Fatalf("%v in one, %v in the other", names, others)
		}
	}
	for _, name := range names {
		x, y := ts.ReadFile(filepath.Join(a, name)), ts.ReadFile(filepath.Join(b, name))
		if (x == y) == neg {
			ts.Fatalf("%s: same is %v", name, x == y)
		}
	}
}

func namesIn(ts *testscript.TestScript, dir string) []string {
	entries, err := os.ReadDir(dir)
	ts.Check(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// lines wants so many lines in a file, each of them JSON with -json.
func lines(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	got := strings.Split(strings.TrimRight(ts.ReadFile(args[0]), "\n"), "\n")
	if len(got) != want {
		ts.Fatalf("%d lines, want %d", len(got), want)
	}
	for i, line := range got {
		if len(args) > 2 && args[2] == "-json" && !json.Valid([]byte(line)) {
			ts.Fatalf("line %d is no JSON", i+1)
		}
	}
}

// words prints the text of a Word file, a paragraph a line, the comments in it behind.
func words(ts *testscript.TestScript, _ bool, args []string) {
	z, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer z.Close()
	for _, part := range []string{"word/document.xml", "word/comments.xml"} {
		f, err := z.Open(part)
		if errors.Is(err, os.ErrNotExist) && part != "word/document.xml" {
			continue
		}
		ts.Check(err)
		ts.Check(printParagraphs(ts.Stdout(), f))
	}
}

func printParagraphs(out io.Writer, part io.Reader) error {
	dec := xml.NewDecoder(part)
	text := false
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			text = e.Name.Local == "t"
		case xml.EndElement:
			text = false
			if e.Name.Local == "p" {
				fmt.Fprintln(out)
			}
		case xml.CharData:
			if text {
				fmt.Fprintf(out, "%s", e)
			}
		}
	}
}

// sheets prints the cells of a workbook: a line for the name of each sheet,
// then its rows with bars between the cells.
func sheets(ts *testscript.TestScript, _ bool, args []string) {
	data := ts.ReadFile(args[0])
	book, err := grid.Read(args[0], strings.NewReader(data), int64(len(data)))
	ts.Check(err)
	for _, s := range book.Sheets {
		fmt.Fprintf(ts.Stdout(), "[%s]\n", s.Name)
		for _, row := range s.Rows() {
			fmt.Fprintln(ts.Stdout(), strings.Join(row.Texts(), "|"))
		}
	}
}

// mendText replaces a text in a plain file, as an editor does: mendtext a.csv old new,
// where \n in new is the end of a line. The old text must be there.
func mendText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: mendtext file old new")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	text = strings.ReplaceAll(text, args[1], strings.ReplaceAll(args[2], `\n`, "\n"))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// mend replaces a text in all parts of a package, as a person does who corrects
// cells and saves: mend book.xlsx old new. The old text must be there.
func mend(ts *testscript.TestScript, _ bool, args []string) {
	name, from, to := ts.MkAbs(args[0]), args[1], args[2]
	data := ts.ReadFile(args[0])
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	ts.Check(err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	found := false
	for _, f := range z.File {
		part, err := z.Open(f.Name)
		ts.Check(err)
		text, err := io.ReadAll(part)
		ts.Check(err)
		found = found || bytes.Contains(text, []byte(from))
		to, err := w.Create(f.Name)
		ts.Check(err)
		_, err = to.Write(bytes.ReplaceAll(text, []byte(from), []byte(args[2])))
		ts.Check(err)
	}
	ts.Check(w.Close())
	if !found {
		ts.Fatalf("no %q to be made %q", from, to)
	}
	ts.Check(os.WriteFile(name, out.Bytes(), 0o644))
}

// bomb writes a workbook whose sheet unpacks to 400 MB.
func bomb(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	w := zip.NewWriter(f)
	for name, text := range map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"xl/workbook.xml":     `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="a" sheetId="1"/></sheets></workbook>`,
	} {
		part, err := w.Create(name)
		ts.Check(err)
		_, err = io.WriteString(part, text)
		ts.Check(err)
	}
	part, err := w.Create("xl/worksheets/sheet1.xml")
	ts.Check(err)
	for range 400 {
		_, err = part.Write(bytes.Repeat([]byte("<"), 1<<20))
		ts.Check(err)
	}
	ts.Check(w.Close())
}

// program writes the beginning of a Windows program.
func program(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), append([]byte("MZ\x90\x00\x03\x00\x00\x00\x04\x00"), make([]byte, 4096)...), 0o644))
}

// cut writes the first bytes of a file: cut whole.xlsx part.xlsx 2000.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	data := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(data[:min(n, len(data))]), 0o644))
}
