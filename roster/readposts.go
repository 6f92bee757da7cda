package roster

import (
	"slices"
	"strings"
)

// postWords is words/posts.json: the words by which the text of a post is understood.
type postWords struct {
	Blank, Remarks, Split, Past, Acting                 []string
	Outside, Staff, Mass, Collective, Supervisory, Both []string
	Party                                               []struct {
		Level PartyLevel
		Words []string
	}
	Villagers   []string
	PartyDuties []string `json:"party_duties"`
	// VillageDuties are duties of a committee member without the committee's name: 治保委员.
	VillageDuties []string `json:"village_duties"`
	Heads         []string
	// NamedTitles name the body and mean its member: 支委, 村委.
	NamedTitles []string `json:"named_titles"`
	Titles      []struct {
		Title string
		Words []string
	}
}

var titleByID = map[string]Title{
	"secretary": Secretary, "deputy_secretary": DeputySecretary, "director": Director, "deputy_director": DeputyDirector, "member": Member,
}

// ReadPosts takes the posts out of a cell's text, several of which may stand
// side by side. body is what the column's header or the sheet's title says the
// list is of (BodyUnknown where it says nothing); village is the village's name,
// which may stand before a post. Pieces that are not understood come back as written.
func ReadPosts(text string, body Body, village string) (posts []Post, unknown []string) {
	r := postReader{words: &words().posts, body: body, village: village}
	s := squeezeKeepingLines(text)
	if r.blank(s) {
		return nil, nil
	}
	for _, piece := range r.pieces(s) {
		r.read(piece)
	}
	for _, p := range r.pending {
		r.add(p.Body, Member, p.Level, p.Text)
	}
	return r.posts, r.unknown
}

func squeezeKeepingLines(text string) string {
	s := strings.ReplaceAll(Fold(text), " ", "")
	return strings.Trim(s, "\n")
}

type postReader struct {
	words   *postWords
	body    Body
	village string
	last    Body // body of the piece before
	level   PartyLevel
	pending []Post // bodies named without a title: 党支部、村委会委员
	posts   []Post
	unknown []string
}

func (r *postReader) blank(s string) bool {
	return s == "" || slices.Contains(r.words.Blank, s)
}

// villageWords opens the brackets that belong to a word; postMarks makes the
// others breaks between posts.
var (
	villageWords = strings.NewReplacer("村(居)", "村居", "(社区)", "社区", "(居)", "居")
	postMarks    = strings.NewReplacer("(", "\n", ")", "\n", "[", "\n", "]", "\n", "“", "", "”", "", "\"", "", "村(居)委会", "村居委会")
)

// pieces splits at the separators and at brackets, then behind every title, so
// that 党支部书记村委会主任 gives two pieces too.
func (r *postReader) pieces(s string) []string {
	marked := postMarks.Replace(villageWords.Replace(s))
	for _, sep := range r.words.Split {
		marked = strings.ReplaceAll(marked, sep, "\n")
	}
	var out []string
	for p := range strings.SplitSeq(marked, "\n") {
		if p = strings.TrimPrefix(strings.TrimSpace(p), r.village); p != "" {
			out = append(out, r.cutTitles(p)...)
		}
	}
	return out
}

// cutTitles cuts behind each title that is followed by the beginning of another post.
func (r *postReader) cutTitles(p string) []string {
	var out []string
	for start, i := 0, 0; i < len(p); {
		n := r.titleAt(p[i:])
		if n == 0 {
			i += runeLen(p[i])
			if i >= len(p) {
				return append(out, p[start:])
			}
			continue
		}
		named := startsWithAny(p[i:], r.words.NamedTitles)
		i += n
		if i >= len(p) {
			return append(out, p[start:])
		}
		if named && r.titleAt(p[i:]) > 0 || !r.beginsPost(p[i:]) {
			continue
		}
		out = append(out, p[start:i])
		start = i
	}
	return out
}

func runeLen(b byte) int {
	switch {
	case b < 0x80:
		return 1
	case b < 0xE0:
		return 2
	case b < 0xF0:
		return 3
	}
	return 4
}

// titleAt is the length of the title that s begins with; 委员会 is none.
func (r *postReader) titleAt(s string) int {
	if strings.HasPrefix(s, "委员会") || strings.HasPrefix(s, "支委会") || strings.HasPrefix(s, "村委会") || strings.HasPrefix(s, "居委会") {
		return 0
	}
	for _, t := range r.words.Titles {
		for _, w := range t.Words {
			if strings.HasPrefix(s, w) {
				return len(w)
			}
		}
	}
	return 0
}

// beginsPost reports whether s, found behind a title, holds a post of its own
// (主任, 村委会委员) and is not the title's tail (助理, 主任 in 书记助理).
func (r *postReader) beginsPost(s string) bool {
	if startsWithAny(s, []string{"助理", "会", "员", "长"}) {
		return false
	}
	return r.title(s) != TitleUnknown || containsAny(s, r.words.Mass) || containsAny(s, r.words.Staff) || containsAny(s, r.words.Heads)
}

func (r *postReader) read(p string) {
	w := r.words
	switch {
	case r.blank(p) || startsWithAny(p, w.Past) || slices.Contains(w.Remarks, p):
		return
	case containsAny(p, w.Heads):
		r.add(PartyCommittee, Secretary, LevelNotTold, p)
		r.add(VillagersCommittee, Director, LevelNotTold, p)
	case containsAny(p, w.Outside):
		r.add(Outside, Staff, LevelNotTold, p)
	case containsAny(p, w.Supervisory):
		r.add(SupervisoryCommittee, r.rank(p), LevelNotTold, p)
	case containsAny(p, w.Mass):
		r.readMass(p)
	case containsAny(p, w.Collective):
		r.add(CollectiveEconomy, r.rank(p), LevelNotTold, p)
	case isSubBranch(p):
		r.add(PartyBranch, r.rank(p), LevelBranch, p)
	case containsAny(p, w.Both):
		r.add(PartyCommittee, Member, LevelNotTold, p)
		r.add(VillagersCommittee, Member, LevelNotTold, p)
	default:
		r.readCommittee(p)
	}
}

