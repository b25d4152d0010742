"""What the server answers, and the only module that knows starlette.

Behind the token the address is one of

| `/` | the editor's page | `/map/NAME` | a file of the last good build |
| `/page/NAME` | its script, style and words | `/state` | what was built, as JSON |
| `/article?path=` | one article with what was read | `/names` | what no list has, and `routes check` |
| `/quote?words=` | where a quote of the map stands | `/news` | the number of each build, as it is made |
| `/edit` | by POST: the one that writes | | |
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from functools import cache
from importlib.resources import files
from mimetypes import guess_type
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from routes.errors import RoutesError
from routes.files import read_bytes

from . import shown
from .desk import Desk
from .edits import ChangedElsewhereError, edit
from .guard import HEADERS, MAP_HEADERS, Guard
from .wording import RefusedError, language_of, why
from .work import Work

__all__ = ["application"]

_LOOK_UP = 0.1
"""Seconds after which an open page is told of a new build at the latest."""
_LARGEST = 100_000
"""Bytes of an edit; none comes near it."""


def application(desk: Desk, guard: Guard) -> ASGIApp:
    """The server of one project."""
    pages = _Pages(desk)
    return _Guarded(
        Starlette(
            routes=[
                Route("/", pages.page),
                Route("/page/{name:path}", pages.part),
                Route("/map/{name}", pages.map),
                Route("/state", pages.state),
                Route("/names", pages.names),
                Route("/article", pages.article),
                Route("/quote", pages.quote),
                Route("/news", pages.news),
                Route("/edit", pages.edit, methods=["POST"]),
            ],
            exception_handlers={RoutesError: _hindered, 404: _nowhere},
        ),
        guard,
    )


class _Guarded:
    """Answers only what the guard lets through, which it passes on without the token in the path."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app, self._guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refusal = self._guard.refusal(scope["method"], scope["path"], Headers(scope=scope))
        if refusal:
            lang = language_of(Headers(scope=scope).get("accept-language"))
            await _plain(why(refusal.why, lang, origin=self._guard.origin), refusal.status, lang)(scope, receive, send)
            return
        path = self._guard.path(scope["path"])
        await self._app({**scope, "path": path, "root_path": "", "raw_path": b""}, receive, send)


class _MissingError(RefusedError):
    """Nothing is there by the name that was asked for."""


class _Pages:
    """One method for each address. What reads files is no coroutine: it runs beside the others, in a thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, _: Request) -> Response:
        return _part("editor.html")

    def part(self, request: Request) -> Response:
        return _part(request.path_params["name"])

    def map(self, request: Request) -> Response:
        work, name = self._work, request.path_params["name"]
        if name not in work.built.files:
            raise _MissingError("noMap")
        return Response(read_bytes(work.project.maps / name), media_type=guess_type(name)[0], headers=MAP_HEADERS)

    def state(self, _: Request) -> Response:
        return _json(shown.state(self._desk.now, self._desk.history.all, self._desk.seen()))

    def names(self, _: Request) -> Response:
        return _json(shown.names(self._work))

    def article(self, request: Request) -> Response:
        reading = self._work.reading(request.query_params.get("path", ""))
        if reading is None:
            raise _MissingError("noArticle")
        return _json(shown.article(reading))

    def quote(self, request: Request) -> Response:
        asked = request.query_params
        found = shown.found(self._work.built.atlas, asked.get("words", ""), asked.get("title", ""))
        if found is None:
            raise _MissingError("noQuote")
        return _json(found)

    async def news(self, _: Request) -> Response:
        return StreamingResponse(self._news(), media_type="text/event-stream", headers=HEADERS)

    async def _news(self) -> AsyncIterator[str]:
        told = -1
        while not self._desk.closed:
            if told != (told := self._desk.now.serial):
                yield f"data: {told}\n\n"
            await asyncio.sleep(_LOOK_UP)

    async def edit(self, request: Request) -> Response:
        if int(request.headers.get("content-length", _LARGEST + 1)) > _LARGEST:
            return _json({"why": why("long", _language(request))}, 413)
        asked = await request.body()
        return await asyncio.to_thread(self._edited, asked, _language(request))

    def _edited(self, asked: bytes, lang: str) -> Response:
        try:
            told = edit(self._desk, json.loads(asked))
        except RefusedError as error:
            status = 409 if isinstance(error, ChangedElsewhereError) else 400
            return _json({"why": why(error.key, lang, **error.values)}, status)
        except RoutesError as error:
            return _json({"why": str(error)}, 400)
        except (ValueError, RecursionError):
            return _json({"why": why("noEdit", lang)}, 400)
        self._desk.wish()
        return _json(told)

    @property
    def _work(self) -> Work:
        work = self._desk.now.work
        if work is None:
            raise RefusedError("notYet")
        return work


_SHARED = ("base.css", "side.css")
"""Of the map's page, so that the two look alike."""


@cache
def _parts() -> Mapping[str, bytes]:
    """The files of the editor's page by their names."""
    folder = files(__package__).joinpath("page")
    found = {entry.name: entry for entry in folder.iterdir()}
    found |= {f"words/{entry.name}": entry for entry in folder.joinpath("words").iterdir()}
    found |= {name: files("routes.webmap").joinpath("style", name) for name in _SHARED}
    return {name: entry.read_bytes() for name, entry in found.items() if entry.is_file()}


def _part(name: str) -> Response:
    content = _parts().get(name)
    if content is None:
        raise _MissingError("noPart")
    return Response(content, media_type=guess_type(name)[0], headers=HEADERS)


def _json(told: Any, status: int = 200) -> Response:  # noqa: ANN401 - whatever JSON can hold
    return JSONResponse(told, status, HEADERS)


def _language(request: Request) -> str:
    return language_of(request.headers.get("accept-language"))


def _plain(told: str, status: int, lang: str) -> Response:
    return PlainTextResponse(told, status, {**HEADERS, "content-language": lang})


def _hindered(request: Request, error: Exception) -> Response:
    """What to answer where there is no map yet, or a file cannot be read just now."""
    lang = _language(request)
    told = why(error.key, lang, **error.values) if isinstance(error, RefusedError) else str(error)
    return _plain(told, 404 if isinstance(error, _MissingError) else 503, lang)


def _nowhere(request: Request, _: Exception) -> Response:
    """What to answer where no page is."""
    lang = _language(request)
    return _plain(why("noPage", lang), 404, lang)
