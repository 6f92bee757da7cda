package yanpan

// Sex as in GB/T 2261.1.
type Sex uint8

// The values of Sex.
const (
	SexUnknown Sex = iota
	Male
	Female
)

// String gives 男, 女 or 未登记.
func (s Sex) String() string {
	switch s {
	case Male:
		return "男"
	case Female:
		return "女"
	}
	return "未登记"
}