// readMass keeps a post of a mass organisation apart from the two committees.
// A duty under the committee's own name (村委会治保主任) leaves open whether its
// holder was elected, so it is said and not guessed.
func (r *postReader) readMass(p string) {
	if containsAny(p, r.words.Villagers) || containsAny(p, r.words.Party[len(r.words.Party)-2].Words) && !strings.Contains(p, "团") {
		if t := r.title(p); t == Member {
			r.readCommittee(p)
			return
		}
		r.unknown = append(r.unknown, p)
		return
	}
	r.add(MassOrganisation, r.rank(p), LevelNotTold, p)
}

// readCommittee understands a post of the two committees or of the regular staff.
func (r *postReader) readCommittee(p string) {
	t := r.title(p)
	body, level := r.bodyOf(p, t)
	switch {
	case t == TitleUnknown && containsAny(p, r.words.Staff):
		r.add(RegularStaff, Staff, LevelNotTold, p)
		return
	case t == TitleUnknown && body != BodyUnknown && r.namesBody(p):
		r.pending = append(r.pending, Post{Body: body, Level: level, Text: p})
		return
	case t == TitleUnknown || body == BodyUnknown:
		r.unknown = append(r.unknown, p)
		return
	}
	if containsAny(p, r.words.Acting) && (t == Secretary || t == Director) {
		r.unknown = append(r.unknown, p) // acting heads leave the post vacant
		t = Member
	}
	for _, q := range r.pending {
		r.add(q.Body, t, q.Level, q.Text)
	}
	r.pending = nil
	r.add(body, t, level, p)
}

// bodyOf finds the body of a piece: by its own name, by the duty, by what the
// title alone means, by the column, and last by the piece before.
func (r *postReader) bodyOf(p string, t Title) (Body, PartyLevel) {
	if containsAny(p, r.words.Villagers) {
		return VillagersCommittee, LevelNotTold
	}
	if level, ok := r.partyLevel(p); ok {
		return PartyCommittee, level
	}
	duty := strings.TrimSuffix(p, "委员")
	switch {
	case t == Secretary || t == DeputySecretary:
		return PartyCommittee, LevelNotTold
	case t == Member && startsWithAny(duty, r.words.PartyDuties):
		return PartyCommittee, r.level
	case r.body == SupervisoryCommittee:
		return r.body, LevelNotTold
	case t == Director || t == DeputyDirector:
		return VillagersCommittee, LevelNotTold
	case t == Member && startsWithAny(duty, r.words.VillageDuties):
		return VillagersCommittee, LevelNotTold
	case r.body != BodyUnknown:
		return r.body, LevelNotTold
	case t == Member && (strings.HasSuffix(p, "村委员") || strings.HasSuffix(p, "社区委员")):
		return VillagersCommittee, LevelNotTold
	}
	return r.last, r.level
}

// namesBody reports whether the piece is the bare name of one of the two committees.
func (r *postReader) namesBody(p string) bool {
	if _, ok := r.partyLevel(p); ok {
		return true
	}
	return containsAny(p, r.words.Villagers)
}

func (r *postReader) partyLevel(p string) (PartyLevel, bool) {
	for _, g := range r.words.Party {
		if containsAny(p, g.Words) {
			return g.Level, true
		}
	}
	return LevelNotTold, false
}

// title finds the last title in a piece; deputies before heads, because 副书记 holds 书记.
func (r *postReader) title(p string) Title {
	best, at := TitleUnknown, -1
	for _, t := range r.words.Titles {
		for _, w := range t.Words {
			i := strings.LastIndex(p, w)
			if i < 0 || r.titleAt(p[i:]) == 0 {
				continue
			}
			if end := i + len(w); end > at {
				best, at = titleByID[t.Title], end
			}
		}
	}
	return best
}

// rank is the title of a post outside the two committees, Staff where none is told.
func (r *postReader) rank(p string) Title {
	if t := r.title(p); t != TitleUnknown {
		return t
	}
	return Staff
}

func (r *postReader) add(b Body, t Title, level PartyLevel, text string) {
	r.last, r.level = b, level
	if b != PartyCommittee && b != VillagersCommittee {
		r.last = BodyUnknown
	}
	r.posts = unitePosts(r.posts, Post{Body: b, Title: t, Level: level, Text: text})
}

// unitePosts adds the posts that are not there yet; a level learned later is kept.
func unitePosts(posts []Post, more ...Post) []Post {
	for _, p := range more {
		i := slices.IndexFunc(posts, func(q Post) bool { return q.Body == p.Body && q.Title == p.Title })
		if i < 0 {
			posts = append(posts, p)
			continue
		}
		posts[i].Level = max(posts[i].Level, p.Level)
	}
	return posts
}

// isSubBranch recognises a branch below the village's party organisation: 第二支部, 三支部, 党小组.
func isSubBranch(p string) bool {
	if strings.Contains(p, "党小组") {
		return true
	}
	for _, name := range []string{"党支部", "支部"} {
		if i := strings.Index(p, name); i > 0 {
			return endsWithNumber(p[:i])
		}
	}
	return false
}

func endsWithNumber(s string) bool {
	for _, d := range []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		if strings.HasSuffix(s, d) {
			return true
		}
	}
	return false
}
