package calendar

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

// Days counted a second way: testdata/fixtures.py counts them one by one and
// shares nothing with the package, not even its holidays.
func TestFixtures(t *testing.T) {
	f, err := os.Open("testdata/fixtures.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c := testCalendar(t)
	ran := map[string]int{}
	for in, n := bufio.NewScanner(f), 1; in.Scan(); n++ {
		line := in.Text()
		if strings.HasPrefix(line, "#") {
			continue
		}
		asked, want, ok := strings.Cut(line, " = ")
		words := strings.Fields(asked)
		if !ok || len(words) < 2 {
			t.Fatalf("line %d: %s", n, line)
		}
		ran[words[0]]++
		if got := count(t, c, words); got != want {
			t.Errorf("line %d: %s = %s, the program says %s", n, asked, want, got)
		}
	}
	for what, least := range map[string]int{"add": 250, "notice": 120, "roll": 120, "between": 120} {
		if ran[what] < least {
			t.Errorf("%d fixtures of %s, want %d", ran[what], what, least)
		}
	}
}

// count does what a line of fixtures asks.
func count(t *testing.T, c *Calendar, words []string) string {
	t.Helper()
	d := MustDay(words[1])
	switch words[0] {
	case "roll":
		return c.Roll(d).Date().String()
	case "between":
		return fmt.Sprint(c.Between(d, MustDay(words[2])))
	}
	var n int
	if _, err := fmt.Sscan(words[2], &n); err != nil {
		t.Fatal(err)
	}
	u := map[string]Unit{"d": Days, "w": WorkingDays, "m": Months}[words[3]]
	if words[0] == "add" {
		return c.Add(d, n, u).Date().String()
	}
	return c.LatestNotice(d, n, u).Date().String()
}
