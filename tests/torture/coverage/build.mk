# The core, both bindings and the C tests, built from the tree that this is run in, object by object, into OUT: what the
# coverage and mutation runs need, and pip and LuaRocks do not give, which compile everything anew with flags of theirs.
#
#   make -f tests/torture/coverage/build.mk OUT=build/coverage FLAGS="-O0 --coverage" PYTHON=python3.13 \
#     LUA_CFLAGS=... c python lua
#
# API=failing links the Python binding so that tests/languages/python/failing_api.c, which is built beside it, comes
# between the binding and CPython's C API.

OUT ?= build/objects
FLAGS ?= -O0 -g
PYTHON ?= python3
CC := gcc
COMPILE = $(CC) -fPIC -fvisibility=hidden $(FLAGS) -MMD

SUFFIX := $(shell $(PYTHON) -c "import sysconfig; print(sysconfig.get_config_var('EXT_SUFFIX'))")
PYTHON_INCLUDE := $(shell $(PYTHON) -c "import sysconfig; print(sysconfig.get_path('include'))")
CMOCKA := $(shell pkg-config --cflags --libs cmocka)

CORE := $(wildcard core/*.c core/*/*.c)
PLAIN := $(CORE:%.c=$(OUT)/plain/%.o)
EMBEDDED := $(CORE:%.c=$(OUT)/embedded/%.o)
BINDING := $(filter-out bindings/python/httpstatus_wrap.c,$(wildcard bindings/python/*.c))
BINDING_OBJECTS := $(BINDING:%.c=$(OUT)/embedded/%.o)
C_TESTS := $(patsubst tests/languages/c/%.c,$(OUT)/tests/%,$(wildcard tests/languages/c/test_*.c))
PACKAGE := $(patsubst python/%,$(OUT)/site-packages/%,$(wildcard python/httpstatus/*.* python/httpstatus/_*/*.py))

.PHONY: c python lua
c: $(OUT)/libhttpstatus.so $(C_TESTS)
python: $(OUT)/site-packages/httpstatus/__init__$(SUFFIX) $(PACKAGE)
lua: $(OUT)/lua/httpstatus/core.so

# Objects that were made with other flags are none.
$(OUT)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(FLAGS) $(PYTHON) $(LUA_CFLAGS)' | cmp -s - $@ || echo '$(CC) $(FLAGS) $(PYTHON) $(LUA_CFLAGS)' > $@

.PHONY: FORCE
FORCE:

$(OUT)/plain/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(COMPILE) -Icore -c $< -o $@

$(OUT)/embedded/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(COMPILE) -DHTTPSTATUS_EMBEDDED -Icore -Ibindings/python -I$(PYTHON_INCLUDE) -c $< -o $@

$(OUT)/embedded/bindings/python/module.o: bindings/python/httpstatus_wrap.c

bindings/python/httpstatus_wrap.c: $(wildcard swig/*.i) core/httpstatus.h
	swig -python -noproxy -interface _swig -Icore -o $@ swig/python.i

$(OUT)/embedded/bindings/lua/core.o: bindings/lua/core.c $(OUT)/flags
	@mkdir -p $(@D)
	$(COMPILE) -DHTTPSTATUS_EMBEDDED -Icore $(LUA_CFLAGS) -c $< -o $@

$(OUT)/libhttpstatus.so: $(PLAIN)
	$(CC) -shared -Wl,--exclude-libs,ALL $(FLAGS) $^ -o $@

$(OUT)/tests/%: tests/languages/c/%.c tests/languages/c/vectors.c | $(OUT)/libhttpstatus.so
	@mkdir -p $(@D)
	$(CC) -std=c99 -g -Icore tests/languages/c/$*.c tests/languages/c/vectors.c \
	  -L$(OUT) -Wl,-rpath,$(abspath $(OUT)) -lhttpstatus $(CMOCKA) -o $@

# module.c has core/status.c in it.
ifeq ($(API),failing)
$(OUT)/site-packages/failing.so: tests/languages/python/failing_api.c tests/languages/python/failing.c $(OUT)/flags
	@mkdir -p $(@D)
	$(CC) -shared -fPIC -O1 -g -I$(PYTHON_INCLUDE) -Wl,-soname,$(@F) $< -o $@
	nm -D --defined-only $@ | sed -n 's/.* T __wrap_/-Wl,--wrap=/p' > $(OUT)/wrap

# Sections that nothing needs are left out: without optimisation, SWIG's runtime would call the API too.
$(OUT)/site-packages/httpstatus/__init__$(SUFFIX): COMPILE += -ffunction-sections -fdata-sections
$(OUT)/site-packages/httpstatus/__init__$(SUFFIX): LINK = -Wl,--gc-sections @$(OUT)/wrap -Wl,-rpath,'$$ORIGIN/..'
$(OUT)/site-packages/httpstatus/__init__$(SUFFIX): $(OUT)/site-packages/failing.so
endif
$(OUT)/site-packages/httpstatus/__init__$(SUFFIX): $(filter-out %/core/status.o,$(EMBEDDED)) $(BINDING_OBJECTS)
	@mkdir -p $(@D)
	$(CC) -shared -Wl,--exclude-libs,ALL $(FLAGS) $(LINK) $^ -o $@

$(OUT)/site-packages/%: python/%
	@mkdir -p $(@D)
	cp $< $@

$(OUT)/lua/httpstatus/core.so: $(EMBEDDED) $(OUT)/embedded/bindings/lua/core.o
	@mkdir -p $(@D)
	$(CC) -shared -Wl,--exclude-libs,ALL $(FLAGS) $^ -o $@

-include $(wildcard $(OUT)/*/*/*.d $(OUT)/*/*/*/*.d)
