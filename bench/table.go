package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// row is one line of the table.
type row struct {
	work, ours, peer, theirs, ratio, goal string
	met                                   bool
}

// atMost is a row whose ratio, ours over theirs, should not exceed the limit.
func atMost(work, peer string, ours, theirs measure, limit float64) row {
	ratio := ours.MS / theirs.MS
	return row{
		work: work, peer: peer, ours: duration(ours.MS), theirs: duration(theirs.MS),
		ratio: fmt.Sprintf("%.2f×", ratio), goal: fmt.Sprintf("≤ %g×", limit), met: ratio <= limit,
	}
}

// tenfold is a row of documents a second: ours should be ten times theirs.
func tenfold(work, peer string, ours, theirs measure) row {
	const limit = 10
	ratio := ours.rate() / theirs.rate()
	return row{
		work: work, peer: peer, ours: perSecond(ours), theirs: perSecond(theirs),
		ratio: fmt.Sprintf("%.1f×", ratio), goal: fmt.Sprintf("≥ %d×", limit), met: ratio >= limit,
	}
}

// memory is a row of peaks, ours within the limit in MB.
func memory(work, peer string, ours, theirs measure, limit int64) row {
	return row{
		work: work, peer: peer, ours: megabytes(ours.Peak), theirs: megabytes(theirs.Peak),
		ratio: fmt.Sprintf("%.2f×", float64(ours.Peak)/float64(max(theirs.Peak, 1))),
		goal:  fmt.Sprintf("≤ %d MB", limit), met: ours.Peak <= limit<<20,
	}
}

// shown is a row without a goal.
func shown(work, peer string, ours, theirs measure) row {
	r := atMost(work, peer, ours, theirs, 1)
	r.goal = "—"
	return r
}

func duration(ms float64) string {
	if ms < 1000 {
		return fmt.Sprintf("%.0f ms", ms)
	}
	return fmt.Sprintf("%.2f s", ms/1000)
}

func perSecond(m measure) string { return fmt.Sprintf("%.0f 份/s", m.rate()) }
func megabytes(n int64) string   { return fmt.Sprintf("%d MB", n>>20) }

// page is the table with what is needed to read it.
func (l *lab) page(rows []row) string {
	var b strings.Builder
	b.WriteString("# 性能对比\n\n")
	b.WriteString("由 `make bench BENCHARGS=-write` 写成。双方在同一台机器上、对同一份输入先后运行,各自单独一个进程,")
	fmt.Fprintf(&b, "各跑 %d 次取最快的一次;比较用时之前先核对结果:导入核对行数和格数,各级数逐项核对全国和抽取的十二个区域。秒数随机器而变,看比值。\n\n", l.runs)
	fmt.Fprintf(&b, "机器:%s,%d 核,%s/%s;%s,Node %s。\n\n", processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), nodeVersion())
	if l.scale > 1 {
		fmt.Fprintf(&b, "输入缩小到 1/%d,不作数。\n\n", l.scale)
	}
	b.WriteString("| 工作 | 我们 | 对手 | 对手的结果 | 比值 | 目标 | 达到 |\n|---|---|---|---|---|---|---|\n")
	for _, r := range rows {
		met := "是"
		switch {
		case r.goal == "—":
			met = "—"
		case !r.met:
			met = "**否**"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n", r.work, r.ours, r.peer, r.theirs, r.ratio, r.goal, met)
	}
	b.WriteString(reading)
	return b.String()
}

// reading tells what is counted and what is not.
const reading = `
怎样读:

- **导入**:十万行四十列的 .xlsx(共享字符串,如 Excel 所存)。对手只把单元格读成数组;我们另做认表头、认列(四十列认出三十六列)、逐行校验、身份证号校验、查重。装载模块的时间不计。
- **全国各级数**:61.5 万个村(社区)、269 万“两委”成员,全部标准数,村、乡镇、县、省、全国五级。两边数据都已在内存,装载不计;SQL 在 ` + "`bench/figures/figures.sql`" + `,DuckDB 用两个线程。
- **报告**:六页、三张表,三方内容相同。我们另带三个可在 Word 里编辑的图表(连同内嵌工作簿),成七页;对手都没有图表。都用一个线程。
`

func processor() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "处理器型号不明"
	}
	_, rest, found := strings.Cut(string(info), "model name")
	if !found {
		return "处理器型号不明"
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimLeft(line, "\t :")
}

func nodeVersion() string {
	out, err := exec.Command("node", "--version").Output()
	if err != nil {
		return "不明"
	}
	return strings.TrimPrefix(strings.TrimSpace(string(out)), "v")
}
