"""What a batch of answers reads and writes: each query finds its own, however much it is given."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, insert

from bot.domain.completion import Source
from bot.domain.exercise import Kind
from bot.domain.ids import ChannelId, MemberId, WorkspaceId
from bot.domain.leaderboard import Period
from bot.domain.member import OptIn
from bot.domain.nudge import Answer, Delivery, Nudge
from bot.domain.score import Tally
from bot.storage import (
    claims,
    completions,
    deliveries,
    members,
    nudges,
    reactions,
    tables,
    totals,
    workspaces,
)
from bot.storage.completions import Completion
from bot.storage.database import Database
from bot.storage.many import Stretch
from bot.storage.reactions import Reaction
from tests.builders import (
    MEMBER,
    MONDAY_MORNING,
    OTHER_MEMBER,
    WORKSPACE,
    a_joined_member,
    a_member,
    a_message,
    a_nudge,
)

OTHER = WorkspaceId("T0OTHER")
MINUTE = timedelta(minutes=1)
NOW = MONDAY_MORNING
DAY = date(2026, 3, 2)
T = TypeVar("T")


@pytest.fixture
async def peopled(database: Database) -> Database:
    """Give a database with two members in each of two workspaces."""
    async with database.write() as connection:
        for workspace in (WORKSPACE, OTHER):
            await workspaces.add(connection, workspace, at=NOW)
            for member in (MEMBER, OTHER_MEMBER):
                await members.save(connection, a_member(workspace=workspace, id=member))
    return database


async def test_members_of_any_workspaces_are_found(peopled: Database) -> None:
    """Only those asked for come back, each as they are stored."""
    asked = {(WORKSPACE, MEMBER), (OTHER, OTHER_MEMBER), (OTHER, MemberId("U0GONE"))}
    found = await peopled.write_at_once(lambda c: claims.list_locked(c, asked))

    assert found == {
        (WORKSPACE, MEMBER): a_member(),
        (OTHER, OTHER_MEMBER): a_member(workspace=OTHER, id=OTHER_MEMBER),
    }


async def test_plans_of_many_members_are_written(peopled: Database) -> None:
    """Each member has their own planning afterwards, and nobody else has another."""
    moved = a_joined_member()
    paused = a_member(workspace=OTHER, opt_in=OptIn.PAUSED, paused_until=NOW)
    await peopled.write_at_once(lambda c: claims.advance(c, [moved, paused]))
    everybody = {
        (place, member) for place in (WORKSPACE, OTHER) for member in (MEMBER, OTHER_MEMBER)
    }
    found = await peopled.write_at_once(lambda c: claims.list_locked(c, everybody))

    assert found[WORKSPACE, MEMBER].next_slot == moved.next_slot
    assert found[OTHER, MEMBER] == paused
    assert found[OTHER, OTHER_MEMBER] == a_member(workspace=OTHER, id=OTHER_MEMBER)


async def test_nudges_are_found_by_their_messages(peopled: Database) -> None:
    """A message is a nudge in its own workspace and channel alone."""
    message = a_message()
    nudge = _claimed(message=message)
    await _claim(peopled, nudge)
    asked = {
        (WORKSPACE, message),
        (OTHER, message),
        (WORKSPACE, replace(message, channel=ChannelId("D0OTHER"))),
    }

    assert await peopled.write_at_once(lambda c: nudges.list_by_message(c, asked)) == [nudge]
    assert await peopled.write_at_once(lambda c: nudges.list_by_message(c, set())) == []


async def test_nudges_are_found_by_when_they_were_due(peopled: Database) -> None:
    """A stretch is half-open, and one member's."""
    await _claim(peopled, *(_claimed(due_at=NOW + minutes * MINUTE) for minutes in range(4)))
    await _claim(peopled, _claimed(workspace=OTHER))
    asked = {
        Stretch(WORKSPACE, MEMBER, NOW + MINUTE, NOW + 3 * MINUTE),
        Stretch(OTHER, OTHER_MEMBER, NOW, NOW + MINUTE),
    }
    found = await peopled.write_at_once(lambda c: nudges.list_in(c, asked))

    assert sorted(nudge.due_at for nudge in found) == [NOW + MINUTE, NOW + 2 * MINUTE]
    assert {nudge.workspace for nudge in found} == {WORKSPACE}
    assert await peopled.write_at_once(lambda c: nudges.list_in(c, set())) == []


async def test_answers_are_kept(peopled: Database) -> None:
    """An answer, its message and until when a snooze lasts go to that nudge, which came."""
    await _claim(peopled, _claimed(), _claimed(member=OTHER_MEMBER))
    answered = a_nudge(due_at=NOW, sent_at=None, answer=Answer.SNOOZED, snoozed_until=NOW)
    await peopled.write_at_once(lambda c: nudges.write_answers(c, [(_claimed(), answered)]))
    await peopled.write_at_once(lambda c: nudges.write_answers(c, [(answered, answered)]))
    async with peopled.write() as connection:
        lost = await deliveries.give_up_lost(connection, now=NOW)
        found = await nudges.find(connection, WORKSPACE, MEMBER, NOW)
        other = await nudges.find(connection, WORKSPACE, OTHER_MEMBER, NOW)

    assert found == answered
    assert (lost, other) == (1, _claimed(member=OTHER_MEMBER, delivery=Delivery.UNKNOWN))


