package policy

// startWord is what a step says after which nothing has to be done before it.
const startWord = "start"

func factShape() *object {
	return &object{name: "fact", label: "事实", keys: []key{
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "type", label: "类型", shape: shapeWord, required: true, words: factTypeWords()},
		{name: "unit", label: "单位", shape: shapeText},
		{name: "sheet", label: "记在哪里", shape: shapeText, required: true},
	}}
}

func factTypeWords() []string {
	return []string{string(TypeBool), string(TypeInt), string(TypeRatio), string(TypeDate), string(TypeText)}
}

func shareShape(label string, more ...key) *object {
	return &object{name: "share", label: label, keys: append([]key{
		{name: "over", label: "超过", shape: shapeNumber},
		{name: "at_least", label: "不少于", shape: shapeNumber},
	}, more...)}
}

func voteKeys() []key {
	return []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "label", label: "会议或表决方式", shape: shapeText},
		{name: "due", label: "应到的是谁", shape: shapeText},
		{name: "quorum", label: "到会比例", shape: shapeObject, of: shareShape("到会比例")},
		{name: "pass", label: "通过口径", shape: shapeObject, of: shareShape("通过口径",
			key{name: "of", label: "以什么为分母", shape: shapeWord, words: voteBaseWords(), required: true})},
		{name: "basis", label: "依据", shape: shapeObject, of: citationShape()},
	}
}

// voteShape is a new way of deciding; that of an adjustment may leave out what stays.
func voteShape() *object {
	keys := voteKeys()
	for i := range keys {
		keys[i].required = keys[i].name != "pass" && keys[i].name != "basis"
	}
	return &object{name: "vote", label: "表决", keys: keys}
}

func gateShape() *object {
	return &object{name: "gate", label: "门槛", keys: []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "require", label: "条件", shape: shapeExpr, required: true},
		{name: "message", label: "没有过时的说明", shape: shapeText, required: true},
		{name: "remedy", label: "怎样才能过", shape: shapeText, required: true},
		{name: "statutory", label: "法定", shape: shapeBool},
		basisKey(),
	}}
}

func publishShape() *object {
	return &object{name: "publish", label: "公示", keys: []key{
		{name: "what", label: "公示什么", shape: shapeText, required: true},
		{name: "days", label: "天数", shape: shapeInt, required: true},
		{name: "working", label: "按工作日", shape: shapeBool},
	}}
}

func periodShape(label string) *object {
	return &object{name: "period", label: label, keys: []key{
		{name: "days", label: "天数", shape: shapeInt, required: true},
		{name: "working", label: "按工作日", shape: shapeBool},
		{name: "from", label: "从哪一步算起", shape: shapeName, required: true, refs: refStep},
	}}
}

func rungShape() *object {
	return &object{name: "rung", label: "逾期措施", keys: []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "days", label: "逾期满几日", shape: shapeInt, required: true},
		{name: "who", label: "谁来办", shape: shapeText, required: true},
	}}
}

// doingKeys are what a step may ask for; an adjustment may say them as well.
func doingKeys() []key {
	return []key{
		{name: "label", label: "名称", shape: shapeText},
		{name: "after", label: "接在哪一步后面", shape: shapeText, refs: refStep},
		{name: "who", label: "谁来办", shape: shapeText},
		{name: "gates", label: "门槛", shape: shapeList, of: gateShape()},
		{name: "evidence", label: "必交材料", shape: shapeText},
		{name: "votes", label: "表决", shape: shapeList, of: voteShape()},
		{name: "sign", label: "谁签批", shape: shapeText},
		{name: "publish", label: "公示", shape: shapeObject, of: publishShape()},
		{name: "wait", label: "最早", shape: shapeObject, of: periodShape("最早")},
		{name: "within", label: "期限", shape: shapeObject, of: periodShape("期限")},
		{name: "overdue", label: "逾期升级", shape: shapeList, of: rungShape()},
		{name: "note", label: "说明", shape: shapeText},
	}
}

func stepShape() *object {
	keys := []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "slot", label: "留给地方填", shape: shapeBool},
		{name: "statutory", label: "法定", shape: shapeBool},
	}
	for _, k := range doingKeys() {
		k.required = k.name == "label"
		keys = append(keys, k)
	}
	return &object{name: "step", label: "步骤", keys: append(keys, basisKey())}
}

func procedureShape() *object {
	return &object{name: "procedure", label: "程序", keys: []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "note", label: "说明", shape: shapeText},
		{name: "facts", label: "门槛用到的事实", shape: shapeTable, inner: &key{shape: shapeObject, of: factShape()}},
		{name: "steps", label: "步骤", shape: shapeList, of: stepShape(), required: true},
		{name: "suspend", label: "暂缓", shape: shapeObject, of: suspendShape()},
		{name: "reopen", label: "重开", shape: shapeObject, of: reopenShape()},
		basisKey(),
	}}
}

