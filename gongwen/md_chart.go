package gongwen

import (
	"encoding/csv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"yanpan.dev"
	"yanpan.dev/internal/ooxml"
)

// chartNames are the names of the forms as people write them.
var chartNames = map[string]ChartKind{
	"柱状图": ColumnChart, "柱形图": ColumnChart, "堆积柱状图": StackedChart, "堆积图": StackedChart, "堆积柱形图": StackedChart,
	"饼图": PieChart, "折线图": LineChart, "线图": LineChart,
}

// Bounds of a chart that can still be read on paper.
const (
	maxCategories = 200
	maxSeries     = 12
)

// fenced reads a block between ``` lines: a chart if it says so, else plain lines.
func (r *mdReader) fenced(n *ast.FencedCodeBlock, line int) error {
	info := ""
	if n.Info != nil {
		info = strings.TrimSpace(string(n.Info.Segment.Value(r.src)))
	}
	words := strings.Fields(info)
	if len(words) == 0 || words[0] != "图表" && chartNames[words[0]] == "" {
		r.verbatim(n.Lines(), line)
		return nil
	}
	c := chartReader{line: line, chart: Chart{Kind: ColumnChart}}
	for _, w := range words {
		if k := chartNames[w]; k != "" {
			c.chart.Kind = k
		}
	}
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		if err := c.read(line+1+i, strings.TrimSpace(string(seg.Value(r.src)))); err != nil {
			return err
		}
	}
	if err := c.check(); err != nil {
		return err
	}
	r.part.add(line, Figure{Chart: c.chart})
	return nil
}

type chartReader struct {
	line   int
	chart  Chart
	header bool
}

func (c *chartReader) fail(line int, message, remedy string) error {
	return &yanpan.Error{Code: yanpan.CodeInvalid, Op: "gongwen.Markdown", Where: "第" + decimal(line) + "行", Message: message, Remedy: remedy}
}

// read takes one line: a setting, the header or a category with its values.
func (c *chartReader) read(line int, text string) error {
	if text == "" {
		return nil
	}
	if key, value, ok := strings.Cut(strings.Replace(text, ":", "：", 1), "："); ok && !c.header {
		switch strings.TrimSpace(key) {
		case "标题":
			c.chart.Title = strings.TrimSpace(value)
			return nil
		case "单位":
			c.chart.Unit = strings.TrimSpace(value)
			return nil
		case "类型":
			k, known := chartNames[strings.TrimSpace(value)]
			if !known {
				return c.fail(line, "没有“"+strings.TrimSpace(value)+"”这种图", "可以写：柱状图、堆积柱状图、饼图、折线图")
			}
			c.chart.Kind = k
			return nil
		}
	}
	cells, err := csv.NewReader(strings.NewReader(strings.NewReplacer("\t", ",", "，", ",").Replace(text))).Read()
	if err != nil {
		return c.fail(line, "图表的这一行看不懂", "请写成“类别,数值”，中间用逗号隔开")
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	if !c.header {
		return c.readHeader(line, cells)
	}
	return c.readValues(line, cells)
}

// readHeader names the series. Where the first line already holds numbers
// there is one series without a name.
func (c *chartReader) readHeader(line int, cells []string) error {
	c.header = true
	if len(cells) < 2 || len(cells) > maxSeries+1 {
		return c.fail(line, "图表至少要有一列数值，至多十二列", "请写成“类别,数值”，中间用逗号隔开")
	}
	if ooxml.IsDecimal(strings.TrimSuffix(cells[1], c.chart.Unit)) {
		c.chart.Series = make([]Series, len(cells)-1)
		return c.readValues(line, cells)
	}
	for _, name := range cells[1:] {
		c.chart.Series = append(c.chart.Series, Series{Name: name})
	}
	return nil
}

func (c *chartReader) readValues(line int, cells []string) error {
	if len(cells) > len(c.chart.Series)+1 {
		return c.fail(line, "这一行的数值比表头多", "请检查逗号")
	}
	if len(c.chart.Categories) == maxCategories {
		return c.fail(line, "图表的类别超过二百个", "请合并一些类别，或改用表格")
	}
	c.chart.Categories = append(c.chart.Categories, cells[0])
	for i := range c.chart.Series {
		v := ""
		if i+1 < len(cells) {
			v = strings.TrimSuffix(cells[i+1], c.chart.Unit)
		}
		if v != "" && !ooxml.IsDecimal(v) {
			return c.fail(line, "“"+cells[i+1]+"”不是数", "图表里只能写阿拉伯数字，没有数就空着")
		}
		c.chart.Series[i].Values = append(c.chart.Series[i].Values, v)
	}
	return nil
}

func (c *chartReader) check() error {
	if len(c.chart.Categories) == 0 {
		return c.fail(c.line, "图表里没有数", "请在图表里写上“类别,数值”，一行一个类别")
	}
	return nil
}
