"""The Procfile, as a host runs it: a release, then a web process and a worker on one PostgreSQL."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.domain.ids import MemberId
from bot.sandbox import Sandbox, SandboxClock
from bot.storage.encryption import new_key
from tests import postgresql
from tests.databases import opened
from tests.processes.ports import free_port
from tests.processes.running import GRACE, PATIENCE, ROOT, environment, eventually, is_ready
from tests.processes.servers import Server
from tests.processes.team import Team


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """Give a folder in which the Procfile's command is found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "unsit"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m bot "$@"\n')
    command.chmod(0o755)
    return folder


@asynccontextmanager
async def honcho(
    folder: Path, commands: Path, *arguments: str, given: Mapping[str, str]
) -> AsyncIterator[tuple[Process, Path]]:
    """Run processes of the Procfile, and see to it that they are gone when the block ends."""
    log = folder / f"{'-'.join(arguments)}.log"
    path = f"{commands}:{os.environ['PATH']}"  # noqa: TID251 - what a shell would pass on
    with log.open("w") as written:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "honcho", "start"),
            *("-f", str(ROOT / "Procfile"), "-d", str(folder), "-p", given["PORT"], *arguments),
            env={**environment(given), "PATH": path},
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
        try:
            yield process, log
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


async def test_a_member_is_nudged_by_the_worker_and_answers_to_the_web_process(
    server: Server, commands: Path, tmp_path: Path
) -> None:
    """Released, installed, nudged, answered and ended in order: all that the Procfile says."""
    port = free_port()
    async with Sandbox(
        clock=SandboxClock(SystemClock().now(), speed=1.0), patience=PATIENCE
    ) as sandbox:
        with postgresql.created(server.url) as found:
            url = postgresql.written(found)
            async with opened(url) as database:
                team = Team(sandbox, sandbox.add_workspace(), database, url)
                given = team.for_many(port, new_key())
                async with honcho(tmp_path, commands, "release", given=given) as (release, log):
                    code = await asyncio.wait_for(release.wait(), PATIENCE)
                    assert (code, "is up to date" in log.read_text()) == (0, True)
                async with honcho(tmp_path, commands, "web", "worker", given=given) as (host, log):
                    await _play(team, f"http://127.0.0.1:{port}")
                    host.send_signal(signal.SIGTERM)
                    await asyncio.wait_for(host.wait(), GRACE)
                    said = log.read_text()

    assert said.count('"event": "stopping"') == 2
    assert "Traceback" not in said


async def _play(team: Team, address: str) -> None:
    """Install the app, become due, be nudged, and answer."""
    await eventually(partial(is_ready, address))
    assert await team.install(address) == 200
    team.hears_at(address)
    (member,) = await team.join(1, due_at=SystemClock().now())
    person = team.workspace.actor(member)
    await team.sandbox.changed(lambda: len(person.dm()) == 1, timeout=PATIENCE)
    await eventually(partial(_is_sent, team))
    await person.react(person.dm()[-1], "white_check_mark")  # which Slack sends again if need be
    await eventually(partial(_has_completed_one, team, member))


async def _has_completed_one(team: Team, member: MemberId) -> bool:
    return await team.completions() == {member: 1}


async def _is_sent(team: Team) -> bool:
    return (await team.nudges())["sent"] == 1
