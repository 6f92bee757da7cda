package grid

import (
	"strconv"
	"time"
)

// builtinFormats are the codes behind the numbers below 164 that files do not
// spell (ECMA-376 part 1, 18.8.30), as a program set to Chinese shows them.
var builtinFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `"¥"#,##0;"¥"-#,##0`, 6: `"¥"#,##0;"¥"-#,##0`, 7: `"¥"#,##0.00;"¥"-#,##0.00`, 8: `"¥"#,##0.00;"¥"-#,##0.00`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`,
	32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`, 34: `上午/下午h"时"mm"分"`, 35: `上午/下午h"时"mm"分"ss"秒"`,
	36: `yyyy"年"m"月"`,
	37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	41: `#,##0;-#,##0;"-"`, 42: `"¥"#,##0;"¥"-#,##0;"-"`, 43: `#,##0.00;-#,##0.00;"-"`, 44: `"¥"#,##0.00;"¥"-#,##0.00;"-"`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`,
	55: `上午/下午h"时"mm"分"`, 56: `上午/下午h"时"mm"分"ss"秒"`, 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
}

// format gives the index of a number format, by its code or, where that is
// empty, by its built-in number.
func (t *store) format(id int, code string) uint16 {
	if code == "" {
		code = builtinFormats[id]
	}
	if code == "" || code == "General" {
		return 0
	}
	if i, ok := t.codes[code]; ok {
		return i
	}
	if len(t.formats) > maxStyles {
		return 0
	}
	i := uint16(len(t.formats))
	t.formats = append(t.formats, ParseNumberFormat(code))
	t.codes[code] = i
	return i
}

// kindOf tells a date from a number: by its format, where the number can be a day.
func (t *store) kindOf(number []byte, format uint16) Kind {
	if format != 0 && t.formats[format].IsDate() && validSerial(string(number), t.d1904) {
		return Date
	}
	return Number
}

// serialOf is the serial day of a moment as a decimal text.
func serialOf(t time.Time, d1904 bool) []byte {
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if d1904 {
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	days := float64(wall.Unix()-base.Unix()) / 86400
	if !d1904 && days < 61 {
		days-- // before the 29 February 1900 that never was
	}
	return strconv.AppendFloat(nil, days, 'f', -1, 64)
}
