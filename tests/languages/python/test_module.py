"""The module as such: what is installed, its names and help, loading, a second copy, interpreters, threads, leaks."""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
import os
import pydoc
import subprocess
import sys
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import httpstatus
import pytest
from conftest import cpython_only
from support import CHECKOUT, PLAIN, SUBMODULES, SYSTEMS, in_new_process, public_functions, public_names

FUNCTIONS = dict(public_functions())


def run(script: str, *options: str) -> str:
    """Run a script in a fresh interpreter, from a folder where nothing is; what it prints."""
    done = subprocess.run(
        [sys.executable, "-X", "dev", *options, "-c", textwrap.dedent(script)],
        cwd=os.sep,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    assert done.stderr == ""
    return done.stdout.strip()


# ---- What is installed ----


def test_the_installed_package_is_what_is_tested() -> None:
    place = Path(str(httpstatus.__file__)).resolve()
    assert not place.is_relative_to(CHECKOUT / "python")
    assert not place.is_relative_to(CHECKOUT / "bindings")
    assert "site-packages" in place.parts
    assert not (place.parent / "httpstatus_wrap.c").exists()
    assert (place.parent / "py.typed").exists()


def test_the_build_is_the_one_asked_for() -> None:
    """plain.sh sets the variable; what is not CPython has that code alone."""
    assert PLAIN is (bool(os.environ.get("HTTPSTATUS_PLAIN")) or sys.implementation.name != "cpython")


def test_version() -> None:
    assert httpstatus.__version__ == importlib.metadata.version("httpstatus")
    assert httpstatus.__version__ == (CHECKOUT / "core/VERSION").read_text().strip()


# ---- Names and help ----

API = """
HTTPStatus StatusClass StatusSet Meaning UnknownStatusError StatusLine Tally phrase title name status_class label
effective is_informational is_success is_redirection is_client_error is_server_error is_error is_registered is_known
allows_content is_heuristically_cacheable is_followable_redirect preserves_method is_permanent_redirect is_retryable
code is_idempotent retry_after parse_status_line status_line problem lookup meanings registry search origins origin
tally tally_log warning smtp iis cloudflare grpc retry systems vendors Header Rule Origin
"""
CONSTANT = "PROBLEM_MEDIA_TYPE"  # has no help of its own


def test_public_names() -> None:
    """Exactly these: a name that is public by accident stays for ever."""
    assert sorted(public_names(httpstatus)) == sorted([*API.split(), CONSTANT, *SYSTEMS])
    space: dict[str, Any] = {}
    exec("from httpstatus import *", space)
    del space["__builtins__"]
    assert sorted(space) == sorted([*API.split(), CONSTANT, *SYSTEMS])
    assert set(API.split()) <= set(dir(httpstatus))


@pytest.mark.parametrize("name", SUBMODULES)
def test_public_names_of_submodules(name: str) -> None:
    module = getattr(httpstatus, name)
    assert type(module) is ModuleType
    names = module.__all__
    assert len(set(names)) == len(names)
    own = {each for each, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__}
    assert {each for each in own if not each.startswith("_")} <= set(names)
    assert sys.modules[f"httpstatus.{name}"] is module
    assert module.__spec__.name == f"httpstatus.{name}"
    assert Path(module.__file__).is_file()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_signatures_and_docstrings(name: str) -> None:
    function = FUNCTIONS[name]
    signature = inspect.signature(function)
    doc = inspect.getdoc(function)
    assert doc
    assert "--" not in doc.splitlines()[0]
    assert doc[0].isupper() or doc[0] in "\"'"
    assert function.__name__
    assert function.__module__.startswith("httpstatus")
    for parameter in signature.parameters.values():
        described = doc + (inspect.getdoc(sys.modules[function.__module__]) or "")
        assert parameter.name in described or len(signature.parameters) == 1, parameter


@pytest.mark.parametrize("name", [*API.split(), *(f"{name}." for name in SUBMODULES)])
def test_help(name: str) -> None:
    value = getattr(httpstatus, name.rstrip("."))
    for shown in [value] if not name.endswith(".") else [getattr(value, each) for each in value.__all__]:
        text = pydoc.plain(pydoc.render_doc(shown))
        assert len(text.splitlines()) > 3
        assert "$module" not in text
        assert "$self" not in text


def test_help_of_the_package() -> None:
    text = pydoc.plain(pydoc.render_doc(httpstatus))
    assert "Look up any HTTP status code" in text
    for name in ("phrase(code", "class StatusSet", "is_retryable(code"):
        assert name in text


def test_methods_have_help() -> None:
    for kind in (
        httpstatus.StatusSet,
        httpstatus.Tally,
        httpstatus.Meaning,
        httpstatus.HTTPStatus,
        httpstatus.StatusClass,
    ):
        assert inspect.getdoc(kind)
        for name, value in vars(kind).items():
            if not name.startswith("_") and not isinstance(value, kind):
                assert inspect.getdoc(value), (kind, name)
            if not name.startswith("_") and callable(value) and not isinstance(value, type):
                assert inspect.signature(value)
    assert str(inspect.signature(httpstatus.StatusSet)) == "(codes='', /)"
    assert str(inspect.signature(httpstatus.Tally)).startswith("(counts=(), /, *, skipped=0")


def test_attributes_that_are_not_there() -> None:
    for module in (httpstatus, httpstatus.smtp):
        with pytest.raises(AttributeError, match="has no attribute 'nope'"):
            module.nope  # noqa: B018
        assert not hasattr(module, "__wrapped__")
    with pytest.raises(ImportError, match="nope"):
        from httpstatus import nope  # noqa: F401
    with pytest.raises(ModuleNotFoundError, match="nope"):
        importlib.import_module("httpstatus.nope")


# ---- Loading ----


def test_what_import_loads() -> None:
    """Start-up is part of the speed: enum, and nothing else. (Before 3.12, importing any extension loads a codec.)"""
    script = """
        import sys
        before = set(sys.modules)
        import enum
        enum_needs = set(sys.modules) - before
        import httpstatus
        new = set(sys.modules) - before - enum_needs
        print(sorted(name for name in new if not name.startswith(("httpstatus", "encodings."))))
        print([name for name in sorted(new) if type(sys.modules[name]).__name__ == "module"])
    """
    assert run(script, "-I").splitlines()[0] == "[]"
    assert "smtp" not in run(script, "-I").splitlines()[1]


USES = {
    "from httpstatus.smtp import parse": "parse('250 x').code == 250",
    "import httpstatus.smtp": "httpstatus.smtp.parse('250 x').code == 250",
    "import httpstatus": "httpstatus.smtp.parse('250 x').code == 250",
    "from httpstatus import smtp": "smtp.parse('250 x').code == 250",
    "import httpstatus.smtp as s": "s.parse('250 x').code == 250",
    "from httpstatus.smtp import *": "parse('250 x').code == 250",
    "from httpstatus import *": "smtp.parse('250 x').code == 250",
    "import importlib; m = importlib.import_module('httpstatus.smtp')": "m.parse('250 x').code == 250",
    "import httpstatus; d = dir(httpstatus.smtp)": "'parse' in d",
    "import httpstatus, importlib.util as u": "u.find_spec('httpstatus.smtp').name == 'httpstatus.smtp'",
    "import httpstatus, importlib as i; m = httpstatus.smtp; i.reload(m)": "m.parse('250 x').code == 250",
    "import httpstatus, inspect": 'inspect.getsource(httpstatus.smtp).startswith(\'"""\')',
    "import httpstatus; httpstatus.smtp.parse = 5": "httpstatus.smtp.parse == 5",
    "import httpstatus, pickle; p = pickle.loads(pickle.dumps(httpstatus.smtp.parse('250 x')))": "p.code == 250",
    "import httpstatus; v = vars(httpstatus.smtp.parse)": "httpstatus.smtp.__name__ == 'httpstatus.smtp'",
    "from unittest.mock import patch\nwith patch('httpstatus.smtp.parse', 5): from httpstatus.smtp import parse": (
        "parse == 5"
    ),
    "import httpstatus; h = hasattr(httpstatus.smtp, 'nope')": "h is False and httpstatus.smtp.reply(250)",
}


@pytest.mark.parametrize("use", USES)
def test_first_use_of_a_submodule(use: str) -> None:
    assert run(f"{use}\nprint(bool({USES[use]}))") == "True"


def test_a_pickle_is_read_where_nothing_is_loaded() -> None:
    import pickle

    records = [httpstatus.smtp.parse("550 5.1.1 x"), httpstatus.iis.substatus("404.13"), httpstatus.vendors.Nginx(499)]
    script = f"import pickle; print(repr(pickle.loads({pickle.dumps(records)!r})))"
    assert run(script) == repr(records)


def test_first_use_from_eight_threads() -> None:
    for _ in range(5):
        script = """
            import sys, threading
            import httpstatus
            sys.setswitchinterval(1e-6)
            barrier = threading.Barrier(8)
            errors = []
            def use(names):
                barrier.wait()
                try:
                    for name in names:
                        module = getattr(httpstatus, name)
                        for each in module.__all__:
                            getattr(module, each)
                    assert httpstatus.smtp.parse("250 x").code == 250
                    assert httpstatus.vendors.Nginx(499).name == "CLIENT_CLOSED_REQUEST"
                    assert httpstatus.tally_log(b"200\\n404\\n").total == 2
                except BaseException as error:
                    errors.append(repr(error))
            names = %r
            threads = [threading.Thread(target=use, args=(names[i:] + names[:i],)) for i in range(8)]
            [thread.start() for thread in threads]
            [thread.join() for thread in threads]
            print(errors)
        """
        assert run(script % (list(SUBMODULES),)) == "[]"


def test_a_second_copy() -> None:
    """Module state is the module's: a copy that is imported anew works, and so does the first one still."""
    script = """
        import sys, pickle
        import httpstatus as first
        status, meaning, line = first.HTTPStatus.OK, first.lookup(404), first.parse_status_line("HTTP/2 200")
        others = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith("httpstatus")}
        import httpstatus as second
        assert first is not second
        assert first.HTTPStatus is not second.HTTPStatus
        assert first.Meaning is not second.Meaning
        for module in (first, second):
            assert type(module.HTTPStatus(404)) is module.HTTPStatus
            assert type(module.HTTPStatus.from_code(520)) is module.HTTPStatus
            assert module.phrase(404) == "Not Found"
            assert type(module.lookup(404)) is module.Meaning
            assert module.tally([200])[200] == 1
            assert list(module.StatusSet("200")) == [200]
            try:
                module.code("nope")
            except module.UnknownStatusError:
                pass
        assert second.smtp.parse("250 x").code == 250
        assert second.HTTPStatus.OK == status
        assert meaning != second.lookup(404)
        assert pickle.loads(pickle.dumps(second.lookup(404))) == second.lookup(404)
        print("good")
    """
    assert run(script) == "good"


@pytest.mark.parametrize(
    "use",
    [
        "pass",
        "list(httpstatus.HTTPStatus)",
        "list(map(httpstatus.HTTPStatus.from_code, range(100, 1000)))",
        "list(httpstatus.registry())",
        "httpstatus.smtp.parse('550 5.1.1 x')",
        "[getattr(httpstatus, name).__all__ for name in %r]" % (SUBMODULES,),  # noqa: UP031
        "httpstatus.tally([200]) + httpstatus.tally_log(b'404\\n')",
        "httpstatus.StatusSet('2xx')",
        "httpstatus.HTTPStatus.OK.value, httpstatus.HTTPStatus.OK.name",
        "keep = pickle.dumps([httpstatus.lookup(404), httpstatus.HTTPStatus.OK])",
    ],
)
def test_the_module_is_freed(use: str) -> None:
    """Whoever drops the module gets its memory back: everything in it is seen by the collector."""
    script = f"""
        import gc, pickle, sys, weakref
        import httpstatus
        {use}
        watched = [weakref.ref(value) for name, value in vars(httpstatus).items() if isinstance(value, type)]
        watched.append(weakref.ref(httpstatus))
        for name in [name for name in sys.modules if name.startswith("httpstatus")]:
            del sys.modules[name]
        del httpstatus, name
        value = None
        for _ in range(4):
            gc.collect()
        print([reference() for reference in watched if reference() is not None])
    """
    assert run(script) == "[]"


def test_fork() -> None:
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    script = """
        import os
        import httpstatus
        httpstatus.lookup(404)
        child = os.fork()
        if child == 0:
            good = httpstatus.HTTPStatus.from_code(520) == 520 and httpstatus.smtp.reply(550).code == 550
            os._exit(0 if good and httpstatus.tally_log(b"200\\n").total == 1 else 1)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """
    assert run(script) == "0"


# ---- Submodules ----


def test_private_functions_that_another_thread_has_filled_in() -> None:
    """Between the look at a module and the filling: here the name of the module is a key that does it."""
    found = in_new_process(
        """
        import types, httpstatus
        module = httpstatus._private

        class Name(str):
            __hash__ = str.__hash__

            def __eq__(self, other):
                if type(module) is not types.ModuleType:
                    module.__class__ = types.ModuleType
                return str.__eq__(self, other)

        vars(module)[Name("__name__")] = vars(module).pop("__name__")
        print(hasattr(module, "rows"), type(module).__name__)
        """
    )
    assert found == "False module"


def test_a_submodule_whose_file_is_gone() -> None:
    found = in_new_process(
        """
        import httpstatus
        places = httpstatus.__path__
        for _ in range(2):
            httpstatus.__path__ = []
            smtp = httpstatus.smtp
            for ask in (lambda: smtp.reply, lambda: dir(smtp), lambda: setattr(smtp, "x", 1)):
                try:
                    ask()
                except (AttributeError, ImportError) as error:
                    print(error)
            httpstatus.__path__ = places
            import httpstatus._lazy
        print(httpstatus.smtp.reply(250).code)
        """
    )
    missing = ["No module named 'httpstatus._lazy'"] * 3 + ["module 'httpstatus.smtp' cannot be found"] * 3
    assert found.split("\n") == [*missing, "250"]


def test_a_submodule_that_another_finder_has() -> None:
    """As in a program that was frozen; and a finder of the old kind does no harm."""
    found = in_new_process(
        """
        import sys, httpstatus, httpstatus._lazy
        from importlib.machinery import PathFinder

        class Other:
            @staticmethod
            def find_spec(name, path, target=None):
                return PathFinder.find_spec(name, places)

        places, httpstatus.__path__ = httpstatus.__path__, []
        sys.meta_path[:] = [object(), *sys.meta_path, Other]
        print(httpstatus.smtp.reply(250).code)
        """
    )
    assert found == "250"


def test_a_submodule_that_asks_for_what_it_lacks(tmp_path: Path) -> None:
    """While its file runs, what it has not defined yet is missing, and nothing runs twice."""
    (tmp_path / "smtp.py").write_text("import httpstatus\nprint('runs')\nhttpstatus.smtp.reply\n", encoding="utf-8")
    found = in_new_process(
        """
        import sys, httpstatus, httpstatus._lazy
        httpstatus.__path__ = [sys.argv[1]]
        try:
            httpstatus.smtp.reply
        except AttributeError as error:
            print(error)
        """,
        str(tmp_path),
    )
    assert found.split("\n") == ["runs", "module 'httpstatus.smtp' has no attribute 'reply'"]


def test_a_submodule_without_a_name() -> None:
    found = in_new_process(
        """
        import httpstatus
        lazy = httpstatus.iis
        del lazy.__name__
        try:
            lazy.substatus
        except SystemError as error:
            print(error)
        """
    )
    assert found == "nameless module"


def test_what_only_cpython_has_is_listed_by_its_name() -> None:
    for name, reason in cpython_only().items():
        file, _, function = name.partition("::")
        source = Path(__file__).with_name(file).read_text(encoding="utf-8")
        assert f"def {function}(" in source if function else source, name
        assert reason
