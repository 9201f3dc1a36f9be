"""Plays a day: starts everything, makes trouble, ends everything, and compares."""

import argparse
import asyncio
import json
import os
import secrets
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.day import checks
from benchmarks.day.clock import FastClock
from benchmarks.day.postgres import Postgres
from benchmarks.day.slack import Plan
from benchmarks.figures import Figure, measured, report, within
from benchmarks.people import JOINED_AT, populate, workspace_at
from bot.clock import SystemClock
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.plan import Intensity, plan_of
from bot.engine.schema import migrate_engine
from bot.storage import installations
from bot.storage.database import open_database
from bot.storage.encryption import Cipher, new_key
from bot.storage.installations import Installation, Tokens
from bot.storage.migrations import migrate

MORNING = JOINED_AT + timedelta(minutes=50)
"""Ten minutes before work begins."""

END_SECONDS = 10.0
_SETTLE = timedelta(minutes=10)


@dataclass(slots=True)
class Team:
    """The processes of a day, and what they were started with."""

    folder: Path
    plan: Plan
    environ: dict[str, str]
    running: dict[str, asyncio.subprocess.Process] = field(default_factory=dict)
    ended: list[Figure] = field(default_factory=list)

    async def start(self, name: str, *command: str, **given: str) -> None:
        """Start a process, and wait until it says that it is up."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *command,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env={**self.environ, **given},
            )
        self.running[name] = process
        if process.stdout is None or not await process.stdout.readline():
            raise RuntimeError(f"{name} did not start: see {self.folder / name}.log")

    async def start_bot(self, name: str, role: str, port: int | None = None) -> None:
        """Start a web or a worker process."""
        given = {} if port is None else {"PORT": str(port)}
        clock = (repr(self.plan.began_at), self.plan.day_at, repr(self.plan.speed))
        await self.start(name, "benchmarks.day.bot_process", role, *clock, **given)

    async def start_again(self, name: str) -> None:
        """Start a process of the bot as it was."""
        role, _, number = name.partition("-")
        web = self.plan.webs[int(number)] if role == "web" else None
        await self.start_bot(name, role, None if web is None else _port_of(web))

    async def end(self, name: str) -> None:
        """Tell a process to end, and note how long that took and whether it went well."""
        process = self.running.pop(name)
        began = asyncio.get_running_loop().time()
        process.send_signal(signal.SIGTERM)
        status = await process.wait()
        took = asyncio.get_running_loop().time() - began
        if status:
            raise RuntimeError(f"{name} ended with {status}")
        if name != "slack":
            aim = f"under {END_SECONDS:.0f} s"
            self.ended.append(
                within(f"SIGTERM to the end of {name}", [took], "s", limit=END_SECONDS, aim=aim)
            )

    async def kill(self, name: str) -> None:
        """End a process with -9."""
        process = self.running.pop(name)
        process.kill()
        await process.wait()

    def check(self) -> None:
        """Make sure that every process is alive.

        Raises:
            RuntimeError: one has ended by itself.
        """
        for name, process in self.running.items():
            if process.returncode is not None:
                raise RuntimeError(f"{name} ended by itself with {process.returncode}")


async def main() -> None:
    """Play a day and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspaces", type=int, default=200)
    parser.add_argument("--per-workspace", type=int, default=100)
    parser.add_argument(
        "--plan", type=Intensity, default=Intensity.STANDARD, help="of everybody: gentle, ..."
    )
    parser.add_argument("--webs", type=int, default=2)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--speed", type=float, default=48.0)
    parser.add_argument("--hours", type=float, default=8.4, help="of the day, from 08:50 on")
    parser.add_argument("--kill", type=int, default=1, help="workers to end with -9")
    parser.add_argument(
        "--restart", action="store_true", help="those that were killed; web processes take turns"
    )
    parser.add_argument("--term", type=int, default=1, help="workers to end with SIGTERM")
    parser.add_argument("--outage", type=float, default=0.0, help="real seconds without database")
    parser.add_argument("--name", default="day", help="of the report")
    parser.add_argument("--logs", type=Path, help="where to keep the processes' logs")
    given = parser.parse_args()
    day = asyncio.current_task()
    if day is not None:  # told to end, it ends what it started
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, day.cancel)
    with TemporaryDirectory(prefix="unsit-day-", ignore_cleanup_errors=True) as folder:
        try:
            figures = await play(given, Path(folder))
        finally:
            if given.logs:
                shutil.copytree(folder, given.logs, ignore=_no_log, dirs_exist_ok=True)
    report(given.name, figures)
    if any(figure.met is False for figure in figures):
        raise SystemExit(1)


async def play(given: argparse.Namespace, folder: Path) -> list[Figure]:
    """Play a day in a folder, and return what it came to."""
    postgres = Postgres(folder / "pg")
    address = postgres.prepare()
    key, secret = new_key(), secrets.token_hex(16)
    tokens = await settle_in(address, given, key)
    team = gathered(given, folder, address, key, secret)
    try:
        await begin(team, given)
        await trouble(team, given, postgres)
        slack = await finish(team)
        end = MORNING + timedelta(hours=given.hours - 1)
        return [
            measured(
                f"members, {given.plan} plan, time {given.speed:g} times as fast",
                [given.workspaces * given.per_workspace],
                "",
            ),
            *team.ended,
            *checks.figures(address, slack, end=end, speed=given.speed),
            checks.secrets_found(
                address,
                logs_in(folder),
                [*tokens, key, secret, team.environ["SLACK_CLIENT_SECRET"]],
            ),
        ]
    finally:
        for process in team.running.values():
            process.kill()
        postgres.stop()


