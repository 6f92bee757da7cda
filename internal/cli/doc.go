// Package cli holds the commands, one file each: what it takes, what it prints
// and with which status it ends. It calls use-cases of package app and nothing below them.
package cli
