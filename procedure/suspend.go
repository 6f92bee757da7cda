package procedure

import "strings"

// whole gives what stands in the way of an act that concerns the procedure as a
// whole: its suspension.
func (d *decision) whole() []Reason {
	x, now := d.p.Suspend, d.st.Suspension
	if x == nil {
		return d.input("程序“"+d.p.Label+"”没有暂缓的规定", "确需暂缓的,请示上级")
	}
	allowed := x.Ask
	switch d.act.Does {
	case ApproveSuspension, Resume:
		allowed = []string{x.Approve}
	case FileSuspension:
		allowed = append(append([]string{}, x.Ask...), x.Approve)
	}
	if wrong := d.role(allowed, x.Basis); len(wrong) > 0 {
		return wrong
	}
	order := func(message, remedy string) []Reason {
		return []Reason{{Kind: WrongOrder, Message: message, Remedy: remedy, Basis: x.Basis}}
	}
	switch d.act.Does {
	case AskSuspension:
		switch {
		case !now.Asked.IsZero():
			return order("已在"+now.Asked.Chinese()+"申请暂缓", "等"+x.Approve+"批复")
		case strings.TrimSpace(d.act.Reason) == "":
			return d.input("申请暂缓没有写理由", "写明理由")
		case Status(d.p, d.st) == Finished:
			return order("“"+d.p.Label+"”已经办完", "不用暂缓")
		}
	case ApproveSuspension:
		return d.approve(now)
	case FileSuspension:
		switch {
		case now.Approved.IsZero():
			return order("暂缓还没有批准", "先报"+x.Approve+"批准")
		case x.File == "":
			return d.input("暂缓不用备案", "批复留存备查即可")
		case d.act.Day.Compare(now.Approved) < 0:
			return d.input("备案的日期早于批准的"+now.Approved.Chinese(), "核对日期")
		}
	case Resume:
		switch {
		case now.Approved.IsZero():
			return order("没有批准过暂缓", "不用恢复,接着办即可")
		case x.File != "" && now.Filed.IsZero():
			return []Reason{{Kind: MissingFiling, Message: "暂缓还没有备案", Remedy: "先报" + x.File + "备案", Basis: x.Basis}}
		case d.act.Day.Compare(now.Approved) < 0:
			return d.input("恢复的日期早于批准暂缓的"+now.Approved.Chinese(), "核对日期")
		}
	}
	return nil
}

func (d *decision) approve(now Suspension) []Reason {
	x := d.p.Suspend
	reason := Reason{Kind: WrongOrder, Basis: x.Basis}
	switch {
	case now.Asked.IsZero():
		reason.Message, reason.Remedy = "还没有申请暂缓", "先由"+strings.Join(x.Ask, "、")+"写明理由申请"
	case !now.Approved.IsZero():
		reason.Message, reason.Remedy = "已在"+now.Approved.Chinese()+"批准暂缓", "不用再批"
	case d.act.Day.Compare(now.Asked) < 0:
		return d.input("批准的日期早于申请的"+now.Asked.Chinese(), "核对日期")
	case x.Months > 0 && d.act.Until.IsZero():
		return d.input("批准暂缓没有写到哪一天为止", "写明截止日(until)")
	case !d.act.Until.IsZero() && d.act.Until.Compare(d.act.Day) < 0:
		return d.input("暂缓的截止日早于批准的日期", "核对日期")
	case x.Months > 0 && d.act.Until.Compare(d.act.Day.AddMonths(x.Months)) > 0:
		last := d.act.Day.AddMonths(x.Months)
		reason.Kind, reason.Day = MissingDay, last
		reason.Message, reason.Remedy = "暂缓到"+d.act.Until.Chinese()+"太久", "最迟到"+last.Chinese()
	default:
		return nil
	}
	return []Reason{reason}
}
