"""Processes on one database stay below Slack's limits together, and none is stuck without it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ids import WorkspaceId
from bot.domain.pace import REACH, Grant, Pace
from bot.sandbox import Sandbox, SandboxClock
from bot.services.ports import Clock
from bot.services.turns import Turns
from bot.slack.client import build_client, build_session
from bot.slack.pacing import MOST_BUCKETS, PACES, POSTING, THIRD_TIER, Pacing
from bot.slack.passing import Passing
from bot.slack.patience import USUAL, Patience
from bot.slack.results import Accepted
from bot.slack.shared_turns import SharedTurns
from bot.slack.together import AWAY
from bot.slack.turns import LocalTurns
from bot.slack.wire import build_wire
from bot.storage.database import Database
from bot.storage.migrations import migrate
from tests.clock import SettableClock
from tests.databases import Supply, opened
from tests.databases import both as pytest_generate_tests  # noqa: F401 - a hook of pytest's
from tests.storage.outages import line_to, own_server

ACME, OTHER = WorkspaceId("T1"), WorkspaceId("T2")
POST, UPDATE = "chat.postMessage", "chat.update"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PATIENCE = 20.0
PATIENT = Patience(turn=PATIENCE, later_turn=PATIENCE)


class CountedTurns(Turns):
    """Counts how often the database is asked for turns."""

    asked: list[Mapping[WorkspaceId, int]]

    def __init__(self, database: Database) -> None:
        super().__init__(database=database)
        object.__setattr__(self, "asked", [])

    async def take(
        self,
        wanted: Mapping[WorkspaceId, int],
        method: str,
        pace: Pace,
        *,
        now: datetime,
        at_once: bool = False,
    ) -> dict[WorkspaceId, Grant]:
        """Take turns, and note what was wanted."""
        self.asked.append(wanted)
        return await super().take(wanted, method, pace, now=now, at_once=at_once)


def a_process(database: Database, clock: Clock, *, patience: Patience = PATIENT) -> SharedTurns:
    """Give what a process takes its turns from."""
    return sharing(Turns(database=database), clock, patience=patience)


def sharing(turns: Turns, clock: Clock, *, patience: Patience = PATIENT) -> SharedTurns:
    """Give what takes turns from a database."""
    time = Passing(clock)
    alone = LocalTurns(PACES, time, most_buckets=MOST_BUCKETS)
    return SharedTurns(turns, PACES, time, alone=alone, patience=patience)


@pytest.fixture
def clock() -> SettableClock:
    """Give a clock that whoever waits moves on."""
    return SettableClock(NOW)


@pytest.fixture
async def one(database: Database, clock: SettableClock) -> AsyncIterator[SharedTurns]:
    """Give one process."""
    process = a_process(database, clock)
    yield process
    await process.aclose(PATIENCE)


@pytest.fixture
async def other(second_database: Database, clock: SettableClock) -> AsyncIterator[SharedTurns]:
    """Give another process on the same database."""
    process = a_process(second_database, clock)
    yield process
    await process.aclose(PATIENCE)


async def taken(process: SharedTurns, count: int, workspace: WorkspaceId = ACME) -> list[datetime]:
    """Take turns at the same time, and return their instants."""
    given = await asyncio.gather(*(process.take(workspace, POST) for _ in range(count)))
    assert all(isinstance(turn, datetime) for turn in given)
    return [turn for turn in given if isinstance(turn, datetime)]


async def test_two_processes_share_one_burst(one: SharedTurns, other: SharedTurns) -> None:
    """Give each turn to one of them."""
    mine, theirs = await asyncio.gather(taken(one, 10), taken(other, 10))

    turns = sorted((*mine, *theirs))
    assert turns == [turns[0] + each * POSTING.interval for each in range(20)]


async def test_first_come_is_first_served(one: SharedTurns) -> None:
    """Keep to the order of the line, however many turns are taken at a time."""
    turns = await taken(one, 60)

    assert turns == sorted(turns)


async def test_single_call_is_not_behind_another_process_queue(
    one: SharedTurns, other: SharedTurns, clock: SettableClock
) -> None:
    """Let a call in after what a couple of seconds hold."""
    queue = asyncio.gather(*(one.take(ACME, POST) for _ in range(30)))
    first = await one.take(OTHER, POST)
    began = clock.now()
    turn = await other.take(ACME, POST)

    assert isinstance(first, datetime)
    assert isinstance(turn, datetime)
    assert turn - began <= 3 * REACH
    await queue


async def test_hundred_posts_cost_a_handful_of_statements(
    database: Database, clock: SettableClock
) -> None:
    """Ask the database for whoever waits, and not for each."""
    counted = CountedTurns(database)

    await taken(sharing(counted, clock), 100)

    assert len(counted.asked) <= 10


async def test_workspaces_share_a_statement(database: Database, clock: SettableClock) -> None:
    """Ask once for all workspaces that wait at the same time."""
    counted = CountedTurns(database)
    process = sharing(counted, clock)

    await asyncio.gather(*(process.take(WorkspaceId(f"T{each}"), POST) for each in range(50)))

    assert len(counted.asked) <= 2


async def test_long_line_delays_no_other_workspace(
    database: Database,
) -> None:
    """Serve one workspace at once while another has used up all its turns."""
    process = a_process(database, SandboxClock(NOW))
    line = asyncio.gather(*(process.take(ACME, POST) for _ in range(500)))

    async with asyncio.timeout(PATIENCE):
        turn = await process.take(OTHER, POST)

    assert isinstance(turn, datetime)
    assert turn <= NOW
    assert not line.done()
    line.cancel()
    with pytest.raises(asyncio.CancelledError):
        await line


async def test_retry_after_holds_every_process(one: SharedTurns, other: SharedTurns) -> None:
    """Send nothing before the time that Slack told one of them."""
    one.hold(ACME, POST, timedelta(seconds=30))
    await one.aclose(PATIENCE)

    told = await other.take(ACME, POST)

    assert isinstance(told, timedelta)
    # Each process notices by itself how long the clock has stood still on a busy machine.
    assert timedelta(seconds=25) < told < timedelta(seconds=35)
    assert not await other.try_take(ACME, POST)
    assert await other.try_take(OTHER, POST)
    assert await other.try_take(ACME, UPDATE)


async def test_hold_ends(one: SharedTurns, other: SharedTurns, clock: SettableClock) -> None:
    """Go on after what Slack said."""
    one.hold(ACME, POST, timedelta(seconds=30))
    await one.aclose(PATIENCE)
    await other.take(ACME, POST)

    clock.advance(timedelta(seconds=35))

    assert await other.try_take(ACME, POST)
    assert one.held(ACME, POST) is None
    assert other.held(ACME, POST) is None


async def test_hold_sends_a_line_away(database: Database) -> None:
    """Tell those who stand in line how long to wait, once one of them was refused."""
    clock = SandboxClock(NOW)
    process = a_process(database, clock)
    line = [asyncio.ensure_future(process.take(ACME, POST)) for _ in range(40)]
    await line[0]

    process.hold(ACME, POST, timedelta(minutes=5))
    clock.advance(timedelta(seconds=3))

    last = await asyncio.wait_for(line[-1], PATIENCE)
    assert isinstance(last, timedelta)
    assert last > timedelta(minutes=4)
    await process.aclose(PATIENCE)


async def test_whoever_stops_waiting_takes_no_turn(one: SharedTurns) -> None:
    """Give the turn of somebody who was told to stop to the next in line."""
    places = [asyncio.ensure_future(one.take(ACME, POST)) for _ in range(10)]
    await asyncio.sleep(0)
    for place in places[:9]:
        place.cancel()

    last = await places[9]

    assert isinstance(last, datetime)
    assert last <= NOW


async def test_closing_sends_the_line_away(database: Database) -> None:
    """Let nobody stand in line at the end."""
    pacing = Pacing(SandboxClock(NOW), shared=Turns(database=database), patience=PATIENT)
    line = [asyncio.ensure_future(pacing.acquire(ACME, POST)) for _ in range(100)]
    assert await line[0] is None

    pacing.close()

    async with asyncio.timeout(PATIENCE):
        answers = await asyncio.gather(*line)
        await pacing.aclose(PATIENCE)
    assert answers[-1] == timedelta()
    assert answers.count(None) < 100


async def test_stopped_database_holds_nobody_up() -> None:
    """Let a person's call go ahead, put off what can wait, and share again afterwards."""
    clock = SettableClock(NOW)
    with own_server() as server:
        async with opened(server.url) as database:
            await migrate(database)
            process = a_process(database, clock, patience=USUAL)
            assert await process.try_take(OTHER, UPDATE)
            server.stop()

            async with asyncio.timeout(PATIENCE):
                tried = [await process.try_take(ACME, UPDATE) for _ in range(20)]
                told = await process.take(ACME, POST)
                process.hold(ACME, "users.info", timedelta(seconds=30))
                await process.aclose(PATIENCE)

            assert THIRD_TIER.burst <= sum(tried) < 20
            assert told == AWAY
            assert process.held(ACME, "users.info") is not None

            server.start()
            async with asyncio.timeout(PATIENCE):
                while not isinstance(await process.take(OTHER, POST), datetime):
                    clock.advance(AWAY)


