# The core for browsers and Node, and the page that looks codes up with it.

##@ Browsers

WASM := $(B)/web/httpstatus.wasm
WASM_CC ?= clang
WASM_FLAGS = --target=wasm32-wasi -msimd128 -std=c99 -DNDEBUG -fvisibility=hidden -Icore $(WARNINGS)
WASM_LINK = -nostartfiles -Wl,--no-entry,--export-dynamic,--strip-all,--export=__heap_base,-z,stack-size=262144
# Sentences that are internal to the core, and that the module quotes.
WASM_SAY = unknown_status unknown_origin unknown_edition unknown_standing unknown_code unknown_system not_listed \
  no_meaning invalid
WASM_SOURCES := $(CORE_SOURCES) $(wildcard bindings/web/*.c)
WASM_OBJECTS := $(WASM_SOURCES:%.c=$(B)/web/%.o)
$(HOT:%=$(B)/web/core/%.o): WASM_FLAGS += -O3
$(filter-out $(HOT:%=$(B)/web/core/%.o),$(WASM_OBJECTS)): WASM_FLAGS += -Oz

$(B)/web/%.o: %.c $(CORE_HEADERS) $(wildcard bindings/web/*.h)
	@mkdir -p $(@D)
	$(WASM_CC) $(WASM_FLAGS) -c $< -o $@

$(WASM): $(WASM_OBJECTS)
	$(WASM_CC) --target=wasm32-wasi $(WASM_LINK) $(WASM_SAY:%=-Wl,--export=httpstatus__say_%) $^ -o $@

.PHONY: web
web: $(WASM) ## The core as WebAssembly with its module for JavaScript, in build/web
	cp $(wildcard bindings/web/*.mjs bindings/web/*.mts) $(B)/web

.PHONY: page
page: $(WASM) ## The page that looks codes up, in build/page: httpstatus.html has everything inside; a page for each code
	$(PYTHON3) -m core.generate page $(WASM) $(B)/page

.PHONY: test-web
test-web: wheel ## The module for JavaScript in Node: the shared vectors, its types, and its answers beside the command line's
	tests/tools/setup.sh page
	$(MAKE) --no-print-directory web WERROR=-Werror
	$(call venv,page,tests/world/page/requirements.txt)
	tests/tools/npm.sh web tests/languages/web
	$(B)/npm-web/node_modules/.bin/tsc --noEmit --strict --module nodenext --target es2022 --lib es2022,dom \
	  tests/languages/web/types.mts
	PYTHON="$(CURDIR)/$(B)/venv-page/bin/python" node --test tests/languages/web/test_module.mjs

.PHONY: test-page
test-page: test-web ## The same, and the page in Chromium; its sizes and times, and pictures of it, are kept in build/page-test
	$(MAKE) --no-print-directory page WERROR=-Werror
	tests/tools/npm.sh page tests/world/page
	$(B)/venv-page/bin/python -m pytest -q -p no:cacheprovider $(PYTEST_ARGS) tests/world/page
	$(B)/venv-page/bin/python tests/world/page/measure.py