func suspendShape() *object {
	return &object{name: "suspend", label: "暂缓", keys: []key{
		{name: "ask", label: "谁申请", shape: shapeText, required: true},
		{name: "approve", label: "谁批准", shape: shapeText, required: true},
		{name: "file", label: "向谁备案", shape: shapeText},
		{name: "months", label: "最长几个月", shape: shapeInt},
		basisKey(),
	}}
}

func reopenShape() *object {
	return &object{name: "reopen", label: "重开", keys: []key{
		{name: "who", label: "谁能重开", shape: shapeText, required: true},
		basisKey(),
	}}
}

// procedureAdjustShape is an entry that changes a procedure of a higher pack.
func procedureAdjustShape() *object {
	change := &object{name: "change", label: "改动的步骤", keys: []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "off", label: "删去", shape: shapeBool},
	}}
	for _, k := range doingKeys() {
		if k.name == "votes" {
			k.of = &object{name: "vote_change", label: "表决", keys: voteKeys()}
		}
		change.keys = append(change.keys, k)
	}
	added := stepShape()
	added.label = "添加的步骤"
	added.keys = append(added.keys, key{name: "before", label: "放在哪一步前面", shape: shapeName, refs: refStep})
	return &object{name: "procedure_adjust", label: "对程序的调整", keys: []key{
		{name: "adjust", label: "被调整的程序", shape: shapeName, required: true, refs: refProcedure},
		{name: "as", label: "另成一个程序的编号", shape: shapeName},
		{name: "label", label: "名称", shape: shapeText},
		{name: "note", label: "说明", shape: shapeText},
		{name: "facts", label: "门槛用到的事实", shape: shapeTable, inner: &key{shape: shapeObject, of: factShape()}},
		{name: "add", label: "添加的步骤", shape: shapeList, of: added},
		{name: "change", label: "改动的步骤", shape: shapeList, of: change},
		{name: "suspend", label: "暂缓", shape: shapeObject, of: suspendShape()},
		{name: "reopen", label: "重开", shape: shapeObject, of: reopenShape()},
		basisKey(),
	}}
}

// procedureCaseShape is one case of procedure_tests.yaml.
func procedureCaseShape() *object {
	act := &object{name: "act", label: "所办的事", keys: []key{
		{name: "day", label: "日期", shape: shapeDate, required: true},
		{name: "role", label: "谁办的", shape: shapeText, required: true},
		{name: "name", label: "经办人", shape: shapeText},
		{name: "does", label: "办什么", shape: shapeWord, words: ActWords(), required: true},
		{name: "step", label: "步骤", shape: shapeName, refs: refStep},
		{name: "paper", label: "材料", shape: shapeText},
		{name: "document", label: "文号", shape: shapeText},
		{name: "form", label: "表决方式", shape: shapeName, refs: refVote},
		{name: "due", label: "应到", shape: shapeInt},
		{name: "present", label: "实到", shape: shapeInt},
		{name: "for", label: "赞成", shape: shapeInt},
		{name: "against", label: "反对", shape: shapeInt},
		{name: "abstain", label: "弃权", shape: shapeInt},
		{name: "rung", label: "逾期措施", shape: shapeName, refs: refRung},
		{name: "reason", label: "理由", shape: shapeText},
		{name: "until", label: "暂缓到", shape: shapeDate},
	}}
	return &object{name: "procedure_case", label: "程序的例子", keys: []key{
		{name: "procedure", label: "程序", shape: shapeName, required: true, refs: refProcedure},
		{name: "name", label: "名称", shape: shapeText, required: true},
		{name: "facts", label: "事实", shape: shapeTable, inner: &key{shape: shapeScalar}},
		{name: "acts", label: "办过的事", shape: shapeList, of: act, required: true},
		{name: "today", label: "今天", shape: shapeDate},
		{name: "refused", label: "最后一件事不准,应说的话", shape: shapeText},
		{name: "done", label: "应办结的步骤", shape: shapeText, refs: refStep},
		{name: "open", label: "应轮到的步骤", shape: shapeText, refs: refStep},
		{name: "status", label: "应处的状态", shape: shapeWord, words: StatusWords()},
	}}
}

// ActWords lists what can be done in a procedure.
func ActWords() []string {
	return []string{
		"submit", "vote", "sign", "decline", "publish", "complete", "escalate",
		"ask_suspension", "approve_suspension", "file_suspension", "resume", "reopen",
	}
}

// StatusWords lists how a procedure as a whole can stand.
func StatusWords() []string { return []string{"not_begun", "running", "suspended", "finished"} }

// variant is another form that an entry of a list may have, told by a key.
type variant struct {
	mark  string
	shape *object
}

// variantOf gives the other form of the entries of a list.
func variantOf(o *object) (variant, bool) {
	switch o.name {
	case "target", "problem", "eligibility":
		return variant{"adjust", adjustShape()}, true
	case "procedure":
		return variant{"adjust", procedureAdjustShape()}, true
	}
	return variant{}, false
}
