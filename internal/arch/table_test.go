package arch

// module is the path of this module; own packages are named relative to it,
// the root package as ".".
const module = "yanpan.dev"

// room is one row of the table of who may import whom. Its files and its tests
// may import themselves, the root and the rooms named; "x/..." names x and
// everything below it.
type room struct {
	imports []string
	reach   reach
}

// reach says how far a room may go beyond its arguments.
type reach int

const (
	pure    reach = iota // neither files, nor network, clock or chance: all of it comes in as arguments
	files                // may open files, but is told the time and knows neither HTTP nor SQL
	edge                 // files, clock and network, but no SQL: that stays behind the ports of app
	outside              // wires or measures the program and may use anything
)

// The trade: whoever stands above it may import all of it.
var trade = []string{"roster", "figure", "policy/...", "assess", "election/tally", "procedure", "calendar", "election"}

// rooms is the table. A package that matches no row is refused: a new room is
// entered here, with its arrows, before it is built.
var rooms = map[string]room{
	".": {},

	"calendar":   {},
	"roster":     {},
	"figure":     {imports: []string{"roster"}},
	"procedure":  {imports: []string{"roster", "policy/...", "calendar"}},
	"policy/...": {imports: []string{"calendar", "policy/..."}},
	"assess":     {imports: []string{"roster", "figure", "policy/..."}},
	"election":   {imports: []string{"roster", "policy/...", "calendar"}},

	"election/tally": {},

	"gongwen": {imports: []string{"internal/ooxml"}},
	"proof":   {imports: []string{"internal/ooxml"}},

	"internal/ooxml":     {},
	"internal/paper":     {imports: with(trade, "gongwen")},
	"internal/sheet":     {imports: []string{"roster", "figure", "internal/ooxml", "internal/paper", "internal/sheet/..."}},
	"internal/sheet/...": {imports: []string{"internal/ooxml", "internal/sheet/..."}},

	"internal/app":     {imports: with(trade, "gongwen", "proof", "internal/paper", "internal/sheet/..."), reach: files},
	"internal/web/...": {imports: with(trade, "gongwen", "proof", "internal/paper", "internal/app", "internal/web/..."), reach: edge},
	"internal/cli":     {imports: with(trade, "gongwen", "proof", "internal/paper", "internal/app", "internal/demo"), reach: edge},
	"cmd/yanpan":       {imports: []string{"..."}, reach: outside},

	"internal/testkit": {imports: with(trade, "internal/ooxml", "internal/sheet/...", "internal/demo"), reach: outside},
	"internal/demo":    {reach: pure},
	"internal/arch":    {reach: outside},
	"bench/...":        {imports: []string{"..."}, reach: outside},
}

// testkit may be imported by every test and by no code.
const testkit = "internal/testkit"

func with(rooms []string, more ...string) []string {
	return append(append([]string{}, rooms...), more...)
}

// pin says which rooms a third-party module belongs to. Modules with tests set
// may be imported by every test file as well.
type pin struct {
	homes []string
	tests bool
}

// pins names every direct dependency. A module that has no pin is refused, and
// so is a pinned one outside its home.
var pins = map[string]pin{
	"github.com/xuri/excelize/v2":    {homes: []string{"internal/sheet/...", "bench/..."}},
	"github.com/richardlehane/mscfb": {homes: []string{"internal/sheet/..."}},
	"golang.org/x/text":              {homes: []string{"internal/sheet/...", "proof"}},
	"go.yaml.in/yaml/v3":             {homes: []string{"policy/..."}},
	"cel.dev/cel-go":                 {homes: []string{"policy/..."}},
	"github.com/yuin/goldmark":       {homes: []string{"gongwen", "proof"}},
	"github.com/spf13/cobra":         {homes: []string{"internal/cli"}},
	"github.com/spf13/pflag":         {homes: []string{"internal/cli"}},
	"golang.org/x/term":              {homes: []string{"internal/cli"}},

	"github.com/google/go-cmp":        {tests: true},
	"github.com/rogpeppe/go-internal": {tests: true},
	"pgregory.net/rapid":              {tests: true},
	"github.com/jba/templatecheck":    {tests: true},
	"github.com/chromedp/chromedp":    {homes: []string{testkit}, tests: true},
	"github.com/chromedp/cdproto":     {homes: []string{testkit}, tests: true},
}

// banned lists, for each reach, the packages of the standard library that code
// (not tests) may not import. "x/..." is x and everything below it.
var banned = map[reach][]string{
	pure: {
		"os/...", "io/ioutil", "syscall", "plugin", "testing", "log/...", "database/...",
		"net", "net/http/...", "net/rpc/...", "net/smtp", "math/rand/...", "crypto/rand",
	},
	files: {"net", "net/http/...", "net/rpc/...", "net/smtp", "database/...", "math/rand/...", "testing"},
	edge:  {"database/...", "testing"},
}

// clock lists the functions of package time that read or wait for the clock.
// Only the edge and what lies outside may call them.
var clock = map[string]bool{
	"Now": true, "Since": true, "Until": true, "Sleep": true, "After": true,
	"AfterFunc": true, "Tick": true, "NewTicker": true, "NewTimer": true,
}

// badNames are names of rooms that say nothing about the trade.
var badNames = map[string]bool{
	"model": true, "models": true, "service": true, "services": true, "core": true, "common": true,
	"util": true, "utils": true, "pkg": true, "types": true, "helpers": true, "misc": true,
}
