package yanpan

// VillageCode is the statistical code of a region: 2, 4, 6 digits down to the
// county, 9 with the township, 12 with the village (GB/T 2260, GB/T 10114).
type VillageCode string

// ParseVillageCode checks the shape of a code; full-width digits are the
// caller's to fold. It reports false for anything but 2, 4, 6, 9 or 12 digits.
func ParseVillageCode(s string) (VillageCode, bool) {
	switch len(s) {
	case 2, 4, 6, 9, 12:
	default:
		return "", false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return "", false
		}
	}
	return VillageCode(s), true
}

// County is the first six digits, or "" where the code is shorter.
func (c VillageCode) County() VillageCode { return c.prefix(6) }

// Township is the first nine digits, or "" where the code is shorter.
func (c VillageCode) Township() VillageCode { return c.prefix(9) }

func (c VillageCode) prefix(n int) VillageCode {
	if len(c) < n {
		return ""
	}
	return c[:n]
}

// VillageKind tells a village (村) from a community (社区). Both have two committees.
type VillageKind uint8

// The kinds of village; the word of a committee follows the kind.
const (
	VillageUnknown VillageKind = iota
	VillageRural               // 村, with a 村委会
	VillageUrban               // 社区, with a 居委会
)

// CommitteeName is the short name of the elected committee of the kind.
func (k VillageKind) CommitteeName() string {
	switch k {
	case VillageRural:
		return "村委会"
	case VillageUrban:
		return "居委会"
	}
	return "村(居)委会"
}
