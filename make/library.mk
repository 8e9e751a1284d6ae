# The C library: how it is compiled, and where it is installed.

PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man
INSTALL ?= install
AR ?= ar

CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes $(WERROR)
override CFLAGS += -std=c99 -fPIC -fvisibility=hidden $(WARNINGS)

CORE_SOURCES := $(wildcard core/*.c core/*/*.c)
CORE_HEADERS := $(wildcard core/*.h core/*/*.h)
CORE_OBJECTS := $(CORE_SOURCES:core/%.c=$(B)/core/%.o)
PUBLIC_HEADERS := core/httpstatus.h core/httpstatus_codes.h

STATIC := $(B)/libhttpstatus.a
SHARED := $(B)/libhttpstatus.so.$(VERSION)
PKGCONFIG := $(B)/httpstatus.pc
CMAKE_PACKAGE := $(B)/httpstatus-config.cmake $(B)/httpstatus-config-version.cmake
# Each function has a manual page, which is a link to the one of the library.
FUNCTIONS := $(shell cat docs/man/functions.txt)

##@ The C library

.PHONY: all
all: $(STATIC) $(SHARED) $(PKGCONFIG) $(CMAKE_PACKAGE) ## Build the C library

# What is called a million times a second is compiled for speed, the rest for size: the library carries every text.
HOT := status tally $(patsubst core/%.c,%,$(wildcard core/logs/*.c))
$(filter-out $(HOT:%=$(B)/core/%.o),$(CORE_OBJECTS)): override CFLAGS += -Os
$(CORE_OBJECTS): override CFLAGS += -fno-asynchronous-unwind-tables

$(B)/core/%.o: core/%.c $(CORE_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@

$(STATIC): $(CORE_OBJECTS)
	rm -f $@ # a member whose source is gone would stay
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
