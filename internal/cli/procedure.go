package cli

import (
	"github.com/spf13/cobra"

	"yanpan.dev/internal/app"
	"yanpan.dev/policy"
)

// showProcedure prints a procedure as it is when the packs lie over one another.
func (t *tool) showProcedure(dirs []string, id string, asJSON bool) error {
	packs, err := app.Packs(dirs, len(dirs) == 0, t.today())
	if err != nil {
		return t.packFaults(err, asJSON)
	}
	p, err := app.Procedure(packs, id)
	if err != nil {
		return t.packFaults(err, asJSON)
	}
	v := policy.ViewProcedure(p)
	if asJSON {
		t.printJSON(v)
		return nil
	}
	t.printf("%s", v.Text())
	t.sampleUsed(dirs)
	return nil
}

// sampleUsed says that a procedure is that of the invented township.
func (t *tool) sampleUsed(packs []string) {
	if len(packs) == 0 {
		t.printf("没有指定政策包,程序里本地的步骤用的是内置示例,请换成本地的包\n")
	}
}

// standingFlags are those of yanpan pack explain that speak of a procedure.
type standingFlags struct {
	events, election, kind, village string
	files                           []string
}

// explainProcedure prints where a procedure stands by its list of events.
func (t *tool) explainProcedure(cmd *cobra.Command, in *inputs, id string, f standingFlags, asJSON bool) error {
	req, done, err := t.request(in, f.files)
	if err != nil {
		return err
	}
	defer done()
	ask := app.StandingRequest{Packs: req.Packs, Procedure: id, Name: f.events, AsOf: req.AsOf, Kind: f.kind, Village: f.village}
	if ask.Election, err = electionDay(f.election); err != nil {
		return err
	}
	if len(f.files) > 0 {
		if ask.Work, err = app.Read(cmd.Context(), req, t.progress()); err != nil {
			return err
		}
	}
	events, err := app.OpenFile(f.events)
	if err != nil {
		return err
	}
	defer events.Close()
	ask.Events = events
	v, err := app.Standing(ask)
	if err != nil {
		return err
	}
	if asJSON {
		t.printJSON(v)
	} else {
		t.printf("%s", v.Text())
		t.sampleUsed(in.packs)
	}
	if ask.Work != nil {
		t.tellFaults(ask.Work)
	}
	return nil
}