async def test_dead_line_holds_nobody_up(postgresql_url: str) -> None:
    """Wait for a database that says nothing no longer than a person does."""
    clock = SettableClock(NOW)
    async with line_to(postgresql_url) as (line, url), opened(url) as database:
        process = a_process(database, clock, patience=USUAL)
        assert await process.try_take(ACME, UPDATE)
        line.die()

        async with asyncio.timeout(PATIENCE):
            assert await process.try_take(ACME, UPDATE)
            assert await process.take(ACME, POST) == AWAY

        line.revive()
        await process.aclose(PATIENCE)


steps = st.tuples(
    st.floats(min_value=0, max_value=15),
    st.integers(min_value=0, max_value=1),
    st.integers(min_value=1, max_value=25),
    st.booleans(),
)


@given(plan=st.lists(steps, min_size=5, max_size=10), method=st.sampled_from([POST, UPDATE]))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_two_processes_together_stay_below_the_limits(
    supply: Supply, plan: list[tuple[float, int, int, bool]], method: str
) -> None:
    """Keep to the pace in every stretch of time, whoever calls and however."""

    async def called() -> list[datetime]:
        clock, calls, url = SettableClock(NOW), list[datetime](), supply.fresh()
        async with opened(url) as database, opened(url) as second:
            processes = [a_process(each, clock) for each in (database, second)]
            for wait, number, count, waits in plan:
                clock.advance(timedelta(seconds=wait))
                process = processes[number]
                if waits:
                    began = clock.now()
                    turns = await asyncio.gather(
                        *(process.take(ACME, method) for _ in range(count))
                    )
                    calls += [max(turn, began) for turn in turns if isinstance(turn, datetime)]
                else:
                    tried = [await process.try_take(ACME, method) for _ in range(count)]
                    calls += [clock.now()] * sum(tried)
        return calls

    pace, calls = PACES[method], sorted(asyncio.run(called()))
    assert calls
    for first in calls:
        minute = [at for at in calls if first <= at < first + timedelta(minutes=1)]
        assert len(minute) <= pace.per_minute + pace.burst + 1


