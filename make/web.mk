# The core for browsers and Node, and the page that answers with it.

##@ The page

WASM := $(B)/web/httpstatus.wasm
WASM_CC ?= clang
WASM_FLAGS = --target=wasm32-wasi -std=c99 -DNDEBUG -fvisibility=hidden -Icore $(WARNINGS)
WASM_LINK = -nostartfiles -Wl,--no-entry,--export-dynamic,--strip-all,--export=__heap_base,-z,stack-size=262144
WASM_SAY = unknown_status unknown_origin unknown_edition unknown_standing unknown_code unknown_system not_listed no_meaning invalid
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
	cp bindings/web/httpstatus.mjs bindings/web/queries.mjs bindings/web/httpstatus.d.mts bindings/web/queries.d.mts $(B)/web

.PHONY: page
page: $(WASM) ## The page that looks codes up, in build/page: httpstatus.html has everything inside
	$(PYTHON3) -m core.generate page $(WASM) $(B)/page
