# Tests that pass in minutes, most of them on what was installed, and the benchmarks.

##@ Tests

C_TESTS := $(patsubst tests/languages/c/%.c,%,$(wildcard tests/languages/c/test_*.c))

.PHONY: test-c
test-c: ## The C tests, through pkg-config, on the installed library
	rm -rf $(B)/prefix
	$(MAKE) --no-print-directory install PREFIX="$(CURDIR)/$(B)/prefix" WERROR=-Werror
	tests/languages/c/run.sh "$(CURDIR)/$(B)/prefix" $(C_TESTS)
	tests/languages/c/hostile.sh "$(CURDIR)/$(B)/prefix"
	tests/languages/c/man.sh "$(CURDIR)/$(B)/prefix"
	tests/languages/c/cmake.sh "$(CURDIR)/$(B)/prefix"
	tests/languages/c/install.sh
	tests/languages/c/compilers.sh

.PHONY: test-swig
test-swig: swig-perl swig-ruby swig-tcl ## The Perl, Ruby and Tcl modules on the shared vectors
	perl -I $(B)/swig/perl tests/languages/swig/smoke.pl
	ruby -w -I $(B)/swig/ruby tests/languages/swig/smoke.rb
	TCLLIBPATH="$(CURDIR)/$(B)/swig/tcl" tclsh tests/languages/swig/smoke.tcl
	tests/languages/swig/examples.sh

.PHONY: test-registry
test-registry: $(B)/registry.venv ## Check the registry: lint, fresh generated files, comparison with IANA's registries
	$(B)/venv-registry/bin/python -m core.generate check
	$(B)/venv-registry/bin/python -m core.generate lint
	$(B)/venv-registry/bin/python tests/contract/vectors/make_vectors.py --check
	tests/tools/isolated.sh $(B)/venv-registry/bin/python -m pytest -q tests/contract/registry

$(B)/registry.venv: tests/contract/registry/requirements.txt
	tests/tools/venv.sh registry tests/contract/registry/requirements.txt
	@touch $@

.PHONY: test-python
test-python: wheels ## pytest on every CPython found, on the package installed from its wheel
	tests/languages/python/run.sh $(B)/dist

.PHONY: test-sdist
test-sdist: sdist ## The Python tests on the package installed from the sdist, without SWIG, with the sdist's own copy of the tests
	tests/languages/python/run.sh $(B)/dist/httpstatus-$(VERSION).tar.gz

.PHONY: test-plain
test-plain: sdist ## test-python on the portable code that unknown interpreters get (not part of `make test`)
	tests/languages/python/plain.sh $(B)/dist/httpstatus-$(VERSION).tar.gz

.PHONY: test-cpython
test-cpython: wheels ## CPython's own tests of http, with our HTTPStatus in them (not part of `make test`)
	tests/world/cpython/run.sh $(B)/dist

.PHONY: interpreters
interpreters: ## Every suite on Debian unstable's CPython, PyPy, Lua, SWIG and gcc; as root (SUITES="c swig lua python pypy")
	tests/world/platforms/interpreters.sh $(SUITES)

.PHONY: machines
machines: ## C and Lua on arm64, armhf, i386, riscv64, s390x, musl and Windows, emulated (MACHINES="arm64 windows")
	tests/world/platforms/machines.sh $(MACHINES)

.PHONY: test-lua
test-lua: ## busted on every Lua found, on the rock installed from a server, source and binary
	tests/languages/lua/run.sh

.PHONY: test-packages
test-packages: wheels ## Contents, metadata, installation and removal of the packages, and frozen programs
	$(call venv,frozen,tests/install/packages/frozen/requirements.txt)
	$(B)/venv-packages/bin/python -m pytest -q -p no:cacheprovider tests/install/packages
	luarocks lint httpstatus-scm-1.rockspec
	luarocks lint httpstatus-$(VERSION)-1.rockspec

.PHONY: test-servers
test-servers: wheel ## A real nginx and a real mail server, their logs and replies, in Python and Lua
	$(call venv,servers,tests/world/servers/requirements.txt)
	tests/world/servers/run.sh $(B)/venv-servers/bin/python

.PHONY: test-types
test-types: wheel ## mypy and pyright on the stubs, with good programs and bad ones; EMMYLUA=1 checks Lua's annotations too
	$(if $(EMMYLUA),tests/languages/types/emmylua.sh)
	$(call venv,types,tests/languages/types/requirements.txt)
	$(B)/venv-types/bin/python -m pytest -q -rs -p no:cacheprovider $(PYTEST_ARGS) tests/languages/types

.PHONY: test-frameworks
test-frameworks: wheel ## Flask, FastAPI, Django, pydantic, pandas and others; docs/frameworks.md, docs/moving.md, docs/interop.md
	$(call venv,frameworks,tests/world/frameworks/requirements.txt)
	$(B)/venv-frameworks/bin/python -m pytest -q -p no:cacheprovider $(PYTEST_ARGS) tests/world/frameworks

.PHONY: test-nginx-lua
test-nginx-lua: ## The tests of test-servers that run Lua in nginx
	$(MAKE) --no-print-directory test-servers PYTEST_ARGS="-k nginx_lua"

.PHONY: test-cluster
test-cluster: sdist ## Dask and PySpark count logs in pieces and merge (not part of `make test`: PySpark has 500 MB)
	tests/tools/setup.sh cluster
	tests/tools/venv.sh cluster tests/world/cluster/requirements.txt
	tests/tools/isolated.sh $(B)/venv-cluster/bin/python -m pip --quiet --disable-pip-version-check install --force-reinstall --no-deps \
	  $(B)/dist/httpstatus-$(VERSION).tar.gz
	$(B)/venv-cluster/bin/python -m pytest -q -p no:cacheprovider --timeout=300 tests/world/cluster

.PHONY: abi
abi: ## Exported functions, layouts of structs and constants against tests/contract/abi; RECORD=1 adds what is new
	tests/tools/setup.sh abi
	$(MAKE) --no-print-directory all B=build/abi CC=gcc CFLAGS="-O1 -g"
	tests/contract/abi/check.sh build/abi/libhttpstatus.so.$(VERSION) $(if $(RECORD),--record)

.PHONY: bench
bench: sdist ## Measure the library beside its peers; QUICK=1 for a short run, LOG=path for your own log
	tests/tools/setup.sh bench
	tests/bench/run.sh
