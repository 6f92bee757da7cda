package roster

import (
	"errors"
	"fmt"
	"strings"

	"yanpan.dev"
)

// adultAge is the least age that anybody in these registers has; it decides the
// century of a birth written with two digits.
const adultAge = 16

// vacantNames stand where a name should be and say that the post is not filled.
var vacantNames = map[string]bool{"空缺": true, "暂缺": true, "缺": true, "缺员": true, "待定": true, "待选": true, "空": true, "空岗": true}

// identity reads who the row is about and checks the parts against each other.
// It rejects the row where they contradict each other.
func (r *reading) identity() Identity {
	id := Identity{Name: r.name()}
	id.Sex = r.sex()
	id.Birth = r.birth()
	id.IDNumber = r.idNumber()
	r.agreeWithNumber(&id)
	if id.Sex == yanpan.SexUnknown && r.has(FieldSex) && !r.rejected() {
		_, label := r.text(FieldSex)
		r.note(SexUnknown, label, "性别未填写,统计时列入“未登记”", "请补填后重新导入")
	}
	return id
}

// name reads the name without the blanks that space it out. 张三(女) keeps the
// remark for sex to read.
func (r *reading) name() string {
	text, label := r.text(FieldName)
	name, _, _ := strings.Cut(squeeze(text), "(")
	if name == "" || isBlankMark(name) {
		r.reject(NoName, label, "没有姓名", "请补填姓名;如为空行请删除")
		return ""
	}
	return name
}

func (r *reading) sex() yanpan.Sex {
	text, label := r.text(FieldSex)
	if s, ok := ReadSex(text); ok {
		return s
	}
	if squeeze(text) != "" {
		r.note(SexUnknown, label, fmt.Sprintf("性别“%s”看不懂", text), "请填“男”或“女”")
	}
	if _, remark, ok := strings.Cut(squeeze(first(r.text(FieldName))), "("); ok && strings.Contains(remark, "女") {
		return yanpan.Female
	}
	return yanpan.SexUnknown
}

func (r *reading) birth() yanpan.Date {
	text, label := r.text(FieldBirth)
	d, fault := ReadDate(text, r.opt.AsOf, adultAge)
	switch {
	case fault == DateImpossible:
		r.reject(BadDate, label, fmt.Sprintf("出生日期“%s”不存在或看不懂", text), "请写成 1975.06 或 1975年6月12日")
		return yanpan.Date{}
	case d.After(r.opt.AsOf):
		r.reject(BirthInFuture, label, fmt.Sprintf("出生日期“%s”晚于基准日%s", text, r.opt.AsOf.Chinese()), "请核对年份")
		return yanpan.Date{}
	}
	return d
}

// apostrophes takes out the mark that keeps a spreadsheet from making a number of it.
var apostrophes = strings.NewReplacer("'", "", "’", "", "‘", "", "`", "")

// idNumber reads the identity number. What a spreadsheet has damaged, what is
// masked and what is no number at all counts as absent; a wrong one rejects the row.
func (r *reading) idNumber() yanpan.IDNumber {
	text, label := r.text(FieldIDNumber)
	s := apostrophes.Replace(squeeze(text))
	if s == "" || !strings.ContainsAny(s, "0123456789") {
		return yanpan.IDNumber{}
	}
	if strings.Contains(s, "*") {
		r.note(IDDamaged, label, "身份证号已遮盖,按未填写处理", "如需核对出生年月,请填完整号码")
		return yanpan.IDNumber{}
	}
	n, err := yanpan.ParseIDNumber(s)
	var fault yanpan.IDFault
	switch {
	case err == nil:
		return n
	case errors.As(err, &fault) && fault == yanpan.IDDamaged:
		r.note(IDDamaged, label, "身份证号末几位被表格软件改成了0,按未填写处理", "请把该列设为文本格式后重新录入号码")
	default:
		r.reject(BadIDNumber, label, err.Error(), "请对照身份证核对号码")
	}
	return yanpan.IDNumber{}
}

// agreeWithNumber checks birth and sex against the number, which completes
// what the row leaves out.
func (r *reading) agreeWithNumber(id *Identity) {
	if id.IDNumber.IsZero() {
		return
	}
	_, label := r.text(FieldIDNumber)
	switch born := id.IDNumber.Birth(); {
	case born.After(r.opt.AsOf):
		r.reject(BirthInFuture, label, "身份证号中的出生日期晚于基准日"+r.opt.AsOf.Chinese(), "请对照身份证核对号码")
	case id.Birth.IsZero() || id.Birth.Agrees(born):
		id.Birth = born
	default:
		_, label := r.text(FieldBirth)
		r.reject(BirthAgainstID, label, fmt.Sprintf("出生日期%s与身份证号中的%s不一致", id.Birth.Chinese(), born.Chinese()), "请对照身份证改正其中一处")
	}
	switch {
	case id.Sex == yanpan.SexUnknown:
		id.Sex = id.IDNumber.Sex()
	case id.Sex != id.IDNumber.Sex():
		_, label := r.text(FieldSex)
		r.reject(SexAgainstID, label, fmt.Sprintf("性别“%s”与身份证号不一致", id.Sex), "请对照身份证改正其中一处")
	}
}
