package assess

import (
	"yanpan.dev"
	"yanpan.dev/policy"
	"yanpan.dev/roster"
)

// VillageSeats gives the posts that the packs give every village, in the order of
// the villages: the zero Seats where no rule applies or the village's file does
// not tell what would decide.
func VillageSeats(rec *roster.Records, rules *policy.Rules, asOf yanpan.Date) []policy.Seats {
	w := &world{in: Input{Records: rec, Rules: rules}}
	_, w.fields = variables()
	out := make([]policy.Seats, len(rec.Villages))
	for v := range rec.Villages {
		facts := policy.FactMap{}
		w.villageFile(facts, v, asOf)
		if seats, ok := rules.Seats(facts, asOf); ok {
			out[v] = seats
		}
	}
	return out
}
