#!/bin/sh
# Print how many processors this machine gives us.
nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1