async def test_completions_are_kept_once_and_taken_back(peopled: Database) -> None:
    """The first word about a kind stands until it is taken back, or said in another way."""
    await _write(peopled, completions.write, _done(Kind.STAND), _done(Kind.WALK))
    await _write(peopled, completions.write)
    later = _done(Kind.STAND, at=NOW + MINUTE, source=Source.BUTTON)
    await _write(peopled, completions.write, later)
    await _write(peopled, completions.withdraw, _done(Kind.WALK))
    await _write(peopled, completions.withdraw)
    async with peopled.read() as connection:
        said = await completions.list_of(connection, _claimed())
        elsewhere = await completions.list_of(connection, _claimed(workspace=OTHER))

    assert await _done_in(peopled) == [_done(Kind.STAND, source=Source.BUTTON)]
    assert (said, elsewhere) == ({Kind.STAND: Source.BUTTON}, {})


async def test_completions_are_found_by_their_slots(peopled: Database) -> None:
    """Asked for or not, of the member, from the start of the stretch until before its end."""
    logged = [_done(asked=False, slot_at=NOW + minutes * MINUTE) for minutes in range(3)]
    other = _done(member=OTHER_MEMBER)
    await _write(peopled, completions.write, _done(), *logged, other)
    async with peopled.read() as connection:
        listed = await completions.list_between(
            connection, WORKSPACE, MEMBER, start=NOW, end=NOW + MINUTE
        )

    assert sorted(await _done_in(peopled)) == sorted([_done(), logged[0]])
    assert sorted(await _done_in(peopled, 2)) == sorted([_done(), *logged[:2]])
    assert await peopled.write_at_once(lambda c: completions.list_in(c, set())) == []
    assert sorted(listed) == [(NOW, Kind.STAND, False), (NOW, Kind.STAND, True)]


async def test_the_last_word_about_an_emoji_is_kept(peopled: Database) -> None:
    """What is written last stands, and is found with its nudge alone."""
    on = Reaction(WORKSPACE, MEMBER, NOW, "+1", True, NOW)  # noqa: FBT003 - a column
    off = on._replace(is_on=False, said_at=NOW + MINUTE)
    other = on._replace(due_at=NOW + MINUTE)
    await _write(peopled, reactions.write, on, other)
    await _write(peopled, reactions.write, off)
    await _write(peopled, reactions.write)
    slots = {(WORKSPACE, MEMBER, NOW), (OTHER, MEMBER, NOW)}

    assert await peopled.write_at_once(lambda c: reactions.list_of(c, slots)) == [off]
    assert await peopled.write_at_once(lambda c: reactions.list_of(c, set())) == []


async def test_counts_of_any_workspaces_add_up(peopled: Database) -> None:
    """Each day of each member gets its own, and may lose some of it."""
    await peopled.write_at_once(
        lambda c: totals.add_all(
            c,
            {
                (WORKSPACE, MEMBER, DAY): Tally(asked=2, completed=1),
                (OTHER, MEMBER, DAY): Tally(logged=3),
            },
        )
    )
    await peopled.write_at_once(
        lambda c: totals.add_all(c, {(WORKSPACE, MEMBER, DAY): Tally(completed=-1, logged=1)})
    )
    await peopled.write_at_once(lambda c: totals.add_all(c, {}))
    day = Period(first=DAY, last=DAY)
    async with peopled.read() as connection:
        mine = await totals.by_day(connection, WORKSPACE, MEMBER, day)
        elsewhere = await totals.by_day(connection, OTHER, MEMBER, day)

    assert mine == {DAY: Tally(asked=2, logged=1)}
    assert elsewhere == {DAY: Tally(logged=3)}


async def _claim(database: Database, *claimed: Nudge) -> None:
    rows = [
        {
            "workspace_id": nudge.workspace,
            "member_id": nudge.member,
            "due_at": nudge.due_at,
            "expires_at": nudge.expires_at,
            "exercises": " ".join(nudge.exercises),
            "delivery": nudge.delivery,
            "lease_until": NOW,
            "channel_id": None if nudge.message is None else nudge.message.channel,
            "message_ts": None if nudge.message is None else nudge.message.ts,
        }
        for nudge in claimed
    ]
    await database.write_at_once(lambda connection: connection.execute(insert(tables.nudges), rows))


async def _write(
    database: Database, write: Callable[[Connection, list[T]], None], *rows: T
) -> None:
    await database.write_at_once(lambda connection: write(connection, list(rows)))


async def _done_in(database: Database, minutes: int = 1) -> list[Completion]:
    stretch = Stretch(WORKSPACE, MEMBER, NOW, NOW + minutes * MINUTE)
    return await database.write_at_once(lambda c: completions.list_in(c, {stretch}))


def _claimed(**changes: object) -> Nudge:
    return a_nudge(**({"due_at": NOW, "delivery": Delivery.SENDING} | changes))


def _done(kind: Kind = Kind.STAND, **changes: Any) -> Completion:  # noqa: ANN401 - any field
    done = Completion(WORKSPACE, MEMBER, NOW, kind, True, NOW, Source.REACTION)  # noqa: FBT003 - a column
    return done._replace(**changes)
