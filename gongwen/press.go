package gongwen

import (
	"io"

	"yanpan.dev"
	"yanpan.dev/internal/ooxml"
)

// Press prints papers in one Style. It is made once and may be used by many at
// a time; it holds what every paper has in common, packed.
type Press struct {
	style  Style
	names  fontNames
	static []ooxml.Part
	plain  []ooxml.Part // content types and relationships of a paper without charts
	books  ooxml.Books
}

const (
	typesPart = "[Content_Types].xml"
	relsPart  = "word/_rels/document.xml.rels"
)

// New makes a Press for s; Style{} is the standard's.
func New(s Style) *Press {
	s = s.orDefault()
	none := &setter{}
	return &Press{
		style: s, names: namesOf(s), static: staticParts(s), books: ooxml.NewBooks(),
		plain: []ooxml.Part{ooxml.Pack(typesPart, none.typesXML()), ooxml.Pack(relsPart, none.relsXML())},
	}
}

// Docx writes d as a .docx file that Word, WPS and LibreOffice open. The error
// is CodeWrite if w fails and CodeInvalid if d is nil; any other document prints.
func (p *Press) Docx(w io.Writer, d *Document) error {
	if d == nil {
		return errNoDocument()
	}
	s := p.set(d)
	z := ooxml.NewWriter(w)
	if len(s.charts) == 0 {
		z.AddPart(p.plain[0])
		z.AddPart(p.plain[1])
	} else {
		z.Add(typesPart, s.typesXML())
		z.Add(relsPart, s.relsXML())
	}
	for _, part := range p.static {
		z.AddPart(part)
	}
	z.Add("word/document.xml", s.documentXML())
	z.Add("word/numbering.xml", s.numberingXML())
	z.Add("docProps/core.xml", coreXML(d))
	z.Add("docProps/custom.xml", customXML(d))
	for i := range s.charts {
		if err := s.addChart(z, i); err != nil {
			return err
		}
	}
	return z.Close()
}

func errNoDocument() error {
	return yanpan.Errorf(yanpan.CodeInvalid, "gongwen.Press", "没有可以排版的文稿")
}

// set lays the whole paper out.
func (p *Press) set(d *Document) *setter {
	ids := anchors(d)
	s := p.setWith(d, ids)
	if keepPlaced(ids, s.placed) {
		s = p.setWith(d, ids)
	}
	return s
}

// keepPlaced drops the anchors that were not set, those in a cell beyond the
// table's edge, say: no link may lead there. It reports whether there were any.
func keepPlaced(ids map[string]int, placed map[int]bool) bool {
	dropped := false
	for id, n := range ids {
		if !placed[n] {
			delete(ids, id)
			dropped = true
		}
	}
	return dropped
}

func (p *Press) setWith(d *Document, ids map[string]int) *setter {
	s := &setter{press: p, names: p.names, doc: d, anchors: ids, placed: map[int]bool{}, lastPPr: -1}
	s.b.Grow(16 << 10)
	s.paper()
	return s
}

// documentXML wraps the body that was set.
func (s *setter) documentXML() []byte {
	var b xmlBuf
	b.Grow(s.b.Len() + 1<<10)
	b.str(xmlHead, `<w:document xmlns:w="`, nsWord, `" xmlns:r="`, nsRel, `" xmlns:wp="`, nsPlace, `" xmlns:a="`, nsDraw, `" xmlns:c="`, nsChart, `" xmlns:mc="`, nsCompat, `" xmlns:wps="`, nsShape, `"><w:body>`)
	b.Write(s.b.Bytes())
	b.str(`</w:body></w:document>`)
	return b.Bytes()
}

func (s *setter) typesXML() []byte {
	var b xmlBuf
	b.str(xmlHead, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`, documentTypes)
	for i := range s.charts {
		b.str(`<Override PartName="/`, chartPart(i), `" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>`)
	}
	b.str(`</Types>`)
	return b.Bytes()
}

func (s *setter) relsXML() []byte {
	var b xmlBuf
	b.str(xmlHead, `<Relationships xmlns="`, nsPkgRel, `">`, documentRels)
	for i := range s.charts {
		b.str(`<Relationship Id="`, chartRel(i), `" Type="`, nsRel, `/chart" Target="`, chartPart(i)[len("word/"):], `"/>`)
	}
	b.str(`</Relationships>`)
	return b.Bytes()
}

// coreXML names the paper. Times are left out: they would differ with every printing.
func coreXML(d *Document) []byte {
	var b xmlBuf
	b.str(xmlHead, `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>`)
	for _, l := range titleLines(d.Title) {
		b.text(l)
	}
	b.str(`</dc:title><dc:creator>`)
	for i, l := range d.Signature {
		if i > 0 {
			b.str(`、`)
		}
		b.text(l)
	}
	b.str(`</dc:creator></cp:coreProperties>`)
	return b.Bytes()
}

// customXML holds the Properties where Word shows them: 文件—信息—高级属性—自定义.
func customXML(d *Document) []byte {
	var b xmlBuf
	b.str(xmlHead, `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`)
	for i, p := range d.Properties {
		b.str(`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"`)
		b.attr("pid", i+2)
		b.str(` name="`)
		b.text(p.Name)
		b.str(`"><vt:lpwstr>`)
		b.text(p.Value)
		b.str(`</vt:lpwstr></property>`)
	}
	b.str(`</Properties>`)
	return b.Bytes()
}
