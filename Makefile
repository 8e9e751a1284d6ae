# httpstatus: one core, three languages. `make help` lists what there is.

VERSION := $(shell cat core/VERSION)
SOVERSION := $(firstword $(subst ., ,$(VERSION)))
B := build

PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man
INSTALL ?= install
AR ?= ar

CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes $(WERROR)
override CFLAGS += -std=c99 -fPIC -fvisibility=hidden $(WARNINGS)

CORE_SOURCES := $(wildcard core/*.c)
CORE_HEADERS := $(wildcard core/*.h)
CORE_OBJECTS := $(CORE_SOURCES:core/%.c=$(B)/core/%.o)
PUBLIC_HEADERS := core/httpstatus.h core/httpstatus_codes.h

STATIC := $(B)/libhttpstatus.a
SHARED := $(B)/libhttpstatus.so.$(VERSION)
PKGCONFIG := $(B)/httpstatus.pc
CMAKE_PACKAGE := $(B)/httpstatus-config.cmake $(B)/httpstatus-config-version.cmake
# Each function has a manual page, which is a link to the one of the library.
FUNCTIONS := $(shell sed -n 's/^HTTPSTATUS_API [a-z0-9_ ]*[ *]\(httpstatus_[a-z_]*\).*/\1/p' core/httpstatus.h)

.DEFAULT_GOAL := help
.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---- The two commands of the README ----

.PHONY: demo
demo: ## Set everything up, then explain codes and tally a real log (LOG=path for one of yours)
	tests/setup.sh demo
	LOG="$(abspath $(LOG))" tests/demo/run.sh

.PHONY: test
test: ## Set everything up, then pass every test: C, each CPython, each Lua, from what was installed
	tests/setup.sh test
	$(MAKE) --no-print-directory test-c abi test-registry test-swig test-python test-packages test-lua test-servers test-docs
	$(MAKE) --no-print-directory fuzz SECONDS_EACH=1 SEED=9110
	@echo "All tests have passed."

# ---- The C library ----

.PHONY: bench
bench: sdist ## The benchmarks, beside every peer; QUICK=1 for a try, LOG=path for a log of yours
	tests/setup.sh bench
	LOG="$(abspath $(LOG))" tests/bench/run.sh

.PHONY: all
all: $(STATIC) $(SHARED) $(PKGCONFIG) $(CMAKE_PACKAGE) ## Build the C library

# What is called a million times a second is compiled for speed, the rest for size: the library carries every text.
HOT := status log tally
$(filter-out $(HOT:%=$(B)/core/%.o),$(CORE_OBJECTS)): override CFLAGS += -Os
$(CORE_OBJECTS): override CFLAGS += -fno-asynchronous-unwind-tables

$(B)/core/%.o: core/%.c $(CORE_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@

$(STATIC): $(CORE_OBJECTS)
	$(AR) rcs $@ $^

$(SHARED): $(CORE_OBJECTS)
	$(CC) -shared -Wl,-soname,libhttpstatus.so.$(SOVERSION) -Wl,-z,noseparate-code $(LDFLAGS) $^ -o $@

# Folders below the prefix are told from there, so that an installation can be moved.
below = $(patsubst $(PREFIX)/%,$(1)%,$($(2)))
fill = sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(call below,$(1),LIBDIR)|' -e 's|@VERSION@|$(VERSION)|' \
  -e 's|@INCLUDEDIR@|$(call below,$(1),INCLUDEDIR)|' -e 's|@SOVERSION@|$(SOVERSION)|'

$(B)/%.pc: core/%.pc.in core/VERSION FORCE
	@mkdir -p $(@D)
	@$(call fill,$${prefix}/) $< > $@

$(B)/%.cmake: core/%.cmake.in core/VERSION FORCE
	@mkdir -p $(@D)
	@$(call fill) $< > $@

.PHONY: FORCE
FORCE:

.PHONY: install
install: all ## Install the C library (PREFIX=/usr/local, DESTDIR=)
	$(INSTALL) -d "$(DESTDIR)$(LIBDIR)/pkgconfig" "$(DESTDIR)$(LIBDIR)/cmake/httpstatus" "$(DESTDIR)$(INCLUDEDIR)" \
	  "$(DESTDIR)$(MANDIR)/man1" "$(DESTDIR)$(MANDIR)/man3"
	$(INSTALL) -m 644 $(PUBLIC_HEADERS) "$(DESTDIR)$(INCLUDEDIR)"
	$(INSTALL) -m 644 $(STATIC) "$(DESTDIR)$(LIBDIR)"
	$(INSTALL) -m 755 $(SHARED) "$(DESTDIR)$(LIBDIR)"
	ln -sf $(notdir $(SHARED)) "$(DESTDIR)$(LIBDIR)/libhttpstatus.so.$(SOVERSION)"
	ln -sf libhttpstatus.so.$(SOVERSION) "$(DESTDIR)$(LIBDIR)/libhttpstatus.so"
	$(INSTALL) -m 644 $(PKGCONFIG) "$(DESTDIR)$(LIBDIR)/pkgconfig"
	$(INSTALL) -m 644 $(CMAKE_PACKAGE) "$(DESTDIR)$(LIBDIR)/cmake/httpstatus"
	$(INSTALL) -m 644 docs/man/httpstatus.1 "$(DESTDIR)$(MANDIR)/man1"
	$(INSTALL) -m 644 docs/man/httpstatus.3 "$(DESTDIR)$(MANDIR)/man3"
	cd "$(DESTDIR)$(MANDIR)/man3" && for function in $(FUNCTIONS); do \
	  echo ".so man3/httpstatus.3" > $$function.3 && chmod 644 $$function.3 || exit 1; done

.PHONY: uninstall
uninstall: ## Remove what `make install` has installed
	rm -f $(addprefix "$(DESTDIR)$(INCLUDEDIR)"/,$(notdir $(PUBLIC_HEADERS))) \
	  "$(DESTDIR)$(LIBDIR)/$(notdir $(STATIC))" "$(DESTDIR)$(LIBDIR)"/libhttpstatus.so* \
	  "$(DESTDIR)$(LIBDIR)/pkgconfig/httpstatus.pc" "$(DESTDIR)$(MANDIR)/man1/httpstatus.1" \
	  $(addprefix "$(DESTDIR)$(MANDIR)/man3"/,$(addsuffix .3,httpstatus $(FUNCTIONS)))
	rm -rf "$(DESTDIR)$(LIBDIR)/cmake/httpstatus"

# ---- Tests, from what was installed ----

# A virtual environment with what a file asks for, and the package from the wheel that fits: $(call venv,NAME,FILE).
define venv
tests/venv.sh $(1) $(2)
$(B)/venv-$(1)/bin/python -m pip --quiet --disable-pip-version-check install --force-reinstall --no-deps --no-index \
  --find-links $(B)/dist --only-binary :all: httpstatus
endef

C_TESTS := $(patsubst tests/c/%.c,%,$(wildcard tests/c/test_*.c))

.PHONY: test-c
test-c: ## The C tests, through pkg-config, on the installed library
	rm -rf $(B)/prefix
	$(MAKE) --no-print-directory install PREFIX="$(CURDIR)/$(B)/prefix" WERROR=-Werror
	tests/c/run.sh "$(CURDIR)/$(B)/prefix" $(C_TESTS)
	tests/c/hostile.sh "$(CURDIR)/$(B)/prefix"
	tests/c/man.sh "$(CURDIR)/$(B)/prefix"
	tests/c/cmake.sh "$(CURDIR)/$(B)/prefix"
	tests/c/install.sh
	tests/c/compilers.sh

.PHONY: test-swig
test-swig: swig-perl swig-ruby swig-tcl ## The Perl, Ruby and Tcl modules on the shared vectors
	perl -I $(B)/swig/perl tests/swig/smoke.pl
	ruby -w -I $(B)/swig/ruby tests/swig/smoke.rb
	TCLLIBPATH="$(CURDIR)/$(B)/swig/tcl" tclsh tests/swig/smoke.tcl
	tests/swig/examples.sh

.PHONY: test-registry
test-registry: $(B)/registry.venv ## The registry's own checks: lint, fresh generated files, comparison with IANA's
	$(B)/venv-registry/bin/python core/generate --check
	$(B)/venv-registry/bin/python core/generate --lint
	$(B)/venv-registry/bin/python tests/vectors/make_vectors.py --check
	$(B)/venv-registry/bin/python -m pytest -q tests/registry

$(B)/registry.venv: tests/registry/requirements.txt
	tests/venv.sh registry tests/registry/requirements.txt
	@touch $@

.PHONY: test-python
test-python: wheels ## pytest on every CPython found, on the package installed from its wheel
	tests/python/run.sh $(B)/dist

.PHONY: test-sdist
test-sdist: sdist ## The same on the package installed from the sdist, where there is no SWIG, with the sdist's own tests
	tests/python/run.sh $(B)/dist/httpstatus-$(VERSION).tar.gz

.PHONY: test-lua
test-lua: ## busted on every Lua found, on the rock installed from a server, source and binary
	tests/lua/run.sh

.PHONY: test-packages
test-packages: wheels ## What is in the packages, what they say of themselves, installation and removal
	$(B)/venv-packages/bin/python -m pytest -q -p no:cacheprovider tests/packages
	luarocks lint httpstatus-scm-1.rockspec
	luarocks lint httpstatus-$(VERSION)-1.rockspec

.PHONY: test-servers
test-servers: wheels ## A real nginx and a real mail server, their logs and replies, in Python and Lua
	$(call venv,servers,tests/servers/requirements.txt)
	tests/servers/run.sh $(B)/venv-servers/bin/python

.PHONY: test-types
test-types: wheels ## mypy and pyright on the stubs, with good programs and bad ones; EMMYLUA=1 checks Lua's annotations too
	$(if $(EMMYLUA),tests/types/emmylua.sh)
	$(call venv,types,tests/types/requirements.txt)
	$(B)/venv-types/bin/python -m pytest -q -rs -p no:cacheprovider $(PYTEST_ARGS) tests/types

.PHONY: test-frameworks
test-frameworks: wheels ## Flask, FastAPI, Django, pydantic, pandas and others with the package; docs/frameworks.md, docs/moving.md
	$(call venv,frameworks,tests/frameworks/requirements.txt)
	$(B)/venv-frameworks/bin/python -m pytest -q -p no:cacheprovider $(PYTEST_ARGS) tests/frameworks

.PHONY: fuzz
fuzz: ## Fuzz every parser for SECONDS_EACH=60; TARGETS="set log_json" for some of them; SEED=1 for the random numbers
	tests/setup.sh fuzz
	SECONDS_EACH=$(or $(SECONDS_EACH),60) SEED=$(or $(SEED),0) tests/fuzz/run.sh $(TARGETS)

# ---- The documentation ----

SPHINX = PATH="$(CURDIR)/$(B)/venv-docs/bin:$$PATH" sphinx-build --quiet --jobs=auto --nitpicky

.PHONY: docs
docs: wheels ## The documentation's site, in build/docs; a broken link is an error
	$(call venv,docs,docs/requirements.txt)
	$(SPHINX) --fresh-env --fail-on-warning --keep-going -b html docs $(B)/docs

.PHONY: docs-links
docs-links: docs ## Ask the web for every external link of the documentation
	$(SPHINX) -b linkcheck docs $(B)/docs-links

.PHONY: test-docs
test-docs: docs ## The examples of the README and the documentation, in each language; links; the terminal's picture
	tests/docs/run.sh

.PHONY: test-nginx-lua
test-nginx-lua: ## Those of test-servers that run Lua in nginx
	$(MAKE) --no-print-directory test-servers PYTEST_ARGS="-k nginx_lua"

.PHONY: test-cluster
test-cluster: sdist ## Dask and PySpark count logs in pieces and merge (not part of `make test`: PySpark has 500 MB)
	tests/setup.sh cluster
	tests/venv.sh cluster tests/cluster/requirements.txt
	$(B)/venv-cluster/bin/python -m pip --quiet --disable-pip-version-check install --force-reinstall --no-deps \
	  $(B)/dist/httpstatus-$(VERSION).tar.gz
	$(B)/venv-cluster/bin/python -m pytest -q -p no:cacheprovider --timeout=300 tests/cluster

# ---- More languages: modules made by SWIG alone ----

SWIG ?= swig
SWIG_OPTIONS = -Wall -Werror -Icore -Iswig
SWIG_SHARED := swig/httpstatus.i swig/objects.i $(PUBLIC_HEADERS) core/VERSION
# What SWIG writes is C of many styles; -Wall is as strict as it can be compiled.
MODULE = $(CC) $(CPPFLAGS) -O2 -g -Wall -Werror -fPIC -fvisibility=hidden -shared -Icore
PERL_MODULE := $(B)/swig/perl/auto/HTTPStatus/HTTPStatus.so
RUBY_MODULE := $(B)/swig/ruby/httpstatus.so
TCL_MODULE := $(B)/swig/tcl/httpstatus.so

.PHONY: swig-perl swig-ruby swig-tcl
swig-perl: $(PERL_MODULE) ## The Perl module HTTPStatus, in build/swig/perl
swig-ruby: $(RUBY_MODULE) ## The Ruby library httpstatus, in build/swig/ruby
swig-tcl: $(TCL_MODULE) ## The Tcl package httpstatus, in build/swig/tcl

$(PERL_MODULE): swig/perl.i $(SWIG_SHARED) $(STATIC)
	@mkdir -p $(@D)
	$(SWIG) $(SWIG_OPTIONS) -perl5 -outdir $(B)/swig/perl -o $(B)/swig/perl.c $<
	$(MODULE) $$(perl -MExtUtils::Embed -e ccopts) $(B)/swig/perl.c $(STATIC) -Wl,--exclude-libs,ALL -o $@

$(RUBY_MODULE): swig/ruby.i $(SWIG_SHARED) $(STATIC)
	@mkdir -p $(@D)
	$(SWIG) $(SWIG_OPTIONS) -ruby -o $(B)/swig/ruby.c $<
	$(MODULE) $$(ruby -e 'puts RbConfig::CONFIG.values_at("rubyhdrdir", "rubyarchhdrdir").map { |each| "-I" + each }') \
	  $(B)/swig/ruby.c $(STATIC) -Wl,--exclude-libs,ALL -o $@

$(TCL_MODULE): swig/tcl.i $(SWIG_SHARED) $(STATIC)
	@mkdir -p $(@D)
	$(SWIG) $(SWIG_OPTIONS) -tcl8 -namespace -pkgversion $(VERSION) -o $(B)/swig/tcl.c $<
	$(MODULE) -Wno-missing-braces -DUSE_TCL_STUBS $$(pkg-config --cflags tcl) $(B)/swig/tcl.c $(STATIC) \
	  -Wl,--exclude-libs,ALL $$(pkg-config --libs tcl | sed 's/-ltcl[0-9.]*//') -o $@
	echo 'package ifneeded httpstatus $(VERSION) [list load [file join $$dir $(@F)]]' > $(@D)/pkgIndex.tcl

.PHONY: abi
abi: ## Exported functions, layouts of structs and constants against tests/abi; RECORD=1 adds what is new
	tests/setup.sh abi
	$(MAKE) --no-print-directory all B=build/abi CC=gcc CFLAGS="-O1 -g"
	tests/abi/check.sh build/abi/libhttpstatus.so.$(VERSION) $(if $(RECORD),--record)

.PHONY: coverage
coverage: wheels ## Lines and branches that the tests reach, in core, bindings and packages; 100 % but for what is argued
	tests/setup.sh coverage
	$(call venv,coverage,tests/coverage/requirements.txt tests/python/requirements.txt)
	tests/coverage/run.sh

.PHONY: mutate
mutate: wheels ## Faults put into the sources, one at a time, which the tests have to notice; COUNT=20 for a sample
	tests/setup.sh coverage
	$(call venv,mutation,tests/coverage/requirements.txt tests/python/requirements.txt tests/registry/requirements.txt)
	$(B)/venv-mutation/bin/python tests/mutation/mutate.py $(if $(COUNT),--count $(COUNT))

# ---- Hardening: what takes too long for `make test`, or needs tools of its own ----

.PHONY: harden
harden: ## Set everything up, then everything that could break the library: fuzzers, sanitizers, no memory, leaks
	tests/setup.sh test
	tests/setup.sh harden
	$(MAKE) --no-print-directory analyze asan tsan valgrind nomemory leaks threads fuzz coverage mutate abi
	@echo "Nothing has broken it."

.PHONY: asan
asan: ## C, Lua and Python tests under AddressSanitizer and UndefinedBehaviorSanitizer
	tests/hardening/asan.sh

.PHONY: tsan
tsan: ## The C tests, eight threads among them, under ThreadSanitizer
	tests/hardening/tsan.sh

.PHONY: valgrind
valgrind: ## The C tests and the Lua suite, with a hasty collector, under valgrind
	tests/setup.sh harden
	tests/hardening/valgrind.sh

.PHONY: analyze
analyze: ## gcc's analyzer, clang-tidy and cppcheck on the core and both bindings
	tests/setup.sh lint
	tests/hardening/analyze.sh

.PHONY: nomemory
nomemory: sdist ## Every allocation of the bindings, and call of Python's C API, fails in turn, in each CPython and Lua
	HTTPSTATUS_THOROUGH=1 PYTEST_ARGS=-s PYTEST_FILES=tests/python/test_nomemory.py tests/python/run.sh \
	  $(B)/dist/httpstatus-$(VERSION).tar.gz
	tests/hardening/failing_api.sh
	tests/hardening/lua.sh nomem

.PHONY: leaks
leaks: sdist ## 100,000 rounds of every function, good and bad input, in each CPython and each Lua
	HTTPSTATUS_THOROUGH=1 PYTEST_ARGS=-s PYTEST_FILES=tests/python/test_leaks.py tests/python/run.sh \
	  $(B)/dist/httpstatus-$(VERSION).tar.gz
	tests/hardening/lua.sh leaks 100000

.PHONY: threads
threads: sdist ## Eight threads on everything, a hundred interpreters, in each CPython, those without a GIL too
	HTTPSTATUS_THOROUGH=1 PYTEST_FILES="tests/python/test_threads.py tests/python/test_interpreters.py" \
	  tests/python/run.sh $(B)/dist/httpstatus-$(VERSION).tar.gz
	tests/hardening/free_threaded.sh $(B)/dist/httpstatus-$(VERSION).tar.gz

# ---- Packages ----

.PHONY: sdist
sdist: ## The Python source distribution, with SWIG's output in it
	tests/venv.sh build build
	$(B)/venv-build/bin/python -m build --sdist --outdir $(B)/dist .

.PHONY: wheels
wheels: sdist ## A wheel of the sdist for each CPython found, in isolation, without SWIG
	tests/packages/wheels.sh $(B)/dist/httpstatus-$(VERSION).tar.gz

.PHONY: cross
cross: sdist ## Compile the core and the bindings for musl, aarch64, macOS and Windows, with Zig's C compiler
	tests/setup.sh test
	tests/packages/cross.sh

.PHONY: dist
dist: test-packages ## Source and binary packages for Python and Lua, judged, in build/dist
	rm -rf $(B)/dist/*.rock $(B)/rocks-dist
	tests/packages/rock.sh $(B)/rocks/server
	cp $(B)/rocks/server/*.src.rock $(B)/dist
	luarocks --lua-version=5.4 --tree=$(B)/rocks-dist build $(B)/dist/*.src.rock
	cd $(B)/dist && luarocks --lua-version=5.4 --tree=../rocks-dist pack httpstatus

# ---- Keeping it in order ----

PYTHON3 ?= python3

.PHONY: generate
generate: ## Make the tables, stubs, annotations and reference from core/registry
	$(PYTHON3) core/generate
	$(PYTHON3) tests/vectors/make_vectors.py

.PHONY: man
man: sdist ## Make httpstatus(1) from the command line; httpstatus(3) is one of those that `make generate` makes
	tests/venv.sh man
	$(B)/venv-man/bin/python -m pip --quiet --disable-pip-version-check install --force-reinstall --no-deps \
	  $(B)/dist/httpstatus-$(VERSION).tar.gz
	$(B)/venv-man/bin/python core/generate/man_of_command.py

.PHONY: check-registry
check-registry: ## Compare the registry with copies of IANA's (IANA="http-status-codes-1.csv ..."), and its dates with today
	$(PYTHON3) core/generate --lint
	@status=0; $(PYTHON3) core/generate --dates || status=$$?; \
	  $(if $(IANA),$(PYTHON3) core/generate --iana $(IANA) || status=$$?;) exit $$status

C_FILES := $(filter-out core/tables.c core/tables_sizes.h core/httpstatus_codes.h,$(wildcard core/*.[ch] \
  bindings/python/*.[ch] bindings/lua/*.[ch] tests/c/*.[ch] tests/c/*.cpp tests/fuzz/*.[ch]))
C_FILES := $(filter-out bindings/python/httpstatus_wrap.c,$(C_FILES))

.PHONY: lint
lint: ## Every linter and formatter, changing nothing
	tests/setup.sh lint
	clang-format --dry-run -Werror $(C_FILES)
	cppcheck --quiet --error-exitcode=1 --std=c99 --enable=warning,performance,portability --inline-suppr core
	clang-tidy --quiet $(filter-out core/tables.c,$(CORE_SOURCES)) -- -std=c99 -Icore
	luacheck --quiet lua docs/examples tests/lua tests/fuzz tests/servers tests/demo tests/bench tests/docs tests/types
	tests/venv.sh lint tests/lint-requirements.txt
	$(B)/venv-lint/bin/ruff check .
	$(B)/venv-lint/bin/ruff format --check .
	cd core/generate && ../../$(B)/venv-lint/bin/mypy --config-file ../../pyproject.toml *.py
	$(B)/venv-lint/bin/mypy python/httpstatus
	PATH="$(CURDIR)/$(B)/venv-lint/bin:$$PATH" $(B)/venv-lint/bin/pyright --warnings
	shellcheck --severity=style --exclude=SC2086,SC2048 tests/*.sh tests/*/*.sh

.PHONY: format
format: ## Lay everything out as the linters want it
	tests/setup.sh lint
	clang-format -i $(C_FILES)
	tests/venv.sh lint tests/lint-requirements.txt
	$(B)/venv-lint/bin/ruff check --fix .
	$(B)/venv-lint/bin/ruff format .

.PHONY: clean
clean: ## Remove everything that was built
	rm -rf $(B) bindings/python/httpstatus_wrap.c *.egg-info python/*.egg-info
