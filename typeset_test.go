package yanpan_test

import (
	"testing"

	"yanpan.dev"
)

// Full-width marks are written by their numbers, because an editor may fold them.
func TestTypeset(t *testing.T) {
	for in, want := range map[string]string{
		"共67人,占28.4%;女19人":   "共67人\uFF0C占28.4%\uFF1B女19人",
		"村(居)委会":             "村\uFF08居\uFF09委会",
		"(一)总体":              "\uFF08一\uFF09总体",
		"县委组织部:":             "县委组织部\uFF1A",
		"1,234人":             "1,234人",
		"上午10:30开会":          "上午10:30开会",
		"孙家沟村(52.2岁)":        "孙家沟村\uFF0852.2岁\uFF09",
		"占29.9%,31.3%":       "占29.9%\uFF0C31.3%",
		"f(x), y":            "f(x), y",
		"请写成 35,45,55":       "请写成 35,45,55",
		"“一肩挑”,6个":           "“一肩挑”\uFF0C6个",
		"(《组织法》第8条)":         "\uFF08《组织法》第8条\uFF09",
		"公式 (1) 见下":          "公式 (1) 见下",
		"没有)":                "没有)",
		"2026年(1)号":          "2026年\uFF081\uFF09号",
		"年龄(周岁):大专(含);对吗?对!": "年龄\uFF08周岁\uFF09\uFF1A大专\uFF08含\uFF09\uFF1B对吗\uFF1F对\uFF01",
	} {
		if got := yanpan.Typeset(in); got != want {
			t.Errorf("Typeset(%q) = %q, want %q", in, got, want)
		}
		if again := yanpan.Typeset(want); again != want {
			t.Errorf("Typeset is not stable on %q: %q", want, again)
		}
	}
}
