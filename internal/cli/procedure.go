package cli

import (
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

// explainProcedure prints where a procedure stands by its list of events.
func (t *tool) explainProcedure(in *inputs, id, file string, asJSON bool) error {
	req, done, err := t.request(in, nil)
	if err != nil {
		return err
	}
	defer done()
	p, err := app.Procedure(req.Packs, id)
	if err != nil {
		return err
	}
	events, err := app.OpenFile(file)
	if err != nil {
		return err
	}
	defer events.Close()
	v, err := app.Standing(p, file, events, req.AsOf)
	if err != nil {
		return err
	}
	if asJSON {
		t.printJSON(v)
		return nil
	}
	t.printf("%s", v.Text())
	t.sampleUsed(in.packs)
	return nil
}
