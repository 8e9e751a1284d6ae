# What takes too long for `make test`, or needs tools of its own: attempts to break the library, and its tests.

##@ Torture

.PHONY: harden
harden: ## Set up, then run everything that could break the library: fuzzers, sanitizers, no memory, leaks
	tests/tools/setup.sh test
	tests/tools/setup.sh harden
	$(MAKE) --no-print-directory analyze asan tsan valgrind nomemory leaks threads fuzz coverage mutate abi
	@echo "Nothing has broken it."

.PHONY: fuzz
fuzz: ## Fuzz every parser for SECONDS_EACH=60; TARGETS="set log_json" for some of them; SEED=1 for the random numbers
	tests/tools/setup.sh fuzz
	SECONDS_EACH=$(or $(SECONDS_EACH),60) SEED=$(or $(SEED),0) tests/torture/fuzz/run.sh $(TARGETS)

.PHONY: coverage
coverage: wheel ## Lines and branches that the tests reach, in core, bindings and packages; 100 % except those in unreachable.tsv
	tests/tools/setup.sh coverage
	$(call venv,coverage,tests/torture/coverage/requirements.txt)
	tests/torture/coverage/run.sh

.PHONY: mutate
mutate: wheel ## Put one fault at a time into the sources, which the tests have to notice; COUNT=20 for a sample
	tests/tools/setup.sh coverage
	$(call venv,mutation,tests/torture/mutation/requirements.txt)
	$(B)/venv-mutation/bin/python tests/torture/mutation/mutate.py $(if $(COUNT),--count $(COUNT))

.PHONY: asan
asan: ## C, Lua and Python tests under AddressSanitizer and UndefinedBehaviorSanitizer
	tests/torture/hardening/asan.sh

.PHONY: tsan
tsan: ## The C tests, eight threads among them, under ThreadSanitizer
	tests/torture/hardening/tsan.sh

.PHONY: valgrind
valgrind: ## The C tests and the Lua suite, with an aggressive collector, under valgrind (PARTS="c lua")
	tests/tools/setup.sh harden
	tests/torture/hardening/valgrind.sh $(PARTS)

.PHONY: analyze
analyze: ## gcc's analyzer, clang-tidy and cppcheck on the core and both bindings
	tests/tools/setup.sh lint
	tests/torture/hardening/analyze.sh

.PHONY: nomemory
nomemory: sdist ## Every allocation of the bindings, and call of Python's C API, fails in turn, in each CPython and Lua
	HTTPSTATUS_THOROUGH=1 PYTEST_ARGS=-s PYTEST_FILES=tests/languages/python/test_nomemory.py tests/languages/python/run.sh \
	  $(B)/dist/httpstatus-$(VERSION).tar.gz
	tests/torture/hardening/failing_api.sh
	tests/torture/hardening/lua.sh nomem

.PHONY: leaks
leaks: sdist ## 100,000 rounds of every function, good and bad input, in each CPython and each Lua
	HTTPSTATUS_THOROUGH=1 PYTEST_ARGS=-s PYTEST_FILES=tests/languages/python/test_leaks.py tests/languages/python/run.sh \
	  $(B)/dist/httpstatus-$(VERSION).tar.gz
	tests/torture/hardening/lua.sh leaks 100000

.PHONY: threads
threads: sdist ## Eight threads on everything, a hundred interpreters, in each CPython, those without a GIL too
	HTTPSTATUS_THOROUGH=1 PYTEST_FILES="tests/languages/python/test_threads.py tests/languages/python/test_interpreters.py" \
	  tests/languages/python/run.sh $(B)/dist/httpstatus-$(VERSION).tar.gz
	tests/torture/hardening/free_threaded.sh $(B)/dist/httpstatus-$(VERSION).tar.gz
