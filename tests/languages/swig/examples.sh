#!/bin/sh
# examples.sh : run the programs of docs/swig.md, and compare what a line gives with what the comment behind it says.
set -eu
cd "$(dirname "$0")/../../.."
out=build/swig/examples
mkdir -p "$out"

# program LANGUAGE SHOW : the program of a language; SHOW(expected, expression) replaces each line that says its result.
program() {
  awk -v language="$1" -v format="$2" '
    $0 == "```" language { inside = 1; next }
    /^```/ { inside = 0 }
    inside && match($0, /  +;?# /) {
      expression = substr($0, 1, RSTART - 1)
      expected = substr($0, RSTART + RLENGTH)
      sub(/;.*/, "", expected)
      if (language != "tcl" && expected !~ /^("[^"]*"|[0-9]+|true)$/) { print expression; next }
      gsub(/"/, "", expected)
      sub(/;$/, "", expression)
      printf format "\n", expected, expression
      next
    }
    inside' docs/swig.md
}

{ echo 'use strict; use warnings;' && program perl 'print "%s\t", (%s), "\n";'; } >"$out/perl.pl"
program ruby 'puts "%s\t#{%s}"' >"$out/ruby.rb"
program tcl 'puts "%s\t[%s]"' >"$out/tcl.tcl"
{
  perl -I build/swig/perl "$out/perl.pl" | sed 's/^true\t1$/true\ttrue/'
  ruby -w -I build/swig/ruby "$out/ruby.rb"
  TCLLIBPATH=$PWD/build/swig/tcl tclsh "$out/tcl.tcl"
} >"$out/told" 2>"$out/errors" || { cat "$out/errors" >&2 && exit 1; }
[ ! -s "$out/errors" ] || { cat "$out/errors" >&2 && exit 1; }
awk -F '\t' '$1 != $2 { print "examples.sh: docs/swig.md says " $1 ", found is " $2; wrong = 1 }
  END { print "examples.sh: " NR " results"; exit wrong || NR < 15 }' "$out/told"
