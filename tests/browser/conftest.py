"""A browser for tests to play the sandbox's page with, and a small sandbox to play in."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.sandbox import Sandbox, SandboxClock
from tests.browser.chromium import find_chromium, running
from tests.browser.stage import SCRIPT, Stage
from tests.sandbox.bots import socket_bot

_PATIENCE_MS = 30_000
"""For a machine that is busy with other tests: whatever comes sooner is not waited for."""

_START_SECONDS = 30


@pytest.fixture(scope="session")
def chromium() -> Iterator[str]:
    """Run one Chromium for the whole session and give the address to connect to."""
    executable = find_chromium()
    if executable is None:
        missing = "there is no Chromium: install one, or name one in UNSIT_CHROMIUM"
        if os.environ.get("CI") == "true":  # noqa: TID251 - about the tests, no setting
            pytest.fail(missing)
        pytest.skip(missing)
    with running(executable) as address:
        yield address


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """Connect to the session's Chromium from the loop of this test."""
    async with async_playwright() as playwright:
        yield await playwright.chromium.connect_over_cdp(chromium)


@pytest.fixture
def locale() -> str:
    """Give the language of the browser; a test may name another."""
    return "en-US"


@pytest.fixture
async def page(browser: Browser, locale: str) -> AsyncIterator[Page]:
    """Give a fresh page of a fresh profile; a script error on it fails the test."""
    context = await browser.new_context(
        viewport={"width": 1280, "height": 800},
        reduced_motion="reduce",
        timezone_id="UTC",
        locale=locale,
    )
    page = await context.new_page()
    page.set_default_timeout(_PATIENCE_MS)
    expect.set_options(timeout=_PATIENCE_MS)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    await context.close()
    assert problems == []


@pytest.fixture
async def stage(page: Page) -> AsyncIterator[Stage]:
    """Give a running sandbox with a few people, a connected bot, and a page to look at it."""
    clock = SandboxClock(datetime(2026, 11, 23, 9, tzinfo=UTC))
    async with (
        aiohttp.ClientSession() as session,
        Sandbox(clock=clock, script=SCRIPT, rate_limits=False, patience=20.0) as sandbox,
    ):
        workspace = sandbox.add_workspace(name="Acme")
        async with socket_bot(sandbox, workspace, session) as bot:
            yield Stage(page, sandbox, workspace, bot, session)


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Run the bot as a newcomer does, with nothing set, and give the address that it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PORT": "0"},  # noqa: TID251 - the newcomer's
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    async with asyncio.timeout(_START_SECONDS):
        line = (await process.stdout.readline()).decode()
    yield next(word for word in line.split() if word.startswith("http"))
    process.terminate()
    await process.wait()
