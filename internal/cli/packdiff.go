package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"yanpan.dev"
	"yanpan.dev/internal/app"
	"yanpan.dev/policy"
)

func (t *tool) packDiffCommand() *cobra.Command {
	var in inputs
	cmd := &cobra.Command{
		Use: "diff 旧 新", Short: "两版政策包差在哪里,逐条规则、逐个数字", Args: cobra.ExactArgs(2),
		Example: "  yanpan pack diff 政策包/2025-01-01 政策包/2026-01-01\n  yanpan pack diff national/village-committees/2018-12-29 national/village-committees/2026-01-01",
		RunE: func(_ *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			var sides [2][]*policy.Pack
			for i, name := range args {
				if sides[i], err = packsNamed(name); err != nil {
					return err
				}
			}
			changes := policy.Diff(sides[0], sides[1])
			if asJSON {
				t.printJSON(map[string]any{"old": args[0], "new": args[1], "changes": append([]policy.Change{}, changes...)})
				return nil
			}
			t.printChanges(changes)
			return nil
		},
	}
	in.addFormat(cmd)
	return cmd
}

// packsNamed gives the packs of a folder, or the one that comes with the program under that id.
func packsNamed(name string) ([]*policy.Pack, error) {
	if _, err := os.Stat(name); err == nil {
		return app.PacksIn([]string{name})
	}
	builtin, err := policy.LoadBuiltin()
	if err != nil {
		return nil, err
	}
	var found []*policy.Pack
	var ids []string
	for _, p := range builtin {
		if p.ID == strings.Trim(name, "/") {
			found = append(found, p)
		}
		ids = append(ids, p.ID)
	}
	if len(found) == 0 {
		return nil, &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "cli", Message: "没有“" + name + "”这个文件夹,内置的政策包里也没有",
			Remedy: "请核对路径;内置的有 " + strings.Join(ids, "、")}
	}
	return found, nil
}

func (t *tool) printChanges(changes []policy.Change) {
	if len(changes) == 0 {
		t.printf("两边一样\n")
		return
	}
	count := map[policy.ChangeKind]int{}
	topic := ""
	for _, c := range changes {
		if c.Topic != topic {
			topic = c.Topic
			fmt.Fprintln(t.Stdout, topic)
		}
		fmt.Fprintln(t.Stdout, "  "+c.String())
		count[c.Kind]++
	}
	t.printf("共 %d 处:新增 %d,删去 %d,改动 %d\n", len(changes), count[policy.Added], count[policy.Removed], count[policy.Changed])
}
