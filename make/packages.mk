# Source and binary packages for Python and Lua.

##@ Packages

.PHONY: sdist
sdist: ## The Python source distribution, with SWIG's output in it
	tests/tools/venv.sh build tests/install/packages/build-requirements.txt
	tests/tools/isolated.sh $(B)/venv-build/bin/python -m build --sdist --outdir $(B)/dist .

.PHONY: wheel
wheel: sdist ## A wheel of the sdist for the newest CPython, in build/wheels
	tests/install/packages/wheels.sh $(B)/dist/httpstatus-$(VERSION).tar.gz newest

.PHONY: wheels
wheels: sdist ## A wheel of the sdist for each CPython found, in isolation, without SWIG
	tests/install/packages/wheels.sh $(B)/dist/httpstatus-$(VERSION).tar.gz

.PHONY: cross
cross: sdist ## Compile the core and the bindings for musl, aarch64, macOS and Windows, with Zig's C compiler
	tests/tools/setup.sh test
	tests/install/packages/cross.sh

.PHONY: dist
dist: test-packages ## Source and binary packages for Python and Lua, checked, in build/dist
	rm -rf $(B)/dist/*.rock $(B)/rocks-dist
	tests/install/packages/rock.sh $(B)/rocks/server
	cp $(B)/rocks/server/*.src.rock $(B)/dist
	luarocks --lua-version=5.4 --tree=$(B)/rocks-dist build $(B)/dist/*.src.rock
	cd $(B)/dist && luarocks --lua-version=5.4 --tree=../rocks-dist pack httpstatus

.PHONY: deb
deb: ## Debian's source and binary packages, judged by lintian, in build/deb
	tests/tools/setup.sh deb
	packaging/deb.sh

.PHONY: test-deb
test-deb: ## Debian's packages in a fresh system, as root: installation, autopkgtest, removal (not part of `make test`)
	tests/tools/setup.sh test-deb
	packaging/deb.sh
	tests/install/packages/deb.sh
