package yanpan

import (
	"errors"
	"fmt"
	"strings"
)

// Code names a class of failure. The table of codes is closed: a new one is
// added here, beside its exit status, and nowhere else.
type Code string

// The codes of failure.
const (
	CodeUsage      Code = "usage"      // the command or its flags were used wrongly
	CodeUnreadable Code = "unreadable" // an input is damaged, truncated or of an unknown kind
	CodeRefused    Code = "refused"    // an input is dangerous or too large and was not opened
	CodeInvalid    Code = "invalid"    // an input could be read but says something impossible
	CodePack       Code = "pack"       // a policy pack is wrong; the message shows the line
	CodeWrite      Code = "write"      // an output could not be written
	CodeInternal   Code = "internal"   // a fault of the program itself
)

// exitCodes maps every code to the exit status of the command line.
var exitCodes = map[Code]int{
	CodeUsage:      2,
	CodeUnreadable: 3,
	CodeRefused:    3,
	CodeInvalid:    3,
	CodePack:       3,
	CodeWrite:      3,
	CodeInternal:   3,
}

// ExitCode is the exit status for c: 2 for wrong use, 3 for what could not be read or written.
func (c Code) ExitCode() int {
	if n, ok := exitCodes[c]; ok {
		return n
	}
	return exitCodes[CodeInternal]
}

// Error is a failure told to a person: what happened, where, why and how to
// mend it, in plain Chinese. Op names the operation for developers and is not printed.
type Error struct {
	Code    Code
	Op      string
	Where   string   // 《花名册.xlsx》“石板村”表第 3 行
	Message string   // what is wrong, a whole clause without a full stop
	Remedy  string   // what to do about it; may be empty
	Basis   Citation // the rule's source, where there is one
	Err     error    // the cause, kept for errors.Is; never printed to users
}

// Error gives the sentence shown to the user.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Where != "" {
		b.WriteString(e.Where + ":")
	}
	b.WriteString(e.Message)
	if e.Remedy != "" {
		b.WriteString("。" + e.Remedy)
	}
	if !e.Basis.IsZero() {
		b.WriteString("(" + e.Basis.String() + ")")
	}
	return Typeset(b.String())
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// At returns a copy of e that says where it happened, unless it already does.
func (e *Error) At(where string) *Error {
	c := *e
	if c.Where == "" {
		c.Where = where
	}
	return &c
}

// Errorf builds an Error of the code whose message is the formatted text.
func Errorf(code Code, op, format string, args ...any) *Error {
	return &Error{Code: code, Op: op, Message: fmt.Sprintf(format, args...)}
}

// CodeOf returns the code of the first Error in err's chain, CodeInternal for
// any other failure and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// ExitCodeOf is the exit status of a command that ended with err; 0 for nil.
func ExitCodeOf(err error) int {
	if err == nil {
		return 0
	}
	return CodeOf(err).ExitCode()
}

// MessageOf is what may be shown to a user: the sentence of an Error, or a
// plain one that gives nothing of the program's inside away.
func MessageOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Error()
	}
	return "程序内部出错,未能完成。请把操作步骤告诉维护人员"
}
