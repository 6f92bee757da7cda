# 研判:日常命令。make help 列出全部。
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# 不用 C 编译器;只有竞争检测例外。
export CGO_ENABLED := 0

GOLANGCI_VERSION := v2.15.0
GOLANGCI := bin/golangci-lint-$(GOLANGCI_VERSION)
PLATFORMS := windows/amd64 linux/amd64 linux/arm64 linux/loong64
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X main.version=$(VERSION)
FUZZTIME ?= 20s
BENCHARGS ?=

.PHONY: help
help: ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: check
check: format vet lint arch unit ## 提交前自查:格式、vet、静态检查、依赖关系、单元测试(热缓存两分钟内)

.PHONY: test
test: ## 全部测试,含浏览器与版面渲染;缺什么先装什么
	@scripts/need.sh test
	@$(MAKE) --no-print-directory format vet lint
	@scripts/test.sh

.PHONY: format
format: ## 检查 Go 源码格式
	@bad=$$(gofmt -l $$(find . -name '*.go' -not -path './.*' -not -path '*/node_modules/*' -not -path '*/testdata/*')); \
	if [ -n "$$bad" ]; then printf '以下文件请用 gofmt -w 整理:\n%s\n' "$$bad"; exit 1; fi

.PHONY: vet
vet: ## go vet
	@go vet ./...

.PHONY: lint
lint: $(GOLANGCI) ## 静态检查(理由写在 .golangci.yml)
	@$(GOLANGCI) run ./...

# 版本写在文件名里:换了版本才重装,装过就不再联网。
$(GOLANGCI):
	@echo "安装 golangci-lint $(GOLANGCI_VERSION) 到 bin/"
	@GOBIN=$(CURDIR)/bin/tmp GOFLAGS=-mod=mod go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	@mv bin/tmp/golangci-lint $@ && rmdir bin/tmp

.PHONY: arch
arch: ## 依赖关系:谁可以引用谁
	@go test ./internal/arch/

.PHONY: unit
unit: ## 单元测试(不开浏览器,不渲染)
	@go test -short ./...

.PHONY: bench
bench: ## 与同类软件同场对比;BENCHARGS=-write 写入 docs/benchmarks.md
	@scripts/need.sh bench
	@go run ./bench $(BENCHARGS)

.PHONY: fuzz
fuzz: ## 模糊测试:每个目标跑 FUZZTIME(默认 20s)
	@scripts/fuzz.sh $(FUZZTIME)

.PHONY: golden
golden: ## 重写样张,然后请逐一看过 git diff
	@dirs=$$(grep -rlE --include='*_test.go' 'flag\.Bool\("update"' . | xargs -r -n1 dirname | sort -u); \
	for d in $$dirs; do go test $$d -update; done
	@git --no-pager diff --stat

.PHONY: proof-score
proof-score: ## 校核的覆盖率、查准率、查全率(附 95% 区间)
	@go test ./proof -run '^TestScore$$' -score -count=1 -v | grep -vE '^(=== |--- |PASS|ok )'

.PHONY: release
release: ## 交叉编译四个平台到 dist/
	@rm -rf dist && mkdir -p dist
	@for p in $(PLATFORMS); do \
	  os=$${p%/*}; arch=$${p#*/}; ext=; [ $$os = windows ] && ext=.exe; \
	  out=dist/yanpan-$(VERSION)-$$os-$$arch$$ext; \
	  GOOS=$$os GOARCH=$$arch go build -trimpath -ldflags '$(LDFLAGS)' -o $$out ./cmd/yanpan; \
	  printf '%s\t%s MB\n' $$out $$(( $$(wc -c <$$out) / 1000000 )); \
	done
	@cd dist && sha256sum yanpan-* >SHA256SUMS
