package policy

import (
	"encoding/json"
	"strings"
)

// SchemaFiles lists the files of a pack that have a schema.
func SchemaFiles() []string { return fileNames() }

// Schema is the JSON Schema (draft 2020-12) of one file of a pack, made from the
// same table of keys that the reader checks files against. It gives nil for a
// file that packs do not have.
func Schema(file string) []byte {
	o := fileShape(file)
	if o == nil {
		return nil
	}
	s := objectSchema(o)
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = o.label
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil // cannot be: only maps, slices and texts
	}
	return append(text, '\n')
}

func fileShape(file string) *object {
	switch strings.TrimSuffix(file, ".yaml") {
	case "pack":
		return packShape()
	case "targets":
		return list("targets", "结构目标", targetShape())
	case "problems":
		return list("problems", "问题", problemShape())
	case "outlook":
		return list("outlook", "态势", problemShape())
	case "seats":
		return list("seats", "职数", seatsShape())
	case "ages":
		return agesShape()
	case "sanctions":
		return list("sanctions", "处分影响期", sanctionShape())
	case "timetables":
		return list("timetables", "日程种类", timetableShape())
	case "deadlines":
		return list("steps", "日程步骤", deadlineShape())
	case "adjustments":
		return list("adjustments", "步骤调整", adjustmentShape())
	case "holidays":
		return list("years", "放假安排", holidayYearShape())
	case "feasts":
		return list("feasts", "农历节日", feastShape())
	case "eligibility":
		return eligibilityShape()
	case "departments":
		return list("departments", "联审部门", departmentShape())
	case "avoidance":
		return list("avoidance", "近亲属回避", avoidanceShape())
	case "ranks":
		return list("ranks", "职务高低", rankShape())
	case "kin":
		return list("kin", "另加的亲属关系", kinShape())
	case "thresholds":
		return list("thresholds", "选举门槛", thresholdShape())
	case "procedures":
		return list("procedures", "程序", procedureShape())
	case "procedure_tests":
		return list("cases", "程序的例子", procedureCaseShape())
	case "themes":
		return list("themes", "标题", themeShape())
	case "tests":
		return list("cases", "例子", caseShape())
	}
	return nil
}

func objectSchema(o *object) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, k := range o.keys {
		p := keySchema(&k)
		p["description"] = k.label
		properties[k.name] = p
		if k.required {
			required = append(required, k.name)
		}
	}
	s := map[string]any{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

func keySchema(k *key) map[string]any {
	switch k.shape {
	case shapeObject:
		return objectSchema(k.of)
	case shapeList:
		return map[string]any{"type": "array", "items": itemSchema(k)}
	case shapeTable:
		return map[string]any{
			"type": "object", "additionalProperties": keySchema(k.inner),
			"propertyNames": map[string]any{"pattern": smallName.String()},
		}
	case shapeName:
		return map[string]any{"type": "string", "pattern": smallName.String()}
	case shapeInt:
		return map[string]any{"type": "integer"}
	case shapeBool:
		return map[string]any{"type": "boolean"}
	case shapeDate:
		return map[string]any{"type": "string", "pattern": datePattern}
	case shapeBaseDate:
		return map[string]any{"type": "string", "pattern": "^as_of$|" + datePattern}
	case shapeNumber, shapeBound, shapeScalar:
		return map[string]any{"type": []string{"number", "string", "boolean"}}
	case shapeWord:
		return map[string]any{"type": "string", "enum": k.words}
	}
	return map[string]any{"type": "string", "pattern": `\S`}
}

const datePattern = `^\d{4}(-\d{2}(-\d{2})?)?$`

func itemSchema(k *key) map[string]any {
	if k.inner != nil {
		return keySchema(k.inner)
	}
	if v, ok := variantOf(k.of); ok {
		return map[string]any{"oneOf": []any{objectSchema(k.of), objectSchema(v.shape)}}
	}
	return objectSchema(k.of)
}

// adjustable reports whether a list of such objects may hold adjust entries of
// the shape of rules.
func adjustable(o *object) bool {
	v, ok := variantOf(o)
	return ok && v.shape.name == "adjust"
}
