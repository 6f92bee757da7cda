package figure

import (
	"math/bits"

	"yanpan.dev"
	"yanpan.dev/roster"
)

// mark is one bit for each figure that counts people. A person's set of marks
// is worked out once, and both the counts and the lists of people behind them
// read it, so that the two cannot disagree.
type mark uint64

// The marks, by position.
const (
	mMembers = iota
	mParty
	mVillagers
	mCross
	mStaff
	mMale
	mFemale
	mSexUnknown
	mFull
	mProbationary
	mLeague
	mDemocratic
	mNonPartisan
	mMasses
	mPoliticalUnknown
	mGraduate
	mUndergraduate
	mCollege
	mSenior
	mJunior
	mPrimary
	mEducationUnknown
	mCollegeOrAbove
	mSecretaries
	mDirectors
	mPrincipals
	mFemaleHeads
	mSecretariesCollege
	mSecretariesWellOff
	mUnder35College
	mDisciplined
	mDisciplinedSince
	mReelected
	mNew
	mDual
	mAgeKnown
	mSecretaryAgeKnown
	mAgeUnknown
	mBands // the first of the age bands
)

// counter positions behind the marks: sums, and counts of villages.
const (
	cAgeSum = mBands + maxBands + iota
	cSecretaryAgeSum
	cVacancies
	cSeatsTold
	cVillages
	cDualVillages
	counters
)

func bit(m int) mark { return 1 << m }

// marker works out marks for one base date.
type marker struct {
	asOf       int32
	population Flag
	sex        [3]mark
	political  [7]mark
	education  [7]mark
	age        [128]mark
}

func newMarker(opt Options) *marker {
	m := &marker{asOf: ymd(opt.AsOf.Last()), population: opt.Population}
	if m.population == 0 {
		m.population = OnParty | OnVillagers
	}
	m.sex = [3]mark{yanpan.SexUnknown: bit(mSexUnknown), yanpan.Male: bit(mMale), yanpan.Female: bit(mFemale)}
	m.political = [7]mark{
		roster.PoliticalNotTold: bit(mPoliticalUnknown), roster.FullMember: bit(mFull), roster.ProbationaryMember: bit(mProbationary),
		roster.LeagueMember: bit(mLeague), roster.DemocraticParty: bit(mDemocratic), roster.NonPartisan: bit(mNonPartisan), roster.Masses: bit(mMasses),
	}
	m.education = [7]mark{
		roster.EducationNotTold: bit(mEducationUnknown), roster.Primary: bit(mPrimary), roster.JuniorSecondary: bit(mJunior), roster.SeniorSecondary: bit(mSenior),
		roster.JuniorCollege: bit(mCollege) | bit(mCollegeOrAbove), roster.Undergraduate: bit(mUndergraduate) | bit(mCollegeOrAbove), roster.Graduate: bit(mGraduate) | bit(mCollegeOrAbove),
	}
	for age := range m.age {
		m.age[age] = bit(mAgeKnown)
		for i, b := range opt.Bands {
			if b.Holds(age) {
				m.age[age] |= bit(mBands + i)
			}
		}
	}
	return m
}

// years is the age in whole years, -1 where it is not known. The difference of
// two dates written yyyymmdd, cut to whole ten thousands, is the number of birthdays passed.
func (m *marker) years(born int32) int {
	switch {
	case born == 0:
		return -1
	case born < 0:
		return min(int(-born), 127)
	case born > m.asOf:
		return 0 // born in the month of the base date, counted as not reached
	}
	return min(int(m.asOf-born)/10000, 127)
}

// of gives the marks of person i and the person's age, -1 where it is not known.
func (m *marker) of(c *Columns, i int) (mark, int) {
	f := c.Flags[i]
	if f&m.population == 0 {
		if f&IsStaff != 0 && f&(OnParty|OnVillagers) == 0 {
			return bit(mStaff), -1
		}
		return 0, -1
	}
	age := m.years(c.Born[i])
	set := bit(mMembers) | postMarks(f) | m.sex[c.Sex[i]] | m.political[c.Political[i]] | m.education[c.Education[i]]
	if age >= 0 {
		set |= m.age[age]
	} else {
		set |= bit(mAgeUnknown)
	}
	if age >= 0 && age <= 35 && set&bit(mCollegeOrAbove) != 0 {
		set |= bit(mUnder35College)
	}
	if f&(IsSecretary|IsDirector) != 0 {
		set |= headMarks(f, set)
	}
	return set, age
}

func postMarks(f Flag) mark {
	var set mark
	if f&OnParty != 0 {
		set |= bit(mParty)
	}
	if f&OnVillagers != 0 {
		set |= bit(mVillagers)
	}
	if f&(OnParty|OnVillagers) == OnParty|OnVillagers {
		set |= bit(mCross)
	}
	if f>>5 != 0 {
		set |= markedBy(f)
	}
	return set
}

func markedBy(f Flag) mark {
	var set mark
	for _, p := range [...]struct {
		flag Flag
		mark int
	}{{IsDisciplined, mDisciplined}, {IsDisciplinedSince, mDisciplinedSince}, {IsReelected, mReelected}, {IsNew, mNew}} {
		if f&p.flag != 0 {
			set |= bit(p.mark)
		}
	}
	return set
}

// headMarks are those of a secretary or a director, set holding the others.
func headMarks(f Flag, set mark) mark {
	heads := bit(mPrincipals)
	if set&bit(mFemale) != 0 {
		heads |= bit(mFemaleHeads)
	}
	if f&IsDirector != 0 {
		heads |= bit(mDirectors)
	}
	if f&IsSecretary == 0 {
		return heads
	}
	heads |= bit(mSecretaries)
	if f&IsDirector != 0 {
		heads |= bit(mDual)
	}
	if set&bit(mCollegeOrAbove) != 0 {
		heads |= bit(mSecretariesCollege)
	}
	if f&IsWellOff != 0 {
		heads |= bit(mSecretariesWellOff)
	}
	if set&bit(mAgeKnown) != 0 {
		heads |= bit(mSecretaryAgeKnown)
	}
	return heads
}

// Counts is the vector of one region: a number for every mark and sum.
type Counts []int32

func (v Counts) addPerson(set mark, age int) {
	for s := uint64(set); s != 0; s &= s - 1 {
		v[bits.TrailingZeros64(s)]++
	}
	if age >= 0 {
		v[cAgeSum] += int32(age)
		if set&bit(mSecretaries) != 0 {
			v[cSecretaryAgeSum] += int32(age)
		}
	}
}

func (v Counts) add(w Counts) {
	for i, n := range w {
		v[i] += n
	}
}
