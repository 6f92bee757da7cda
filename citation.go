package yanpan

import "strings"

// Confidence says how well a rule's text was verified when it was recorded.
type Confidence string

// The marks of confidence, strongest first.
const (
	Verbatim   Confidence = "原文" // the text itself was read
	SecondHand Confidence = "旁证" // only a second source was read
	Derived    Confidence = "推算" // follows from numbers that were read
	Recalled   Confidence = "记忆" // not read; to be checked before it is relied on
	Disputed   Confidence = "冲突" // sources contradict each other; the stricter value holds
	Local      Confidence = "地方" // set by a local plan
)

// Known reports whether c is one of the marks.
func (c Confidence) Known() bool {
	switch c {
	case Verbatim, SecondHand, Derived, Recalled, Disputed, Local:
		return true
	}
	return false
}

// Citation is where a rule or a number comes from.
type Citation struct {
	Source     string     `json:"source"`               // 村民委员会组织法
	Article    string     `json:"article,omitempty"`    // 第8条
	Confidence Confidence `json:"confidence,omitempty"` // how sure the text is
}

// IsZero reports whether nothing is cited.
func (c Citation) IsZero() bool { return c.Source == "" }

// String writes the citation as a paper does: 《村民委员会组织法》第8条. What was
// not read in the original says so, because the reader must know.
func (c Citation) String() string {
	if c.IsZero() {
		return ""
	}
	s := c.Source
	if !strings.ContainsAny(s, "《〔") {
		s = "《" + s + "》"
	}
	s += c.Article
	switch c.Confidence {
	case Recalled, Disputed:
		s += "(待核对)"
	}
	return s
}
