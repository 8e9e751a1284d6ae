# What the scripts of this folder share. A script reads this file first: . "$(dirname "$0")/lib.sh"
# It works in a temporary folder that is removed at the end, and changes nothing else on the machine.
set -eu
script=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder" && rm -rf "$folder"' EXIT
cd "$folder"

# Install PyPI packages, NAME==VERSION each, and leave the interpreter in $python.
python_packages() {
  python3 -m venv python
  python=$folder/python/bin/python
  "$python" -m pip --quiet --disable-pip-version-check install "$@"
}

# Install npm packages, NAME@VERSION each, for programs that run in the folder.
node_packages() {
  echo '{"private": true}' > package.json
  npm install --silent --no-audit --no-fund "$@" > npm.log 2>&1 || { cat npm.log; exit 1; }
}

# Fetch Go modules, MODULE@VERSION each, for the main.go of the folder.
go_modules() {
  mkdir program && mv main.go program && cd program
  export GOPATH="$folder/go" GOFLAGS=-mod=mod
  { go mod init finding && go get "$@" && go mod tidy; } > go.log 2>&1 || { cat go.log; exit 1; }
}

# Unpack Debian packages, NAME=VERSION each, into $folder/debian without installing them.
debian_packages() {
  apt-get download --quiet "$@" > apt.log 2>&1 || { cat apt.log; exit 1; }
  for package in ./*.deb; do
    dpkg-deb -x "$package" debian
  done
}

# Compare standard input with the output that is on record, which is read from the head of the script: the lines
# between "# Output:" and the first line that is not a comment.
expect() {
  sed -n '/^# Output:$/,/^[^#]/ { /^#   /s/^#   //p }' "$script" > recorded
  cat > seen
  if diff -u recorded seen; then
    echo "$(basename "$script"): as recorded"
  else
    echo "$(basename "$script"): the behavior has changed; check what the documentation says about it" >&2
    exit 1
  fi
}
