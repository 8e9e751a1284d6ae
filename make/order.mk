# Keeping the sources in order: generated files, linters and formatters.

##@ Order

PYTHON3 ?= python3

.PHONY: generate
generate: ## Make the tables, stubs, annotations and reference from core/registry
	$(PYTHON3) -m core.generate emit
	$(PYTHON3) tests/contract/vectors/make_vectors.py

.PHONY: check-registry
check-registry: ## Compare the registry with copies of IANA's (IANA="http-status-codes-1.csv ..."), and its dates with today
	$(PYTHON3) -m core.generate lint
	@status=0; $(PYTHON3) -m core.generate dates || status=$$?; \
	  $(if $(IANA),$(PYTHON3) -m core.generate iana $(IANA) || status=$$?;) exit $$status

C_FILES := $(filter-out core/tables.c core/tables_sizes.h core/httpstatus_codes.h,$(wildcard core/*.[ch] core/*/*.[ch] \
  bindings/python/*.[ch] bindings/lua/*.[ch] tests/languages/c/*.[ch] tests/languages/c/*.cpp tests/torture/fuzz/*.[ch]))
C_FILES := $(filter-out bindings/python/httpstatus_wrap.c,$(C_FILES))

.PHONY: lint
lint: ## Every linter and formatter, changing nothing
	tests/tools/setup.sh lint
	clang-format --dry-run -Werror $(C_FILES)
	cppcheck --quiet --error-exitcode=1 --std=c99 --enable=warning,performance,portability --inline-suppr core
	clang-tidy --quiet $(filter-out core/tables.c,$(CORE_SOURCES)) -- -std=c99 -Icore
	luacheck --quiet lua docs/examples tests
	tests/tools/venv.sh lint tests/tools/lint-requirements.txt
	$(B)/venv-lint/bin/ruff check .
	$(B)/venv-lint/bin/ruff format --check .
	$(B)/venv-lint/bin/mypy -p core.generate
	$(B)/venv-lint/bin/mypy python/httpstatus
	PATH="$(CURDIR)/$(B)/venv-lint/bin:$$PATH" $(B)/venv-lint/bin/pyright --warnings
	shellcheck --severity=style --exclude=SC2086,SC2048 .ci/run tests/*/*.sh tests/*/*/*.sh

.PHONY: format
format: ## Lay everything out as the linters want it
	tests/tools/setup.sh lint
	clang-format -i $(C_FILES)
	tests/tools/venv.sh lint tests/tools/lint-requirements.txt
	$(B)/venv-lint/bin/ruff check --fix .
	$(B)/venv-lint/bin/ruff format .

.PHONY: clean
clean: ## Remove everything that was built
	rm -rf $(B) bindings/python/httpstatus_wrap.c *.egg-info python/*.egg-info
