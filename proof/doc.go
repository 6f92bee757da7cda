// Package proof checks what a Chinese text says about its own numbers: parts
// against their whole, percentages, growth, numbering, dates, declared counts,
// blanks and cut-out words. It knows no village and no policy; deadlines,
// quotas and recorded figures are handed in as plain values.
//
// The text is understood in layers, each built on the one below and none
// reaching up:
//
//	Text       paragraphs with exact positions (txt, md, docx)
//	numerals   三百二十, 1,200, 3.5万, 三分之二, 36至45, 百分之五
//	tokens     quantities, dates, list marks; everything else is words
//	quantities value, unit, what is counted, exact or about, 以上/以下
//	rows       counts told side by side, and the whole each may divide
//	claims     A 共 N,其中…; X 占 p%; 由 a 到 b; 比…增长 p%; 47条中; 每村2人
//	events     dates with what happens on them, whose order data/events.json knows
//	checks     one file each, every finding with its arithmetic
//
// All arithmetic is exact. A finding is an error only where two statements of
// the text cannot both be true; what merely looks wrong is a warning, and what
// cannot be decided is counted, listed and left alone.
package proof
