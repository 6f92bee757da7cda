package figure

import (
	"fmt"
	"strconv"
	"strings"

	"yanpan.dev"
)

// Band is a range of whole years, both ends included. Lo 0 is open below, Hi 0
// is open above.
type Band struct {
	Lo, Hi int
}

// Holds reports whether the age lies in the band.
func (b Band) Holds(age int) bool { return age >= b.Lo && (b.Hi == 0 || age <= b.Hi) }

// ID is the figure's id: age.<=35, age.36-45, age.>60.
func (b Band) ID() string {
	switch {
	case b.Lo == 0:
		return fmt.Sprintf("age.<=%d", b.Hi)
	case b.Hi == 0:
		return fmt.Sprintf("age.>%d", b.Lo-1)
	}
	return fmt.Sprintf("age.%d-%d", b.Lo, b.Hi)
}

// Label is the band as papers write it: 35岁及以下, 36至45岁, 61岁及以上. 以上
// includes the number before it (Civil Code, article 1259), so the open band is
// named by its first year.
func (b Band) Label() string {
	switch {
	case b.Lo == 0:
		return fmt.Sprintf("%d岁及以下", b.Hi)
	case b.Hi == 0:
		return fmt.Sprintf("%d岁及以上", b.Lo)
	}
	return fmt.Sprintf("%d至%d岁", b.Lo, b.Hi)
}

// maxBands bounds the partition by the bits of a mark.
const maxBands = 20

// Bands makes the partition that the upper ends give: 35,45 → up to 35, 36 to 45, over 45.
func Bands(ends []int) ([]Band, error) {
	if len(ends) == 0 || len(ends) >= maxBands {
		return nil, yanpan.Errorf(yanpan.CodeUsage, "figure.Bands", "年龄分段须有1至%d个断点", maxBands-1)
	}
	var bands []Band
	lo := 0
	for i, end := range ends {
		if end < 1 || end > 120 || i > 0 && end <= ends[i-1] {
			return nil, yanpan.Errorf(yanpan.CodeUsage, "figure.Bands", "年龄断点“%d”不对,断点须从小到大、在1至120之间", end)
		}
		bands = append(bands, Band{lo, end})
		lo = end + 1
	}
	return append(bands, Band{Lo: lo}), nil
}

// ParseBands reads --age-bands: 44,54.
func ParseBands(s string) ([]Band, error) {
	var ends []int
	for part := range strings.SplitSeq(strings.ReplaceAll(s, ",", ","), ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil {
			return nil, yanpan.Errorf(yanpan.CodeUsage, "figure.ParseBands", "年龄断点“%s”不是整数,请写成 35,45,55,60", part)
		}
		ends = append(ends, n)
	}
	return Bands(ends)
}

// DefaultBands are 35 and under, 36–45, 46–55, 56–60, over 60.
func DefaultBands() []Band {
	return []Band{{0, 35}, {36, 45}, {46, 55}, {56, 60}, {61, 0}}
}
