"""Every HTTP status code anyone sends, with its owner, standing, source, texts and semantics.

    from httpstatus import HTTPStatus, StatusSet, phrase, lookup

    HTTPStatus(404)                  # a drop-in for http.HTTPStatus
    HTTPStatus.from_code(520)        # any code 100..999, and never an error for one that nobody registered
    phrase(404)                      # 'Not Found'
    lookup(499).origin               # 'nginx'
    404 in StatusSet("4xx,!404")     # False

The functions take any int and answer for every one. The neighbouring systems are in httpstatus.warning, .smtp, .iis,
.cloudflare and .grpc, what clients repeat in .retry, and the codes of every origin as enums in .vendors; these modules
are loaded when they are first used.
"""

import sys

from ._core import (
    HTTPStatus,
    Meaning,
    StatusClass,
    StatusLine,
    StatusSet,
    Tally,
    UnknownStatusError,
    __version__,
    _from_code,
    _restore,
    _restore_tally,
    allows_content,
    code,
    effective,
    is_client_error,
    is_error,
    is_followable_redirect,
    is_heuristically_cacheable,
    is_informational,
    is_known,
    is_permanent_redirect,
    is_redirection,
    is_registered,
    is_retryable,
    is_server_error,
    is_success,
    label,
    lookup,
    meanings,
    name,
    origin,
    origins,
    parse_status_line,
    phrase,
    preserves_method,
    registry,
    search,
    status_class,
    status_line,
    tally,
    tally_log,
)

__all__ = [
    "HTTPStatus",
    "Meaning",
    "StatusClass",
    "StatusLine",
    "StatusSet",
    "Tally",
    "UnknownStatusError",
    "allows_content",
    "cloudflare",
    "code",
    "effective",
    "grpc",
    "iis",
    "is_client_error",
    "is_error",
    "is_followable_redirect",
    "is_heuristically_cacheable",
    "is_informational",
    "is_known",
    "is_permanent_redirect",
    "is_redirection",
    "is_registered",
    "is_retryable",
    "is_server_error",
    "is_success",
    "label",
    "lookup",
    "meanings",
    "name",
    "origin",
    "origins",
    "parse_status_line",
    "phrase",
    "preserves_method",
    "registry",
    "retry",
    "search",
    "smtp",
    "status_class",
    "status_line",
    "tally",
    "tally_log",
    "vendors",
    "warning",
]


class _LazyModule(type(sys)):
    """A submodule whose file is run when one of its attributes is first asked for; from then on it is an ordinary one.

    A __getattr__ of the package itself would do the same, and slow every attribute of the package down.
    """

    def __getattr__(self, attribute):
        from ._lazy import load

        load(self, attribute)
        return getattr(self, attribute)


for _name in ("cloudflare", "grpc", "iis", "retry", "smtp", "vendors", "warning"):
    globals()[_name] = sys.modules[f"{__name__}.{_name}"] = _LazyModule(f"{__name__}.{_name}")
del _name, sys
