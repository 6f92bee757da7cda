package grid

import (
	"errors"

	"yanpan.dev"
)

const opRead = "grid.Read"

func damaged(message string) *yanpan.Error {
	return &yanpan.Error{Code: yanpan.CodeUnreadable, Op: opRead, Message: "文件已损坏：" + message,
		Remedy: "请用 Excel 或 WPS 打开后另存一份再试"}
}

func refused(message, remedy string) *yanpan.Error {
	return &yanpan.Error{Code: yanpan.CodeRefused, Op: opRead, Message: message, Remedy: remedy}
}

func noColumn() *yanpan.Error { return damaged("有一个单元格的列号不存在") }

func tooLarge() *yanpan.Error {
	return refused("表格太大，没有打开", "请按村或按年份拆成几个文件再试")
}

func tooLong() *yanpan.Error {
	return refused("有一个单元格的内容太长，没有打开", "请删去这个单元格里多余的内容再试")
}

func externalLinks() *yanpan.Error {
	return refused("工作簿里有指向别的文件的外部链接，没有打开", "请在 Excel 或 WPS 里点“数据—编辑链接—断开链接”，另存后再试")
}

// asError hands on what is already told in Chinese; anything else is damage.
func asError(err error) *yanpan.Error {
	var e *yanpan.Error
	if errors.As(err, &e) {
		return e
	}
	d := damaged("内容读不全")
	d.Err = err
	return d
}

// at says where in the file an error happened; Read puts the file's name before it.
func at(err error, where string) error {
	if err == nil {
		return nil
	}
	return asError(err).At(where)
}

func noTable() *yanpan.Error {
	return &yanpan.Error{Code: yanpan.CodeUnreadable, Op: opRead, Message: "文档里没有表格", Remedy: "请把名册做成表格，或提供 .xlsx 文件"}
}
