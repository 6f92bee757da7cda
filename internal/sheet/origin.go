package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yanpan.dev/roster"
)

// Origin is where a row of a receipt stood when it was given back, and what it said.
type Origin struct {
	roster.Place
	Digest string // of the row as it was; "" in receipts of older versions
}

// originOf tells where row i of a reading came from: for a row of a receipt,
// where it stood before it came into any receipt.
func (r *Reading) originOf(i int) Origin {
	if i < len(r.Origins) && r.Origins[i].Row > 0 {
		return r.Origins[i]
	}
	return Origin{r.Rows[i].Place(), Digest(&r.Rows[i])}
}

// String is the origin as a receipt writes it: 《名册.xlsx》“名册”第7行,编号3f9a12c0.
func (o Origin) String() string {
	text := fmt.Sprintf("《%s》“%s”第%d行", o.File, o.Sheet, o.Row)
	if o.Digest != "" {
		text += "\uff0c编号" + o.Digest
	}
	return text
}

var originText = regexp.MustCompile(`^《(.*)》“(.*)”第(\d{1,9})行(?:[,\x{ff0c}]编号([0-9a-f]+))?$`)

// parseOrigin reads what String wrote; anything else is a row of no known origin.
func parseOrigin(s string) Origin {
	m := originText.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return Origin{}
	}
	row, _ := strconv.Atoi(m[3])
	return Origin{roster.Place{File: m[1], Sheet: m[2], Row: row}, m[4]}
}

// Digest names what a row says, wherever it stands.
func Digest(r *roster.Row) string {
	h := sha256.New()
	for _, s := range append([]string{string(r.Layout.Kind), r.Village, r.Area, r.Post}, r.Texts...) {
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// Drop takes rows out of the reading, by their index, each with the reason that
// the account of the sheet gives for it.
func (r *Reading) Drop(why map[int]string) {
	if len(why) == 0 {
		return
	}
	var rows []roster.Row
	var origins []Origin
	for _, t := range r.Tables {
		first, places := len(rows), t.places[:0:0]
		for i := t.First; i < t.End; i++ {
			if reason, gone := why[i]; gone {
				r.leave(t, &r.Rows[i], reason)
				continue
			}
			rows = append(rows, r.Rows[i])
			places = append(places, t.places[i-t.First])
			if i < len(r.Origins) {
				origins = append(origins, r.Origins[i])
			}
		}
		t.First, t.End, t.places = first, len(rows), places
	}
	r.Rows, r.Origins = rows, origins
}

// leave writes down that a row of a table is not read.
func (r *Reading) leave(t *Table, row *roster.Row, why string) {
	i := slices.IndexFunc(r.Sheets, func(s Summary) bool { return s.Name == t.Sheet.Name })
	if i < 0 {
		return
	}
	r.Sheets[i].Rows--
	r.Sheets[i].Left = append(r.Sheets[i].Left, Line{Row: row.Number, Text: shorten(strings.Join(row.Texts, " "), 60), Why: why})
}
