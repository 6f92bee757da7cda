module yanpan.dev

go 1.26
