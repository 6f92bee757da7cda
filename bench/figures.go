package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"yanpan.dev"
	"yanpan.dev/bench/national"
	"yanpan.dev/figure"
)

const (
	seed = 20261123
	asOf = "2026-11-23"
)

// samples are the regions whose figures are compared one by one: their number
// within each level below the nation.
var samples = []int{0, 7, 26}

func figuresBench(l *lab) ([]row, error) {
	country := national.Generate(seed, l.scale)
	if err := writeTo(filepath.Join(l.dir, "villages.csv"), country.WriteVillages); err != nil {
		return nil, err
	}
	if err := writeTo(filepath.Join(l.dir, "members.csv"), country.WriteMembers); err != nil {
		return nil, err
	}
	got, err := l.race(l.ours("figures", strconv.Itoa(l.scale)),
		l.peer("figures/duckdb.mjs", l.dir, "3", strings.ReplaceAll(asOf, "-", ""), fmt.Sprint(samples)))
	if err != nil {
		return nil, err
	}
	ours, theirs := got[0], got[1]
	if err := sameFigures(ours.Values, theirs.Values); err != nil {
		return nil, err
	}
	return []row{atMost("全国各级数,61.5 万村、269 万人、五级", "DuckDB,2 线程", ours, theirs, 0.25)}, nil
}

func writeTo(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		return err
	}
	return f.Close()
}

// figuresSide computes everything three times and reports the fastest, then
// looks the sampled regions up.
func figuresSide(args []string) (measure, error) {
	scale, err := strconv.Atoi(args[0])
	if err != nil {
		return measure{}, err
	}
	c := national.Generate(seed, scale)
	opt := figure.Options{AsOf: yanpan.MustDate(asOf)}
	m := measure{MS: math.Inf(1)}
	var set *figure.Set
	for range 3 {
		start := time.Now()
		set = figure.Compute(c.People, opt)
		rollUp(c, set)
		m.MS = min(m.MS, since(start))
	}
	for _, pick := range picks(c) {
		m.Values = append(m.Values, valuesOf(set, pick))
	}
	return m, nil
}

// rollUp adds the villages up to townships, counties and provinces; the nation is in the set.
func rollUp(c *national.Country, set *figure.Set) {
	townships := figure.RollUp(set.Vectors(), c.TownshipOf, int(slices.Max(c.TownshipOf))+1)
	counties := figure.RollUp(townships, c.CountyOf, int(slices.Max(c.CountyOf))+1)
	figure.RollUp(counties, c.ProvinceOf, int(slices.Max(c.ProvinceOf))+1)
}

// picks are the villages of the nation and of the sampled provinces, counties,
// townships and villages, in this order.
func picks(c *national.Country) []func(village int) bool {
	township := func(v int) int { return int(c.TownshipOf[v]) }
	county := func(v int) int { return int(c.CountyOf[township(v)]) }
	province := func(v int) int { return int(c.ProvinceOf[county(v)]) }
	village := func(v int) int { return v }
	out := []func(int) bool{func(int) bool { return true }}
	for _, level := range []func(int) int{province, county, township, village} {
		for _, region := range samples {
			out = append(out, func(v int) bool { return level(v) == region })
		}
	}
	return out
}

func valuesOf(set *figure.Set, pick func(int) bool) map[string]num {
	out := map[string]num{}
	for _, f := range set.Figures(set.Among(pick)) {
		if !f.Known {
			out[f.ID] = nil
			continue
		}
		v := float64(f.Ratio.Num)
		if f.Unit == "岁" {
			v /= float64(f.Ratio.Den)
		}
		out[f.ID] = &v
	}
	return out
}

// sameFigures compares every figure of ours with that of the peer.
func sameFigures(ours, theirs []map[string]num) error {
	if len(ours) != len(theirs) || len(ours) == 0 {
		return fmt.Errorf("双方给出的区域数不同:%d、%d", len(ours), len(theirs))
	}
	for i, region := range ours {
		for id, a := range region {
			b, ok := theirs[i][id]
			switch {
			case !ok:
				return fmt.Errorf("对手没有算 %s", id)
			case (a == nil) != (b == nil), a != nil && math.Abs(*a-*b) > 1e-9:
				return fmt.Errorf("第 %d 个区域的 %s 不同:%s、%s", i, id, show(a), show(b))
			}
		}
	}
	return nil
}

func show(n num) string {
	if n == nil {
		return "无"
	}
	return fmt.Sprint(*n)
}
