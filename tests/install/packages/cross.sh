#!/bin/sh
# cross.sh : compile the C sources, warnings being errors, for the platforms that this machine is not, with the headers
# that Zig's C compiler brings: the core as C99, linked as a library; the Lua binding with the headers of each Lua found;
# the Python binding where the headers of this machine's CPython hold, which excludes Windows. Then once more as a
# compiler sees them that is not GNU's kin, as MSVC is not: no extension may be left without a guard.
set -eu
cd "$(dirname "$0")/../../.."
tests/tools/venv.sh cross tests/install/packages/cross-requirements.txt
out=$PWD/build/cross
mkdir -p "$out"
warnings="-Wall -Wextra -Werror -Wno-unused-parameter -Wno-missing-field-initializers -Wno-cast-function-type"
strict="-std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror"
machine=$(${CC:-cc} -dumpmachine)
luas=$(find /usr/include /usr/local/include -maxdepth 2 -name lua.h -exec dirname {} \;)
python=$(build/venv-cross/bin/python -c "import sysconfig; print(sysconfig.get_path('include'))")
zig() {
  build/venv-cross/bin/python -m ziglang cc -target "$target" "$@"
}

for target in x86_64-linux-musl aarch64-linux-musl aarch64-linux-gnu x86_64-macos aarch64-macos x86_64-windows-gnu \
  aarch64-windows-gnu; do
  lua="" python_sources="bindings/python/*.c"
  case $target in
    *-windows-*) lua="-DLUA_BUILD_AS_DLL -fms-extensions" python_sources="" ;;
  esac
  # shellcheck disable=SC2086 # the options are words
  zig $strict -O2 -fPIC -Icore -shared core/*.c core/*/*.c -o "$out/$target"
  for headers in $luas; do
    # shellcheck disable=SC2086 # Debian's headers of Lua include one of the machine's
    zig -std=gnu99 $warnings $lua -DHTTPSTATUS_EMBEDDED -Icore -I"$headers" -idirafter "/usr/include/$machine" \
      -c bindings/lua/core.c -o "$out/lua.o"
  done
  for source in $python_sources; do
    [ "$source" = bindings/python/httpstatus_wrap.c ] && continue
    # shellcheck disable=SC2086
    zig -std=gnu11 $warnings -DHTTPSTATUS_EMBEDDED -Icore -Ibindings/python -I"$python" -c "$source" -o "$out/python.o"
  done
  echo "cross.sh: $target: core, Lua binding$([ -z "$python_sources" ] || echo ", Python binding")"
done

# other SOURCE OPTION... : the source as a compiler takes it that knows no extension of GNU's; clang itself takes built-in
# functions and attributes all the same, so they are looked for in what the preprocessor leaves of our files.
other() {
  clang -std=c99 -fgnuc-version=0 -pedantic-errors -Wgnu -Wall -Wextra -Werror -Wno-unused-function -fsyntax-only "$@"
  clang -std=c99 -fgnuc-version=0 -E "$@" | awk '
    /^# [0-9]+ "/ { ours = $3 !~ /^"[\/<]/; next }
    ours && without_standard($0) ~ /__(attribute|builtin|typeof|extension)/ { print "cross.sh: not guarded:" $0; found = 1 }
    END { exit found }
    function without_standard(line) { gsub(/__builtin_(offsetof|va_)/, "", line); return line }'
}

for source in core/*.c core/*/*.c; do
  other "$source" -Icore
done
for headers in $luas; do
  other bindings/lua/core.c -DHTTPSTATUS_EMBEDDED -Icore -isystem "$headers"
done
echo "cross.sh: core and Lua binding hold without GNU's extensions"
