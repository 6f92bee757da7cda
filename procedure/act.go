package procedure

import "yanpan.dev"

// What can be done in a procedure: the words of Act.Does.
const (
	Submit            = "submit"             // hand in a paper
	Vote              = "vote"               // a meeting has voted
	Sign              = "sign"               // agree in writing
	Decline           = "decline"            // refuse to agree in writing
	Publish           = "publish"            // what the step makes public is put up
	Complete          = "complete"           // the step is done
	Escalate          = "escalate"           // a measure against a step that is late
	AskSuspension     = "ask_suspension"     // 申请暂缓
	ApproveSuspension = "approve_suspension" // 批准暂缓
	FileSuspension    = "file_suspension"    // 暂缓报备案
	Resume            = "resume"             // go on after a suspension
	Reopen            = "reopen"             // open a step again that was done
)

// deedLabel is the Chinese word of what was done.
func deedLabel(does string) string {
	switch does {
	case Submit:
		return "交材料"
	case Vote:
		return "表决"
	case Sign:
		return "签批同意"
	case Decline:
		return "签批不同意"
	case Publish:
		return "公示"
	case Complete:
		return "办结"
	case Escalate:
		return "逾期措施"
	case AskSuspension:
		return "申请暂缓"
	case ApproveSuspension:
		return "批准暂缓"
	case FileSuspension:
		return "暂缓备案"
	case Resume:
		return "恢复"
	case Reopen:
		return "重开"
	}
	return ""
}

// Act is what somebody did, or wants to do. Which fields count depends on Does.
type Act struct {
	Day      yanpan.Date `json:"day"`                // the day it happened
	Role     string      `json:"role"`               // the body on whose behalf: 村党组织
	Name     string      `json:"name,omitempty"`     // the person who recorded it
	Does     string      `json:"does"`               // one of the words above
	Step     string      `json:"step,omitempty"`     // id of the step
	Paper    string      `json:"paper,omitempty"`    // of Submit: which of the papers asked for
	Document string      `json:"document,omitempty"` // number or place of the paper, the minutes, the approval
	Form     string      `json:"form,omitempty"`     // of Vote: id of the way of deciding
	Due      int         `json:"due,omitempty"`      // of Vote: 应到
	Present  int         `json:"present,omitempty"`  // 到会
	For      int         `json:"for,omitempty"`      // 赞成
	Against  int         `json:"against,omitempty"`  // 反对
	Abstain  int         `json:"abstain,omitempty"`  // 弃权
	Rung     string      `json:"rung,omitempty"`     // of Escalate: id of the measure
	Reason   string      `json:"reason,omitempty"`   // of Decline, AskSuspension, Reopen: why
	Until    yanpan.Date `json:"until,omitzero"`     // of ApproveSuspension: its last day
}

// Event is an act that was accepted. Seq counts from 1 without gaps.
type Event struct {
	Seq int `json:"seq,omitempty"`
	Act
}

// Command is an act that somebody wants to do, knowing the list up to and
// including the event Seen.
type Command struct {
	Act
	Seen int
}

// inStep reports whether what was done belongs to a step, and not to the
// procedure as a whole.
func inStep(does string) bool {
	switch does {
	case AskSuspension, ApproveSuspension, FileSuspension, Resume:
		return false
	}
	return true
}
