package main

import ("os";"fmt";"yanpan.dev/gongwen")

func main(){
 src,_:=os.ReadFile(os.Args[1])
 d,notes,err:=gongwen.Markdown(src, gongwen.MarkdownOptions{})
 if err!=nil {fmt.Println(err); os.Exit(1)}
 for _,n:=range notes {fmt.Println(n)}
 f,_:=os.Create(os.Args[2]); defer f.Close()
 if err:=gongwen.New(gongwen.Style{}).Docx(f,d); err!=nil {fmt.Println(err)}
}
