package proof

// Options are what a text is checked against besides itself.
type Options struct {
	// Org is the body whose paper this is, 清水镇; "" leaves the check of names out.
	Org string
	// Known are other bodies whose names the paper rightly bears, as the one that signs it.
	Known []string
	// Limits are deadlines and quotas, as from a policy pack.
	Limits []Limit
	// Figures are recorded numbers, as from figures.json.
	Figures []Figure
}

// Limit is a rule about one quantity: in a sentence that holds all Words, a
// number with one of the Units must not be under Min nor over Max.
type Limit struct {
	Words  []string // 公示, 候选人
	Units  []string // 天, 日, 工作日
	Min    *int64   // nil: no lower bound
	Max    *int64   // nil: no upper bound
	Rule   string   // 公示不少于5个工作日
	Source string   // where the rule stands
}

// Figure is a recorded number: what it is called, its value and share.
type Figure struct {
	ID      string
	Labels  []string // every way the paper may call it: 女成员, 女性成员
	Unit    string
	Value   int64
	Percent string // 28.4%, "" where there is none
	Base    string // ID of the figure it is a share of, "" where there is none
}

// Check reads the text in layers and reports what it says wrongly.
func Check(t *Text, opt Options) *Report {
	d := understand(t, opt)
	runAll(d)
	return d.finish()
}

// runAll runs every check; none depends on another's findings.
func runAll(d *document) {
	for _, run := range []func(*document){
		checkTables, checkSums, checkParallel, checkEach, checkRest, checkPercents, checkFractions, checkPercentTotals, checkGrowth, checkTerms, checkBallots, checkMeans, checkCareful, checkAges, checkWinners,
		checkConflicts, checkReferences, checkSequence, checkCounts, checkListed, checkNames, checkDates, checkOrder, checkEvents, checkStages,
		checkPlaceholders, checkHoles, checkPunctuation, checkRepetition, checkTorn,
		checkLimits, checkRecords, checkForeign, checkCitations,
	} {
		run(d)
	}
}

// finish counts the numbers and puts the findings in order.
func (d *document) finish() *Report {
	r := &Report{File: d.text.file, Findings: sortFindings(d.findings)}
	for i, q := range d.qs {
		if q.has(flagBand) && i+1 < len(d.qs) && d.qs[i+1].para == q.para && d.qs[i+1].state == statusChecked && d.qs[i+1].preLo <= q.start {
			q.state = statusChecked // 35岁以下 is checked with the count it names
		}
		r.count(d, q.state, q.para, q.start, q.uEnd)
	}
	for _, q := range d.uncompared {
		r.count(d, q.state, q.para, q.start, q.uEnd)
	}
	for _, dt := range d.dates {
		r.count(d, dt.state, dt.para, dt.start, dt.end)
	}
	return r
}

func (r *Report) count(d *document, st status, para, lo, hi int) {
	r.Numbers.Total++
	switch st {
	case statusChecked:
		r.Numbers.Checked++
	case statusUnknown:
		r.Numbers.NotUnderstood++
		r.notUnderstood = append(r.notUnderstood, d.place(para, lo, hi))
	default:
		r.Numbers.Uncheckable++
		r.unchecked = append(r.unchecked, d.place(para, lo, hi))
	}
}
