# Tingqiao 亭桥. `make help` lists the recipes; CI calls the same ones.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PY := $(BIN)/python
RUNS ?= 10000

# The first Python of at least 3.11 on this machine.
FIND_PYTHON = for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit 0; }; \
	done

.PHONY: help
help:  ## 列出全部命令 / list the recipes
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@python="$$($(FIND_PYTHON))"; \
	if [ -z "$$python" ]; then \
	  echo "亭桥需要 Python 3.11 或更新的版本，本机没有找到。请先安装，再运行 make。" >&2; \
	  echo "Tingqiao needs Python 3.11 or newer and found none here. Install it, then run make again." >&2; exit 1; fi; \
	test -x $(PY) || "$$python" -m venv $(VENV) || { \
	  echo "建不了虚拟环境：请安装 venv 模块（Debian/Ubuntu: python3-venv）。" >&2; \
	  echo "Cannot create a virtual environment: install the venv module (Debian/Ubuntu: python3-venv)." >&2; exit 1; }; \
	echo "准备环境（首次约一两分钟）/ setting up (a minute or two the first time) ..."; \
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock 2>$(VENV)/pip.log \
	  || { cat $(VENV)/pip.log >&2; echo "安装依赖失败，见上。/ Installing the pinned dependencies failed, see above." >&2; exit 1; }; \
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: setup
setup: $(READY)  ## 只准备环境 / only set up

.PHONY: demo
demo: $(READY)  ## 检查并预测内置案例 tingqiaohe / check and forecast the built-in case
	@$(BIN)/tingqiao check tingqiaohe
	@$(BIN)/tingqiao forecast tingqiaohe --runs $(RUNS) --out out/tingqiaohe
	@echo "报告 / report: out/tingqiaohe/report.html"

.PHONY: test
test: $(READY)  ## 全部测试 / every test
	@$(PY) -m pytest

.PHONY: test-postgres
test-postgres: $(READY)  ## 工作区的测试，在 PostgreSQL 上 / the room's tests on PostgreSQL
	@TINGQIAO_TEST_DB=postgres $(PY) -m pytest tests/workspace

.PHONY: bench
bench: $(READY)  ## 与同行比速度 / speed beside Mesa, NumPy, C, tucoopy
	@$(PY) -m benchmarks

.PHONY: docs
docs: $(READY)  ## 重写由代码生成的参考页 / rewrite the reference pages made from the code
	@$(PY) -m tools.reference

.PHONY: golden
golden: $(READY)  ## 重写 golden 数字并显示差别 / rewrite the golden numbers and show what moved
	@$(PY) tests/golden/refresh.py
	@git --no-pager diff --stat -- tests/golden

.PHONY: check
check: $(READY)  ## 规范、类型、依赖方向、锁 / style, types, contracts, lock
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=src $(BIN)/lint-imports
	@$(PY) -m pip check

.PHONY: fix
fix: $(READY)  ## 自动整理格式 / format and fix what can be fixed
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: lock
lock: $(READY)  ## 重写依赖锁 / rewrite the lock of dependencies
	@$(BIN)/uv pip compile pyproject.toml --extra workspace --group dev --group bench --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q -o requirements.lock

.PHONY: clean
clean:  ## 删除环境与输出 / remove the environment and outputs
	@rm -rf $(VENV) out
