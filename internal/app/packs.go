package app

import (
	"os"
	"slices"

	"yanpan.dev"
	"yanpan.dev/policy"
)

// Packs gives the national packs in force at the base date and, on top of them,
// those of the folders; with sample also the sample township's that come with
// the program.
func Packs(dirs []string, sample bool, asOf yanpan.Date) ([]*policy.Pack, error) {
	builtin, err := policy.LoadBuiltin()
	if err != nil {
		return nil, err
	}
	var packs []*policy.Pack
	for _, p := range InForce(builtin, asOf) {
		if p.Level == policy.LevelNational || sample && p.Authority == policy.SampleAuthority {
			packs = append(packs, p)
		}
	}
	local, err := PacksIn(dirs)
	if err != nil {
		return nil, err
	}
	return policy.ByLevel(append(packs, local...)), nil
}

// PacksIn loads the packs of the folders, and of workbooks of parameters, in force or not.
func PacksIn(dirs []string) ([]*policy.Pack, error) {
	var packs []*policy.Pack
	for _, dir := range dirs {
		if isBook(dir) {
			p, _, err := PackFromBook(dir)
			if err != nil {
				return nil, err
			}
			packs = append(packs, p)
			continue
		}
		if _, err := os.Stat(dir); err != nil {
			return nil, Unreadable(dir, err)
		}
		more, err := policy.LoadAll(os.DirFS(dir), dir)
		if err != nil {
			return nil, err
		}
		packs = append(packs, more...)
	}
	return packs, nil
}

// InForce gives the newest packs in force, whatever their region.
func InForce(packs []*policy.Pack, asOf yanpan.Date) []*policy.Pack {
	return policy.Newest(slices.DeleteFunc(slices.Clone(packs), func(p *policy.Pack) bool { return !p.InForce(asOf) }))
}
