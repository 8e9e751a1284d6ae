# More languages: modules that SWIG makes without any code by hand.

##@ Perl, Ruby and Tcl

SWIG ?= swig
SWIG_OPTIONS = -Wall -Werror -Icore -Iswig
SWIG_SHARED := swig/httpstatus.i swig/names.i swig/objects.i $(PUBLIC_HEADERS) core/VERSION
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
