#!/bin/sh
# isal 1.9.1 and zlib-ng 1.1.0: the last lines of a compressed log are lost if something follows the gzip data
#
# Both packages offer a faster module in place of gzip. Behind the data of a log stands a byte or more that is not gzip,
# as after a rotation that was interrupted; `zcat` prints all lines and a warning. gzip gives all 1000 lines and then
# raises "Not a gzipped file". The two others give 992, and 0 of a log of 10 lines, and then raise an EOFError, which says
# that the file ended too early.
# What it means for you: a program that counts lines up to the error counts too few. Read what is left with gzip.
#
# Output:
#   gzip: 10 of 10 lines, BadGzipFile; 1000 of 1000 lines, BadGzipFile
#   isal.igzip: 0 of 10 lines, EOFError; 992 of 1000 lines, EOFError
#   zlib_ng.gzip_ng: 0 of 10 lines, EOFError; 992 of 1000 lines, EOFError
. "$(dirname "$0")/lib.sh"
python_packages isal==1.9.1 zlib-ng==1.1.0
"$python" - << 'END' | expect
import gzip

import isal.igzip
import zlib_ng.gzip_ng

LINE = b'192.0.2.1 - - [30/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 5\n'


def read(module, count):
    with open("access.log.gz", "wb") as file:
        file.write(gzip.compress(LINE * count) + b"not gzip")
    seen = 0
    try:
        with module.open("access.log.gz") as lines:
            for _ in lines:
                seen += 1
    except Exception as error:
        return f"{seen} of {count} lines, {type(error).__name__}"
    return f"{seen} of {count} lines, no error"


for module in (gzip, isal.igzip, zlib_ng.gzip_ng):
    print(f"{module.__name__}: {read(module, 10)}; {read(module, 1000)}")
END