async def test_two_processes_are_never_refused_by_slack(
    database: Database, second_database: Database
) -> None:
    """Post and look up for a while from two processes, and hear of no limit."""
    clock = SandboxClock(NOW, speed=1.0)
    async with (
        Sandbox(clock=clock) as sandbox,
        build_session() as session,
        asyncio.timeout(3 * PATIENCE),
    ):
        workspace = sandbox.add_workspace()
        people = [workspace.add_person(name=f"P{each}").id for each in range(107)]
        client = build_client(session, sandbox.api_url)

        async def token_of(_workspace: WorkspaceId) -> str | None:
            return workspace.bot_token

        wires = [
            build_wire(
                client=client,
                token_of=token_of,
                clock=clock,
                turns=Turns(database=each),
                patience=PATIENT,
            )
            for each in (database, second_database)
        ]
        acme = WorkspaceId(workspace.id)
        posts = [
            wires[number % 2].write(acme, POST, {"channel": person, "text": "Up?"})
            for number, person in enumerate(people * 3)
        ]
        looks = [
            wire.try_read(acme, "users.info", {"user": person})
            for person in people
            for wire in wires
        ]

        # Slack's minute begins with the first call that reaches it: alone, that is soon.
        results = [await posts[0]]
        wave = asyncio.gather(*posts[1:])
        await sandbox.changed(lambda: len(sandbox.calls) >= POSTING.burst, timeout=PATIENCE)
        # From here on nothing comes in a heap, however far a busy machine falls behind.
        clock.speed = 8.0
        results += await wave
        clock.speed = 1.0
        await asyncio.gather(*looks)
        for wire in wires:
            wire.close()
            await wire.aclose(PATIENCE)

        assert {type(result) for result in results} == {Accepted}, results[-3:]
        assert {call.outcome for call in sandbox.calls} == {"ok"}
