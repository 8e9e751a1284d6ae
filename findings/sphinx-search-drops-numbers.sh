#!/bin/sh
# Sphinx 9.0.4: the search of a documentation site does not find the page "404 Not Found" by 404
#
# Words that consist of digits are left out of the index and out of the query. Besides, titles are compared as a whole, but
# only with a query of at least half of their length: 404 finds a page that is called "404", and not "404 Not Found".
# What it means for you: the search of a reference of error codes fails for the codes. Write a code as a word with a
# letter too, such as HTTP404, or add it with the directive "index".
#
# Output:
#   404 in the index: no, a title that 404 finds: no
#   520 in the index: no, a title that 520 finds: yes
#   http404 in the index: yes, a title that http404 finds: no
#   teapot in the index: yes, a title that teapot finds: no
. "$(dirname "$0")/lib.sh"
python_packages Sphinx==9.0.4
mkdir source
printf 'project = "codes"\n' > source/conf.py
cat > source/index.rst << 'END'
404 Not Found
=============

The error 404 means that nothing is there, and 520 comes from a proxy. HTTP404 is a word, as teapot is.

520
---

Text about 520.
END
"$python" -m sphinx -q -b html source site
"$python" - << 'END' | expect
import json
import re
from pathlib import Path

text = Path("site/searchindex.js").read_text(encoding="utf-8")
index = json.loads(text[text.index("(") + 1 : text.rindex(")")])
search = Path("site/_static/searchtools.js").read_text(encoding="utf-8")
assert re.search(r"queryTerm\.match\(/\^\\d\+\$/\)\) return", search)  # numbers are dropped from the query
assert "queryLower.length >= title.length / 2" in search
for word in ("404", "520", "http404", "teapot"):
    indexed = word in index["terms"] or word in index["titleterms"]
    titled = any(word in title.lower() and len(word) >= len(title) / 2 for title in index["alltitles"])
    answer = ["no", "yes"]
    print(f"{word} in the index: {answer[indexed]}, a title that {word} finds: {answer[titled]}")
END
