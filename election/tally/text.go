package tally

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"yanpan.dev"
)

// Bounds on a count sheet; a real one has some ten kilobytes.
const (
	maxSize  = 8 << 20
	maxDepth = 16
)

// value is one value of a JSON text with the place where it begins.
type value struct {
	kind   byte // '{' '[' '"' '0' 't' 'f' 'n'
	at     int  // offset in the text
	text   string
	fields []field
	items  []*value
}

// field is one key of an object with its value.
type field struct {
	name  string
	at    int
	value *value
}

// parser reads a JSON text into values. encoding/json would lose the places
// and take the second of two equal keys without a word.
type parser struct {
	data []byte
	at   int
}

// parse reads one JSON value that fills the whole text.
func parse(data []byte) (*value, error) {
	if len(data) > maxSize {
		return nil, yanpan.Errorf(yanpan.CodeRefused, "tally.Decode", "文件超过%d MB,不像是计票单", maxSize>>20)
	}
	if !utf8.Valid(data) {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "tally.Decode", Message: "文件不是 UTF-8 编码的文本", Remedy: "请另存为 UTF-8"}
	}
	p := &parser{data: data}
	p.at = len(data) - len(bytes.TrimPrefix(data, []byte("\ufeff")))
	p.blanks()
	if p.at == len(data) {
		return nil, p.fault("文件是空的", "")
	}
	v, err := p.value(0)
	if err != nil {
		return nil, err
	}
	if p.blanks(); p.at < len(data) {
		return nil, p.fault("后面还有多余的内容", "一个文件只写一场选举")
	}
	return v, nil
}

func (p *parser) fault(message, remedy string) error {
	return &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "tally.Decode", Where: place(p.data, p.at, ""), Message: message, Remedy: remedy}
}

func (p *parser) blanks() {
	for p.at < len(p.data) && strings.IndexByte(" \t\r\n", p.data[p.at]) >= 0 {
		p.at++
	}
}

// peek is the next byte, 0 at the end.
func (p *parser) peek() byte {
	if p.at < len(p.data) {
		return p.data[p.at]
	}
	return 0
}

func (p *parser) value(depth int) (*value, error) {
	if depth > maxDepth {
		return nil, p.fault("括号套得太深,不像是计票单", "")
	}
	v := &value{kind: p.peek(), at: p.at}
	switch {
	case v.kind == '{':
		return v, p.object(v, depth)
	case v.kind == '[':
		return v, p.list(v, depth)
	case v.kind == '"':
		var err error
		v.text, err = p.quoted()
		return v, err
	case v.kind == '-' || v.kind >= '0' && v.kind <= '9':
		return v, p.number(v)
	}
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(p.data[p.at:], []byte(word)) {
			v.text = word
			p.at += len(word)
			return v, nil
		}
	}
	return nil, p.strange()
}

// strange tells a character that cannot stand here.
func (p *parser) strange() error {
	r, _ := utf8.DecodeRune(p.data[p.at:])
	switch {
	case p.at >= len(p.data):
		return p.fault("文件没有写完", "括号和引号要成对,文件可能没有存全")
	case strings.ContainsRune("“”‘’'", r):
		return p.fault("引号应是半角的 \"", "")
	case strings.ContainsRune("\uFF0C\u3001\uFF1A\uFF1B", r):
		return p.fault("逗号、冒号应是半角的", "")
	case r == '}' || r == ']':
		return p.fault("这里缺内容", "最后一项后面不写逗号")
	}
	return p.fault("“"+string(r)+"”不该在这里", "文字要加引号,数字不加引号")
}

func (p *parser) object(v *value, depth int) error {
	p.at++
	if p.blanks(); p.peek() == '}' {
		p.at++
		return nil
	}
	for {
		p.blanks()
		f := field{at: p.at}
		if p.peek() != '"' {
			return p.strange()
		}
		var err error
		if f.name, err = p.quoted(); err != nil {
			return err
		}
		if p.blanks(); p.peek() != ':' {
			return p.missing("“"+f.name+"”后面缺冒号", "")
		}
		p.at++
		p.blanks()
		if f.value, err = p.value(depth + 1); err != nil {
			return err
		}
		v.fields = append(v.fields, f)
		if more, err := p.next('}'); !more {
			return err
		}
	}
}

func (p *parser) list(v *value, depth int) error {
	p.at++
	if p.blanks(); p.peek() == ']' {
		p.at++
		return nil
	}
	for {
		p.blanks()
		item, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		v.items = append(v.items, item)
		if more, err := p.next(']'); !more {
			return err
		}
	}
}

// next steps over a comma, which says that there is more, or over the closing bracket.
func (p *parser) next(closing byte) (bool, error) {
	p.blanks()
	switch p.peek() {
	case ',':
		p.at++
		return true, nil
	case closing:
		p.at++
		return false, nil
	}
	return false, p.missing("这里缺逗号,或括号没有收住", "两项之间写半角逗号")
}

// missing says what should stand here, or that the file has ended.
func (p *parser) missing(message, remedy string) error {
	if p.at >= len(p.data) {
		return p.strange()
	}
	return p.fault(message, remedy)
}

func (p *parser) quoted() (string, error) {
	start := p.at
	for p.at++; p.at < len(p.data); p.at++ {
		switch c := p.data[p.at]; {
		case c == '\\':
			p.at++
		case c < ' ':
			return "", p.fault("引号里有换行或控制字符", "文字写在一行里,引号要成对")
		case c == '"':
			p.at++
			var s string
			if err := json.Unmarshal(p.data[start:p.at], &s); err != nil {
				p.at = start
				return "", p.fault("引号里的反斜杠写法不对", "")
			}
			return s, nil
		}
	}
	p.at = start
	return "", p.fault("引号没有成对", "")
}

// number takes the longest run of characters that numbers are made of; whether
// it is a whole number in range is for the decoder to say.
func (p *parser) number(v *value) error {
	for p.at < len(p.data) && strings.IndexByte("+-.0123456789eE", p.data[p.at]) >= 0 {
		p.at++
	}
	v.kind, v.text = '0', string(p.data[v.at:p.at])
	if !json.Valid([]byte(v.text)) {
		p.at = v.at
		return p.fault("“"+shorten(v.text)+"”不是数字", "写成不带引号、不带前零的整数,例如 898")
	}
	return nil
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return s
}
