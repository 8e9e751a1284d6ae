#!/bin/sh
# rock.sh DIRECTORY : make the source rock of the released rockspec there, as `luarocks upload` would. LuaRocks clones the
# tag from the rockspec's address, which git is told to find here: a repository made of what the rock needs.
set -eu
cd "$(dirname "$0")/../../.."
version=$(cat core/VERSION)
rockspec=httpstatus-$version-1.rockspec
out=$1
repository=$PWD/build/rocks/repository
rm -rf "$repository" "$out"
mkdir -p "$repository" "$out"
cp -r bindings core lua LICENSE README.md ./*.rockspec "$repository"
rm -rf "$repository/bindings/python"
(
  cd "$repository"
  git init --quiet .
  git add .
  git -c user.name=httpstatus -c user.email=httpstatus@localhost -c commit.gpgsign=false commit --quiet --message="$version"
  git tag "v$version"
)
url=$(sed -n 's/^ *url = "git+\(.*\)",$/\1/p' "$rockspec")
out=$(cd "$out" && pwd)
cp "$rockspec" "$out"
cd "$out"
GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="url.file://$repository.insteadOf" GIT_CONFIG_VALUE_0="$url" \
  luarocks pack "$rockspec" >"$repository.log" 2>&1 || { cat "$repository.log" && exit 1; }
