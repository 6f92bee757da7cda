package cli

import (
	"runtime"

	"github.com/spf13/cobra"
)

func (t *tool) versionCommand() *cobra.Command {
	var in inputs
	cmd := &cobra.Command{
		Use: "version", Short: "看版本", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			asJSON, err := in.json()
			switch {
			case err != nil:
				return err
			case asJSON:
				t.printJSON(map[string]string{"version": t.Version, "go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH})
			default:
				t.printf("研判 %s(%s/%s)\n", t.Version, runtime.GOOS, runtime.GOARCH)
			}
			return nil
		},
	}
	in.addFormat(cmd)
	return cmd
}
