package roster

import (
	"strings"
	"testing"

	"yanpan.dev"
)

// table makes rows from text: the first line names the fields, the others give
// the cells, separated by |.
func table(kind SheetKind, text string) []Row {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	l := &Layout{File: "表.xlsx", Sheet: "一", Kind: kind}
	for f := range strings.SplitSeq(strings.TrimSpace(lines[0]), "|") {
		l.Columns = append(l.Columns, Column{Field: Field(f), Label: f})
	}
	var rows []Row
	for i, line := range lines[1:] {
		rows = append(rows, Row{Layout: l, Number: i + 2, Texts: strings.Split(strings.TrimSpace(line), "|")})
	}
	return rows
}

var asOf = yanpan.MustDate("2026-06-30")

func admitRoster(text string) *Admission {
	return Admit(table(KindRoster, text), Options{AsOf: asOf})
}

// outcomes writes results as one letter a row with the codes of its notes:
// A accepted, M merged, R rejected.
func outcomes(a *Admission) string {
	var out []string
	for _, r := range a.Results {
		s := string("AMR"[r.Outcome])
		for _, n := range r.Notes {
			s += " " + string(n.Code)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestAdmitRows(t *testing.T) {
	// Identity numbers worked out by hand after GB 11643: 34052419800101001X (man), 370101190102039974? is not used.
	const head = "village|name|sex|birth|id_number|education|political|post\n"
	for _, c := range []struct{ name, rows, want string }{
		{"good", "石板村|张三|男|1980.01|34052419800101001X|大专|中共党员|党支部书记", "A"},
		{"no name", "石板村||男|1980.01||大专|中共党员|党支部书记", "R no_name"},
		{"no village", "|张三|男|1980.01||大专|中共党员|党支部书记", "R no_village"},
		{"check digit", "石板村|张三|男|1980.01|340524198001010011|大专|中共党员|党支部书记", "R bad_id_number"},
		{"too short", "石板村|张三|男|1980.01|3405241980010100|大专|中共党员|党支部书记", "R bad_id_number"},
		{"birth against number", "石板村|张三|男|1981.01|34052419800101001X|大专|中共党员|党支部书记", "R birth_against_id"},
		{"sex against number", "石板村|张三|女|1980.01|34052419800101001X|大专|中共党员|党支部书记", "R sex_against_id"},
		{"impossible date", "石板村|张三|男|1980.13||大专|中共党员|党支部书记", "R bad_date"},
		{"31 June", "石板村|张三|男|1980.6.31||大专|中共党员|党支部书记", "R bad_date"},
		{"born in the future", "石板村|张三|男|2026.07||大专|中共党员|党支部书记", "R birth_in_future"},
		{"born this month", "石板村|张三|男|2026.06||大专|中共党员|党支部书记", "A"},
		{"two faults at once", "|张三|男|1980.13||大专|中共党员|党支部书记", "R no_village bad_date"},
		{"education empty", "石板村|张三|男|1980.01|||中共党员|党支部书记", "A education_unknown"},
		{"political not understood", "石板村|张三|男|1980.01||大专|积极分子|党支部书记", "A political_unknown"},
		{"damaged number", "石板村|张三|男|1980.01|340524198001010000|大专|中共党员|党支部书记", "A id_damaged"},
		{"scientific number", "石板村|张三|男|1980.01|3.40524198001010E+17|大专|中共党员|党支部书记", "A id_damaged"},
		{"number of 15 digits", "石板村|张三|男|1980.01|340524800101001|大专|中共党员|党支部书记", "A"},
		{"post not understood", "石板村|张三|男|1980.01||大专|中共党员|委员", "A post_unknown"},
		{"vacant post", "石板村|空缺||||||党支部书记", "A vacant_post"},
		{"same name elsewhere", "石板村|张三|男|1980.01||大专|中共党员|党支部书记\n上河村|张三|男|1985.01||大专|中共党员|党支部书记", "A; A same_name"},
		{"merged posts", "石板村|张三|男|1980.01||大专|中共党员|党支部书记\n石板村|张三|男|1980.01||大专|中共党员|村委会主任", "A; M merged_row"},
		{"two precisions", "石板村|张三|男|1980.01||大专|中共党员|党支部书记\n石板村|张三|男|1980.01.05||大专|中共党员|村委会主任", "A; M two_precisions merged_row"},
		{"merged with empty cells", "石板村|张三|男|1980.01||大专|中共党员|党支部书记\n石板村|张 三||||||村委会主任", "A; M merged_row"},
		{"contradiction", "石板村|张三|男|1980.01||大专|中共党员|党支部书记\n石板村|张三|男|1980.01||高中|中共党员|村委会主任", "A; R contradiction"},
		{"one number twice", "石板村|张三|男|1980.01|34052419800101001X|大专|中共党员|党支部书记\n上河村|张三|男|1980.01|34052419800101001X|大专|中共党员|村委会主任", "A; R contradiction"},
		{"another person of the name", "石板村|张三|男|1980.01||大专|中共党员|党支部书记\n石板村|张三|男|1990.01||大专|中共党员|村委会委员", "A; A"},
		{"a man and a woman of one name", "石板村|张三|男|1980.01||大专|中共党员|党支部书记\n石板村|张三|女|1980.01||大专|中共党员|村委会委员", "A; A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := admitRoster(head + c.rows)
			if got := outcomes(a); got != c.want {
				t.Errorf("got %q, want %q\n%v", got, c.want, a.Notes())
			}
			b := a.Balance
			if b.Read != b.Accepted+b.Merged+b.Rejected || b.Read != len(a.Results) {
				t.Errorf("balance %+v", b)
			}
		})
	}
}
