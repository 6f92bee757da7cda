// Package arch holds no code, only tests of the shape of the repository: who
// may import whom, where each third-party module lives, which rooms touch
// files, clocks and the network, and what no file may contain.
//
// The tests parse the sources in their own process. A check that asks another
// program stays green from the test cache after a violation; files that the
// test itself opens are part of the cache's key.
package arch
