package cli

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/policy"
)

func (t *tool) tallyCommand() *cobra.Command {
	var in inputs
	cmd := &cobra.Command{
		Use: "tally 计票单.json...", Short: "由计票单得出选举结果:有效没有、谁当选、平票和另行选举", Args: cobra.MinimumNArgs(1),
		Example: "  yanpan tally 石板村.json\n  yanpan tally 各村计票单/*.json --format json --pack 本省的包",
		RunE:    func(_ *cobra.Command, args []string) error { return t.tally(&in, args) },
	}
	cmd.Flags().StringArrayVar(&in.packs, "pack", nil, "政策包`文件夹`,可写多次,叠在国家的包上面;选举日不在施行期内的不用")
	in.addFormat(cmd)
	return cmd
}

func (t *tool) tally(in *inputs, args []string) error {
	asJSON, err := in.json()
	if err != nil {
		return err
	}
	laws, err := app.Laws(in.packs)
	if err != nil {
		return err
	}
	for i, name := range args {
		if err := t.tallyFile(name, laws, asJSON, i > 0); err != nil {
			if len(policy.FaultsOf(err)) > 0 {
				return err
			}
			t.complain("没有算%s\n", faultText(app.FaultDocument{File: filepath.Base(name), Message: yanpan.MessageOf(err)}))
			t.fails(yanpan.ExitCodeOf(err))
		}
	}
	return nil
}

// tallyFile prints the result of one count sheet: a report, or one line of JSON.
func (t *tool) tallyFile(name string, laws []*policy.Pack, asJSON, apart bool) error {
	f, err := app.OpenFile(name)
	if err != nil {
		return err
	}
	defer f.Close()
	result, err := app.Tally(filepath.Base(name), f, laws)
	if err != nil {
		return err
	}
	if !result.Valid {
		t.fails(1)
	}
	if asJSON {
		enc := json.NewEncoder(t.Stdout) // one object a line, as the contract has it
		enc.SetEscapeHTML(false)
		return enc.Encode(result)
	}
	if apart {
		fmt.Fprintln(t.Stdout)
	}
	_, err = fmt.Fprint(t.Stdout, result.Text())
	return err
}
