package main

func reportBench(l *lab) ([]row, error) { return nil, nil }
