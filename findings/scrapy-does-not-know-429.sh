#!/bin/sh
# Scrapy 2.x on Twisted: log lines and retry statistics say "429 Unknown Status"
#
# Scrapy words a status code with Twisted's table, which stops at RFC 2616 and WebDAV: 422, 425, 429, 431 and 451 are
# "Unknown Status". The retry middleware counts reasons by that text, so a dashboard that looks for "429 Too Many
# Requests" finds nothing. Scrapy retries 522 and 524 by default although the same table cannot name them.
# What it means for you: match the number at the beginning of the reason, not its words.
#
# Output:
#   404 Not Found
#   422 Unknown Status
#   425 Unknown Status
#   429 Unknown Status
#   431 Unknown Status
#   451 Unknown Status
#   [500, 502, 503, 504, 522, 524, 408, 429]
. "$(dirname "$0")/lib.sh"
python_packages scrapy==2.19.0 twisted==26.10.0
"$python" -W ignore - << 'END' | expect
from scrapy.settings.default_settings import RETRY_HTTP_CODES
from scrapy.utils.response import response_status_message

for code in (404, 422, 425, 429, 431, 451):
    print(response_status_message(code))
print(RETRY_HTTP_CODES)
END
