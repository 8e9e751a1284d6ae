"""Clients: requests, urllib3, httpx and aiohttp against real local servers."""

from __future__ import annotations

import asyncio

import httpx
import pytest
import requests
import urllib3
from aiohttp import ClientResponseError, ClientSession, web
from conftest import FINAL, UNLISTED, AnswerServer, Pair
from httpstatus import HTTPStatus, StatusSet, phrase, retry
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

BACK = {"backoff_factor": 0, "raise_on_status": False}


@pytest.mark.parametrize("code", [200, 404, 413, *UNLISTED])
def test_comparisons(answers: AnswerServer, code: int) -> None:
    status = HTTPStatus.from_code(code)
    for response in (requests.get(f"{answers.url}/{code}", timeout=10), httpx.get(f"{answers.url}/{code}")):
        assert response.status_code == status
        assert response.status_code in {status}
        assert HTTPStatus.from_code(response.status_code) is status


def test_requests_raise_for_status(answers: AnswerServer) -> None:
    with pytest.raises(requests.HTTPError) as caught:
        requests.get(f"{answers.url}/520", timeout=10).raise_for_status()
    assert caught.value.response.status_code == HTTPStatus.from_code(520)


def test_httpx_responses(pair: Pair) -> None:
    def observe(status: int) -> object:
        response = httpx.Response(status)
        return response.status_code, response.reason_phrase, response.is_error, httpx.codes.is_redirect(status)

    pair.compare(observe)
    for code in UNLISTED:
        assert observe(HTTPStatus.from_code(code)) == observe(code)
        with pytest.raises(ValueError, match=str(code)):
            httpx.codes(HTTPStatus.from_code(code))


def test_a_set_says_what_urllib3_repeats(answers: AnswerServer) -> None:
    forcelist = StatusSet("429,5xx,!501")
    policy = Retry(total=5, status_forcelist=forcelist, **BACK)
    with urllib3.PoolManager() as pool:
        answer = pool.request("GET", f"{answers.url}/503,429,520,200", retries=policy)
        assert answer.status == HTTPStatus.OK
        assert [entry.status for entry in answer.retries.history] == [503, 429, 520]
        assert pool.request("GET", f"{answers.url}/501,200", retries=policy).status == HTTPStatus.NOT_IMPLEMENTED
        assert answers.asked == {"/503,429,520,200": 4, "/501,200": 1}
    for code in range(100, 1000):
        assert policy.is_retry("GET", code) == (code in forcelist)
    # A method that is not idempotent is not repeated, whatever the set says.
    assert not policy.is_retry("POST", 503)


def test_a_retry_that_has_an_end(answers: AnswerServer) -> None:
    policy = Retry(total=2, status_forcelist=StatusSet("503"), backoff_factor=0)
    with urllib3.PoolManager() as pool, pytest.raises(urllib3.exceptions.MaxRetryError):
        pool.request("GET", f"{answers.url}/503", retries=policy)
    assert answers.asked == {"/503": 3}


def test_requests_through_its_adapter(answers: AnswerServer) -> None:
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=Retry(total=3, status_forcelist=StatusSet("5xx"), **BACK)))
        assert session.get(f"{answers.url}/503,502,200", timeout=10).status_code == HTTPStatus.OK
    assert answers.asked == {"/503,502,200": 3}


def test_the_policy_of_urllib3_is_that_of_urllib3() -> None:
    """What the registry says that urllib3 repeats by itself is what this release of it repeats."""
    assert StatusSet(Retry.RETRY_AFTER_STATUS_CODES) == retry.policy("urllib3").codes


def test_aiohttp() -> None:
    async def handler(request: web.Request) -> web.Response:
        code = HTTPStatus.from_code(int(request.match_info["code"]))
        return web.json_response({"status": code}, status=code, reason=phrase(code, origin=request.query.get("by")))

    async def main() -> None:
        app = web.Application()
        app.router.add_get("/{code}", handler)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as session:
                for code in FINAL:
                    async with session.get(f"/{code}") as response:
                        assert response.status == HTTPStatus.from_code(code)
                        assert response.reason == phrase(code)
                async with session.get("/520?by=cloudflare") as response:
                    assert response.reason == "Web Server Returned an Unknown Error"
                    with pytest.raises(ClientResponseError) as caught:
                        response.raise_for_status()
                    assert caught.value.status == HTTPStatus.from_code(520)
        finally:
            await runner.cleanup()

    asyncio.run(main())


def test_aiohttp_responses(pair: Pair) -> None:
    pair.compare(lambda status: (web.Response(status=status).status, web.Response(status=status).reason))
