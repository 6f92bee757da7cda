package policy

// shape is what a value of a pack's file must look like.
type shape uint8

const (
	shapeText     shape = iota // any text, one line or more
	shapeName                  // a small ASCII name: letters, digits, underscores
	shapeInt                   // a whole number
	shapeBool                  // true or false
	shapeDate                  // 2026-06-30, 2026-06 or 2026
	shapeBaseDate              // a date, or as_of
	shapeNumber                // 3, 45.5, 30%, 1/3
	shapeBound                 // a number or an expression
	shapeExpr                  // an expression
	shapeTemplate              // text with {{.names}}
	shapeWord                  // one of a few words
	shapeScalar                // any single value; its variable says which
	shapeObject                // the keys of another object
	shapeList                  // a list of objects
	shapeTable                 // names, each with a value of the inner key's shape
)

// key is one key that an object of a pack's file may have. The table of keys
// drives the reader and the JSON Schema alike, so that they cannot disagree.
type key struct {
	name     string
	label    string // the Chinese word, used in messages and in the schema
	shape    shape
	required bool
	words    []string  // of shapeWord
	of       *object   // of shapeObject and shapeList
	inner    *key      // of shapeTable
	each     []string  // of shapeText: the words that may stand there, set apart by 、
	refs     reference // what its value is the identifier of; of shapeText several, set apart by 、
}

// object is one kind of mapping in a pack's file.
type object struct {
	name  string
	label string
	keys  []key
}

func (o *object) key(name string) *key {
	for i := range o.keys {
		if o.keys[i].name == name {
			return &o.keys[i]
		}
	}
	return nil
}

func (o *object) names() []string {
	names := make([]string, len(o.keys))
	for i, k := range o.keys {
		names[i] = k.name
	}
	return names
}

func confidenceWords() []string {
	return []string{"原文", "旁证", "推算", "记忆", "冲突", "地方"}
}

func citationShape() *object {
	return &object{name: "citation", label: "依据", keys: []key{
		{name: "source", label: "文件名称", shape: shapeText, required: true},
		{name: "article", label: "条款", shape: shapeText},
		{name: "confidence", label: "可信度", shape: shapeWord, words: confidenceWords(), required: true},
	}}
}

func basisKey() key {
	return key{name: "basis", label: "依据", shape: shapeObject, of: citationShape(), required: true}
}

// packShape is pack.yaml.
func packShape() *object {
	region := &object{name: "region", label: "适用地区", keys: []key{
		{name: "code", label: "区划代码", shape: shapeText},
		{name: "name", label: "地区名称", shape: shapeText},
	}}
	return &object{name: "pack", label: "政策包", keys: []key{
		{name: "authority", label: "制定机关", shape: shapeText, required: true},
		{name: "topic", label: "事项", shape: shapeText, required: true},
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "level", label: "层级", shape: shapeWord, words: levelWords(), required: true},
		{name: "region", label: "适用地区", shape: shapeObject, of: region},
		{name: "from", label: "施行日期", shape: shapeDate, required: true},
		{name: "to", label: "失效日期", shape: shapeDate},
		basisKey(),
		{name: "note", label: "说明", shape: shapeText},
	}}
}

func queryShape() *object {
	return &object{name: "query", label: "统计项", keys: []key{
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "unit", label: "单位", shape: shapeText},
		{name: "count", label: "计数的名册", shape: shapeWord, words: collectionWords()},
		{name: "sum", label: "求和的名册", shape: shapeWord, words: collectionWords()},
		{name: "average", label: "求平均的名册", shape: shapeWord, words: collectionWords()},
		{name: "largest", label: "取最大值的名册", shape: shapeWord, words: collectionWords()},
		{name: "smallest", label: "取最小值的名册", shape: shapeWord, words: collectionWords()},
		{name: "where", label: "条件", shape: shapeExpr},
		{name: "value", label: "取值", shape: shapeExpr},
	}}
}

func needShape() *object {
	keys := make([]key, 0, len(needWords()))
	for _, w := range needWords() {
		keys = append(keys, key{name: w, label: needOp(w).label(), shape: shapeBound})
	}
	return &object{name: "need", label: "要求", keys: keys}
}

// ruleKeys are the keys that targets, problems and outlook have in common.
func ruleKeys() []key {
	query := key{shape: shapeObject, of: queryShape()}
	number := key{shape: shapeNumber}
	return []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "category", label: "类别", shape: shapeText},
		{name: "scope", label: "范围", shape: shapeWord, words: []string{"village", "township", "person"}, required: true},
		{name: "base_date", label: "计算基准日", shape: shapeBaseDate},
		{name: "statutory", label: "法定", shape: shapeBool},
		{name: "for", label: "适用对象", shape: shapeExpr},
		{name: "limits", label: "参数", shape: shapeTable, inner: &number},
		{name: "tighten", label: "收紧方向", shape: shapeTable, inner: &key{shape: shapeWord, words: []string{"up", "down"}}},
		{name: "let", label: "统计项", shape: shapeTable, inner: &query},
		{name: "people", label: "列名单的统计项", shape: shapeName},
		{name: "measure", label: "建议措施", shape: shapeTemplate},
		{name: "summary", label: "概括", shape: shapeTemplate},
		basisKey(),
	}
}

