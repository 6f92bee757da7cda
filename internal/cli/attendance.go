package cli

import (
	"github.com/spf13/cobra"

	"yanpan.dev/internal/app"
)

func (t *tool) attendanceCommand() *cobra.Command {
	var in inputs
	cmd := &cobra.Command{
		Use: "attendance 手续.json 党员名册...", Short: "党员大会应到几人:由党员名册推出,五种不计入的逐人核四道手续", Args: cobra.MinimumNArgs(2),
		Long:    "应到由名册推出:预备党员、留党察看期间的没有选举权;五种不计入应到的,征求意见、监督委员会核实、镇党委同意、党员大会通过四道手续一道不缺才算。",
		Example: "  yanpan election attendance 石板村手续.json 党员名册.xlsx 处分.xlsx --as-of 2026-12-01",
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := in.json()
			if err != nil {
				return err
			}
			formalities, err := app.OpenFile(args[0])
			if err != nil {
				return err
			}
			defer formalities.Close()
			req, done, err := t.request(&in, args[1:])
			if err != nil {
				return err
			}
			defer done()
			w, err := app.Read(cmd.Context(), req, t.progress())
			if err != nil {
				return err
			}
			a, err := w.Attendance(args[0], formalities)
			if err != nil {
				return err
			}
			if asJSON {
				t.printJSON(a.Document())
			} else {
				t.printf("%s", a.Text())
			}
			t.tellFaults(w)
			return nil
		},
	}
	in.add(cmd)
	return cmd
}
