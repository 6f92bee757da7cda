module yanpan.dev

go 1.26

require (
	github.com/google/go-cmp v0.7.0
	github.com/yuin/goldmark v1.8.7
	pgregory.net/rapid v1.3.0
)
