"""What a frozen program needs beside the extension: the modules that C code imports, which no Python code names."""

from pkgutil import iter_modules

import httpstatus

hiddenimports = [
    f"httpstatus.{module.name}"
    for module in iter_modules(httpstatus.__path__)
    if not module.ispkg and module.name != "__main__"
]
