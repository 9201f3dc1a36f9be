"""A Slack that answers the doctor exactly as a test wants."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.doctor.web_api import WebApi


@dataclass
class Slack:
    """What each method answers, and the tokens it was called with."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str | None] = field(default_factory=dict)
    url: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        """Answer as told, or that all is well."""
        method = request.match_info["method"]
        self.tokens[method] = request.headers.get("Authorization")
        return web.json_response(self.answers.get(method, {"ok": True}), headers=self.headers)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    """Serve it on a free port of this machine."""
    slack = Slack()
    application = web.Application()
    application.router.add_post("/api/{method}", slack.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    yield slack
    await runner.cleanup()


@pytest.fixture
async def api(slack: Slack) -> AsyncIterator[WebApi]:
    """Reach it the way the doctor does."""
    async with aiohttp.ClientSession() as session:
        yield WebApi(session, slack.url)
