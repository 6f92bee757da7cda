// Package policy reads, checks, combines and applies policy packs: the rules,
// numbers and templates that differ from place to place and from year to year,
// kept as dated and cited data outside the program.
//
// A pack is a folder <authority>/<topic>/<date of effect>/ of small YAML files
// with its own cases (tests.yaml). Load reads one and reports every mistake
// with file, line, column and a caret. Select picks the packs in force for a
// region and a day; Overlay puts a lower level on a higher one, which may
// tighten a statutory number and never loosen it. Evaluate applies a rule to
// facts and says which facts decided; a rule whose facts nobody recorded
// yields NoData, which is neither a finding nor a pass.
//
// Conditions are CEL over the declared variables of this package (see
// Vocabulary). CEL and YAML stay inside. The package does no I/O: packs come
// from an fs.FS. It owns Fact; whoever has records or figures builds Facts.
package policy
