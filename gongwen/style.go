package gongwen

// Font is a typeface and those that may stand in for it where it is not installed.
type Font struct {
	Name      string
	Fallbacks []string // nearest first
}

// Style says how a paper is set. The zero value of a field means the standard's
// or the customary setting, so that Style{} is GB/T 9704 as offices print it.
type Style struct {
	Title    Font // 标题, 发文机关标志: 方正小标宋简体
	Heading1 Font // first level, table heads, 附件: 黑体
	Heading2 Font // second level, 签发人: 楷体_GB2312
	Body     Font // 正文: 仿宋_GB2312
	Number   Font // page numbers: 宋体
	Latin    Font // Latin letters and digits: Times New Roman

	Unsealed bool // 不加盖印章: signature two characters from the right edge, date two further in
}

// DefaultStyle is Style{} with every font named.
func DefaultStyle() Style {
	return Style{
		Title:    Font{"方正小标宋简体", []string{"方正小标宋_GBK", "华文中宋", "宋体"}},
		Heading1: Font{"黑体", []string{"SimHei", "方正黑体_GBK"}},
		Heading2: Font{"楷体_GB2312", []string{"楷体", "方正楷体_GBK", "KaiTi"}},
		Body:     Font{"仿宋_GB2312", []string{"仿宋", "方正仿宋_GBK", "FangSong"}},
		Number:   Font{"宋体", []string{"SimSun", "方正书宋_GBK"}},
		Latin:    Font{"Times New Roman", []string{"Liberation Serif"}},
	}
}

// orDefault fills the fonts left empty.
func (s Style) orDefault() Style {
	d := DefaultStyle()
	for _, f := range []struct{ to, from *Font }{
		{&s.Title, &d.Title}, {&s.Heading1, &d.Heading1}, {&s.Heading2, &d.Heading2},
		{&s.Body, &d.Body}, {&s.Number, &d.Number}, {&s.Latin, &d.Latin},
	} {
		if f.to.Name == "" {
			*f.to = *f.from
		}
	}
	return s
}

// fonts lists the fonts once each, in the order of the fields.
func (s Style) fonts() []Font {
	var out []Font
	seen := map[string]bool{}
	for _, f := range []Font{s.Title, s.Heading1, s.Heading2, s.Body, s.Number, s.Latin} {
		if !seen[f.Name] {
			seen[f.Name] = true
			out = append(out, f)
		}
	}
	return out
}
