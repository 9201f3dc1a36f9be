"""A whole bot that is told to end: everything is sent and on record, or as good as untouched."""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import unquote

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.app import Bot, assembled
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import Delivery
from bot.ending import EndSignal, SideBySide
from bot.process import listening, working
from bot.sandbox import Fault, Sandbox, SandboxClock, Workspace
from bot.settings import Settings, SettingsProblems, load
from bot.slack.oauth import INSTALL_PATH
from bot.slack.pacing import POSTING
from bot.storage import members
from bot.storage.database import Database
from bot.storage.encryption import new_key
from bot.storage.tables import members as members_table
from bot.storage.tables import nudges
from tests.builders import a_joined_member, a_plan, some_settings
from tests.installations import KEY, an_installation, installations_of

PATIENCE = 20.0
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MANY = 300


@pytest.fixture
def clock() -> SandboxClock:
    """Give a clock that stands still."""
    return SandboxClock(MONDAY)


@pytest.fixture
async def sandbox(clock: SandboxClock) -> AsyncIterator[Sandbox]:
    """Give a running sandbox."""
    async with Sandbox(clock=clock, patience=PATIENCE) as sandbox:
        yield sandbox


@pytest.fixture
def workspace(sandbox: Sandbox) -> Workspace:
    """Give a workspace in which the bot is installed."""
    return sandbox.add_workspace()


@pytest.fixture
async def bot(
    sandbox: Sandbox, workspace: Workspace, clock: SandboxClock, database_url: str
) -> AsyncIterator[Bot]:
    """Give a bot that is put together, on a database of its own."""
    settings = _for_one(sandbox, workspace, database_url)
    async with assembled(settings, clock=clock) as bot:
        yield bot


