# httpstatus: one core, three languages. `make help` lists the targets; those beyond the first two are in make/*.mk.

# The same on every machine, whatever its locale is, and whatever its user's shell exports for Python, pip, Lua and cd.
export LC_ALL := C.UTF-8
export PIP_USER := 0
export PIP_REQUIRE_VIRTUALENV := 0
# pip has a cache in the home folder, and warns if that cannot be written.
ifneq ($(shell test -w "$$HOME" && echo writable),writable)
export PIP_NO_CACHE_DIR := 1
endif
# Servers are in /usr/sbin, which is not on the path of every user.
export PATH := $(PATH):/usr/sbin:/sbin
unexport CDPATH PYTHONHOME PYTHONPATH PYTEST_ADDOPTS PIP_CONSTRAINT PIP_PREFIX PIP_TARGET LUA_INIT

VERSION := $(shell cat core/VERSION)
SOVERSION := $(firstword $(subst ., ,$(VERSION)))
B := build

.DEFAULT_GOAL := help
.DELETE_ON_ERROR: # a file that is written in part is not a file
.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^##@ / { printf "\n%s\n", substr($$0, 5) } /^[a-z-][a-z -]*:.*## / { printf "  %-16s %s\n", $$1, $$2 }' \
	  $(MAKEFILE_LIST)

##@ First

.PHONY: demo
demo: ## Set up, then explain codes and tally a real log (LOG=path for your own)
	tests/tools/setup.sh demo
	tests/install/demo/run.sh

.PHONY: test
test: ## Set up, then run every test: C, each CPython, each Lua, from what was installed
	tests/tools/setup.sh test
	$(MAKE) --no-print-directory test-c abi test-registry test-swig test-python test-packages test-lua test-servers test-docs
	$(MAKE) --no-print-directory fuzz SECONDS_EACH=1 SEED=9110
	@echo "All tests have passed."

# A virtual environment with what a lock lists, and the package from the wheel that fits: $(call venv,NAME,LOCK).
define venv
tests/tools/venv.sh $(1) $(2)
$(B)/venv-$(1)/bin/python -m pip --quiet --disable-pip-version-check install --force-reinstall --no-deps --no-index \
  --find-links $(B)/wheels --only-binary :all: httpstatus
endef

include make/library.mk
include make/packages.mk
include make/swig.mk
include make/tests.mk
include make/torture.mk
include make/docs.mk
include make/page.mk
include make/order.mk
