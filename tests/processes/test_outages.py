"""A database that goes away and comes back: processes live, say so, and lose nothing."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

from bot.clock import SystemClock
from bot.sandbox import Sandbox, SandboxClock
from tests import postgresql
from tests.databases import opened
from tests.processes.running import eventually, migrate, up
from tests.processes.team import Team
from tests.processes.test_watching import seen


class Server:
    """A PostgreSQL of one test's own, which it may stop, start and freeze."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.url = postgresql.start(folder)

    async def stop(self) -> None:
        """End it, as whoever maintains it does."""
        await asyncio.to_thread(postgresql.stop, self._folder, signal.SIGINT)

    async def start(self) -> None:
        """Start it again."""
        await asyncio.to_thread(postgresql.start, self._folder)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let it take connections and answer nothing while the block runs."""
        first = psutil.Process(int((self._folder / "postmaster.pid").read_text().splitlines()[0]))
        processes = [first, *first.children(recursive=True)]
        for process in processes:
            process.suspend()
        try:
            yield
        finally:
            for process in processes:
                process.resume()


@pytest.fixture
def server() -> Iterator[Server]:
    """Give a PostgreSQL of the test's own, in a folder that its own user may enter."""
    with TemporaryDirectory(prefix="unsit-postgresql-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        yield Server(folder)
        postgresql.stop(folder, signal.SIGINT)


@pytest.fixture
async def url(server: Server, tmp_path: Path) -> AsyncIterator[str]:
    """Give a migrated database on it."""
    with postgresql.created(server.url) as url:
        await migrate(tmp_path, postgresql.written(url))
        yield postgresql.written(url)


@pytest.fixture
async def team(url: str) -> AsyncIterator[Team]:
    """Give a workspace whose processes keep what they know on that server."""
    async with (
        opened(url) as database,
        Sandbox(clock=SandboxClock(SystemClock().now(), speed=1.0)) as sandbox,
    ):
        yield Team(sandbox, sandbox.add_workspace(), database, url)


async def test_while_the_database_is_away_slack_is_told_to_send_again(
    team: Team, server: Server, tmp_path: Path
) -> None:
    """The process lives, answers 5xx, says what is wrong, and works again by itself."""
    before, during = await team.nudged(2)
    async with up(tmp_path, "web", given=team.over_http) as web:
        team.hears_at(web.address)
        assert await team.hear([before]) == [True]
        await server.stop()
        ack = await team.sandbox.send_event(team.workspace, during.event, event_id=during.event_id)
        assert (ack.ok, ack.status // 100) == (False, 5)
        assert (await seen(web.address, "/healthz"))[0] == 200
        status, body = await seen(web.address, "/readyz")
        assert (status, json.loads(body)["faults"]) == (503, {"database": "cannot be reached"})
        await server.start()
        await eventually(partial(_is_ready, web.address))
        assert await team.hear([before, during]) == [True, True]

    people = [each.event["user"] for each in (before, during)]
    assert await team.completions() == dict.fromkeys(people, 1)


async def test_a_database_that_hangs_makes_nobody_wait(
    team: Team, server: Server, tmp_path: Path
) -> None:
    """Readiness is told, and Slack is answered, though the database says nothing at all."""
    (reaction,) = await team.nudged(1)
    async with up(tmp_path, "web", given=team.over_http) as web:
        team.hears_at(web.address)
        with server.frozen():
            ack = await team.sandbox.send_event(
                team.workspace, reaction.event, event_id=reaction.event_id
            )
            status, body = await seen(web.address, "/readyz")
        assert (ack.status, status) == (503, 503)
        assert json.loads(body)["faults"] == {"database": "does not answer"}
        await eventually(partial(_is_ready, web.address))
        assert await team.hear([reaction]) == [True]

    assert await team.completions() == {reaction.event["user"]: 1}


async def _is_ready(address: str) -> bool:
    return (await seen(address, "/readyz"))[0] == 200
