// Package app holds the use-cases: what a person does with the program, one
// function each. Those here work over files: readers in, writers out, no
// database, no accounts. Pages and commands call these and nothing below them.
package app