def logs_in(folder: Path) -> list[Path]:
    """Return what the processes logged."""
    return sorted(folder.glob("*.log"))


def _no_log(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".log")]


async def settle_in(address: str, given: argparse.Namespace, key: str) -> list[str]:
    """Install the bot in every workspace and let everybody join; return the tokens."""
    url = address.replace("postgresql:", "postgresql+psycopg:", 1)
    database = open_database(url)
    try:
        await migrate(database)
        await migrate_engine(url)
        await populate(
            database,
            count=given.workspaces * given.per_workspace,
            per_workspace=given.per_workspace,
            plan=plan_of(given.plan),
        )
        cipher = Cipher.of(key)
        installed = [_installation(workspace_at(number)) for number in range(given.workspaces)]
        async with database.write() as connection:
            for installation in installed:
                await installations.save(connection, cipher, installation)
        return [installation.tokens.access for installation in installed]
    finally:
        await database.close()


def _installation(workspace: WorkspaceId) -> Installation:
    return Installation(
        workspace=workspace,
        is_org=False,
        bot_id=f"B{workspace}",
        bot_user_id=MemberId(f"UBOT{workspace}"),
        tokens=Tokens(access=f"xoxb-{workspace}-{secrets.token_hex(12)}"),
        scopes=frozenset({"chat:write", "commands", "reactions:read", "users:read"}),
        installed_by=MemberId("U00000000"),
        installed_at=JOINED_AT,
    )


def gathered(given: argparse.Namespace, folder: Path, address: str, key: str, secret: str) -> Team:
    """Return the processes' surroundings; none has been started."""
    webs = [_free_port() for _ in range(given.webs)]
    slack_port = _free_port()
    plan = Plan(
        began_at=SystemClock().now().timestamp() + 10.0,
        day_at=MORNING.isoformat(),
        speed=given.speed,
        port=slack_port,
        secret=secret,
        webs=[f"http://127.0.0.1:{port}" for port in webs],
        report=str(folder / "slack.json"),
    )
    (folder / "plan.json").write_text(json.dumps(asdict(plan)), encoding="utf-8")
    settings = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": secrets.token_hex(16),
        "SLACK_SIGNING_SECRET": secret,
        "UNSIT_ENCRYPTION_KEYS": key,
        "UNSIT_PUBLIC_URL": "http://127.0.0.1:1",
        "SLACK_API_URL": f"http://127.0.0.1:{slack_port}/api/",
        "DATABASE_URL": address,
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "INFO",
    }
    inherited = dict(os.environ)  # noqa: TID251 - what a shell would pass on
    return Team(folder=folder, plan=plan, environ={**inherited, **settings})


async def begin(team: Team, given: argparse.Namespace) -> None:
    """Start Slack, and the bot's processes."""
    await team.start("slack", "benchmarks.day.slack", str(team.folder / "plan.json"))
    for number, web in enumerate(team.plan.webs):
        await team.start_bot(f"web-{number}", "web", _port_of(web))
    for number in range(given.workers):
        await team.start_bot(f"worker-{number}", "worker")


async def trouble(team: Team, given: argparse.Namespace, postgres: Postgres) -> None:
    """Let the day pass, with its troubles spread over the middle of it."""
    clock = FastClock(began_at=team.plan.began_at, day_at=MORNING, speed=given.speed)
    end = MORNING + timedelta(hours=given.hours)
    steps = [f"kill {number}" for number in range(given.kill)]
    steps += [f"term {number}" for number in range(given.term)]
    steps += ["outage"] if given.outage else []
    pause = (end - clock.now()) / (len(steps) + 2)
    await clock.sleep(pause.total_seconds())
    for step in steps:
        async with _alive(team):
            await _make(step, team, given, postgres)
            await clock.sleep(pause.total_seconds())
    async with _alive(team):
        await clock.sleep(max((end - clock.now()).total_seconds(), 0))


async def _make(step: str, team: Team, given: argparse.Namespace, postgres: Postgres) -> None:
    what, _, number = step.partition(" ")
    if what == "outage":
        postgres.stop()
        await asyncio.sleep(given.outage)
        postgres.start()
        return
    is_restarted = what == "kill" and given.restart
    roles = ("web", "worker") if is_restarted else ("worker",)
    names = sorted(name for name in team.running if name.startswith(roles))
    name = names[int(number) % len(names)]
    await (team.kill(name) if what == "kill" else team.end(name))
    if is_restarted:
        await team.start_again(name)


async def finish(team: Team) -> checks.Slack:
    """End everything in order; return what Slack saw."""
    for name in [name for name in team.running if name != "slack"]:
        await team.end(name)
    await team.end("slack")
    return checks.Slack.read(Path(team.plan.report))


@asynccontextmanager
async def _alive(team: Team) -> AsyncIterator[None]:
    yield
    team.check()


def _port_of(address: str) -> int:
    return int(address.rpartition(":")[2])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    asyncio.run(main())
