"""Sphinx's configuration: `make docs` builds build/docs. See CONTRIBUTING.md."""

import os
import sys
from pathlib import Path

# The reference is that of the installed module; autodoc would run its stub in its place.
os.environ["SPHINX_AUTODOC_IGNORE_NATIVE_MODULE_TYPE_STUBS"] = "1"

import httpstatus

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "extensions"))

project = "httpstatus"
author = "The httpstatus authors"
copyright = author
version = release = httpstatus.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx_copybutton",
    "sphinxcontrib.programoutput",
    "forge",
    "c_header",
    "lua_annotations",
    "site_search",
    "python_docstrings",
]
exclude_patterns = ["requirements.*", "extensions"]
nitpicky = True
suppress_warnings = ["misc.highlighting_failure"]  # an excerpt of a configuration is no whole one

# Types that the references name, and that C and Python define: their manuals are not asked, a build needs no network.
nitpick_ignore = [
    *(("c:identifier", name) for name in ("size_t", "int16_t", "int64_t", "uint32_t", "uint64_t")),
    *(("py:class", name) for name in ("PathLike", "_AbstractSet")),
]

autodoc_member_order = "bysource"
add_module_names = False
python_display_short_literal_types = True
toc_object_entries_show_parents = "hide"

smartquotes = False  # quotes are code here

myst_heading_anchors = 4
myst_enable_extensions = ["deflist", "colon_fence"]

html_theme = "furo"
html_title = f"httpstatus {release}"
html_show_sphinx = False
html_copy_source = False
html_extra_path = ["httpstatus.schema.json"]
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# `make docs-links` asks the web.
linkcheck_timeout = 20
linkcheck_anchors = False

maximum_signature_line_length = 100
