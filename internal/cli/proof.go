package cli

import (
	"encoding/json"
	"path/filepath"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/proof"
)

// proofOptions are the flags of yanpan proof.
type proofOptions struct {
	inputs
	figures  string
	annotate string
	verbose  bool
}

func (t *tool) proofCommand() *cobra.Command {
	var o proofOptions
	cmd := &cobra.Command{
		Use: "proof 文件...", Short: "校核文稿里的数字、序号、占位和日期(.txt .md .docx)", Args: cobra.MinimumNArgs(1),
		Example: "  yanpan proof 报告.docx --figures 结果/figures.json\n  yanpan proof 方案.txt --org 清水镇 --pack 我镇政策包 --format json",
		RunE:    func(_ *cobra.Command, args []string) error { return t.proof(&o, args) },
	}
	o.addFormat(cmd)
	f := cmd.Flags()
	f.StringVar(&o.org, "org", "", "文稿是哪个`单位`的,如 清水镇;用来查外地名称和自称")
	f.StringVar(&o.figures, "figures", "", "用这个`文件`(figures.json)里的底数核对文稿")
	f.StringArrayVar(&o.packs, "pack", nil, "再与政策包`文件夹`里的职数、公示期、移交期限核对,可写多次,按层级叠放在内置的国家包之上")
	f.StringVar(&o.annotate, "annotate", "", "把发现写成 Word 批注,另存为这个`文件`(.docx)")
	f.BoolVar(&o.verbose, "verbose", false, "把没有核对和没有看懂的数也列出来")
	return cmd
}

func (t *tool) proof(o *proofOptions, args []string) error {
	asJSON, err := o.json()
	if err != nil {
		return err
	}
	if o.annotate != "" && len(args) != 1 {
		return yanpan.Errorf(yanpan.CodeUsage, "proof", "--annotate 一次只能用于一个文件")
	}
	opt := proof.Options{Org: o.org}
	if o.figures != "" {
		if opt.Figures, err = readFigures(o.figures); err != nil {
			return err
		}
	}
	if len(o.packs) > 0 {
		packs, err := app.Packs(o.packs, false, t.today())
		if err != nil {
			return err
		}
		opt.Limits = app.ProofLimits(packs)
	}
	for _, name := range args {
		if err := t.proofFile(name, o, opt, asJSON); err != nil {
			t.complain("没有查%s\n", faultText(app.FaultDocument{File: filepath.Base(name), Message: yanpan.MessageOf(err)}))
			t.fails(yanpan.ExitCodeOf(err))
		}
	}
	return nil
}

func readFigures(name string) ([]proof.Figure, error) {
	f, err := app.OpenFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return app.ReadFigures(f)
}

func (t *tool) proofFile(name string, o *proofOptions, opt proof.Options, asJSON bool) error {
	f, err := app.OpenFile(name)
	if err != nil {
		return err
	}
	defer f.Close()
	report, data, err := app.Proof(filepath.Base(name), f, opt)
	if err != nil {
		return err
	}
	if report.HasErrors() {
		t.fails(1)
	}
	if o.annotate != "" {
		marked, err := proof.Annotate(data, report.Findings, t.Clock())
		if err != nil {
			return err
		}
		if err := app.Save(o.annotate, marked); err != nil {
			return err
		}
	}
	if asJSON {
		enc := json.NewEncoder(t.Stdout) // one object a line, as the contract has it
		enc.SetEscapeHTML(false)
		return enc.Encode(report)
	}
	return report.WriteText(t.Stdout, o.verbose)
}
