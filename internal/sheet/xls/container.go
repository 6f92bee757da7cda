package xls

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"yanpan.dev"
)

// workbookStream finds the stream of records within the compound file and says
// plainly what the file is where there is none.
func workbookStream(r io.ReaderAt, size int64) ([]byte, error) {
	if size > MaxFile {
		return nil, &yanpan.Error{Code: yanpan.CodeRefused, Op: "xls.Open", Message: "文件过大，没有打开",
			Remedy: "请按村或按年份拆成几个文件，或另存为 .xlsx 再试"}
	}
	data := make([]byte, size)
	if n, err := r.ReadAt(data, 0); int64(n) < size {
		e := damaged("没有读到文件末尾")
		e.Err = err
		return nil, e
	}
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		e := damaged("文件结构不完整，可能没有下载完")
		e.Err = err
		return nil, e
	}
	book, err := choose(doc.File)
	if err != nil {
		return nil, err
	}
	return readStream(book, size)
}

// choose looks through the names in the file; what is dangerous outweighs what could be read.
func choose(files []*mscfb.File) (*mscfb.File, error) {
	found := map[string]*mscfb.File{}
	for _, f := range files {
		name := strings.ToLower(f.Name)
		if name == "_vba_project" || name == "_vba_project_cur" || name == "vba" {
			return nil, macros()
		}
		if len(f.Path) == 0 && found[name] == nil {
			found[name] = f
		}
	}
	switch {
	case found["encryptedpackage"] != nil:
		return nil, locked()
	case found["workbook"] != nil:
		return found["workbook"], nil
	case found["book"] != nil:
		return nil, oldVersion()
	case found["worddocument"] != nil:
		return nil, saveAs("这是旧格式的文字文档（.doc 或 .wps），读不了", "请另存为 .docx 再试")
	case found["powerpoint document"] != nil:
		return nil, saveAs("这是演示文稿，里面没有可读的表格", "请把名册放进 Excel 表格（.xlsx）再试")
	}
	return nil, saveAs("这种文件读不了（可能是旧版 WPS 的 .wps 或 .et）", "请另存为 .xlsx 或 .docx 再试")
}

// readStream reads at most as many bytes as the whole file has, whatever the stream claims.
func readStream(f *mscfb.File, size int64) ([]byte, error) {
	n := min(f.Size, size)
	out := make([]byte, n)
	for got := 0; got < len(out); {
		m, err := f.Read(out[got:])
		got += m
		if err != nil && !errors.Is(err, io.EOF) || m == 0 {
			e := damaged("工作簿没有写完整")
			e.Err = err
			return nil, e
		}
	}
	return out, nil
}

func damaged(message string) *yanpan.Error {
	return &yanpan.Error{Code: yanpan.CodeUnreadable, Op: "xls.Open", Message: "文件已损坏：" + message,
		Remedy: "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"}
}

func saveAs(message, remedy string) *yanpan.Error {
	return &yanpan.Error{Code: yanpan.CodeRefused, Op: "xls.Open", Message: message, Remedy: remedy}
}

func locked() *yanpan.Error {
	return saveAs("文件设有打开密码，读不了", "请在 Excel 或 WPS 里去掉密码（文件—信息—保护—清空密码），保存后再试")
}

func macros() *yanpan.Error {
	return saveAs("文件里含宏，没有打开", "请另存为不含宏的 .xlsx 再试")
}

func oldVersion() *yanpan.Error {
	return saveAs("这是 Excel 95 或更早的格式，读不了", "请用 Excel 或 WPS 打开后另存为 .xlsx 再试")
}
