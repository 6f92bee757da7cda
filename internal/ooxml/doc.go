// Package ooxml reads and writes the packages that office programs exchange:
// zip archives of XML parts, the form of .xlsx and .docx (ECMA-376 part 2).
//
// Everything read here comes from strangers, so every reading is bounded: how
// many parts, how large each and all of them, how far they may expand, how
// deep and long their XML, no entities. What is refused is refused with a
// yanpan.Error that says in plain Chinese what is wrong and how to mend it:
// CodeRefused for what is dangerous or too large, CodeUnreadable for what is
// damaged, empty or of another kind.
//
// What is written depends on nothing but its input: fixed order, fixed times.
package ooxml
