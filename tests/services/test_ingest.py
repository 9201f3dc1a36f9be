"""Answers that arrive together share a commit, and otherwise know nothing of one another."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.domain.completion import Ignored, Source
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.score import Tally
from bot.services import Services
from bot.services.errors import NotOptedInError, OverloadedError
from bot.services.ingest import Ingest
from bot.services.ledger import Heard
from bot.services.pages import Page
from bot.services.views import Change, Logged
from bot.storage import completions
from bot.storage.completions import Completion
from bot.storage.database import open_database
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE
from tests.clock import SettableClock
from tests.services.world import BOTH, World

STAND = (Kind.STAND,)


async def test_what_arrives_together_shares_a_commit(world: World, services: Services) -> None:
    """Forty members say done at once: one transaction holds them all."""
    people = await world.join_many(40)
    with counted("commit") as commits:
        answers = await asyncio.gather(*(_log(services, member, world) for member in people))

    assert answers == [Logged(kinds=STAND)] * 40
    assert len(commits) == 1
    assert [await world.tally(member) for member in people] == [Tally(logged=1)] * 40


async def test_what_comes_alone_is_written_alone(world: World, services: Services) -> None:
    """Nobody waits for company."""
    people = await world.join_many(3)
    with counted("commit") as commits:
        for member in people:
            await _log(services, member, world)

    assert len(commits) == 3


async def test_what_comes_during_a_commit_is_the_next_batch(
    world: World, services: Services
) -> None:
    """While one batch is in its transaction, the next gathers."""
    first, *others = await world.join_many(21)
    late: list[asyncio.Task[object]] = []

    def come() -> None:
        late.extend(asyncio.ensure_future(_log(services, member, world)) for member in others)

    with counted("commit") as commits, once_begun(come):
        await _log(services, first, world)
        await asyncio.gather(*late)

    assert len(late) == 20
    assert len(commits) == 2


async def test_a_batch_is_bounded(world: World) -> None:
    """However many wait, a transaction takes so many and no more."""
    people = await world.join_many(25)
    ingest = Ingest(world.database, world.clock, largest_batch=10)
    with counted("commit") as commits:
        await asyncio.gather(*(ingest.take(_logging(member)) for member in people))

    assert len(commits) == 3


async def test_a_batch_is_decided_in_order(world: World, services: Services) -> None:
    """Each answer sees what the one before it did, though nothing is written in between."""
    await world.join(plan=BOTH)
    nudge = await world.nudged()
    said, now = services.completions, world.clock.now()
    with counted("commit") as commits:
        answers = await asyncio.gather(
            said.complete(WORKSPACE, MEMBER, nudge.due_at, at=now),
            said.undo(WORKSPACE, MEMBER, nudge.due_at, at=now),
            said.complete(WORKSPACE, MEMBER, nudge.due_at, at=now, kinds=(Kind.SQUEEZE,)),
            said.done(WORKSPACE, MEMBER, None, at=now),
            said.done(WORKSPACE, MEMBER, None, at=now),
        )

    changes = [answer.kinds for answer in answers if isinstance(answer, Change)]
    assert changes == [nudge.kinds, nudge.kinds, (Kind.SQUEEZE,), (Kind.STAND,)]
    assert answers[-1] is Ignored.NOT_A_NUDGE
    assert await world.done(nudge) == {Kind.SQUEEZE: Source.BUTTON, Kind.STAND: Source.COMMAND}
    assert await world.tally() == Tally(asked=2, completed=2)
    assert len(commits) == 1


async def test_replays_within_a_batch_count_once(world: World, services: Services) -> None:
    """The same event ten times at once is one completion."""
    await world.join()
    nudge = await world.nudged()
    assert nudge.message is not None
    with counted("commit") as commits:
        answers = await asyncio.gather(
            *(
                services.reactions.reacted(
                    WORKSPACE, MEMBER, nudge.message, "muscle", at=nudge.due_at, on=True
                )
                for _ in range(10)
            )
        )

    assert answers[1:] == [Ignored.OLD_NEWS] * 9
    assert await world.tally() == Tally(asked=1, completed=1)
    assert len(commits) == 1


async def test_a_command_is_about_no_nudge_of_hours_ago(world: World, services: Services) -> None:
    """An old one that went by, which another answer brought along, is not meant."""
    await world.join()
    nudge, newest = await world.nudged(), await world.nudged()
    now = nudge.due_at + timedelta(hours=2)
    world.clock.set(now)
    await services.completions.skip(WORKSPACE, MEMBER, newest.due_at, at=now)
    answers = await asyncio.gather(
        services.completions.undo(WORKSPACE, MEMBER, nudge.due_at, at=now),
        services.completions.done(WORKSPACE, MEMBER, None, at=now),
    )

    assert isinstance(answers[0], Change)
    assert answers[1] is Ignored.NOT_A_NUDGE


async def test_a_refusal_is_its_askers_alone(world: World, services: Services) -> None:
    """Somebody who never joined is told so, and the others are taken with the same commit."""
    (member,) = await world.join_many(1)
    with counted("commit") as commits:
        refused, taken = await asyncio.gather(
            _log(services, OTHER_MEMBER, world),
            _log(services, member, world),
            return_exceptions=True,
        )

    assert isinstance(refused, NotOptedInError)
    assert taken == Logged(kinds=STAND)
    assert len(commits) == 1


async def test_what_cannot_be_written_fails_alone(world: World) -> None:
    """A batch with something in it that the database refuses is written one by one."""
    people = await world.join_many(4)
    ingest = Ingest(world.database, world.clock)
    answers = await asyncio.gather(
        *(ingest.take(_logging(member)) for member in people[:2]),
        ingest.take(_logging(people[2], workspace=WorkspaceId("T0GONE"))),
        ingest.take(_logging(people[3])),
        return_exceptions=True,
    )

    assert [answer for answer in answers if answer == "logged"] == ["logged"] * 3
    assert isinstance(answers[2], IntegrityError)
    assert [await _rows(world, member) for member in people] == [1, 1, 0, 1]


async def test_whoever_stops_waiting_takes_nothing_back(world: World, services: Services) -> None:
    """A request that is cancelled leaves its batch as it is."""
    people = await world.join_many(2)
    tasks = [asyncio.ensure_future(_log(services, member, world)) for member in people]
    with once_begun(tasks[0].cancel):
        results = await asyncio.gather(*tasks, return_exceptions=True)

    assert isinstance(results[0], asyncio.CancelledError)
    assert results[1] == Logged(kinds=STAND)
    await services.ingest.aclose()
    assert [await world.tally(member) for member in people] == [Tally(logged=1)] * 2


async def test_too_many_are_refused_at_once(world: World) -> None:
    """Beyond what may wait nothing is taken, so that Slack sends it again."""
    people = await world.join_many(3)
    ingest = Ingest(world.database, world.clock, most_waiting=2)
    answers = await asyncio.gather(
        *(ingest.take(_logging(member)) for member in people), return_exceptions=True
    )

    assert answers[:2] == ["logged", "logged"]
    assert isinstance(answers[2], OverloadedError)
    assert await _rows(world, people[2]) == 0
    assert await ingest.take(_logging(people[2])) == "logged"


async def test_an_end_waits_for_what_was_taken(world: World, services: Services) -> None:
    """What was taken is written before the end, though whoever asked is gone."""
    people = await world.join_many(5)
    begun = asyncio.Event()
    with once_begun(begun.set):
        tasks = [asyncio.ensure_future(_log(services, member, world)) for member in people]
        await begun.wait()
        for task in tasks:
            task.cancel()
        await services.ingest.aclose()
        await services.ingest.aclose()

    assert [await world.tally(member) for member in people] == [Tally(logged=1)] * 5
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite+aiosqlite:////nowhere/unsit.db",
        "postgresql+psycopg://unsit@/unsit?host=/nowhere",
    ],
)
async def test_a_database_that_is_away_is_asked_once(url: str, clock: SettableClock) -> None:
    """Everybody in the batch hears of it, and nobody is tried alone in vain."""
    database = open_database(url)
    ingest = Ingest(database, clock)
    answers = await asyncio.gather(
        *(ingest.take(_logging(MemberId(f"U{number}"))) for number in range(5)),
        return_exceptions=True,
    )
    await database.close()

    assert {type(answer) for answer in answers} == {OperationalError}
    assert len(set(map(id, answers))) == 1


def _logging(member: MemberId, *, workspace: WorkspaceId = WORKSPACE) -> Heard[str]:
    """Write a completion of a member, in their workspace or in another."""

    def decide(page: Page | None, now: datetime) -> str:
        assert page is not None
        page.complete(
            Completion(
                workspace=workspace,
                member=member,
                slot_at=now,
                kind=Kind.STAND,
                asked=False,
                at=now,
                source=Source.COMMAND,
            )
        )
        return "logged"

    return Heard(workspace=WORKSPACE, member=member, decide=decide)


async def _log(services: Services, member: MemberId, world: World) -> object:
    return await services.completions.done(WORKSPACE, member, STAND, at=world.clock.now())


async def _rows(world: World, member: MemberId) -> int:
    async with world.database.read() as connection:
        now = world.clock.now()
        return len(
            await completions.list_between(
                connection, WORKSPACE, member, start=now, end=now + timedelta(seconds=1)
            )
        )


@contextmanager
def counted(name: str) -> Iterator[list[object]]:
    """Count what engines do, on whatever database and in whatever thread."""
    seen: list[object] = []

    def on_it(connection: object) -> None:
        seen.append(connection)

    event.listen(Engine, name, on_it)
    try:
        yield seen
    finally:
        event.remove(Engine, name, on_it)


@contextmanager
def once_begun(act: Callable[[], object]) -> Iterator[None]:
    """Act as soon as the next transaction has begun, in whatever thread it is."""
    loop = asyncio.get_running_loop()
    left = [act]

    def on_begin(_connection: object) -> None:
        if left:
            loop.call_soon_threadsafe(left.pop())

    event.listen(Engine, "begin", on_begin)
    try:
        yield
    finally:
        event.remove(Engine, "begin", on_begin)
