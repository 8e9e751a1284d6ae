"""The garbage collector: what every type of the extension shows it, and when it may come."""

from __future__ import annotations

import gc

import httpstatus
from support import in_new_process


def test_the_collector_sees_what_is_held() -> None:
    """
    A visitor that stops at what it looks for is passed on: gc.get_referrers is one. It looks at every object that there
    is, of which a new process has few.
    """
    found = in_new_process(
        """
        import gc, httpstatus
        from httpstatus import HTTPStatus, _private
        HTTPStatus.from_code(520)
        owners = [
            httpstatus,
            httpstatus.StatusSet("4xx"),
            httpstatus.tally_log(b"#Fields: sc-status sc-substatus\\n404 13\\n500 19\\n"),
            httpstatus.tally([200]),
            httpstatus.lookup(404),
            httpstatus.parse_status_line("HTTP/1.1 200 OK"),
            httpstatus.smtp.parse("250 2.0.0 OK"),
            vars(HTTPStatus).get("name"),
            HTTPStatus._member_map_,
            _private.log_type()("plain"),
        ]
        seen = 0
        for owner in owners:
            for held in gc.get_referents(owner):
                if gc.is_tracked(held):
                    seen += 1
                    if not any(each is owner for each in gc.get_referrers(held)):
                        print(type(owner), type(held))
        print(seen > 100)
        """
    )
    assert found == "True"


def test_the_collector_sees_the_sub_statuses_of_a_tally() -> None:
    tally = httpstatus.tally_log(b"#Fields: sc-status sc-substatus\n404 13\n500 19\n")
    held = gc.get_referents(tally)
    (substatuses,) = (each for each in held if each == tally.substatuses)
    assert any(each is tally for each in gc.get_referrers(substatuses))


def test_a_collection_while_a_record_is_made() -> None:
    """Until 3.11, one may come with each allocation; values that are not there yet are passed over."""
    code = "import gc, httpstatus; gc.set_threshold(1); print(len(list(httpstatus.registry())))"
    assert in_new_process(code) == str(len(list(httpstatus.registry())))


def test_the_collector_sees_a_module_before_it_is_used() -> None:
    found = in_new_process(
        """
        import gc, httpstatus
        lazy = httpstatus.smtp
        kind = type(lazy)
        print(kind.__name__, any(each is lazy for each in gc.get_referrers(kind)))
        """
    )
    assert found == "LazyModule True"


def test_the_collector_stays_off() -> None:
    assert in_new_process("import gc; gc.disable(); import httpstatus; print(gc.isenabled())") == "False"
    assert in_new_process("import httpstatus, gc; print(gc.isenabled())") == "True"


def test_a_package_that_nobody_has_used_goes_away() -> None:
    found = in_new_process(
        """
        import gc, sys, httpstatus
        kind = type(httpstatus.smtp)
        for name in [name for name in sys.modules if name.partition(".")[0] == "httpstatus"]:
            del sys.modules[name]
        del httpstatus, kind
        gc.collect()
        print(sum(type(each).__name__ == "LazyModule" for each in gc.get_objects()))
        """
    )
    assert found == "0"
