#!/bin/sh
# pip.sh PYTHON ARGUMENT... : run pip; if it fails, say why in one line, and where the rest of what it said is.
set -eu
python=$1
shift
log=$(mktemp)
if "$python" -m pip --quiet --disable-pip-version-check "$@" >"$log" 2>&1; then
  rm -f "$log"
  exit 0
fi
# The reason first: without a network, pip's last word is that there is no such release.
why=$(grep -oE '\[Errno -?[0-9]+\] [[:alnum:] ]+|connect(ion)? timeout|CERTIFICATE_VERIFY_FAILED' "$log" | tail -n 1)
why=${why:-$(grep '^ERROR' "$log" | tail -n 1)}
echo "httpstatus: pip has failed: ${why#ERROR: }; it needs PyPI, or the index that it is configured for; run the" \
  "command again once that is solved (all that pip has said is in $log)" >&2
exit 1
