package ooxml

import (
	"errors"
	"fmt"
	"io"

	"yanpan.dev"
)

const op = "ooxml"

func refused(message, remedy string) *yanpan.Error {
	return &yanpan.Error{Code: yanpan.CodeRefused, Op: op, Message: message, Remedy: remedy}
}

func unreadable(message, remedy string) *yanpan.Error {
	return &yanpan.Error{Code: yanpan.CodeUnreadable, Op: op, Message: message, Remedy: remedy}
}

func errEmpty() *yanpan.Error {
	return unreadable("文件是空的", "请检查是否传错了文件，或重新传一遍")
}

// errDamaged hides an io.EOF beneath: whoever reads on would take a file that
// breaks off for one that has ended.
func errDamaged(cause error) *yanpan.Error {
	if errors.Is(cause, io.EOF) {
		cause = io.ErrUnexpectedEOF
	}
	e := unreadable("文件已损坏或没有传完整", "请用原来的程序打开后另存一份，或重新传一遍")
	e.Err = cause
	return e
}

func errTooLarge() *yanpan.Error {
	return refused("文件太大，没有打开", "请拆成几个文件，或删去多余的工作表和图片后再试")
}

func errTooMany(limit int) *yanpan.Error {
	return refused(fmt.Sprintf("文件里的部件超过 %d 个，没有打开", limit), "请另存一份，删去多余的图片和对象后再试")
}

func errBomb() *yanpan.Error {
	return refused("文件展开后大得不正常，可能是恶意构造的压缩包，没有打开", "请不要打开它，向发来的人核实")
}

func errEncrypted() *yanpan.Error {
	return refused("文件设有打开密码，读不出内容", "请打开后在“另存为—工具—常规选项”里去掉密码，再传一遍")
}

// Refusal explains why a file of kind k cannot be used, or is nil for the kinds
// that some room of the program reads: Workbook, Document, XLS and Text.
func Refusal(k Kind) *yanpan.Error {
	switch k {
	case Workbook, Document, XLS, Text:
		return nil
	case Empty:
		return errEmpty()
	case Encrypted:
		return errEncrypted()
	case Macro:
		return refused("文件含宏，为防宏病毒没有打开", "请另存为不含宏的 .xlsx 或 .docx 再传")
	case Executable:
		return refused("这是可执行程序，不是表格或文稿，没有打开", "请不要双击它，向发来的人核实")
	case DOC:
		return unreadable("这是旧式的 .doc 或 .wps 文稿，读不出内容", "请另存为 .docx 再传")
	case PDF:
		return unreadable("这是 PDF 文件，读不出其中的表格和文字", "请传原来的 .xlsx 或 .docx 文件")
	case HTML:
		return unreadable("这是网页，不是表格或文稿（有的系统把网页起名为 .xls 导出）", "请用 Excel 或 WPS 打开后另存为 .xlsx 再传")
	case RTF:
		return unreadable("这是 RTF 文稿，读不出内容", "请另存为 .docx 再传")
	case Presentation:
		return unreadable("这是演示文稿，读不出表格和文字", "请传 .xlsx 或 .docx 文件")
	case Zip:
		return unreadable("这是压缩包，不是表格或文稿", "请先解压，再传里面的文件")
	}
	return unreadable("认不出这是什么文件", "请用 Excel、Word 或 WPS 打开后另存为 .xlsx 或 .docx 再传")
}
