package main

import (
	"fmt"
	"strconv"

	"yanpan.dev/gongwen"
)

// content is a report of six pages that every side sets: the peers read it as
// JSON, ours as a document. Only ours has the charts.
type content struct {
	Title    string    `json:"title"`
	Sections []section `json:"sections"`
}

type section struct {
	Level      int      `json:"level"` // 1 一、 or 2 (一)
	Heading    string   `json:"heading"`
	Paragraphs []string `json:"paragraphs"`
	Tables     []table  `json:"tables"`
	chart      *chart
}

type table struct {
	Head []string   `json:"head"`
	Rows [][]string `json:"rows"`
}

type chart struct {
	kind       gongwen.ChartKind
	categories []string
	values     []string
}

const villagesOfReport = 38

// reportContent is the report of a township of 38 villages. The numbers are
// made up; nobody is meant.
func reportContent() content {
	return content{
		Title: "清水镇村(社区)“两委”班子结构和运行情况研判报告",
		Sections: []section{
			{Level: 1, Heading: "基本情况", Paragraphs: paragraphs(3, "全镇共有38个村(社区),“两委”成员%d人,其中党组织委员%d人、村(居)委会成员%d人,交叉任职%d人,平均年龄47.3岁,大专及以上学历占41.2%%。"),
				Tables: []table{structureTable()}, chart: bars(gongwen.ColumnChart, "35岁及以下", "36至45岁", "46至55岁", "56至60岁", "60岁以上")},
			{Level: 2, Heading: "分村情况", Paragraphs: paragraphs(2, "班子较强的村%d个,一般的村%d个;书记、主任“一肩挑”%d个,书记空缺%d个,均已明确临时负责人并报镇党委备案。"),
				Tables: []table{villageTable()}, chart: bars(gongwen.StackedChart, "东片", "西片", "南片", "北片")},
			{Level: 1, Heading: "工作开展情况", Tables: []table{}, Paragraphs: paragraphs(3, "一是召开专题会%d次,参加%d人次;二是入户走访%d户,发放征求意见表%d份,收回率九成以上;三是逐村谈心谈话,摸清干部去留意愿和群众评价。")},
			{Level: 1, Heading: "存在问题", Paragraphs: paragraphs(3, "部分班子年龄偏大,55岁以上成员%d人;%d个村没有35岁以下干部,%d个村没有女性成员,%d个村后备力量不足,需要在换届前逐村补齐。"),
				Tables: []table{problemTable()}, chart: bars(gongwen.PieChart, "年龄老化", "学历偏低", "无女性", "无后备")},
			{Level: 1, Heading: "下一步打算", Tables: []table{}, Paragraphs: paragraphs(3, "从致富能手、返乡人员、退役军人中物色人选%d名,建立%d个村的后备名册;对%d个重点村由镇领导包联,%d月底前逐村过关。")},
		},
	}
}

func paragraphs(n int, format string) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf(format, 160+7*i, 70+3*i, 90+5*i, 1+i)
	}
	return out
}

func bars(kind gongwen.ChartKind, categories ...string) *chart {
	c := &chart{kind: kind, categories: categories}
	for i := range categories {
		c.values = append(c.values, strconv.Itoa(17+13*i%40))
	}
	return c
}

func structureTable() table {
	t := table{Head: []string{"项目", "人数", "占比", "较上届"}}
	for i, item := range []string{"男", "女", "中共党员", "群众", "研究生", "大学本科", "大专", "高中(中专)", "初中", "小学", "35岁及以下", "36至45岁", "46至55岁", "56至60岁", "60岁以上"} {
		t.Rows = append(t.Rows, []string{item, strconv.Itoa(11 + 9*i), fmt.Sprintf("%d.%d%%", 6+3*i, i%10), fmt.Sprintf("+%d", i%4)})
	}
	return t
}

func villageTable() table {
	t := table{Head: []string{"村(社区)", "成员", "党组织", "村委会", "女", "35岁以下", "大专以上", "平均年龄"}}
	for i := range villagesOfReport {
		t.Rows = append(t.Rows, []string{
			village(i * perVillage), strconv.Itoa(4 + i%4), strconv.Itoa(3 + i%3), strconv.Itoa(3 + i%2),
			strconv.Itoa(i % 3), strconv.Itoa(i % 2), strconv.Itoa(1 + i%4), fmt.Sprintf("%d.%d", 43+i%9, i%10),
		})
	}
	return t
}

func problemTable() table {
	t := table{Head: []string{"序号", "村(社区)", "问题", "依据", "建议措施"}}
	for i := range 12 {
		t.Rows = append(t.Rows, []string{
			strconv.Itoa(i + 1), village(3 * i * perVillage), "班子成员中没有35岁以下干部", "本镇换届工作方案", "从后备名册中推荐一名年轻人选",
		})
	}
	return t
}