func targetShape() *object {
	return &object{name: "target", label: "结构目标", keys: append(ruleKeys(),
		key{name: "advisory", label: "提倡", shape: shapeBool},
		key{name: "value", label: "数值", shape: shapeExpr},
		key{name: "of", label: "分母", shape: shapeExpr},
		key{name: "unit", label: "单位", shape: shapeText},
		key{name: "need", label: "要求", shape: shapeObject, of: needShape()},
		key{name: "require", label: "条件", shape: shapeExpr},
		key{name: "exception", label: "例外", shape: shapeText},
		key{name: "message", label: "说明", shape: shapeTemplate},
	)}
}

func problemShape() *object {
	return &object{name: "problem", label: "问题", keys: append(ruleKeys(),
		key{name: "severity", label: "程度", shape: shapeWord, words: severityWords(), required: true},
		key{name: "when", label: "条件", shape: shapeExpr, required: true},
		key{name: "covers", label: "包含的问题", shape: shapeText, refs: refRule},
		key{name: "message", label: "说明", shape: shapeTemplate, required: true},
	)}
}

// adjustShape is an entry that tightens or rewords a rule of a higher pack.
func adjustShape() *object {
	number := key{shape: shapeNumber}
	return &object{name: "adjust", label: "调整", keys: []key{
		{name: "adjust", label: "被调整的规则", shape: shapeName, required: true, refs: refRule},
		{name: "label", label: "名称", shape: shapeText},
		{name: "base_date", label: "计算基准日", shape: shapeBaseDate},
		{name: "limits", label: "参数", shape: shapeTable, inner: &number},
		{name: "need", label: "要求", shape: shapeObject, of: needShape()},
		{name: "severity", label: "程度", shape: shapeWord, words: severityWords()},
		{name: "message", label: "说明", shape: shapeTemplate},
		{name: "measure", label: "建议措施", shape: shapeTemplate},
		{name: "exception", label: "例外", shape: shapeText},
		{name: "off", label: "停用", shape: shapeBool},
		basisKey(),
	}}
}

func seatsShape() *object {
	span := &object{name: "span", label: "职数", keys: []key{
		{name: "min", label: "最少", shape: shapeInt, required: true},
		{name: "max", label: "最多", shape: shapeInt, required: true},
	}}
	return &object{name: "seats", label: "职数", keys: []key{
		{name: "id", label: "编号", shape: shapeName, required: true},
		{name: "label", label: "名称", shape: shapeText, required: true},
		{name: "for", label: "适用的村", shape: shapeExpr},
		{name: "party", label: "党组织职数", shape: shapeObject, of: span},
		{name: "villagers", label: "村(居)委会职数", shape: shapeObject, of: span},
		{name: "total", label: "“两委”合计职数", shape: shapeObject, of: span},
		{name: "supervisory", label: "监督委员会人数", shape: shapeObject, of: span},
		{name: "election_committee", label: "选举委员会人数", shape: shapeObject, of: span},
		basisKey(),
	}}
}

// agesShape is ages.yaml.
func agesShape() *object {
	return &object{name: "ages", label: "年龄口径", keys: []key{
		{name: "month", label: "只知出生年月的", shape: shapeWord, words: []string{"reached", "not_reached"}, required: true},
		{name: "bands", label: "年龄段断点", shape: shapeText, required: true},
		{name: "cumulative", label: "累计口径", shape: shapeText},
		basisKey(),
	}}
}

func sanctionShape() *object {
	return &object{name: "sanction", label: "处分影响期", keys: []key{
		{name: "kind", label: "处分种类", shape: shapeText, required: true},
		{name: "also", label: "别的写法", shape: shapeText},
		{name: "months", label: "影响期(月)", shape: shapeInt, required: true},
		basisKey(),
	}}
}

// caseShape is one case of tests.yaml.
func caseShape() *object {
	scalars := key{shape: shapeTable, inner: &key{shape: shapeScalar}}
	entries := &object{name: "entries", label: "名册", keys: nil}
	for _, c := range collections() {
		entries.keys = append(entries.keys, key{name: string(c), label: wordLabel(string(c)), shape: shapeList, inner: &scalars})
	}
	return &object{name: "case", label: "例子", keys: []key{
		{name: "rule", label: "规则", shape: shapeName, required: true, refs: refRule},
		{name: "name", label: "名称", shape: shapeText, required: true},
		{name: "as_of", label: "基准日", shape: shapeDate},
		{name: "facts", label: "事实", shape: shapeTable, inner: scalars.inner},
		{name: "records", label: "名册", shape: shapeObject, of: entries},
		{name: "expect", label: "应得结果", shape: shapeWord, words: outcomeWords(), required: true},
		{name: "gap", label: "应差的人数或村数", shape: shapeInt},
		{name: "says", label: "应有的说明", shape: shapeText},
	}}
}

// list is a file whose single key holds a list of objects.
func list(name, label string, of *object) *object {
	k := key{name: name, label: label, shape: shapeList, required: true, of: of}
	return &object{name: name, label: label, keys: []key{k}}
}

func levelWords() []string    { return []string{"national", "province", "county", "township"} }
func severityWords() []string { return []string{"高", "中", "低"} }

func collectionWords() []string {
	words := make([]string, 0, len(collections()))
	for _, c := range collections() {
		words = append(words, string(c))
	}
	return words
}
