# The documentation: the site, its examples and the manual pages.

##@ Documentation

SPHINX = PATH="$(CURDIR)/$(B)/venv-docs/bin:$$PATH" python -m sphinx --quiet --jobs=auto --nitpicky

.PHONY: docs
docs: wheel page ## The documentation's site, in build/docs, with a page for each code; a broken link is an error
	$(call venv,docs,docs/requirements.txt)
	$(SPHINX) --fresh-env --fail-on-warning --keep-going -b html docs $(B)/docs
	rm -rf $(B)/docs/codes
	cp -r $(B)/page $(B)/docs/codes

.PHONY: docs-links
docs-links: docs ## Request every external link of the documentation
	$(SPHINX) -b linkcheck docs $(B)/docs-links

.PHONY: test-docs
test-docs: docs ## The examples of the README and the documentation, in each language; links; the terminal's picture
	tests/tools/docs/run.sh

.PHONY: man
man: sdist ## Make httpstatus(1) and the shells' completions from the command line; httpstatus(3) is one of those that `make generate` makes
	tests/tools/venv.sh man tests/tools/man-requirements.txt
	tests/tools/isolated.sh $(B)/venv-man/bin/python -m pip --quiet --disable-pip-version-check install --force-reinstall --no-deps \
	  $(B)/dist/httpstatus-$(VERSION).tar.gz
	$(B)/venv-man/bin/python -m core.generate man
