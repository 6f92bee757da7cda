package gongwen

// abstractNums are the three ways of numbering: headings in four levels, lists
// 1. and (1), and dashes.
const abstractNums = `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>` +
	`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/>` + levelIndent + `</w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/><w:lvlJc w:val="left"/>` + levelIndent + `</w:lvl>` +
	`<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%3."/><w:lvlJc w:val="left"/>` + levelIndent + `</w:lvl>` +
	`<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="（%4）"/><w:lvlJc w:val="left"/>` + levelIndent + `</w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="multilevel"/>` +
	`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>` + levelIndent + `</w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/><w:lvlJc w:val="left"/>` + levelIndent + `</w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="3"><w:multiLevelType w:val="multilevel"/>` +
	`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/><w:lvlText w:val="——"/><w:lvlJc w:val="left"/>` + levelIndent + `<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/><w:lvlText w:val="——"/><w:lvlJc w:val="left"/>` + levelIndent + `<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr></w:lvl></w:abstractNum>`

const levelIndent = `<w:pPr><w:ind w:left="0" w:firstLineChars="200" w:firstLine="630"/></w:pPr>`

// Which way of numbering an instance follows.
const (
	numHeadings = 1
	numOrdered  = 2
	numDashes   = 3
)

// numbering is one w:num: an instance that counts from start at its first level.
type numbering struct {
	abstract int
	start    int
}

// newNum adds an instance and gives its id.
func (s *setter) newNum(abstract, start int) int {
	s.nums = append(s.nums, numbering{abstract, max(1, start)})
	return len(s.nums)
}

// numberingXML writes the instances. Each restarts all its levels: without that
// Word would go on counting where the last instance of the same way ended.
func (s *setter) numberingXML() []byte {
	var b xmlBuf
	b.str(xmlHead, `<w:numbering xmlns:w="`, nsWord, `">`, abstractNums)
	for i, n := range s.nums {
		b.str(`<w:num`)
		b.attr("w:numId", i+1)
		b.str(`><w:abstractNumId`)
		b.attr("w:val", n.abstract)
		b.str(`/>`)
		levels := 2
		if n.abstract == numHeadings {
			levels = 4
		}
		for l := 0; l < levels && n.abstract != numDashes; l++ {
			b.str(`<w:lvlOverride`)
			b.attr("w:ilvl", l)
			b.str(`><w:startOverride`)
			if l == 0 {
				b.attr("w:val", n.start)
			} else {
				b.attr("w:val", 1)
			}
			b.str(`/></w:lvlOverride>`)
		}
		b.str(`</w:num>`)
	}
	b.str(`</w:numbering>`)
	return b.Bytes()
}
