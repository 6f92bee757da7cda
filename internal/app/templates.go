package app

import (
	"bytes"

	"yanpan.dev"
	"yanpan.dev/internal/paper"
	"yanpan.dev/internal/sheet"
	"yanpan.dev/roster"
)

// TemplateKinds are the kinds of sheets that have a template to fill in.
func TemplateKinds() []roster.SheetKind {
	return []roster.SheetKind{
		roster.KindRoster, roster.KindMembers, roster.KindVillages, roster.KindReserve, roster.KindSanctions, roster.KindActivities, roster.KindEvaluations,
		roster.KindNominees, roster.KindHouseholds,
	}
}

// Template makes the empty workbook of a kind, named as offices call it.
func Template(kind roster.SheetKind, version string) (Output, error) {
	for _, k := range TemplateKinds() {
		if k != kind {
			continue
		}
		var b bytes.Buffer
		err := sheet.WriteTemplate(&b, kind, []paper.Fact{{Name: "版本", Value: version}})
		return Output{kind.Label() + "模板.xlsx", b.Bytes()}, err
	}
	return Output{}, yanpan.Errorf(yanpan.CodeUsage, "app.Template", "没有“%s”这种模板", kind)
}
