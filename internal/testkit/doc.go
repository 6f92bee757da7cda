// Package testkit is what tests of several packages need: one invented township
// of 38 villages and communities with everything a report asks for, the
// figures it has, worked out by plain loops, and writers that render it in the
// layouts people use, from the flat list to the sheet with two heads side by side.
//
// Start with Township for records with their figures, with Build for the whole
// truth behind them, and with Layouts for the same people written in many ways.
// testdata/layouts holds those layouts as files of LibreOffice, so that tests
// need no LibreOffice; `go test ./internal/testkit -update layouts` writes them
// anew, and `-update demo` the workbooks of package demo, which NewDemo composes.
//
// Everything is drawn from one seed: the same township every time. No person in
// it is real; the region in the identity numbers is one that was never assigned.
package testkit
