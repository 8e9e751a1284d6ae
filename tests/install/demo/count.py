"""count.py LOG: the status codes of a log, counted from Python; one "CODE COUNT" a line, then total and skipped."""

import sys

import httpstatus

tally = httpstatus.tally_log(sys.argv[1])
for code, count in tally.items():
    print(f"{code:03d} {count}")
print("total", tally.total)
print("skipped", tally.skipped)