async def test_the_end_loses_no_nudge_of_a_wave(
    bot: Bot, sandbox: Sandbox, workspace: Workspace, clock: SandboxClock
) -> None:
    """In the middle of a wave each nudge is sent and on record, or due again, and none in doubt."""
    await _join_many(bot, workspace, clock)
    parts = SideBySide()
    await parts.enter(working(bot, every_seconds=0.01))
    async with asyncio.timeout(PATIENCE):
        await sandbox.changed(partial(_has_posted, sandbox, POSTING.burst // 2))
        bot.finish()
        await parts.aclose()

    states = await _states(bot)
    posted = sum(call.method == "chat.postMessage" for call in sandbox.calls)
    assert set(states) <= {Delivery.SENT, Delivery.DUE}
    assert states[Delivery.SENT] == posted
    assert states[Delivery.DUE] > 0


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
async def test_both_signals_end_in_the_same_way(which: signal.Signals) -> None:
    """SIGTERM and Ctrl-C are told to whoever waits for the end, and interrupt nothing."""
    async with asyncio.timeout(PATIENCE):
        assert await _told(EndSignal(), which) is which


async def test_a_signal_between_the_start_and_the_waiting_is_kept() -> None:
    """Even by a shell that starts what runs in the background deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ended = EndSignal()
        ended.started()
        signal.raise_signal(signal.SIGINT)
        async with asyncio.timeout(PATIENCE):
            assert await ended.wait() is signal.SIGINT
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


async def test_sigterm_cuts_a_start_that_hangs() -> None:
    """What waits for a database or for Slack is cancelled, and knows why."""
    told: list[bool] = []

    async def start() -> None:
        ended = EndSignal()
        try:
            asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGTERM)
            await asyncio.Event().wait()
        finally:
            told.append(ended.has_cut_the_start)

    async with asyncio.timeout(PATIENCE):
        (fault,) = await asyncio.gather(start(), return_exceptions=True)

    assert isinstance(fault, asyncio.CancelledError)
    assert told == [True]


async def test_second_interruption_is_not_waited_for() -> None:
    """After one Ctrl-C another ends the process at once, as Python has it."""
    async with asyncio.timeout(PATIENCE):
        await _told(EndSignal(), signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


async def test_readiness_includes_the_connection_to_slack(bot: Bot, sandbox: Sandbox) -> None:
    """Over Socket Mode a bot that Slack cannot reach is not ready."""
    async with listening(bot) as address, aiohttp.ClientSession() as session:
        async with asyncio.timeout(PATIENCE):
            # Whoever waits too long for the first look at the database is not ready yet.
            while await _readiness(session, address) != 200:
                pass
            await sandbox.stop()
            while await _readiness(session, address) != 503:
                pass


async def test_workspace_that_left_and_whose_token_works_is_admitted_again(
    bot: Bot, workspace: Workspace
) -> None:
    """News of an uninstall that came late does not shut a workspace out until the next start."""
    person = workspace.actor(workspace.add_person(name="Ana Lima").id)
    async with listening(bot, in_sandbox=True):
        await bot.services.workspaces.leave(WorkspaceId(workspace.id))
        await person.command("/unsit", "join")

    assert await bot.services.workspaces.is_known(WorkspaceId(workspace.id))
    assert person.modal() is not None


async def test_workspace_that_left_and_whose_token_is_refused_stays_out(
    bot: Bot, sandbox: Sandbox, workspace: Workspace
) -> None:
    """Nothing is kept again of a workspace that is really gone."""
    person = workspace.actor(workspace.add_person(name="Ana Lima").id)
    sandbox.break_(Fault("error", "auth.test", error="token_revoked"))
    async with listening(bot, in_sandbox=True):
        await bot.services.workspaces.leave(WorkspaceId(workspace.id))
        await person.command("/unsit", "help")

    assert not await bot.services.workspaces.is_known(WorkspaceId(workspace.id))


async def test_workspaces_install_an_app_that_is_for_many(
    sandbox: Sandbox, clock: SandboxClock, database_url: str
) -> None:
    """With a client id the pages are there, and no workspace is until it installs the app."""
    settings = _for_many(sandbox, database_url)
    async with assembled(settings, clock=clock) as bot, aiohttp.ClientSession() as session:
        async with listening(bot) as address, session.get(f"{address}{INSTALL_PATH}") as page:
            shown = await page.text()

        assert (page.status, "https://unsit.example" in unquote(shown)) == (200, True)
        assert await bot.services.workspaces.list_revoked() == []


async def test_one_workspace_has_no_pages_to_install_on(bot: Bot) -> None:
    """A token is installed already."""
    async with (
        listening(bot) as address,
        aiohttp.ClientSession() as session,
        session.get(f"{address}{INSTALL_PATH}") as page,
    ):
        assert page.status == 404


async def test_keys_that_open_nothing_are_told_at_the_start(
    sandbox: Sandbox, clock: SandboxClock, database: Database, database_url: str
) -> None:
    """A lost key is noticed before anybody's request is."""
    await installations_of(database, clock).finish(an_installation())
    other = _for_many(sandbox, database_url, keys=new_key())
    with pytest.raises(SettingsProblems, match="UNSIT_ENCRYPTION_KEYS"):
        await AsyncExitStack().enter_async_context(assembled(other, clock=clock))


async def test_a_workspace_that_left_is_purged_within_the_day(
    bot: Bot, workspace: Workspace, clock: SandboxClock
) -> None:
    """What every process does from time to time removes it."""
    await _join_many(bot, workspace, clock)
    await bot.services.workspaces.leave(WorkspaceId(workspace.id))
    clock.advance(timedelta(hours=18))
    for beat in bot.heartbeats.beats(every_seconds=1):
        await beat.act()

    async with bot.database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(members_table)) == 0


async def test_nudges_are_counted(
    bot: Bot, sandbox: Sandbox, workspace: Workspace, clock: SandboxClock
) -> None:
    """Each that is sent is in the metrics, and how late it was."""
    await _join_many(bot, workspace, clock, count=3)
    async with working(bot, every_seconds=0.01), asyncio.timeout(PATIENCE):
        await sandbox.changed(partial(_has_posted, sandbox, 3))
        while (await _states(bot))[Delivery.SENT] < 3:
            pass

    shown = bot.metrics.exposition().decode()
    assert 'unsit_nudges_total{outcome="sent"} 3.0' in shown
    assert "unsit_nudge_lateness_seconds_count 3.0" in shown


async def test_processes_on_postgresql_share_their_work(
    sandbox: Sandbox, workspace: Workspace, clock: SandboxClock, postgresql_url: str
) -> None:
    """The address of the database is all that it takes: each knows of the other's worker."""
    settings = _for_one(sandbox, workspace, postgresql_url)
    async with assembled(settings, clock=clock) as one, assembled(settings, clock=clock) as two:
        async with working(one), working(two), asyncio.timeout(PATIENCE):
            while (await one.queue.health()).workers < 2:
                pass

        assert (await two.queue.health()).workers == 0


async def test_parts_end_side_by_side() -> None:
    """The end of one part waits for no other's."""
    meeting = asyncio.Barrier(2)

    class Part:
        """Ends once another does."""

        async def __aenter__(self) -> str:
            return "begun"

        async def __aexit__(self, *_: object) -> None:
            await meeting.wait()

    parts = SideBySide()
    begun = [await parts.enter(Part()) for _ in range(2)]
    async with asyncio.timeout(PATIENCE):
        await parts.aclose()

    assert begun == ["begun", "begun"]


def _for_one(sandbox: Sandbox, workspace: Workspace, database_url: str) -> Settings:
    """Return the settings of a bot that serves one workspace over Socket Mode."""
    settings = load(
        {
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_APP_TOKEN": workspace.app_token,
            "SLACK_API_URL": sandbox.api_url,
            "DATABASE_URL": database_url,
        }
    )
    return settings.model_copy(update={"port": 0})


def _for_many(sandbox: Sandbox, database_url: str, *, keys: str = KEY) -> Settings:
    """Return the settings of an app that many workspaces install."""
    settings = load(
        {
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_CLIENT_SECRET": "abc123",
            "SLACK_SIGNING_SECRET": "abc123",
            "UNSIT_ENCRYPTION_KEYS": keys,
            "UNSIT_PUBLIC_URL": "https://unsit.example",
            "SLACK_API_URL": sandbox.api_url,
            "DATABASE_URL": database_url,
        }
    )
    return settings.model_copy(update={"port": 0})


async def _join_many(
    bot: Bot, workspace: Workspace, clock: SandboxClock, *, count: int = MANY
) -> None:
    """Let many people join, whose slots all come by now."""
    settings = some_settings(plan=a_plan())
    dues = []
    async with bot.database.write() as connection:
        for number in range(count):
            person = workspace.add_person(name=f"P{number}")
            joined = a_joined_member(
                workspace=WorkspaceId(workspace.id),
                member=MemberId(person.id),
                settings=settings,
                now=clock.now(),
            )
            await members.save(connection, joined)
            assert joined.next_slot is not None
            dues.append(joined.next_slot.at)
    clock.advance(max(dues) - clock.now())


async def _told(ended: EndSignal, which: signal.Signals) -> signal.Signals:
    """Wait for the end, and send a signal meanwhile."""
    ended.started()
    asyncio.get_running_loop().call_soon(signal.raise_signal, which)
    return await ended.wait()


async def _readiness(session: aiohttp.ClientSession, address: str) -> int:
    async with session.get(f"{address}/readyz") as answer:
        return answer.status


async def _states(bot: Bot) -> Counter[Delivery]:
    async with bot.database.read() as connection:
        rows = await connection.scalars(select(nudges.c.delivery))
    return Counter(Delivery(row) for row in rows)


def _has_posted(sandbox: Sandbox, count: int) -> bool:
    return sum(call.method == "chat.postMessage" for call in sandbox.calls) >= count
