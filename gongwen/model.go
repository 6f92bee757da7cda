package gongwen

// Document is one official paper. Only Title is customary; every other field
// may stay empty and then leaves no trace on the page.
type Document struct {
	Head        *Head        // 版头; nil for a paper without one
	Front       []Block      // a note to the desk on pages of its own before the paper, without page numbers; nil for none
	Title       string       // 标题; a line break asks for a new line, else long titles break by themselves
	To          string       // 主送机关, without the colon
	Body        []Block      // 正文
	Enclosures  []string     // 附件说明: names of attachments sent apart; nil takes the titles of Attachments
	Attachments []Attachment // 附件, each on a new page
	Signature   []string     // 发文机关署名, one line each
	Date        string       // 成文日期 as printed: 2026年6月30日
	Remark      string       // 附注, without brackets: 此件公开发布
	Record      *Record      // 版记; nil for none
	Properties  []Property   // facts about the file (version, base date); not printed
}

// Head is the 版头 above the red line (GB/T 9704—2012, 7.2).
type Head struct {
	Copy    string   // 份号, six digits
	Secrecy string   // 密级和保密期限: 机密★1年
	Urgency string   // 紧急程度: 特急
	Organs  []string // 发文机关标志, one line each, in red: 清水镇人民政府文件
	Number  string   // 发文字号: 清府发〔2026〕5号
	Signers []string // 签发人, for papers that go upwards
}

// Record is the 版记 at the foot of the last page (7.4).
type Record struct {
	CopyTo  string // 抄送机关, as printed, without a full stop
	Printer string // 印发机关
	Date    string // 印发日期: 2026年6月30日 (“印发” is added)
}

// Property is one fact about the file, kept with it and not printed.
type Property struct{ Name, Value string }

// Attachment is a 附件. Its mark (附件1) is set by its place.
type Attachment struct {
	Title string
	Body  []Block
}

// Block is a part of the text: Heading, Paragraph, List, Table, Figure or PageBreak.
type Block interface{ block() }

// Heading is a heading of one of the four levels 一、 (一) 1. (1), numbered by
// Word itself; numbers begin anew in each attachment.
type Heading struct {
	Level  int    // 1 to 4; anything else counts as the nearest
	Text   []Run  // without the number
	Number string // what stands in place of the automatic number; "" for the automatic one
	Plain  bool   // no number at all
	After  []Run  // text that goes on in the same paragraph, in the body's type
}

// Paragraph is a paragraph of the body, its first line indented by two characters.
type Paragraph struct {
	Runs  []Run
	Align Align // Auto is justified with indent; the others have no indent
}

// List is a list of short paragraphs: 1. 2. 3. if Ordered, otherwise each after a dash.
type List struct {
	Ordered bool
	Start   int // first number; 0 counts as 1
	Items   []Item
}

// Item is an entry of a List; Level 1 is numbered (1) beneath its Level 0.
type Item struct {
	Runs  []Run
	Level int
}

// Table is a table with its caption above it, as wide as the page.
type Table struct {
	Caption   string // 表1　班子结构; "" for none
	Unit      string // 单位：人; "" for none
	Note      string // below the table: 注：…; "" for none
	Columns   []Column
	Head      int // number of rows at the top that are repeated on every page
	Rows      []Row
	Landscape bool // on pages of its own laid sideways
}

// Column says how a column is set. Width is a share of the whole; 0 in all
// columns lets the contents decide.
type Column struct {
	Width int
	Align Align
}

// Row is a row of a table. A cell hidden by a span of another is left out, as in HTML.
type Row struct {
	Cells  []Cell
	Strong bool // set like a head: totals
}

// Cell is a cell of a table. Spans of 0 count as 1.
type Cell struct {
	Runs    []Run
	ColSpan int
	RowSpan int
	Align   Align // Auto takes the column's
}

// Figure is a chart on a line of its own, editable in Word.
type Figure struct {
	Chart   Chart
	Caption string // 图1　年龄结构, below it; "" for none
}

// ChartKind is a form of chart.
type ChartKind string

// The forms of chart.
const (
	ColumnChart  ChartKind = "柱状图"
	StackedChart ChartKind = "堆积柱状图"
	PieChart     ChartKind = "饼图" // shows the first series only
	LineChart    ChartKind = "折线图"
)

// Chart is a chart and the numbers behind it.
type Chart struct {
	Kind       ChartKind // "" counts as ColumnChart
	Title      string    // inside the chart; "" for none
	Unit       string    // of the values: 人
	Categories []string
	Series     []Series
	Height     int // of the drawing, in millimetres; 0 for the usual 72
}

// Series is a row of values, one for each category: decimal numbers (42 or
// 42.9), "" where there is none. What is no decimal number counts as none.
type Series struct {
	Name   string
	Values []string
}

// PageBreak begins a new page.
type PageBreak struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Figure) block()    {}
func (PageBreak) block() {}

// Align is where text stands.
type Align int

// The places of text. Auto is the usual one of its surroundings.
const (
	Auto Align = iota
	Left
	Center
	Right
)

// Run is a stretch of text set alike. A line break in Text breaks the line.
// Blanks of the form 【待填：…】 are marked in yellow wherever they stand.
type Run struct {
	Text      string
	Bold      bool
	Underline bool
	Mark      string // id of what the text tells, leading to the Anchor of the same id
	Anchor    string // id under which Marks find this place
}

// Text is a single plain run: the shortest way to fill a paragraph or cell.
func Text(s string) []Run { return []Run{{Text: s}} }

// TextCell is a cell holding plain text.
func TextCell(s string) Cell { return Cell{Runs: Text(s)} }

// TextRow is a row of cells holding plain text.
func TextRow(texts ...string) Row {
	cells := make([]Cell, len(texts))
	for i, s := range texts {
		cells[i] = TextCell(s)
	}
	return Row{Cells: cells}
}

// Plain gives the text of runs without their dress.
func Plain(runs []Run) string {
	if len(runs) == 1 {
		return runs[0].Text
	}
	var b []byte
	for _, r := range runs {
		b = append(b, r.Text...)
	}
	return string(b)
}
