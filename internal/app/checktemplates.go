package app

import (
	"slices"
	"strings"

	"yanpan.dev/internal/paper"
	"yanpan.dev/policy"
)

// CheckTemplates tells what is wrong with the templates of a pack, and warns of
// those that no paper is made from.
func CheckTemplates(p *policy.Pack) (faults, warnings []policy.Fault) {
	for _, d := range p.Documents {
		file := d.Pos.File
		if !slices.Contains(paper.DocumentNames(), d.Name) {
			warnings = append(warnings, policy.Fault{
				Pos: policy.Pos{File: file}, Message: "没有文书用这个模板",
				Remedy: "现有的文书:" + strings.Join(paper.DocumentNames(), "、"),
			})
		}
		for _, f := range paper.CheckDocument(d.Name, d.Text) {
			faults = append(faults, policy.Fault{Pos: policy.Pos{File: file, Line: f.Line}, Message: f.Message, Remedy: f.Remedy})
		}
	}
	return faults, warnings
}
