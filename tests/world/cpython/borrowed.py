"""Run CPython's own tests of http.client, http.server and wsgiref with httpstatus.HTTPStatus for http.HTTPStatus.

They are the tests of the interpreter that runs this, which must come with its test package. A test that cannot pass is
named here with the reason. Exits 1 if another one fails, or if a named one passes.
"""

from __future__ import annotations

import http
import importlib.util
import io
import sys
import unittest

import httpstatus

MODULES = ("test.test_httplib", "test.test_httpservers", "test.test_wsgiref")

EXPECTED = {}
if sys.version_info >= (3, 11):
    EXPECTED["test.test_httplib.BasicTest.test_simple_httpstatus"] = "compares the insides of two enum classes"
if sys.version_info < (3, 13):
    reason = "expects the phrase of RFC 2616 for 414; RFC 9110's is URI Too Long"
    EXPECTED["test.test_httpservers.BaseHTTPRequestHandlerTestCase.test_request_length"] = reason
    EXPECTED["test.test_wsgiref.IntegrationTests.test_request_length"] = reason


def main() -> int:
    version = sys.version.split()[0]
    if importlib.util.find_spec("test.test_httplib") is None:
        print(f"CPython {version}: has no test package; nothing was run")
        return 0
    http.HTTPStatus = httpstatus.HTTPStatus  # type: ignore[misc, assignment]
    suite = unittest.defaultTestLoader.loadTestsFromNames(MODULES)
    said, usual = io.StringIO(), (sys.stdout, sys.stderr)
    sys.stdout = sys.stderr = io.StringIO()  # the servers in the tests talk
    try:
        result = unittest.TextTestRunner(stream=said, verbosity=0).run(suite)
    finally:
        sys.stdout, sys.stderr = usual
    failed = {getattr(test, "id", lambda test=test: str(test))() for test, _ in result.failures + result.errors}
    print(f"CPython {version}: {result.testsRun} tests, {len(result.skipped)} skipped, {len(failed)} fail as they must")
    wrong = failed ^ EXPECTED.keys()
    if wrong:
        print(said.getvalue())
        print(f"CPython {version}: not as expected: {', '.join(sorted(wrong))}")
    return 1 if wrong or result.testsRun < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
